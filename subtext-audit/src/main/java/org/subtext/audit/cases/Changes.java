package org.subtext.audit.cases;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How a setting changed the score of the recorded class, over all cases.
 *
 * @param bars between the quantiles of the changes, ascending; none where there are too few
 * @param count cases with a score before and after
 */
public record Changes(List<Bar> bars, int count) {
    private static final int MOST_BARS = 20;

    public Changes {
        bars = List.copyOf(bars);
    }

    /**
     * As many cases as each other bar holds, to one.
     *
     * @param share of all cases
     */
    public record Bar(double low, double high, double share) {}

    /**
     * Draws bars that hold about equal numbers of cases, none of fewer patients than may be told of.
     *
     * @param sorted ascending
     * @param patients of the sorted changes
     * @param smallest patients of a bar
     */
    static Changes of(float[] sorted, int[] patients, int smallest) {
        int n = sorted.length;
        int wanted = Math.max(1, (n + MOST_BARS - 1) / MOST_BARS);
        List<Integer> ends = new ArrayList<>();
        Set<Integer> held = new HashSet<>();
        int from = 0;
        for (int i = 0; i < n; i++) {
            held.add(patients[i]);
            if (i + 1 - from >= wanted && held.size() >= smallest) {
                ends.add(i + 1);
                from = i + 1;
                held.clear();
            }
        }
        if (!ends.isEmpty()) {
            ends.set(ends.size() - 1, n); // what is left over belongs to the last
        }
        List<Bar> bars = new ArrayList<>();
        from = 0;
        for (int to : ends) {
            double low = from == 0 ? sorted[0] : (sorted[from - 1] + sorted[from]) / 2;
            double high = to == n ? sorted[n - 1] : (sorted[to - 1] + sorted[to]) / 2;
            bars.add(new Bar(low, high, (double) (to - from) / n));
            from = to;
        }
        return new Changes(bars, n);
    }

    /** Share of the sorted changes below one. */
    static double below(float[] sorted, float change) {
        int at = Arrays.binarySearch(sorted, change);
        int first = at < 0 ? -at - 1 : at;
        while (first > 0 && sorted[first - 1] == change) {
            first--;
        }
        return sorted.length == 0 ? 0 : (double) first / sorted.length;
    }
}
