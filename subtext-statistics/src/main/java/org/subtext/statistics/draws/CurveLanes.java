package org.subtext.statistics.draws;

import java.util.Arrays;

/**
 * Average precision, and the sensitivities at false positive rates, of all draws of a block, as far as a walk has come.
 *
 * <p>Each draw adds up its precision in the order of the walk, so that it is what the draw has by itself to the last
 * bit.
 */
final class CurveLanes {
    private final Ranking ranking;
    private final DrawBlock block;
    private final double[] rates;

    /** Of the walk: positives counted so far, in two parts. */
    private final int[][] above;

    private final long[][] aboveBefore;

    private final int[][] falses;
    private final long[][] falsesBefore;

    private double[][] trues;
    private double[][] truesBefore;
    private final double[][] flagged;
    private final double[][] sums;

    /** Of each draw, over all rows. */
    private final long[] positives;

    private final long[] negatives;

    private final double[][] sensitivities;
    private final int[] next;

    /** The most false positives that lie before or on the next rate of a draw. */
    private final long[] limits;

    /** What was counted before a long tie group. */
    private final long[] truesAtMark;

    private final long[] falsesAtMark;

    /** Rows from here on have not been asked whether they pass a rate. */
    private int start;

    /** The first tie group from there on. */
    private int group;

    CurveLanes(Ranking ranking, DrawBlock block, int[][] above, long[][] aboveBefore) {
        this.ranking = ranking;
        this.block = block;
        this.rates = ranking.rates();
        this.above = above;
        this.aboveBefore = aboveBefore;
        falses = Lanes.ints(block);
        falsesBefore = Lanes.longs(block);
        trues = Lanes.doubles(block);
        truesBefore = Lanes.doubles(block);
        flagged = Lanes.doubles(block);
        sums = Lanes.doubles(block);
        long[][] totals = ranking.counts().totals(block);
        positives = totals[ranking.positive()];
        negatives = new long[positives.length];
        for (int one = 0; one < totals.length; one++) {
            for (int draw = 0; draw < negatives.length && one != ranking.positive(); draw++) {
                negatives[draw] += totals[one][draw];
            }
        }
        sensitivities = new double[positives.length][rates.length];
        next = new int[positives.length];
        limits = new long[positives.length];
        truesAtMark = new long[positives.length];
        falsesAtMark = new long[positives.length];
        Arrays.setAll(limits, this::limit);
    }

    /** Negatives counted so far, which the walk adds to. */
    int[][] falses() {
        return falses;
    }

    void settle() {
        Lanes.move(falses, falsesBefore);
    }

    /** The end of a tie group that holds positives. */
    void step() {
        for (int plane = 0; plane < DrawBlock.PLANES; plane++) {
            count(above[plane], aboveBefore[plane], trues[plane]);
            count(falses[plane], falsesBefore[plane], flagged[plane]);
            step(trues[plane], truesBefore[plane], flagged[plane], sums[plane]);
        }
        double[][] counted = trues;
        trues = truesBefore;
        truesBefore = counted;
    }

    private static void count(int[] since, long[] before, double[] into) {
        for (int i = 0; i < into.length; i++) {
            into[i] = before[i] + since[i];
        }
    }

    /** By itself, since Java makes no vector instructions of a loop that turns whole numbers to others. */
    private static void step(double[] trues, double[] truesBefore, double[] falses, double[] sums) {
        for (int i = 0; i < sums.length; i++) {
            // Where no positive of the group was drawn this adds nothing, which is cheaper than to ask.
            sums[i] += (trues[i] - truesBefore[i]) * (trues[i] / Math.max(1, trues[i] + falses[i]));
        }
    }

    private long limit(int draw) {
        if (next[draw] == rates.length || positives[draw] == 0 || negatives[draw] == 0) {
            return Long.MAX_VALUE / 2;
        }
        long most = (long) Math.floor(rates[next[draw]] * negatives[draw]);
        while (!Ranking.liesBefore(rates[next[draw]], negatives[draw], most + 1)) {
            most++;
        }
        return most;
    }

