package org.subtext.sources.dicom;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.subtext.joins.JoinCounts;
import org.subtext.joins.KeyMatch;
import org.subtext.joins.KeySide;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.NearestName;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Problems;
import org.subtext.problems.Sentence;
import org.subtext.tables.Table;
import org.subtext.tables.TableReader;

/**
 * A table with what headers do not hold, joined to the images by patient, study or image. Several rows of one id must
 * agree in every column; ids are compared as text, so "007" is not "7".
 */
public final class SideTable {
    /** What a row of the table is about. */
    public enum Key {
        PATIENT(DicomColumns.PATIENT, Set.of("patientid", "patient", "subjectid", "pid", "empianon")),
        STUDY(DicomColumns.STUDY, Set.of("studyid", "studyinstanceuid", "study", "studyuid")),
        IMAGE(DicomColumns.IMAGE, Set.of("imageid", "sopinstanceuid", "dicomid", "image"));

        private final String column;
        private final Set<String> names;

        Key(String column, Set<String> names) {
            this.column = column;
            this.names = names;
        }

        /** The column of the table of images. */
        public String column() {
            return column;
        }
    }

    /** What the table is called where its name says nothing to the reader. */
    private static final String JOINED = "the joined table";

    /**
     * How a join went, both ways.
     *
     * @param counts images that found a row, and ids of the table that an image asked for
     * @param idsWithoutRow distinct ids of images that found none
     * @param rowsWithoutId rows whose id cell is empty
     * @param cause what keys of either side look like; empty where every image found its row
     */
    public record Losses(JoinCounts counts, int idsWithoutRow, int rowsWithoutId, Sentence cause) {}

    private final Table table;
    private final Key key;
    private final List<String> columns;
    private final Map<String, Integer> rowOfId;
    private final int rowsWithoutId;

    /**
     * Reads the ids of a table.
     *
     * @param column its column of ids; null where its name is a usual one
     * @throws InvalidInputException when there is no such column or rows of one id disagree
     */
    public SideTable(Table table, Key key, @Nullable String column) {
        this.table = table;
        this.key = key;
        String idColumn = column == null ? usual(table, key) : named(table, column);
        this.columns =
                table.names().stream().filter(name -> !name.equals(idColumn)).toList();
        this.rowOfId = new HashMap<>();
        Problems problems = new Problems();
        int empty = 0;
        for (int row = 0; row < table.rows(); row++) {
            String id = table.column(idColumn).get(row);
            if (id == null) {
                empty++;
                continue;
            }
            Integer before = rowOfId.putIfAbsent(id, row);
            if (before != null) {
                checkAgreement(before, row, problems);
            }
        }
        problems.throwIfAny();
        this.rowsWithoutId = empty;
    }

    /** The table of a file, null where none is named. */
    public static @Nullable SideTable read(@Nullable Path file, Key key, @Nullable String column) throws IOException {
        return file == null ? null : new SideTable(TableReader.read(file), key, column);
    }

    private static String named(Table table, String column) {
        if (!table.has(column)) {
            throw new InvalidInputException("Table " + table.source() + " has no column \"" + column + "\"."
                    + NearestName.hint(column, table.names()) + " Columns: " + String.join(", ", table.names()) + ".");
        }
        return column;
    }

    private static String usual(Table table, Key key) {
        List<String> found = table.names().stream()
                .filter(name -> key.names.contains(name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "")))
                .toList();
        if (found.size() != 1) {
            throw new InvalidInputException(Sentence.of("Table " + table.source() + " has "
                            + (found.isEmpty() ? "no column that looks" : found.size() + " columns that look")
                            + " like " + key.column + ". Columns: " + String.join(", ", table.names())
                            + ". Name it: ")
                    .set(PlanKey.COHORT_SOURCE_JOIN_COLUMN, "COLUMN")
                    .and("."));
        }
        return found.get(0);
    }

    private void checkAgreement(int first, int row, Problems problems) {
        for (String column : columns) {
            String one = table.column(column).get(first);
            String other = table.column(column).get(row);
            if (one == null ? other != null : !one.equals(other)) {
                problems.add(
                        "disagreement",
                        "Rows " + table.rowNumber(first) + " and " + table.rowNumber(row) + " of " + table.source()
                                + " have one id and differ in column " + column + ".",
                        Sentence.of("A row must be about one " + key.name().toLowerCase(Locale.ROOT)
                                        + ". Join by what a row is about (")
                                .set(PlanKey.COHORT_SOURCE_JOIN, "study")
                                .and(" or image), or settle the rows."));
                return;
            }
        }
    }

    /**
     * The table's columns under the names they get beside {@code taken}: "race", or "table_race" where that is taken.
     */
    public List<String> names(Set<String> taken) {
        return columns.stream()
                .map(name -> taken.contains(name) ? "table_" + name : name)
                .toList();
    }

    /** The cells for an id; null where the table has no row of it. */
    public @Nullable List<@Nullable String> cells(@Nullable String id) {
        Integer row = id == null ? null : rowOfId.get(id);
        if (row == null) {
            return null;
        }
        List<@Nullable String> cells = new ArrayList<>();
        columns.forEach(column -> cells.add(table.column(column).get(row)));
        return cells;
    }

    /**
     * Counts the rows that images find, and refuses a join that finds none for any image.
     *
     * @param ids of the images, null where one has none
     * @throws InvalidInputException with what ids look like on both sides
     */
    public Losses match(List<@Nullable String> ids) {
        List<String> known =
                ids.stream().filter(Objects::nonNull).map(String::valueOf).toList();
        KeyMatch match = KeyMatch.of(
                new KeySide("the images", "image", "images", known),
                new KeySide("the table", "id", "ids", List.copyOf(rowOfId.keySet())),
                key == Key.IMAGE ? KeyMatch.Names.IMAGES : KeyMatch.Names.PATIENTS);
        if (match.isNone()) {
            throw new InvalidInputException(Sentence.of("No " + key.name().toLowerCase(Locale.ROOT)
                            + " id of the images has a row in " + table.source() + ": ids are compared as text.")
                    .and(match.cause())
                    .and(" Write the ids of the table as the images have them, or name another column or key: ")
                    .set(PlanKey.COHORT_SOURCE_JOIN_COLUMN, "COLUMN")
                    .and(", ")
                    .set(PlanKey.COHORT_SOURCE_JOIN, "study")
                    .and("."));
        }
        JoinCounts counts = JoinCounts.of(match, JOINED, ids.size() - known.size());
        int idsWithoutRow = (int)
                known.stream().filter(id -> !rowOfId.containsKey(id)).distinct().count();
        return new Losses(counts, idsWithoutRow, rowsWithoutId, counts.whole() ? Sentence.EMPTY : match.cause());
    }

    public Key key() {
        return key;
    }

    public int width() {
        return columns.size();
    }
}
