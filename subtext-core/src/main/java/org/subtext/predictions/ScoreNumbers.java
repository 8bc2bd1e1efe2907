package org.subtext.predictions;

import java.util.Optional;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.subtext.problems.Argument;
import org.subtext.problems.Problems;
import org.subtext.problems.Remark;
import org.subtext.problems.Sentence;
import org.subtext.tables.NotRecorded;

/**
 * The scores of one column as numbers: with a decimal point, or, where all of the column is certainly so, as per cent
 * or with a decimal comma.
 *
 * <p>What one cell cannot tell the whole column must: "1,234" is one thousand or little more than one, "0,973" is a
 * share. A column of two forms, or one that may be read in two ways, is refused, since its order would be wrong. Not
 * thread-safe.
 */
public final class ScoreNumbers {
    private static final String POINT = "Write all scores of the column with a decimal point, without signs of per cent"
            + " or thousands (in a spreadsheet: the format \"Number\", saved in a language that writes 0.5).";

    /** Sums, squares and differences of scores stay finite. */
    private static final double LARGEST = 1e100;

    /** What may be thousands: 1,234 and 12,345,678, but not 0,973 or 1,5. */
    private static final Pattern GROUPED = Pattern.compile("[-+]?[1-9]\\d{0,2}(,\\d{3})+");

    private static final Pattern BOTH =
            Pattern.compile("[-+]?\\d{1,3}(?:(,)\\d{3}(?:,\\d{3})*\\.|(\\.)\\d{3}(?:\\.\\d{3})*,)\\d+");

    private final String column;
    private final ScoreCells cells;
    private final IntFunction<@Nullable String> own;
    private final Problems problems;
    private boolean isPercent;
    private char decimal = '.';
    private char thousands;
    private final ScoreCodes codes = new ScoreCodes();
    private long scores;

    private ScoreNumbers(String column, ScoreCells cells, Problems problems) {
        this.column = column;
        this.cells = cells;
        this.own = cells.column(column);
        this.problems = problems;
    }

    /** Reads the form of a column; one of doubtful form is among the problems. */
    public static ScoreNumbers of(String column, ScoreCells cells, Problems problems) {
        ScoreNumbers numbers = new ScoreNumbers(column, cells, problems);
        numbers.readForm();
        return numbers;
    }

    /** That a column is read otherwise than it is written; empty where a decimal point says all. */
    public Optional<Remark> remark() {
        if (!isPercent && decimal == '.' && thousands == 0) {
            return Optional.empty();
        }
        String how = (isPercent ? "as per cent" : "")
                + (isPercent && decimal == ',' ? ", " : "")
                + (decimal == ',' ? "with a decimal comma" : "")
                + (thousands == 0 ? "" : (isPercent || decimal == ',' ? " and" : "") + " with thousands apart");
        return Optional.of(new Remark(
                Remark.Code.SCORES_IN_ANOTHER_FORM,
                Sentence.of("Column " + column + " writes ")
                        .counted(scores, "score", "scores")
                        .and(" " + how.strip() + ", all of them; they are read so"
                                + (isPercent ? ", 97.3% as 0.973." : "."))));
    }

    /** The score of a row; NaN where it has none, 0 where it is no number, which is then among the problems. */
    public double get(int row) {
        String cell = own.apply(row);
        if (cell == null || NotRecorded.is(cell)) {
            return Double.NaN;
        }
        String plain = plain(cell);
        try {
            double score = isWrittenSo(plain) ? Double.parseDouble(plain) : Double.NaN;
            if (Math.abs(score) <= LARGEST) {
                codes.add(row, score);
                return isPercent ? score / 100 : score;
            }
        } catch (NumberFormatException e) {
            // Falls through to the problem that other texts have too.
        }
        problems.add(
                "no number",
                "Row " + cells.table().rowNumber(row) + " has the score \"" + cell + "\" in column " + column + ".",
                "Expected a number of at most " + LARGEST
                        + " with a decimal point. Correct it, empty it if there is no score, or leave the"
                        + " row out.");
        return 0;
    }

    /** Refuses numbers among the scores read that stand for no score. */
    public void refuseCodes() {
        codes.refuse(column, cells, problems);
        codes.refuseTwoScales(column, cells, problems);
    }

