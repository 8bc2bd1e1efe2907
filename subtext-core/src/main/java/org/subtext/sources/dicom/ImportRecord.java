package org.subtext.sources.dicom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.subtext.joins.JoinCounts;
import org.subtext.problems.Action;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Sentence;
import org.subtext.provenance.AtomicFiles;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What became of the files that a table was made from, counted and without a name: it lies beside the table and goes
 * into every run that the table is audited in.
 *
 * @param files looked at
 * @param images rows of the table
 * @param broken files that cannot be read
 * @param withoutPixels DICOM files that are no images, by modality
 * @param repeated files with SOP Instance UID, patient and pixels of another file
 * @param others files that are no DICOM
 * @param underOneUid images whose SOP Instance UID other images have too; null in records of before they were told
 *     apart
 * @param join of a table with what headers do not hold; null where none was joined, and in records of before it was
 *     counted
 */
public record ImportRecord(
        int files,
        int images,
        int patients,
        int studies,
        int broken,
        Map<String, Integer> withoutPixels,
        int repeated,
        int others,
        @Nullable Integer underOneUid,
        @Nullable JoinCounts join) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    public ImportRecord {
        withoutPixels = new TreeMap<>(withoutPixels);
    }

    /**
     * For a reader who may share it: "left out: 45 broken, 12 no DICOM". Says neither how many images there were nor of
     * how many patients, from which a small count that a report hides would follow.
     */
    public String sentence() {
        int pixelless =
                withoutPixels.values().stream().mapToInt(Integer::intValue).sum();
        String leftOut = Stream.of(
                        count(broken, "broken"),
                        count(pixelless, "without pixels"),
                        count(repeated, "there twice"),
                        count(others, "no DICOM"))
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining(", "));
        String all = leftOut.isEmpty() ? "all became rows of the table" : "left out: " + leftOut;
        return underOneUid == null || underOneUid == 0
                ? all
                : all + "; some images have one SOP Instance UID and are told by their paths";
    }

    private static String count(int count, String what) {
        return count == 0 ? "" : String.format(Locale.ROOT, "%,d %s", count, what);
    }

    /** The same text for the same import. */
    public String json() {
        return JSON.writeValueAsString(this) + "\n";
    }

    /** Where the files are named that a table left out, with the reason of each. */
    public static Path leftOut(Path table) {
        return sibling(table, ".left-out.csv");
    }

    void writeBeside(Path table) throws IOException {
        AtomicFiles.writeString(sibling(table, ".import.json"), json());
    }

    /** The record beside a table; empty where the table came from elsewhere. */
    public static Optional<ImportRecord> beside(@Nullable Path table) throws IOException {
        if (table == null || table.getFileName() == null || !Files.isRegularFile(sibling(table, ".import.json"))) {
            return Optional.empty();
        }
        Path file = sibling(table, ".import.json");
        try {
            return Optional.of(JSON.readValue(Files.readString(file), ImportRecord.class));
        } catch (JacksonException e) {
            throw new InvalidInputException(Sentence.of("The record " + file
                            + " of how the table was made cannot be read. Make the table again with: ")
                    .and(Action.IMPORT)
                    .and(". Or delete the record if the table is your own."));
        }
    }

    private static Path sibling(Path table, String ending) {
        String name = table.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return table.resolveSibling((dot < 0 ? name : name.substring(0, dot)) + ending);
    }
}
