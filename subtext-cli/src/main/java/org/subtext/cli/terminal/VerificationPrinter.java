package org.subtext.cli.terminal;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.subtext.deidentification.verification.Finding;
import org.subtext.deidentification.verification.VerificationResult;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Says what a verification came to: what is proven, or which file has what; and what cannot be told. */
public final class VerificationPrinter {
    private static final int MOST_LINES = 50;

    private VerificationPrinter() {}

    public static void print(VerificationResult result, PrintWriter terminal) {
        terminal.printf(
                "Read        %,8d files, %,d images, %,d bytes%n", result.files(), result.images(), result.bytes());
        if (result.isProven()) {
            result.proven().forEach(sentence -> terminal.println("Proven      " + sentence));
        }
        List<Finding> findings = result.findings();
        for (Finding finding : findings.subList(0, Math.min(MOST_LINES, findings.size()))) {
            terminal.println("Found       " + (finding.file().isEmpty() ? "" : finding.file() + ": ")
                    + finding.kind().meaning() + (finding.where().isEmpty() ? "" : " (" + finding.where() + ")"));
        }
        if (findings.size() > MOST_LINES) {
            terminal.printf("            and %,d more, all of which the JSON lists%n", findings.size() - MOST_LINES);
        }
        if (!result.isProven()) {
            terminal.printf("Not proven: %,d findings. Do not hand these files on.%n", findings.size());
        }
        result.notProven().forEach(sentence -> terminal.println("Not told    " + sentence));
    }

    /** As machines read it. */
    public static String json(VerificationResult result) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("proven", result.isProven());
        content.put("files", result.files());
        content.put("images", result.images());
        content.put("bytes", result.bytes());
        content.put(
                "findings",
                result.findings().stream()
                        .map(finding -> Map.of(
                                "file", finding.file(),
                                "kind", finding.kind().word(),
                                "where", finding.where(),
                                "meaning", finding.kind().meaning()))
                        .toList());
        content.put("checked", result.proven());
        content.put("not_proven", result.notProven());
        return JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(content)
                + "\n";
    }
}
