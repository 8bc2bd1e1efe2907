package org.subtext.predictions;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.subtext.problems.Argument;
import org.subtext.problems.Problems;
import org.subtext.problems.Sentence;

/**
 * Numbers in a truth that stand for no number: uncertain (−1 beside 0 and 1), refused, not asked (9, 99, 999).
 *
 * <p>A cut would make a class of them. A truth that reaches well below zero, or alike far to both sides, is none of
 * codes.
 */
public final class TruthCodes {
    private static final Set<Double> NEGATIVE =
            Set.of(-1.0, -2.0, -3.0, -7.0, -8.0, -9.0, -77.0, -88.0, -99.0, -777.0, -888.0, -999.0, -9999.0);

    /** Refused, not asked, not known and the like, as questionnaires write them. */
    public static final Set<Double> POSITIVE = Set.of(7.0, 8.0, 9.0, 77.0, 88.0, 99.0, 777.0, 888.0, 999.0, 9999.0);

    /** How many times as large as all others a positive number is that is taken for a code. */
    private static final double FAR = 7;

    /** Whole numbers that go on further are no grades, but counts or ages. */
    private static final double MOST_GRADES = 10;

    /** How far behind the highest grade a code begins. */
    private static final double GAP = 3;

    private TruthCodes() {}

    /**
     * Refuses the codes of a truth that is cut at a number.
     *
     * @param rows how many rows have a number, of those alone of which nothing was said
     */
    static void refuse(ScorePlan plan, TreeMap<Double, Integer> rows, Problems problems) {
        List<Double> codes = among(rows);
        TreeMap<Double, Integer> others = new TreeMap<>(rows);
        if (codes.isEmpty()) {
            return;
        }
        int count = codes.stream().mapToInt(code -> rows.getOrDefault(code, 0)).sum();
        List<String> names = codes.stream().map(TruthCodes::plain).toList();
        others.keySet().removeAll(codes);
        problems.add(Sentence.of("Truth " + plan.truth() + " holds " + String.join(", ", names) + " in " + count
                        + (count == 1 ? " row" : " rows") + " beside numbers from " + plain(others.firstKey()) + " to "
                        + plain(others.lastKey()) + ": mostly a code for uncertain or not known, of which ")
                .and(Argument.SCORES_POSITIVE_AT)
                .and(" would make a class. Leave such rows out: ")
                .set(Argument.SCORES_LEAVE_OUT, names)
                .and(". If they are values, say so: ")
                .set(Argument.SCORES_RECORDED, Map.of(plan.truth(), String.join(",", names)))
                .and("; if they are of a class, name the number that they stand for: ")
                .set(Argument.SCORES_RENAME, Map.of(names.get(0), "NUMBER"))
                .and("."));
    }

    /**
     * The codes among the numbers of a truth; none where all are values.
     *
     * @param rows how many rows have a number
     */
    public static List<Double> among(TreeMap<Double, Integer> rows) {
        List<Double> codes = new ArrayList<>(negative(rows));
        TreeMap<Double, Integer> others = new TreeMap<>(rows);
        others.keySet().removeAll(codes);
        List<Double> far = positive(others);
        codes.addAll(far.isEmpty() ? beyondGrades(others) : far);
        return codes;
    }

    /** All numbers below zero, where each may be a code and others are not below zero. */
    private static List<Double> negative(TreeMap<Double, Integer> rows) {
        List<Double> below = List.copyOf(rows.headMap(0.0).keySet());
        boolean areCodes = NEGATIVE.containsAll(below) && below.size() < rows.size() && !isScale(rows);
        return areCodes ? below : List.of();
    }

    /** Numbers that all others lie far below. */
    private static List<Double> positive(TreeMap<Double, Integer> rows) {
        List<Double> codes = new ArrayList<>();
        TreeMap<Double, Integer> others = new TreeMap<>(rows);
        while (others.size() > 2 && POSITIVE.contains(others.lastKey())) {
            codes.add(others.lastKey());
            others.remove(others.lastKey());
        }
        boolean areFar =
                !codes.isEmpty() && others.firstKey() >= 0 && others.lastKey() * FAR <= codes.get(codes.size() - 1);
        return areFar ? codes : List.of();
    }

    /** Grades go on in whole numbers from the first, and those behind a gap are none: 9 beside 1 to 5. */
    private static List<Double> beyondGrades(TreeMap<Double, Integer> rows) {
        if (rows.isEmpty() || rows.firstKey() < 0 || rows.firstKey() != Math.rint(rows.firstKey())) {
            return List.of();
        }
        double last = rows.firstKey();
        while (rows.containsKey(last + 1)) {
            last++;
        }
        List<Double> beyond = List.copyOf(rows.tailMap(last, false).keySet());
        boolean areCodes = last > rows.firstKey()
                && last <= MOST_GRADES
                && !beyond.isEmpty()
                && POSITIVE.containsAll(beyond)
                && beyond.get(0) - last >= GAP;
        return areCodes ? beyond : List.of();
    }

    /** Whether it is −1 and 1, or every whole number from one below −1 to its opposite, as answers on a scale are. */
    private static boolean isScale(TreeMap<Double, Integer> rows) {
        double most = rows.lastKey();
        boolean isWhole = rows.keySet().stream().allMatch(number -> number == Math.rint(number));
        int withZero = rows.containsKey(0.0) ? 1 : 0;
        return isWhole && rows.firstKey() == -most && rows.size() == 2 * most + withZero && (most > 1 || withZero == 0);
    }

    /** A number as a person writes it: a whole one without its point. */
    public static String plain(double number) {
        return number == Math.rint(number) ? String.format(Locale.ROOT, "%.0f", number) : Double.toString(number);
    }
}
