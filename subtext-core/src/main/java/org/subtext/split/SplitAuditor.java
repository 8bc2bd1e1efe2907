package org.subtext.split;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.subtext.cohort.ColumnGuess;
import org.subtext.cohort.ColumnMapping;
import org.subtext.cohort.ColumnRole;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Problems;
import org.subtext.problems.Sentence;
import org.subtext.tables.Column;
import org.subtext.tables.Table;

/** Holds every two parts of a table's split against each other; needs neither images nor an attribute. */
public final class SplitAuditor {
    private record Row(String patient, @Nullable String image) {}

    private SplitAuditor() {}

    /** Which columns were taken, and what they show. */
    public record Audited(ColumnGuess columns, SplitAudit audit) {}

    /**
     * Audits any table with a patient and a split column.
     *
     * @param named columns that the user named; the others are guessed
     * @throws InvalidInputException when a column cannot be found, or no row or only one part is left
     */
    public static Audited audit(Table table, ColumnMapping named) {
        Problems problems = new Problems();
        ColumnGuess guess = ColumnGuess.of(table, named, EnumSet.of(ColumnRole.PATIENT, ColumnRole.SPLIT), problems);
        problems.throwIfAny();
        Column patients =
                table.column(guess.mapping().column(ColumnRole.PATIENT).orElseThrow());
        Column splits = table.column(guess.mapping().column(ColumnRole.SPLIT).orElseThrow());
        Optional<Column> images = guess.mapping()
                .column(ColumnRole.IMAGE_ID)
                .or(() -> guess.mapping().column(ColumnRole.IMAGE))
                .map(table::column);
        Map<String, List<Row>> rowsOfPart = new LinkedHashMap<>();
        int skipped = 0;
        for (int row = 0; row < table.rows(); row++) {
            String patient = patients.get(row);
            String part = splits.get(row);
            if (patient == null || part == null) {
                skipped++;
                continue;
            }
            String image = images.isEmpty() ? null : images.get().get(row);
            rowsOfPart.computeIfAbsent(part, p -> new ArrayList<>()).add(new Row(patient, image));
        }
        if (rowsOfPart.size() < 2) {
            throw new InvalidInputException(Sentence.of("The split column of " + table.source() + " names "
                            + rowsOfPart.size() + " part; a split has at least two. Name the right column: ")
                    .set(PlanKey.COHORT_COLUMNS_SPLIT, "COLUMN")
                    .and("."));
        }
        return new Audited(guess, compare(String.valueOf(table.source().getFileName()), rowsOfPart, skipped));
    }

    private static SplitAudit compare(String source, Map<String, List<Row>> rowsOfPart, int skipped) {
        List<String> parts = new ArrayList<>(rowsOfPart.keySet());
        parts.sort(
                Comparator.comparingInt(part -> Part.of(part).map(Part::ordinal).orElse(Part.values().length)));
        Map<String, Set<String>> patients = new LinkedHashMap<>();
        Map<String, Integer> partsOfPatient = new LinkedHashMap<>();
        List<SplitAudit.PartSize> sizes = new ArrayList<>();
        int rows = 0;
        for (String part : parts) {
            List<Row> own = rowsOfPart.getOrDefault(part, List.of());
            Set<String> distinct = own.stream().map(Row::patient).collect(Collectors.toSet());
            distinct.forEach(patient -> partsOfPatient.merge(patient, 1, Integer::sum));
            patients.put(part, distinct);
            sizes.add(new SplitAudit.PartSize(part, own.size(), distinct.size()));
            rows += own.size();
        }
        List<SplitAudit.Pair> pairs = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            for (int j = i + 1; j < parts.size(); j++) {
                pairs.add(pair(parts.get(i), parts.get(j), rowsOfPart, patients));
            }
        }
        int leaking = (int) partsOfPatient.values().stream().filter(n -> n > 1).count();
        return new SplitAudit(source, rows, partsOfPatient.size(), sizes, pairs, leaking, skipped);
    }

    private static SplitAudit.Pair pair(
            String first, String second, Map<String, List<Row>> rowsOfPart, Map<String, Set<String>> patients) {
        Set<String> learned = patients.getOrDefault(first, Set.of());
        Set<String> shared = new HashSet<>(patients.getOrDefault(second, Set.of()));
        shared.retainAll(learned);
        List<Row> tested = rowsOfPart.getOrDefault(second, List.of());
        int leaked = (int)
                tested.stream().filter(row -> shared.contains(row.patient())).count();
        Set<String> images = imageIds(rowsOfPart.getOrDefault(first, List.of()));
        images.retainAll(imageIds(tested));
        return new SplitAudit.Pair(
                first, second, shared.size(), leaked, (double) leaked / tested.size(), images.size());
    }

    private static Set<String> imageIds(List<Row> rows) {
        Set<String> ids = new HashSet<>();
        for (Row row : rows) {
            if (row.image() != null) {
                ids.add(row.image());
            }
        }
        return ids;
    }
}
