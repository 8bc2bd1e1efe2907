package org.subtext.deidentification;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.subtext.provenance.AtomicFiles;
import org.subtext.provenance.Software;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Proves what was done to every element: {@code files.csv} with one line a file, {@code tags.csv} with one line a tag
 * and outcome over all files, and both with the options in {@code log.json}. Never a value of the input.
 */
final class ImportLog {
    /** One tag, in the sequences around it. */
    record TagLine(String path, String name, boolean inAnnexE, String outcome, long elements, long files) {}

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private ImportLog() {}

    static void write(Path folder, Map<String, ?> options, Journal journal, AttributeTable table) throws IOException {
        List<TagLine> tags = tags(journal, table);
        AtomicFiles.writeString(folder.resolve("files.csv"), filesCsv(journal.files()));
        AtomicFiles.writeString(folder.resolve("tags.csv"), tagsCsv(tags));
        Map<String, Object> log = new LinkedHashMap<>();
        log.put("software", Software.version());
        log.put("options", options);
        Map<String, String> meanings = new LinkedHashMap<>();
        for (Outcome outcome : Outcome.values()) {
            meanings.put(outcome.word(), outcome.meaning());
        }
        for (BurnedIn reason : BurnedIn.values()) {
            meanings.put(reason.word(), reason.meaning());
        }
        log.put("meanings", meanings);
        log.put("tags", tags);
        log.put("files", journal.files());
        AtomicFiles.writeString(folder.resolve("log.json"), JSON.writeValueAsString(log) + "\n");
    }

    private static List<TagLine> tags(Journal journal, AttributeTable table) {
        Map<ElementChange, long[]> sums = new TreeMap<>();
        for (FileRecord file : journal.files()) {
            journal.counts(file).forEach((change, count) -> {
                long[] sum = sums.computeIfAbsent(change, k -> new long[2]);
                sum[0] += count;
                sum[1]++;
            });
        }
        List<TagLine> lines = new ArrayList<>();
        sums.forEach((change, sum) -> {
            Optional<AttributeRule> rule = table.find(change.path().last());
            lines.add(new TagLine(
                    change.path().toString(),
                    rule.map(AttributeRule::name).orElse(""),
                    rule.map(AttributeRule::inAnnexE).orElse(false),
                    change.outcome().word(),
                    sum[0],
                    sum[1]));
        });
        return lines;
    }

    private static String tagsCsv(List<TagLine> tags) {
        return tags.stream()
                .sorted(Comparator.comparing(TagLine::path).thenComparing(TagLine::outcome))
                .map(tag -> "\"%s\",\"%s\",%s,%s,%d,%d\n"
                        .formatted(
                                tag.path(),
                                tag.name(),
                                tag.inAnnexE() ? "yes" : "no",
                                tag.outcome(),
                                tag.elements(),
                                tag.files()))
                .collect(Collectors.joining("", "tag,name,in_annex_e,outcome,elements,files\n", ""));
    }

    private static String filesCsv(List<FileRecord> files) {
        List<String> outcomes = new ArrayList<>();
        for (Outcome outcome : Outcome.values()) {
            outcomes.add(outcome.word());
        }
        StringBuilder text = new StringBuilder("file,status,output,input_hmac_sha256,output_hmac_sha256,burned_in,")
                .append(String.join(",", outcomes))
                .append('\n');
        for (FileRecord file : files) {
            text.append(String.join(
                    ",",
                    file.id(),
                    file.status(),
                    file.output(),
                    file.inputDigest(),
                    file.outputDigest(),
                    String.join(" ", file.burnedIn())));
            outcomes.forEach(outcome -> text.append(',').append(file.outcomes().getOrDefault(outcome, 0)));
            text.append('\n');
        }
        return text.toString();
    }
}
