package org.subtext.audit.diagnosis;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.subtext.cohort.Cohort;
import org.subtext.findings.FindingStatus;
import org.subtext.findings.Findings;
import org.subtext.provenance.AtomicFiles;
import org.subtext.tables.CsvLine;

/**
 * The table of a run of findings: one row an image that was scored, with its truths as they are recorded, its scores,
 * and every column of the cohort's table as it was then, the attribute as the plan settled it. What is asked of groups
 * later is asked of this, whatever has become of the cohort's table.
 */
public final class FindingLines {
    /** Who an image is, and of what part; no table has such columns by itself. */
    public static final String IMAGE = "run:image";

    public static final String PATIENT = "run:patient";
    public static final String PART = "run:part";

    private FindingLines() {}

    /** The column of a finding's truth: 1, 0, −1 for uncertain, or nothing. */
    public static String truth(String finding) {
        return "truth:" + finding;
    }

    /** The column of a finding's score. */
    public static String score(String finding) {
        return "score:" + finding;
    }

    static void write(Path file, Cohort cohort, Findings findings, ScoredImages scored) throws IOException {
        List<String> own = new ArrayList<>(List.of(IMAGE, PATIENT, PART));
        findings.names().forEach(name -> own.addAll(List.of(truth(name), score(name))));
        Map<String, List<@Nullable String>> recorded = recorded(cohort, new HashSet<>(own));
        AtomicFiles.write(file, out -> {
            OutputStream buffered = new BufferedOutputStream(out);
            List<String> header = new ArrayList<>(own);
            header.addAll(recorded.keySet());
            buffered.write(CsvLine.of(header).getBytes(StandardCharsets.UTF_8));
            for (ScoredImages.One one : scored.all()) {
                List<@Nullable String> cells = new ArrayList<>();
                cells.add(one.image().id());
                cells.add(one.image().patient());
                cells.add(one.part().label());
                for (int finding = 0; finding < findings.count(); finding++) {
                    cells.add(cell(findings.status(one.image(), finding)));
                    cells.add(Float.toString(one.scores()[finding]));
                }
                recorded.values().forEach(column -> cells.add(column.get(one.position())));
                buffered.write(CsvLine.of(cells).getBytes(StandardCharsets.UTF_8));
            }
            buffered.flush();
        });
    }

    private static @Nullable String cell(FindingStatus status) {
        return switch (status) {
            case PRESENT -> "1";
            case ABSENT -> "0";
            case UNCERTAIN -> "-1";
            case NOT_RECORDED -> null;
        };
    }

    /** By column, one cell a position; a column that is called as one of the run's gives way to it. */
    private static Map<String, List<@Nullable String>> recorded(Cohort cohort, Set<String> taken) {
        Map<String, List<@Nullable String>> columns = new LinkedHashMap<>();
        for (String name : cohort.columnNames()) {
            if (!taken.contains(name)) {
                columns.put(
                        name,
                        name.equals(cohort.attribute())
                                ? cohort.images().stream()
                                        .<@Nullable String>map(
                                                image -> cohort.classNames().get(image.label()))
                                        .toList()
                                : cohort.column(name).orElseThrow());
            }
        }
        return columns;
    }
}
