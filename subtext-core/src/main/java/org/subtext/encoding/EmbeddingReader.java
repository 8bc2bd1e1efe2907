package org.subtext.encoding;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.subtext.cohort.ColumnNames;
import org.subtext.cohort.SmallestGroups;
import org.subtext.identities.Evidence;
import org.subtext.identities.IdColumn;
import org.subtext.identities.IdProblems;
import org.subtext.identities.IdRemarks;
import org.subtext.identities.Identities;
import org.subtext.problems.Argument;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Problems;
import org.subtext.problems.Sentence;
import org.subtext.tables.Column;
import org.subtext.tables.Table;
import org.subtext.tables.TableReader;

/**
 * Reads embeddings that anybody made and joins them to the recorded attribute.
 *
 * <p>Every image must be found in the table once; rows without a recorded class, and patients with two, are left out
 * and counted.
 */
public final class EmbeddingReader {
    private static final List<String> PATIENT_NAMES = List.of("patient", "patient_id");

    private final ProbePlan plan;
    private final Problems problems = new Problems();
    private final List<String> notes = new ArrayList<>();

    private EmbeddingReader(ProbePlan plan) {
        this.plan = plan;
    }

    /** A table and its row for each vector. */
    @SuppressWarnings("ArrayRecordComponent") // handed over, read only
    private record Joined(Table table, int[] rows, List<String> ids) {}

    /** @throws InvalidInputException with all problems of the files at once, as far as one does not hide the others */
    public static LabelledEmbeddings read(ProbePlan plan) throws IOException {
        return new EmbeddingReader(plan).read();
    }

    private LabelledEmbeddings read() throws IOException {
        VectorFile read = VectorFile.read(plan.embeddings(), plan.columns());
        notes.add(read.note());
        Joined joined = joined(read);
        problems.throwIfAny();
        ColumnNames.require(joined.table(), plan.attribute(), Argument.PROBE_ATTRIBUTE, problems);
        String patient = patientColumn(joined.table());
        problems.throwIfAny();
        List<String> patients = patients(joined, patient);
        RecordedClasses classes = RecordedClasses.read(plan, joined.table(), joined.rows(), patients, problems);
        problems.throwIfAny();
        notes.addAll(classes.notes());
        int[] kept = classes.kept();
        float[][] vectors = new float[kept.length][];
        List<String> ids = new ArrayList<>();
        List<String> whose = new ArrayList<>();
        for (int i = 0; i < kept.length; i++) {
            vectors[i] = read.vectors()[kept[i]];
            ids.add(joined.ids().get(kept[i]));
            whose.add(patients.get(kept[i]));
        }
        return new LabelledEmbeddings(
                new Embeddings(ids, whose, vectors), classes.labels(), classes.names(), read.vectors().length, notes);
    }

    private Joined joined(VectorFile read) throws IOException {
        Table others = read.others();
        Path file = plan.table();
        if (file == null) {
            if (others == null) {
                throw new InvalidInputException(
                        Sentence.of(plan.embeddings() + " holds vectors and nothing else. Name the table that"
                                        + " says which recorded class each row has: ")
                                .set(Argument.PROBE_TABLE, "FILE")
                                .and("."));
            }
            return new Joined(others, inOrder(read.vectors().length), ids(others, plan.on()));
        }
        Table table = TableReader.read(file);
        String on = plan.on();
        if (others == null) {
            return byRow(read, table);
        }
        return byColumn(others, table, on == null ? shared(others, table) : on);
    }

    /** Without ids only the order can tell which row is whose, and equal lengths are all the proof there is. */
    private Joined byRow(VectorFile read, Table table) {
        if (table.rows() != read.vectors().length) {
            throw new InvalidInputException(Sentence.of(plan.embeddings() + " has " + read.vectors().length
                            + " rows and no ids, and " + table.source() + " has " + table.rows()
                            + " rows. Without ids the two are joined row by row and must be of one length: cut the"
                            + " table to the rows that were embedded, or give an id column with ")
                    .and(Argument.PROBE_ON)
                    .and(" (CSV, Parquet, or NAME.ids.csv beside the NPY file)."));
        }
        notes.add("The embeddings have no ids: they were joined to the table row by row.");
        return new Joined(table, inOrder(table.rows()), ids(table, plan.on()));
    }

