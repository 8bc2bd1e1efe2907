package org.subtext.sources.dataset;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.subtext.joins.JoinCounts;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Remark;
import org.subtext.problems.Sentence;
import org.subtext.provenance.AtomicFiles;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is known of a common table: where it came from, by what rules and codes, and on what terms it may be used. Lies
 * beside the table and travels with it into runs and models.
 *
 * @param dataset name of the layout
 * @param title for the reader
 * @param layoutVersion of files and code books
 * @param rules "none" or "study"
 * @param files files read, below the data set's folder
 * @param rows of the table
 * @param patients of the table
 * @param excluded rows left out, by rule
 * @param selfCheck published counts against those found
 * @param codeBooks what recorded values stand for
 * @param unknownCodes values without a code, with their rows
 * @param terms of use
 * @param notes what a user should know
 * @param joins of the set's tables; none in records of before they were counted
 */
public record DatasetRecord(
        String dataset,
        String title,
        String layoutVersion,
        String rules,
        List<String> files,
        long rows,
        long patients,
        Map<String, Long> excluded,
        List<Check> selfCheck,
        List<CodeBook> codeBooks,
        Map<String, Long> unknownCodes,
        List<String> terms,
        List<String> notes,
        List<JoinCounts> joins) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            // what older versions did not write is empty
            .withConfigOverride(
                    List.class, list -> list.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .build();

    public DatasetRecord {
        joins = List.copyOf(joins);
    }

    /** What a reader of the report should know of joins that are not whole. */
    public List<Remark> remarks() {
        return joins.stream()
                .filter(join -> !join.whole())
                .map(JoinCounts::remark)
                .toList();
    }

    /** One published count. */
    public record Check(String what, long expected, long found) {
        public boolean agrees() {
            return expected == found;
        }
    }

    /** The same text for the same table. */
    public String json() {
        return JSON.writeValueAsString(this) + "\n";
    }

    /** Whether every published count was found. */
    public boolean complete() {
        return selfCheck.stream().allMatch(Check::agrees);
    }

    /** One sentence on the published counts. */
    public String selfCheckSentence() {
        long agree = selfCheck.stream().filter(Check::agrees).count();
        if (selfCheck.isEmpty()) {
            return "No count of this data set is published that could be compared.";
        }
        return complete()
                ? "All " + agree + " published counts were found: the copy is complete as far as they tell."
                : agree + " of " + selfCheck.size()
                        + " published counts were found; the others differ because this copy"
                        + " is partial, or of another version.";
    }

    /** Where the record of a table lies. */
    static Path besideOf(Path table) {
        String name = table.getFileName().toString();
        int dot = name.indexOf('.');
        return table.resolveSibling((dot < 0 ? name : name.substring(0, dot)) + ".dataset.json");
    }

    void writeBeside(Path table) throws IOException {
        AtomicFiles.writeString(besideOf(table), json());
    }

    /** The record beside a table; empty where the table came from elsewhere. */
    public static Optional<DatasetRecord> beside(@Nullable Path table) throws IOException {
        if (table == null || table.getFileName() == null || !Files.isRegularFile(besideOf(table))) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(Files.readString(besideOf(table)), DatasetRecord.class));
        } catch (JacksonException e) {
            throw new InvalidInputException(Sentence.of("The data set's record " + besideOf(table)
                            + " cannot be read, so its terms of use are unknown. Make the table again with ")
                    .and(PlanKey.COHORT_SOURCE_DATASET)
                    .and(", or delete the record if the table is your own."));
        }
    }
}
