package org.subtext.audit.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.subtext.audit.harm.HarmFolder;
import org.subtext.audit.harm.HarmPlanFile;
import org.subtext.harm.FindingColumn;
import org.subtext.harm.reading.FindingTableReader;
import org.subtext.harm.reading.HarmRequest;
import org.subtext.harm.reading.ReadFindings;
import org.subtext.predictions.SecondTable;
import org.subtext.problems.InvalidInputException;
import org.subtext.progress.Progress;
import org.subtext.provenance.ContentHash;
import org.subtext.report.harm.HarmContent;
import org.subtext.statistics.Estimate;

/**
 * A finished run of harm with its table, read again as the run read it: its folder holds no row.
 *
 * @param name label of its folder
 * @param file of its findings
 */
record StoredHarm(String name, HarmRequest request, HarmContent content, ReadFindings read, Path file) {
    private static final String TABLE = "Table (SHA-256)";
    private static final String JOINED = "Joined table (SHA-256)";

    /**
     * Reads.
     *
     * @return empty where a table of the run is not there any more, or not as it was
     * @throws InvalidInputException where the folder holds no finished run of harm
     */
    static Optional<StoredHarm> of(Path folder, String name) throws IOException {
        HarmContent content = HarmFolder.finished(folder);
        HarmRequest request = HarmPlanFile.read(folder.resolve(HarmFolder.PLAN));
        Map<String, String> facts = HarmFolder.facts(folder);
        SecondTable second = request.table().second();
        boolean isAsItWas = isAsItWas(request.table().file(), facts.get(TABLE))
                && (second == null || isAsItWas(second.file(), facts.get(JOINED)));
        return isAsItWas
                ? Optional.of(new StoredHarm(
                        name,
                        request,
                        content,
                        FindingTableReader.read(request, Progress.SILENT),
                        folder.resolve(HarmFolder.CONTENT)))
                : Optional.empty();
    }

    private static boolean isAsItWas(Path table, @Nullable String hash) throws IOException {
        return Files.isRegularFile(table) && ContentHash.ofFile(table).hex().equals(hash);
    }

    /** Which of the table's findings has this title; empty where none has. */
    OptionalInt place(String title) {
        return IntStream.range(0, read.table().findings().size())
                .filter(i -> read.table().findings().get(i).title().equals(title))
                .findFirst();
    }

    /** Titles of findings that were judged at a threshold. */
    List<String> titles() {
        return read.table().findings().stream().map(FindingColumn::title).toList();
    }

    /** Whether a finding has a threshold for every part that was judged. */
    boolean isCalled(int finding) {
        return content.assessment().findings().get(finding).thresholds().stream()
                .allMatch(Estimate::isDefined);
    }

    /** Whether a judged row of the table is called. */
    boolean calls(int finding, int row) {
        Estimate threshold = content.assessment()
                .findings()
                .get(finding)
                .thresholds()
                .get(read.roles().part(row));
        return read.table().findings().get(finding).score(row) >= threshold.valueOr(Double.POSITIVE_INFINITY);
    }

    /** Whether images have names of their own. */
    boolean namesImages() {
        return request.table().ids().image() != null;
    }

    /** Whether each patient has one judged image at most, which then is told by the patient. */
    boolean hasOneImageEach() {
        long patients = IntStream.range(0, read.table().rows())
                .filter(read.roles()::isJudged)
                .map(read.table()::patient)
                .distinct()
                .count();
        return patients == read.roles().judged();
    }

    /** Of the table that was read, and of the one that was joined. */
    String tables(Path folder) {
        Map<String, String> facts = HarmFolder.facts(folder);
        return facts.getOrDefault(TABLE, "") + facts.getOrDefault(JOINED, "");
    }
}
