package org.subtext.statistics.calibration;

import org.subtext.statistics.Clusters;
import org.subtext.statistics.draws.AscendingOrder;

/**
 * The share of positives as a function of the probability that never falls: least squares by pooling adjacent
 * violators, equal probabilities together. Ayer and others (1955), doi:10.1214/aoms/1177728423.
 */
final class Isotonic {
    private Isotonic() {}

    /** The fitted share of each row. O(n). */
    static double[] fit(double[] probabilities, boolean[] outcomes) {
        int n = probabilities.length;
        int[] order = AscendingOrder.of(Clusters.oneEach(n), row -> probabilities[row]);
        int[] starts = new int[n];
        long[] positives = new long[n];
        int blocks = 0;
        for (int i = 0; i < n; i++) {
            boolean isTied = i > 0 && probabilities[order[i]] == probabilities[order[i - 1]];
            if (!isTied) {
                blocks = merged(starts, positives, blocks, i);
                starts[blocks] = i;
                positives[blocks] = 0;
                blocks++;
            }
            positives[blocks - 1] += outcomes[order[i]] ? 1 : 0;
        }
        blocks = merged(starts, positives, blocks, n);
        double[] fitted = new double[n];
        for (int block = 0; block < blocks; block++) {
            int end = block + 1 < blocks ? starts[block + 1] : n;
            for (int i = starts[block]; i < end; i++) {
                fitted[order[i]] = positives[block] / (double) (end - starts[block]);
            }
        }
        return fitted;
    }

    /** Pools the last blocks, which end at {@code end}, until shares ascend; returns how many blocks there are then. */
    private static int merged(int[] starts, long[] positives, int blocks, int end) {
        int left = blocks;
        while (left > 1) {
            long rows = end - starts[left - 1];
            long before = starts[left - 1] - starts[left - 2];
            // In whole numbers: a share at least as large as the next one's.
            if (positives[left - 2] * rows < positives[left - 1] * before) {
                break;
            }
            positives[left - 2] += positives[left - 1];
            left--;
        }
        return left;
    }
}
