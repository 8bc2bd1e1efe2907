package org.subtext.statistics.draws;

import java.util.Arrays;

/**
 * How many rows each cluster has in each category (a class, a cell of a table), and how many a draw has.
 *
 * <p>Immutable.
 */
public final class ClusterCounts {
    private final int categoryCount;

    /** First entry of each cluster, and the number of entries as a last one. */
    private final int[] starts;

    private final int[] categories;
    private final int[] counts;

    private ClusterCounts(int categoryCount, int[] starts, int[] categories, int[] counts) {
        this.categoryCount = categoryCount;
        this.starts = starts;
        this.categories = categories;
        this.counts = counts;
    }

    /**
     * Counts rows.
     *
     * @param clusters of each row, from 0 to below {@code clusterCount}
     * @param categories of each row, from 0 to below {@code categoryCount}
     */
    public static ClusterCounts of(int[] clusters, int[] categories, int clusterCount, int categoryCount) {
        int[] rows = byCluster(clusters, clusterCount);
        int[] starts = new int[clusterCount + 1];
        int[] found = new int[rows.length];
        int[] counts = new int[rows.length];
        int[] entryOf = new int[categoryCount];
        Arrays.fill(entryOf, -1);
        int entries = 0;
        int next = 0;
        for (int cluster = 0; cluster < clusterCount; cluster++) {
            starts[cluster] = entries;
            for (; next < rows.length && clusters[rows[next]] == cluster; next++) {
                int category = categories[rows[next]];
                // Entries of earlier clusters lie before this one's first.
                if (entryOf[category] < starts[cluster]) {
                    found[entries] = category;
                    entryOf[category] = entries++;
                }
                counts[entryOf[category]]++;
            }
        }
        starts[clusterCount] = entries;
        return new ClusterCounts(categoryCount, starts, Arrays.copyOf(found, entries), Arrays.copyOf(counts, entries));
    }

    private static int[] byCluster(int[] clusters, int clusterCount) {
        int[] next = new int[clusterCount + 1];
        for (int cluster : clusters) {
            next[cluster + 1]++;
        }
        Arrays.parallelPrefix(next, Integer::sum);
        int[] rows = new int[clusters.length];
        for (int row = 0; row < rows.length; row++) {
            rows[next[clusters[row]]++] = row;
        }
        return rows;
    }

    public int clusterCount() {
        return starts.length - 1;
    }

    public int categoryCount() {
        return categoryCount;
    }

    /** Adds a cluster's counts, times a weight, to those of each category. */
    public void addTo(long[] totals, int cluster, int weight) {
        for (int entry = starts[cluster]; entry < starts[cluster + 1]; entry++) {
            totals[categories[entry]] += (long) weight * counts[entry];
        }
    }

    /**
     * Rows of each category in each draw of a block.
     *
     * @return {@code [category][draw]}, not to be changed
     */
    public long[][] totals(DrawBlock block) {
        return block.totals(this);
    }

    long[][] sum(DrawBlock block) {
        int[][][] counted = new int[categoryCount][][];
        long[][][] settled = new long[categoryCount][][];
        Arrays.setAll(counted, category -> Lanes.ints(block));
        Arrays.setAll(settled, category -> Lanes.longs(block));
        int[] words = new int[block.width()];
        long most = 0;
        for (int cluster = 0; cluster < clusterCount(); cluster++) {
            block.copy(cluster, words);
            for (int entry = starts[cluster]; entry < starts[cluster + 1]; entry++) {
                int largest = Math.multiplyExact(counts[entry], block.largest());
                if (most + largest > Integer.MAX_VALUE) {
                    settle(counted, settled);
                    most = 0;
                }
                most += largest;
                if (counts[entry] == 1) {
                    Lanes.add(words, counted[categories[entry]]);
                } else {
                    Lanes.addTimes(words, counts[entry], counted[categories[entry]]);
                }
            }
        }
        settle(counted, settled);
        return Arrays.stream(settled).map(Lanes::byDraw).toArray(long[][]::new);
    }

    private static void settle(int[][][] counted, long[][][] settled) {
        for (int category = 0; category < counted.length; category++) {
            Lanes.move(counted[category], settled[category]);
        }
    }
}
