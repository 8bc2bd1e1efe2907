package org.subtext.perturbation.regions;

/**
 * Thresholds that split grey values into classes of the greatest variance between them.
 *
 * <p>Source: Otsu (1979), doi:10.1109/TSMC.1979.4310076; several thresholds after Liao, Chen and Chung (2001). All
 * pairs or triples of 64 levels are tried.
 */
public final class OtsuThresholds {
    private static final int LEVELS = 64;

    private OtsuThresholds() {}

    /**
     * Ascending grey values; a class holds what lies below its threshold.
     *
     * @param values in [0, 1]; others count at the ends
     * @param classes 2 to 4
     */
    public static double[] of(float[] values, int classes) {
        double[] count = new double[LEVELS + 1];
        double[] sum = new double[LEVELS + 1];
        for (float value : values) {
            int level = Math.max(0, Math.min(LEVELS - 1, (int) (value * LEVELS)));
            count[level + 1]++;
            sum[level + 1] += level;
        }
        for (int level = 1; level <= LEVELS; level++) { // cumulative: of all levels below
            count[level] += count[level - 1];
            sum[level] += sum[level - 1];
        }
        int[] best = new int[classes - 1];
        search(count, sum, new int[classes - 1], 0, 1, 0, best, new double[] {-1});
        double[] thresholds = new double[best.length];
        for (int i = 0; i < best.length; i++) {
            thresholds[i] = (double) best[i] / LEVELS;
        }
        return thresholds;
    }

    /** Tries every ascending choice; {@code between} is what the classes before contribute. */
    private static void search(
            double[] count,
            double[] sum,
            int[] chosen,
            int index,
            int from,
            double between,
            int[] best,
            double[] bestBetween) {
        int below = index == 0 ? 0 : chosen[index - 1];
        if (index == chosen.length) {
            double total = between + contribution(count, sum, below, LEVELS);
            if (total > bestBetween[0]) {
                bestBetween[0] = total;
                System.arraycopy(chosen, 0, best, 0, best.length);
            }
            return;
        }
        for (int threshold = from; threshold < LEVELS; threshold++) {
            chosen[index] = threshold;
            double more = between + contribution(count, sum, below, threshold);
            search(count, sum, chosen, index + 1, threshold + 1, more, best, bestBetween);
        }
    }

    private static double contribution(double[] count, double[] sum, int from, int to) {
        double weight = count[to] - count[from];
        double part = sum[to] - sum[from];
        return weight == 0 ? 0 : part * part / weight;
    }
}
