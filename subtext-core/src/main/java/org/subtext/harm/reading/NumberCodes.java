package org.subtext.harm.reading;

import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.subtext.predictions.TruthCodes;

/**
 * Numbers of a column that stand for no number: 999 among weights, −9 among doses, a heap of 99 above all ages.
 *
 * <p>A code lies alone at an end of its column: beyond the others by more than all of them span, or apart from them and
 * of more patients than an end has. Numbers that reach below zero by themselves, and 99 kg beside 98, are none.
 */
final class NumberCodes {
    /** Those of truths, and longer ones, which a truth has no room for. */
    private static final Set<Double> CODES = Stream.concat(
                    TruthCodes.POSITIVE.stream(), Stream.of(7777.0, 8888.0, 99999.0, 999999.0))
            .collect(Collectors.toUnmodifiableSet());

    /** Of patients at one number, from which on it may be no single one's. */
    private static final int HEAP = 5;

    /** Of the others' span: a heap that is nearer is the end of them. */
    private static final double APART = 0.1;

    /** Of the widest step between others: the next answer of a scale is no further. */
    private static final double STEPS = 1.5;

    private NumberCodes() {}

    /**
     * The codes, ascending.
     *
     * @param patients how many have a number
     */
    static List<Double> among(TreeMap<Double, Integer> patients) {
        TreeSet<Double> codes = new TreeSet<>(TruthCodes.among(patients));
        codes.addAll(atTheEnd(patients, 1));
        codes.addAll(atTheEnd(patients, -1));
        return List.copyOf(codes);
    }

    /** @param sign 1 for codes above the others, −1 for those below */
    private static TreeSet<Double> atTheEnd(TreeMap<Double, Integer> patients, int sign) {
        TreeMap<Double, Integer> others = new TreeMap<>();
        patients.forEach((number, count) -> others.put(sign * number, count));
        TreeSet<Double> candidates = new TreeSet<>();
        while (others.size() > 2 && isCode(others.lastKey(), sign)) {
            candidates.add(others.lastKey());
            others.remove(others.lastKey());
        }
        TreeSet<Double> codes = new TreeSet<>();
        for (double candidate : candidates) {
            int count = patients.getOrDefault(sign * candidate, 0);
            if (isAlone(candidate, count, others)) {
                codes.add(sign * candidate);
            } else {
                others.put(candidate, count);
            }
        }
        return codes;
    }

    private static boolean isCode(double number, int sign) {
        return CODES.contains(number) || sign < 0 && number == 1;
    }

    private static boolean isAlone(double code, int count, TreeMap<Double, Integer> others) {
        double span = others.lastKey() - others.firstKey();
        double gap = code - others.lastKey();
        double mean = others.values().stream().mapToInt(Integer::intValue).sum() / (double) others.size();
        boolean isHeap = count >= HEAP && (count > others.lastEntry().getValue() || count > 2 * mean);
        return gap > span || isHeap && gap >= APART * span && gap >= STEPS * widestStep(others);
    }

    private static double widestStep(TreeMap<Double, Integer> numbers) {
        double widest = 0;
        for (double number : numbers.tailMap(numbers.firstKey(), false).keySet()) {
            widest = Math.max(widest, number - numbers.lowerKey(number));
        }
        return widest;
    }
}
