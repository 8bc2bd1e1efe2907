package org.subtext.findings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.subtext.cohort.AskedValues;
import org.subtext.cohort.SmallestGroups;
import org.subtext.cohort.TruthReading;
import org.subtext.predictions.TruthCodes;
import org.subtext.problems.Knob;
import org.subtext.problems.Problems;
import org.subtext.problems.Remark;
import org.subtext.problems.Sentence;
import org.subtext.tables.NotRecorded;

/**
 * What the cells of one column say of a finding.
 *
 * <p>Definition: as the plan says, by named values or by a number; else by usual words, 1 and yes for present, 0 and no
 * for absent, −1 and uncertain for uncertain. Any other cell is refused: nothing is taken for absent unasked.
 */
public final class TruthColumn {
    private static final AskedValues PRESENT =
            AskedValues.of(List.of("1", "yes", "y", "true", "t", "positive", "pos", "present", "abnormal"));
    private static final AskedValues ABSENT =
            AskedValues.of(List.of("0", "no", "n", "false", "f", "negative", "neg", "absent", "normal"));
    private static final List<String> UNCERTAIN =
            List.of("-1", "uncertain", "u", "equivocal", "indeterminate", "possible", "probable", "maybe");

    /** More values than these are only counted. */
    private static final int SHOWN = 20;

    private final TruthReading reading;
    private final Cells cells;
    private final String column;
    private final Knobs knobs;
    private final Problems problems;
    private final List<Remark> remarks;
    private final NotRecorded words;
    private final AskedValues uncertain;
    private final AskedValues said;
    private final AskedValues positive;

    /**
     * The cells of a column.
     *
     * @param column its name
     * @param rows how many there are
     * @param cell of a row, counted from 0; null when empty
     * @param rowNumber of a row, as a person counts
     * @param recorded words that are values there although they usually say that nothing is recorded
     */
    public record Cells(
            String column,
            int rows,
            IntFunction<@Nullable String> cell,
            IntUnaryOperator rowNumber,
            List<String> recorded) {
        private @Nullable String get(int row) {
            return cell.apply(row);
        }

        private int number(int row) {
            return rowNumber.applyAsInt(row);
        }
    }

    /** What mends a column that cannot be read, as whoever asked for it is told. */
    public record Knobs(Knob truth, Knob positive, Knob positiveAt, Knob uncertainValues, Knob recorded) {}

    private TruthColumn(TruthReading reading, Cells cells, Knobs knobs, Problems problems, List<Remark> remarks) {
        this.reading = reading;
        this.cells = cells;
        this.column = cells.column();
        this.knobs = knobs;
        this.problems = problems;
        this.remarks = remarks;
        List<String> named = new ArrayList<>(cells.recorded());
        named.addAll(reading.positive());
        named.addAll(reading.uncertainValues());
        this.words = NotRecorded.except(named);
        List<String> doubtful = new ArrayList<>(UNCERTAIN);
        doubtful.addAll(reading.uncertainValues());
        this.uncertain = AskedValues.of(doubtful);
        this.said = AskedValues.of(reading.uncertainValues());
        this.positive = AskedValues.of(reading.positive());
    }

    /** The status of every row. */
    public static FindingStatus[] read(
            TruthReading reading, Cells cells, Knobs knobs, Problems problems, List<Remark> remarks) {
        return new TruthColumn(reading, cells, knobs, problems, remarks).read();
    }

    private FindingStatus[] read() {
        Map<String, List<Integer>> rowsOfCell = new LinkedHashMap<>();
        for (int row = 0; row < cells.rows(); row++) {
            String cell = cells.get(row);
            if (cell != null) {
                rowsOfCell.computeIfAbsent(cell, c -> new ArrayList<>(4)).add(row);
            }
        }
        Map<String, FindingStatus> ofCell = reading.positiveAt() == null ? byWord(rowsOfCell) : byNumber(rowsOfCell);
        FindingStatus[] statuses = new FindingStatus[cells.rows()];
        for (int row = 0; row < statuses.length; row++) {
            String cell = cells.get(row);
            statuses[row] =
                    cell == null ? FindingStatus.NOT_RECORDED : ofCell.getOrDefault(cell, FindingStatus.NOT_RECORDED);
        }
        return statuses;
    }

