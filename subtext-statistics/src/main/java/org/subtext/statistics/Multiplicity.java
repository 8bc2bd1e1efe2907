package org.subtext.statistics;

import java.util.Arrays;
import java.util.Comparator;

/**
 * P-values adjusted for their number; compare an adjusted value with the level of the family.
 *
 * <p>Checked against statsmodels' {@code multipletests} in {@code MultiplicityTest}.
 */
public enum Multiplicity {
    /** Family-wise error, any dependence. Holm (1979), Scandinavian Journal of Statistics 6:65–70. */
    HOLM("Holm"),
    /**
     * False discovery rate, positive dependence. Benjamini and Hochberg (1995), doi:10.1111/j.2517-6161.1995.tb02031.x.
     */
    BENJAMINI_HOCHBERG("Benjamini–Hochberg"),
    /** False discovery rate, any dependence. Benjamini and Yekutieli (2001), doi:10.1214/aos/1013699998. */
    BENJAMINI_YEKUTIELI("Benjamini–Yekutieli");

    private final String title;

    Multiplicity(String title) {
        this.title = title;
    }

    /** As a methods section prints it. */
    public String title() {
        return title;
    }

    /** Adjusted p-values in the order given; refuses numbers outside [0, 1]. */
    public double[] adjust(double[] p) {
        for (double one : p) {
            if (!(one >= 0 && one <= 1)) {
                throw new IllegalArgumentException("a p-value lies in [0, 1], got " + one);
            }
        }
        Integer[] ascending = new Integer[p.length];
        Arrays.setAll(ascending, i -> i);
        Arrays.sort(ascending, Comparator.comparingDouble(i -> p[i]));
        double[] adjusted = new double[p.length];
        if (this == HOLM) {
            double running = 0;
            for (int rank = 0; rank < p.length; rank++) {
                running = Math.max(running, Math.min(1, (p.length - rank) * p[ascending[rank]]));
                adjusted[ascending[rank]] = running;
            }
            return adjusted;
        }
        double factor = this == BENJAMINI_YEKUTIELI ? harmonic(p.length) : 1;
        double running = 1;
        for (int rank = p.length - 1; rank >= 0; rank--) {
            running = Math.min(running, factor * p.length / (rank + 1) * p[ascending[rank]]);
            adjusted[ascending[rank]] = running;
        }
        return adjusted;
    }

    private static double harmonic(int n) {
        double sum = 0;
        for (int i = n; i >= 1; i--) {
            sum += 1.0 / i;
        }
        return sum;
    }
}
