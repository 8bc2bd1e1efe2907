package org.subtext.harm.along;

import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.subtext.cohort.SmallestGroups;

/** Which numbers of a finding are of few, as {@link Support} says; the same for all of its rates. */
final class FewNumbers {
    private final int count;
    private final boolean isFewWithout;

    /** Those that have such a number. */
    private final BitSet rows;

    private final int[] patients;

    private FewNumbers(int count, boolean isFewWithout, BitSet rows, int[] patients) {
        this.count = count;
        this.isFewWithout = isFewWithout;
        this.rows = rows;
        this.patients = patients;
    }

    /** Patients of one number, or of none; where a column has many numbers one is looked at after the other. */
    private static final class Cell {
        /** By truth and call. */
        private final List<Set<Integer>> outcomes =
                List.of(new HashSet<>(), new HashSet<>(), new HashSet<>(), new HashSet<>());

        void add(int patient, boolean hasFinding, boolean isCalled) {
            outcomes.get((hasFinding ? 2 : 0) + (isCalled ? 1 : 0)).add(patient);
        }

        /** Patients all of whose images of the number are with the finding, or all without. */
        private int only(boolean hasFinding) {
            Set<Integer> only = patients(hasFinding);
            only.removeAll(patients(!hasFinding));
            return only.size();
        }

        private Set<Integer> patients(boolean hasFinding) {
            int first = hasFinding ? 2 : 0;
            Set<Integer> both = new HashSet<>(outcomes.get(first));
            both.addAll(outcomes.get(first + 1));
            return both;
        }

        /** @param isTwofold whether some row of the finding is with it, and another without */
        boolean isOfFew(boolean isTwofold) {
            boolean isAny = outcomes.stream().anyMatch(one -> !one.isEmpty());
            return outcomes.stream().anyMatch(one -> SmallestGroups.isFew(one.size()))
                    || isTwofold && isAny && (only(true) < SmallestGroups.TOLD || only(false) < SmallestGroups.TOLD);
        }
    }

    /**
     * Of all judged rows of a finding, one a place of each array.
     *
     * @param numbers NaN where there is none
     * @param patients ordinals
     */
    static FewNumbers of(double[] numbers, int[] patients, boolean[] truths, boolean[] calls) {
        long with = IntStream.range(0, truths.length).filter(row -> truths[row]).count();
        boolean isTwofold = with > 0 && with < truths.length;
        int[] order = IntStream.range(0, numbers.length)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> known(numbers[row]))) // those without come last
                .mapToInt(row -> row)
                .toArray();
        int count = 0;
        boolean isFewWithout = false;
        BitSet rows = new BitSet();
        for (int from = 0; from < order.length; ) {
            double number = known(numbers[order[from]]);
            Cell cell = new Cell();
            int to = from;
            while (to < order.length && Double.compare(known(numbers[order[to]]), number) == 0) {
                int row = order[to++];
                cell.add(patients[row], truths[row], calls[row]);
            }
            if (Double.isNaN(number)) {
                isFewWithout = cell.isOfFew(isTwofold);
            } else if (cell.isOfFew(isTwofold)) {
                count++;
                IntStream.range(from, to).forEach(place -> rows.set(order[place]));
            }
            from = to;
        }
        return new FewNumbers(count, isFewWithout, rows, patients);
    }

    /** NaN for what is none; 0 however it is signed. */
    private static double known(double number) {
        return Double.isFinite(number) ? number + 0.0 : Double.NaN;
    }

    /** Of a rate that is a share of these rows. */
    Support support(IntPredicate isOfRate) {
        return new Support(
                count,
                (int) rows.stream()
                        .filter(isOfRate)
                        .map(row -> patients[row])
                        .distinct()
                        .count(),
                isFewWithout);
    }
}