    private Map<String, FindingStatus> byWord(Map<String, List<Integer>> rowsOfCell) {
        Map<String, FindingStatus> ofCell = new HashMap<>();
        List<String> unknown = new ArrayList<>();
        rowsOfCell.forEach((cell, rows) -> {
            FindingStatus status = word(cell);
            if (status == null) {
                unknown.add(cell);
            } else {
                ofCell.put(cell, status);
            }
        });
        if (!unknown.isEmpty()) {
            problems.add(unread(unknown, rowsOfCell));
        }
        refuseTwoSigns(rowsOfCell, ofCell);
        if (!reading.positive().isEmpty()) {
            refuseLists(rowsOfCell, ofCell);
            remarkOnAbsent(rowsOfCell, ofCell);
        }
        return ofCell;
    }

    /** Of 1 and −1 without 0 nobody knows whether −1 is uncertain or absent. */
    private void refuseTwoSigns(Map<String, List<Integer>> rowsOfCell, Map<String, FindingStatus> ofCell) {
        AskedValues minus = AskedValues.of(List.of("-1"));
        boolean hasMinus = rowsOfCell.keySet().stream().anyMatch(minus::holds);
        if (hasMinus
                && ofCell.containsValue(FindingStatus.PRESENT)
                && !ofCell.containsValue(FindingStatus.ABSENT)
                && reading.uncertainValues().isEmpty()) {
            problems.add(
                    Sentence.of("Truth " + column + " holds 1 and -1 and no 0, so that nobody knows whether -1 says"
                                    + " absent or uncertain. If absent: ")
                            .set(knobs.positiveAt(), "0")
                            .and("; if uncertain: ")
                            .set(knobs.uncertainValues(), "-1")
                            .and("."));
        }
    }

    /** Of "effusion|mass" with effusion for present, nobody means that effusion is not there. */
    private void refuseLists(Map<String, List<Integer>> rowsOfCell, Map<String, FindingStatus> ofCell) {
        List<Integer> rows = rowsOfCell.entrySet().stream()
                .filter(cell -> ofCell.get(cell.getKey()) == FindingStatus.ABSENT && isList(cell.getKey()))
                .flatMap(cell -> cell.getValue().stream())
                .sorted()
                .toList();
        if (!rows.isEmpty()) {
            problems.add(Sentence.of(
                            "Truth " + column + " holds lists, of which one part says that the finding is there:"
                                    + " row " + cells.number(rows.get(0)))
                    .and(rows.size() > 1 ? " and " + (rows.size() - 1) + " more" : "")
                    .and(". They would be taken to say that it is not. Add a column to the table that holds 1 where the"
                            + " list names the finding and 0 where not, and name it: ")
                    .set(knobs.truth(), "COLUMN")
                    .and(", without ")
                    .and(knobs.positive())
                    .and("."));
        }
    }

    private boolean isList(String cell) {
        String[] parts = cell.split("[|;,]");
        return parts.length > 1 && Arrays.stream(parts).map(String::strip).anyMatch(positive::holds);
    }

    private void remarkOnAbsent(Map<String, List<Integer>> rowsOfCell, Map<String, FindingStatus> ofCell) {
        List<String> absent = rowsOfCell.keySet().stream()
                .filter(cell -> ofCell.get(cell) == FindingStatus.ABSENT)
                .sorted()
                .toList();
        long rows = absent.stream()
                .mapToLong(cell -> rowsOfCell.getOrDefault(cell, List.of()).size())
                .sum();
        if (rows == 0) {
            return;
        }
        List<String> rare = absent.stream()
                .filter(cell -> rowsOfCell.getOrDefault(cell, List.of()).size() < SmallestGroups.TOLD)
                .toList();
        List<String> usual =
                absent.stream().filter(cell -> !rare.contains(cell)).toList();
        // A cell of few rows may be one patient's, and a remark is for sharing.
        String few = rare.isEmpty() ? "" : "values of few rows each, among which a misspelt one would be";
        remarks.add(new Remark(
                Remark.Code.VALUES_TAKEN_FOR_ABSENT,
                Sentence.of("Truth " + column + ": all other values are taken to say that the finding is not there: "
                                + listed(usual) + (usual.isEmpty() || rare.isEmpty() ? "" : ", and ") + few + ", in ")
                        .counted(rows, "row", "rows")
                        .and(".")));
    }

    private static String listed(List<String> cells) {
        return String.join(", ", cells.stream().limit(SHOWN).toList())
                + (cells.size() > SHOWN ? " and " + (cells.size() - SHOWN) + " more" : "");
    }

