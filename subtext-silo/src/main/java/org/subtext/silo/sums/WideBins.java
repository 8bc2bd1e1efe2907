package org.subtext.silo.sums;

import java.util.Arrays;
import java.util.Map;

/**
 * Neighbouring bins joined until each holds enough of all sites, so that what is told of them is of nobody alone.
 *
 * @param ends the last bin of each, in rising order; 0 where there are no more
 * @param counts what they hold; 0 where there are no more
 */
record WideBins(double[] ends, double[] counts) {
    /**
     * Joins bins.
     *
     * @param least that each shall hold
     * @param most wide bins: each holds a share of all, too
     */
    static WideBins of(long[] counts, long least, int most) {
        double wanted = Math.max(least, Arrays.stream(counts).sum() / (double) most);
        double[] ends = new double[most];
        double[] joined = new double[most];
        int used = 0;
        double collected = 0;
        for (int bin = 0; bin < counts.length; bin++) {
            collected += counts[bin];
            if (collected >= wanted && collected > 0) {
                ends[used] = bin;
                joined[used++] = collected;
                collected = 0;
            }
        }
        if (used > 0) {
            ends[used - 1] = counts.length - 1.0;
            joined[used - 1] += collected;
        }
        return new WideBins(ends, joined);
    }

    /** As they were told. */
    static WideBins of(Told told, String ends, String counts, int most) {
        return new WideBins(told.numbers(ends, most), told.numbers(counts, most));
    }

    Told told(String nameOfEnds, String nameOfCounts) {
        return Told.of(Map.of(nameOfEnds, ends, nameOfCounts, counts));
    }

    /** Wide bins in use. */
    int used() {
        return (int) Arrays.stream(counts).filter(count -> count > 0).count();
    }

    /** Other counts of the same fine bins, joined alike. */
    long[] joined(long[] fine) {
        long[] joined = new long[used()];
        int wide = 0;
        for (int bin = 0; bin < fine.length && joined.length > 0; bin++) {
            joined[wide] += fine[bin];
            if (bin == ends[wide] && wide < joined.length - 1) {
                wide++;
            }
        }
        return joined;
    }

    /** What others hold beside a site's own. */
    long[] without(long[] own) {
        long[] others = new long[own.length];
        Arrays.setAll(others, wide -> Math.max(0, Math.round(counts[wide]) - own[wide]));
        return others;
    }
}
