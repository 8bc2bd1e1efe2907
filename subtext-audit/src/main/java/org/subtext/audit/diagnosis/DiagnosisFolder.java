package org.subtext.audit.diagnosis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.subtext.cohort.Cohort;
import org.subtext.findings.Findings;
import org.subtext.problems.Action;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Sentence;
import org.subtext.provenance.AtomicFiles;
import org.subtext.report.Audience;
import org.subtext.report.PdfReport;
import org.subtext.report.findings.DiagnosisContent;
import org.subtext.report.findings.DiagnosisPage;

/** What a run of findings has in its folder in the place of a verdict. */
public final class DiagnosisFolder {
    /** One row an image: truths, scores, recorded columns. Holds patients; not for sharing. */
    public static final String TABLE = "findings.csv";

    /** Every estimate; not for sharing, as it holds small counts. */
    public static final String CONTENT = "diagnosis.json";

    /** For anybody. */
    public static final String PAGE = "diagnosis.html";

    /** The same to print. */
    public static final String DOCUMENT = "diagnosis.pdf";

    /** Under which the manifest keeps the hash of the table. */
    public static final String TABLE_FACT = "Findings (SHA-256)";

    private static final String INTERNAL_PAGE = "diagnosis-internal.html";
    private static final double LEVEL = 0.95;

    private DiagnosisFolder() {}

    /** Whether a folder holds a finished part of such a run. */
    public static boolean isIn(Path folder) {
        return Files.isRegularFile(folder.resolve(CONTENT));
    }

    /** What is said where somebody asks about the attribute of such a run. */
    public static InvalidInputException isNoAudit(Path folder) {
        return new InvalidInputException(Sentence.of("The run " + folder
                        + " taught a diagnostic model of findings; it assessed no recorded attribute, and has neither"
                        + " verdict nor routes. Its page is " + folder.resolve(PAGE)
                        + ". Whether a group is served worse: ")
                .and(Action.HARM, folder.toString()));
    }

    /** Reads off what was scored. */
    public static DiagnosisContent read(
            Findings findings, ScoredImages scored, String network, String recipe, boolean inFolds, Cohort cohort) {
        List<ScoredImages.One> tested = scored.tested();
        return new DiagnosisContent(
                network,
                recipe,
                inFolds,
                scored.all().size() - tested.size(),
                (int) tested.stream()
                        .map(one -> one.image().patient())
                        .distinct()
                        .count(),
                tested.size(),
                LEVEL,
                FindingReadings.of(findings, tested, LEVEL),
                FindingRemarks.of(findings, cohort));
    }

    /** Writes the table. */
    public static void writeTable(Path file, Cohort cohort, Findings findings, ScoredImages scored) throws IOException {
        FindingLines.write(file, cohort, findings, scored);
    }

    /** Writes the page that anybody may read. */
    public static void writePages(Path page, Path document, DiagnosisContent content) throws IOException {
        String html = DiagnosisPage.render(content, Audience.ANYBODY);
        AtomicFiles.writeString(page, html);
        AtomicFiles.replace(document, pdf -> PdfReport.write(html, pdf));
    }

    /** Writes the page that tells of small counts too, and says that it is not for sharing. */
    public static void writeInternal(Path folder, DiagnosisContent content) throws IOException {
        AtomicFiles.writeString(folder.resolve(INTERNAL_PAGE), DiagnosisPage.render(content, Audience.INTERNAL));
    }
}