    /** A missing score, as a problem. */
    public void refuse(int row) {
        problems.add(
                "no score",
                "Row " + cells.table().rowNumber(row) + " has no score in column " + column + ".",
                Sentence.of("Expected a number in every row. Fill it in, or leave such images out, counted by class: ")
                        .set(Argument.SCORES_MISSING, "exclude")
                        .and("."));
    }

    private String plain(String cell) {
        String text = cell.indexOf('\u2212') < 0 ? cell : cell.replace('\u2212', '-');
        if (isPercent) {
            text = text.replace("%", "").strip();
        }
        if (thousands != 0) {
            text = text.replace(String.valueOf(thousands), "");
        }
        return decimal == '.' ? text : text.replace(decimal, '.');
    }

    /** Java reads more than people write: 1d, 0x1p3. */
    private static boolean isWrittenSo(String text) {
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            boolean isPart = letter >= '0' && letter <= '9' || "+-.eE".indexOf(letter) >= 0;
            if (!isPart) {
                return false;
            }
        }
        return true;
    }

    private void readForm() {
        int percent = -1;
        int bare = -1;
        int comma = -1;
        int point = -1;
        int certain = -1;
        @Nullable String both = null;
        for (int row = 0; row < cells.rows(); row++) {
            String cell = own.apply(row);
            if (cell == null) {
                continue;
            }
            boolean hasPercent = cell.indexOf('%') >= 0;
            boolean hasComma = cell.indexOf(',') >= 0;
            boolean hasPoint = cell.indexOf('.') >= 0;
            if (!hasPercent && !hasComma && !hasPoint && NotRecorded.is(cell)) {
                continue;
            }
            scores++;
            percent = hasPercent && percent < 0 ? row : percent;
            bare = !hasPercent && bare < 0 ? row : bare;
            if (hasComma && hasPoint) {
                both = cell;
            } else if (hasComma) {
                comma = comma < 0 ? row : comma;
                certain = certain < 0 && !GROUPED.matcher(number(cell)).matches() ? row : certain;
            } else if (hasPoint && !NotRecorded.is(cell)) {
                point = point < 0 ? row : point;
            }
        }
        if (percent >= 0 && bare >= 0) {
            refuseTwo(percent, "with a per cent sign", bare, "without");
        }
        isPercent = percent >= 0;
        if (both != null) {
            readSeparators(number(both));
        } else if (comma >= 0 && point >= 0) {
            refuseTwo(comma, "with a comma", point, "with a point");
        } else if (comma >= 0 && certain < 0) {
            problems.add("Column " + column + " writes \"" + own.apply(comma) + "\" in row "
                    + cells.table().rowNumber(comma) + ", and no row tells whether its comma parts thousands or is the"
                    + " decimal one. " + POINT);
        } else if (comma >= 0) {
            decimal = ',';
        }
    }

    /** A cell of both separators says which is which; a row that is written otherwise is no number then. */
    private void readSeparators(String both) {
        if (BOTH.matcher(both).matches()) {
            decimal = both.lastIndexOf(',') > both.lastIndexOf('.') ? ',' : '.';
            thousands = decimal == ',' ? '.' : ',';
        }
        Pattern form = Pattern.compile(
                thousands == ','
                        ? "[-+]?(\\d{1,3}(,\\d{3})+|\\d+)(\\.\\d+)?"
                        : "[-+]?(\\d{1,3}(\\.\\d{3})+|\\d+)(,\\d+)?");
        for (int row = 0; row < cells.rows() && thousands != 0; row++) {
            String cell = own.apply(row);
            if (cell != null
                    && !NotRecorded.is(cell)
                    && !form.matcher(number(cell)).matches()) {
                problems.add(
                        "two forms of " + column,
                        "Row " + cells.table().rowNumber(row) + " has the score \"" + cell + "\" in column " + column
                                + ", another one \"" + both + "\".",
                        POINT);
            }
        }
    }

    private static String number(String cell) {
        return cell.replace("%", "").replace('\u2212', '-').strip();
    }

    private void refuseTwo(int one, String how, int other, String otherwise) {
        problems.add("Column " + column + " writes the score \"" + own.apply(one) + "\" in row "
                + cells.table().rowNumber(one) + ", " + how + ", and \"" + own.apply(other) + "\" in row "
                + cells.table().rowNumber(other) + ", " + otherwise + ". " + POINT);
    }
}