    private Joined byColumn(Table others, Table table, String on) {
        ColumnNames.require(others, on, Argument.PROBE_ON, problems);
        ColumnNames.require(table, on, Argument.PROBE_ON, problems);
        problems.throwIfAny();
        Map<String, Integer> rowOf = new HashMap<>();
        Column keys = table.column(on);
        for (int row = 0; row < table.rows(); row++) {
            String key = keys.get(row);
            if (key != null && rowOf.put(key, row) != null) {
                problems.add(
                        "id twice",
                        "Row " + table.rowNumber(row) + " of " + table.source() + " repeats an id of column " + on
                                + ".",
                        Sentence.of("Each image may stand in the table once: delete the repeats, or name another"
                                        + " column with ")
                                .and(Argument.PROBE_ON)
                                .and("."));
            }
        }
        List<String> ids = ids(others, on);
        int[] rows = new int[ids.size()];
        for (int i = 0; i < rows.length; i++) {
            Integer row = rowOf.get(ids.get(i));
            rows[i] = row == null ? -1 : row;
            if (row == null) {
                problems.add(
                        "id missing",
                        "Row " + others.rowNumber(i) + " of " + others.source() + " has an id that column " + on
                                + " of " + table.source() + " does not hold.",
                        Sentence.of("Every embedding needs its row of the table: add the rows, or name the right"
                                        + " column with ")
                                .and(Argument.PROBE_ON)
                                .and("."));
            }
        }
        return new Joined(table, rows, ids);
    }

    private static String shared(Table others, Table table) {
        List<String> shared = others.names().stream().filter(table::has).toList();
        List<String> preferred = shared.contains("image") ? List.of("image") : shared;
        if (preferred.size() != 1) {
            throw new InvalidInputException(Sentence.of((shared.isEmpty()
                                    ? "No column"
                                    : "More than one column (" + String.join(", ", shared) + ")")
                            + " stands in both " + others.source() + " and " + table.source()
                            + ". Name the column of the image id that both have: ")
                    .set(Argument.PROBE_ON, "COLUMN")
                    .and(". Columns: " + String.join(", ", others.names()) + "; and " + String.join(", ", table.names())
                            + "."));
        }
        return preferred.get(0);
    }

    /** The ids of a table's rows: of a column, none of them empty or twice; row numbers without one. */
    private List<String> ids(Table table, @Nullable String column) {
        List<String> ids = new ArrayList<>();
        String chosen = column == null && table.has("image") ? "image" : column;
        if (chosen == null) {
            for (int row = 0; row < table.rows(); row++) {
                ids.add("row " + table.rowNumber(row));
            }
            return ids;
        }
        ColumnNames.require(table, chosen, Argument.PROBE_ON, problems);
        problems.throwIfAny();
        Set<String> seen = new LinkedHashSet<>();
        for (int row = 0; row < table.rows(); row++) {
            String id = table.column(chosen).get(row);
            if (id == null || !seen.add(id)) {
                problems.add(
                        "bad id",
                        "Row " + table.rowNumber(row) + " of " + table.source()
                                + (id == null ? " has no id" : " repeats an id") + " in column " + chosen + ".",
                        Sentence.of("Each embedding needs an id of its own: complete the column, or name another with ")
                                .and(Argument.PROBE_ON)
                                .and("."));
            }
            ids.add(id == null ? "" : id);
        }
        return ids;
    }

    private static int[] inOrder(int rows) {
        int[] order = new int[rows];
        for (int row = 0; row < rows; row++) {
            order[row] = row;
        }
        return order;
    }

    private @Nullable String patientColumn(Table table) {
        String named = plan.patient();
        if (named != null) {
            ColumnNames.require(table, named, Argument.PROBE_PATIENT, problems);
            return named;
        }
        return PATIENT_NAMES.stream().filter(table::has).findFirst().orElse(null);
    }

    private List<String> patients(Joined joined, @Nullable String column) throws IOException {
        if (column == null) {
            notes.add(
                    "No patient column was named: each row counts as its own patient, so intervals are too narrow if a"
                            + " patient has several images.");
            return joined.ids();
        }
        Table table = joined.table();
        int[] rows = joined.rows();
        IdColumn ids = new IdColumn(
                column, rows.length, i -> table.column(column).get(rows[i]), i -> table.rowNumber(rows[i]));
        Evidence evidence =
                Evidence.of(table.names(), name -> i -> table.column(name).get(rows[i]), plan.attribute());
        Identities who = Identities.of(ids, plan.ids(), evidence);
        IdProblems.add(who, Argument.PROBE_PATIENT, problems);
        IdRemarks.of(who).forEach(remark -> notes.add(remark.sentence().shared(SmallestGroups.TOLD)));
        return who.people();
    }
}
