package org.subtext.cohort;

import java.util.ArrayList;
import java.util.List;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Sentence;

/**
 * Half-open bins of a numeric attribute: edges 0, 40, 80 make [0, 40) and [40, 80).
 *
 * @param edges ascending, at least three, finite
 */
record Bins(List<Double> edges) {
    Bins {
        edges = List.copyOf(edges);
        boolean ascending = edges.size() >= 3;
        for (int i = 1; i < edges.size(); i++) {
            ascending &= edges.get(i) > edges.get(i - 1);
        }
        if (!ascending || edges.stream().anyMatch(edge -> !Double.isFinite(edge))) {
            throw new InvalidInputException(Sentence.of("The edges of bins are " + edges
                            + "; expected at least three ascending numbers, for two bins, such as ")
                    .set(PlanKey.COHORT_BINS, List.of("0", "40", "80"))
                    .and("."));
        }
    }

    /** "20–39" between whole edges, "0.5 to below 1.5" otherwise. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        boolean whole = edges.stream().allMatch(edge -> edge == Math.rint(edge));
        for (int i = 0; i + 1 < edges.size(); i++) {
            names.add(
                    whole
                            ? edges.get(i).longValue() + "–" + (edges.get(i + 1).longValue() - 1)
                            : edges.get(i) + " to below " + edges.get(i + 1));
        }
        return names;
    }

    /** The bin of a value, −1 when it lies outside all. */
    int of(double value) {
        int bin = -1;
        for (double edge : edges) {
            if (value < edge) {
                return bin;
            }
            bin++;
        }
        return -1;
    }
}