    private @Nullable FindingStatus word(String cell) {
        if (words.holds(cell)) {
            return FindingStatus.NOT_RECORDED;
        }
        if (positive.holds(cell)) {
            return FindingStatus.PRESENT;
        }
        if (uncertain.holds(cell)) {
            return FindingStatus.UNCERTAIN;
        }
        if (!reading.positive().isEmpty()) {
            return FindingStatus.ABSENT;
        }
        return PRESENT.holds(cell) ? FindingStatus.PRESENT : ABSENT.holds(cell) ? FindingStatus.ABSENT : null;
    }

    private Sentence unread(List<String> unknown, Map<String, List<Integer>> rowsOfCell) {
        String first = unknown.get(0);
        int row = cells.number(rowsOfCell.getOrDefault(first, List.of(0)).get(0));
        boolean areNumbers = unknown.stream().allMatch(cell -> number(cell) != null);
        Sentence found = Sentence.of("Truth " + column + " holds "
                + String.join(
                        ", ",
                        unknown.stream()
                                .limit(SHOWN)
                                .map(cell -> '"' + cell + '"')
                                .toList())
                + (unknown.size() > SHOWN ? " and " + (unknown.size() - SHOWN) + " more values" : "")
                + " (first in row " + row + "), which is no word for present, absent or uncertain. ");
        return areNumbers
                ? found.and("Say from which number on the finding is there: ")
                        .set(knobs.positiveAt(), "X")
                        .and(", or which values say so: ")
                        .set(knobs.positive(), "VALUE")
                        .and("; uncertain ones: ")
                        .set(knobs.uncertainValues(), "VALUE")
                        .and(".")
                : found.and("Say which values say that it is there: ")
                        .set(knobs.positive(), "VALUE")
                        .and(" (all others then say that it is not), and which are uncertain: ")
                        .set(knobs.uncertainValues(), "VALUE")
                        .and(".");
    }

    private Map<String, FindingStatus> byNumber(Map<String, List<Integer>> rowsOfCell) {
        double from = reading.positiveAt() == null ? 0 : reading.positiveAt();
        AskedValues recorded = AskedValues.of(cells.recorded());
        Map<String, FindingStatus> ofCell = new HashMap<>();
        TreeMap<Double, Integer> undeclared = new TreeMap<>();
        rowsOfCell.forEach((cell, rows) -> {
            Double number = number(cell);
            boolean isSaid = said.holds(cell);
            if (words.holds(cell)) {
                ofCell.put(cell, FindingStatus.NOT_RECORDED);
            } else if (isSaid || number == null && uncertain.holds(cell)) {
                ofCell.put(cell, FindingStatus.UNCERTAIN);
            } else if (number == null) {
                problems.add(
                        "truth is no number",
                        "Row " + cells.number(rows.get(0)) + " has the truth \"" + cell + "\" in column " + column
                                + ".",
                        Sentence.of(knobs.positiveAt())
                                .and(" needs a number in every row: correct or empty the cell, or say that it is"
                                        + " uncertain: ")
                                .set(knobs.uncertainValues(), cell)
                                .and("."));
            } else {
                ofCell.put(cell, number >= from ? FindingStatus.PRESENT : FindingStatus.ABSENT);
                if (!recorded.holds(cell)) {
                    undeclared.merge(number, rows.size(), Integer::sum);
                }
            }
        });
        refuseCodes(undeclared);
        return ofCell;
    }

    private void refuseCodes(TreeMap<Double, Integer> rows) {
        List<Double> codes = TruthCodes.among(rows);
        if (codes.isEmpty()) {
            return;
        }
        List<String> names = codes.stream().map(TruthCodes::plain).toList();
        int count = codes.stream().mapToInt(code -> rows.getOrDefault(code, 0)).sum();
        problems.add(Sentence.of("Truth " + column + " holds " + String.join(", ", names) + " in " + count
                        + (count == 1 ? " row" : " rows") + " beside other numbers: mostly a code for uncertain or not"
                        + " known, of which ")
                .and(knobs.positiveAt())
                .and(" would make a truth. Say that they are uncertain: ")
                .set(knobs.uncertainValues(), names)
                .and("; or, if they are values, say so: ")
                .set(knobs.recorded(), Map.of(column, String.join(",", names)))
                .and("."));
    }

    private static @Nullable Double number(String cell) {
        try {
            double number = Double.parseDouble(cell);
            return Double.isFinite(number) && cell.matches("[-+0-9.eE]+") ? number : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