    /**
     * Takes the heights at the rates that rows pass which were counted since the last call. Asked once for many rows:
     * few draws pass a rate among them, and those go through them once more.
     *
     * @param end of the rows that are counted; no tie group lies on both sides of it
     */
    void reach(int end) {
        for (int plane = 0; plane < DrawBlock.PLANES; plane++) {
            int[] since = falses[plane];
            long[] before = falsesBefore[plane];
            int first = plane * since.length;
            for (int word = 0; word < since.length; word++) {
                if (before[word] + since[word] > limits[first + word]) {
                    replay(plane, word, end);
                }
            }
        }
        startAt(end);
    }

    private void startAt(int position) {
        start = position;
        while (group < ranking.tiedGroups() && ranking.tiedStart(group) < position) {
            group++;
        }
    }

    /** Notes what is counted, at the start of a long tie group. */
    void mark() {
        for (int plane = 0; plane < DrawBlock.PLANES; plane++) {
            for (int word = 0; word < block.width(); word++) {
                truesAtMark[plane * block.width() + word] = trues(plane, word);
                falsesAtMark[plane * block.width() + word] = falses(plane, word);
            }
        }
    }

    /** {@link #reach} for the tie group that begins where was marked last. */
    void reachFromMark(int end) {
        for (int plane = 0; plane < DrawBlock.PLANES; plane++) {
            for (int word = 0; word < block.width(); word++) {
                int draw = plane * block.width() + word;
                if (falses(plane, word) > limits[draw]) {
                    pass(draw, truesAtMark[draw], falsesAtMark[draw], trues(plane, word), falses(plane, word));
                }
            }
        }
        startAt(end);
    }

    private long trues(int plane, int word) {
        return aboveBefore[plane][word] + above[plane][word];
    }

    private long falses(int plane, int word) {
        return falsesBefore[plane][word] + falses[plane][word];
    }

    private void replay(int plane, int word, int end) {
        int draw = plane * block.width() + word;
        long trues = trues(plane, word);
        long falses = falses(plane, word);
        for (int position = start; position < end; position++) {
            int weight = block.weight(ranking.cluster(position), plane, word);
            boolean isPositive = ranking.classOf(position) == ranking.positive();
            trues -= isPositive ? weight : 0;
            falses -= isPositive ? 0 : weight;
        }
        int nextGroup = group;
        int position = start;
        while (position < end) {
            boolean isTied = nextGroup < ranking.tiedGroups() && ranking.tiedStart(nextGroup) == position;
            int endOfGroup = isTied ? ranking.tiedEnd(nextGroup++) : position + 1;
            long truesOfEnd = trues;
            long falsesOfEnd = falses;
            for (; position < endOfGroup; position++) {
                int weight = block.weight(ranking.cluster(position), plane, word);
                boolean isPositive = ranking.classOf(position) == ranking.positive();
                truesOfEnd += isPositive ? weight : 0;
                falsesOfEnd += isPositive ? 0 : weight;
            }
            if (falsesOfEnd > limits[draw]) {
                pass(draw, trues, falses, truesOfEnd, falsesOfEnd);
            }
            trues = truesOfEnd;
            falses = falsesOfEnd;
        }
    }

    private void pass(int draw, long truesOfStart, long falsesOfStart, long truesOfEnd, long falsesOfEnd) {
        while (next[draw] < rates.length && Ranking.liesBefore(rates[next[draw]], negatives[draw], falsesOfEnd)) {
            double along = (rates[next[draw]] * negatives[draw] - falsesOfStart) / (falsesOfEnd - falsesOfStart);
            sensitivities[draw][next[draw]] = (truesOfStart + along * (truesOfEnd - truesOfStart)) / positives[draw];
            next[draw]++;
        }
        limits[draw] = limit(draw);
    }

    /** When the walk is over. */
    double[] precision() {
        double[] precision = new double[positives.length];
        for (int draw = 0; draw < precision.length; draw++) {
            precision[draw] = sums[draw / block.width()][draw % block.width()] / positives[draw];
        }
        return precision;
    }

    /** When the walk is over; rates that no corner of the curve lies behind have all positives. */
    double[][] sensitivities() {
        for (int draw = 0; draw < sensitivities.length; draw++) {
            Arrays.fill(sensitivities[draw], next[draw], rates.length, 1.0);
        }
        return sensitivities;
    }
}
