package org.subtext.statistics.draws;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One walk down a ranking, over all draws of a block.
 *
 * <p>Pairs are counted at their lower row: so many positives lie above it. Counts are ints since they were last settled
 * into longs, so often that no product and no sum of them leaves the range of an int.
 */
final class RankedWalk {
    /** Rows whose words are fetched together: the jumps of several rows are under way at once. */
    private static final int TOGETHER = 32;

    /** With at most so many rows, weighted, on both sides no count of pairs is above 2^30. */
    private static final int MOST_COUNTED = 0xFFFF;

    private final Ranking ranking;
    private final DrawBlock block;
    private final int mostRows;
    private int rows;

    /** Positives that do not lie below the row that is being read: of its tie group they come first. */
    private final int[][] above;

    private final long[][] aboveBefore;

    /** Positives of the tie group that is being read. */
    private final int[][] level;

    private final long[][] levelBefore;
    private boolean isLevelSettled;

    /** {@code [class]}. */
    private final int[][][] negatives;

    private final long[][][] negativesBefore;

    /** Of a row and the positives that do not lie below it, so that tied ones are among them. */
    private final int[][][] pairs;

    private final long[][][] pairsBefore;
    private final int[][][] tied;
    private final long[][][] tiedBefore;

    private final @Nullable CurveLanes curves;

    RankedWalk(Ranking ranking, DrawBlock block) {
        this.ranking = ranking;
        this.block = block;
        this.mostRows = MOST_COUNTED / block.largest();
        above = Lanes.ints(block);
        aboveBefore = Lanes.longs(block);
        level = Lanes.ints(block);
        levelBefore = Lanes.longs(block);
        negatives = intsOfClasses();
        negativesBefore = longsOfClasses();
        pairs = intsOfClasses();
        pairsBefore = longsOfClasses();
        tied = intsOfClasses();
        tiedBefore = longsOfClasses();
        curves = ranking.rates().length == 0 ? null : new CurveLanes(ranking, block, above, aboveBefore);
    }

    private int[][][] intsOfClasses() {
        int[][][] lanes = new int[ranking.classCount()][][];
        Arrays.setAll(lanes, one -> Lanes.ints(block));
        return lanes;
    }

    private long[][][] longsOfClasses() {
        long[][][] lanes = new long[ranking.classCount()][][];
        Arrays.setAll(lanes, one -> Lanes.longs(block));
        return lanes;
    }

    Ranking.Found found() {
        int[][] fetched = new int[TOGETHER][block.width()];
        int group = 0;
        for (int start = 0; start < ranking.size(); start += TOGETHER) {
            int end = Math.min(ranking.size(), start + TOGETHER);
            if (rows + TOGETHER > mostRows) {
                settle();
            }
            rows += TOGETHER;
            for (int position = start; position < end; position++) {
                block.copy(ranking.cluster(position), fetched[position - start]);
            }
            for (int position = start; position < end; position++) {
                boolean isTied = group < ranking.tiedGroups() && position >= ranking.tiedStart(group);
                if (isTied && curves != null && position == ranking.tiedStart(group) && isLong(group)) {
                    curves.reach(position);
                    curves.mark();
                }
                add(fetched[position - start], ranking.classOf(position), isTied);
                if (isTied && position + 1 == ranking.tiedEnd(group)) {
                    endTied();
                    if (curves != null && isLong(group)) {
                        curves.reachFromMark(position + 1);
                    }
                    group++;
                }
            }
            boolean isWithinGroup = group < ranking.tiedGroups() && end > ranking.tiedStart(group);
            if (curves != null && !isWithinGroup) {
                curves.reach(end);
            }
        }
        settle();
        long[][] tiedPairs = byDraw(tiedBefore);
        return new Ranking.Found(
                Lanes.byDraw(aboveBefore),
                byDraw(negativesBefore),
                less(byDraw(pairsBefore), tiedPairs),
                tiedPairs,
                curves == null ? new double[0] : curves.precision(),
                curves == null ? new double[0][] : curves.sensitivities());
    }

    private static long[][] byDraw(long[][][] lanes) {
        return Arrays.stream(lanes).map(Lanes::byDraw).toArray(long[][]::new);
    }

    private static long[][] less(long[][] pairs, long[][] tiedPairs) {
        for (int one = 0; one < pairs.length; one++) {
            for (int draw = 0; draw < pairs[one].length; draw++) {
                pairs[one][draw] -= tiedPairs[one][draw];
            }
        }
        return pairs;
    }

    /** Such groups are not gone through once more for each draw that passes a rate in them. */
    private boolean isLong(int group) {
        return ranking.tiedEnd(group) - ranking.tiedStart(group) > TOGETHER;
    }

    private void add(int[] words, int ofRow, boolean isTied) {
        if (ofRow == ranking.positive()) {
            if (isTied) {
                Lanes.add(words, above, level);
            } else {
                Lanes.add(words, above);
            }
            if (curves != null && !isTied) {
                curves.step();
            }
            return;
        }
        if (isTied) {
            Lanes.addPairs(words, level, tied[ofRow]);
        }
        if (curves == null) {
            Lanes.addPairs(words, above, pairs[ofRow], negatives[ofRow]);
        } else {
            Lanes.addPairs(words, above, pairs[ofRow], negatives[ofRow], curves.falses());
        }
    }

    private void endTied() {
        if (isLevelSettled) {
            settle();
            Lanes.clear(levelBefore);
            isLevelSettled = false;
        } else {
            Lanes.clear(level);
        }
        if (curves != null) {
            curves.step();
        }
    }

    /** Of negatives counted since the last time, no positive counted before it lies below. */
    private void settle() {
        for (int one = 0; one < pairs.length; one++) {
            if (one != ranking.positive()) {
                Lanes.movePairs(pairs[one], negatives[one], aboveBefore, pairsBefore[one]);
                Lanes.movePairs(tied[one], negatives[one], levelBefore, tiedBefore[one]);
                Lanes.move(negatives[one], negativesBefore[one]);
            }
        }
        Lanes.move(above, aboveBefore);
        Lanes.move(level, levelBefore);
        isLevelSettled = true;
        rows = 0;
        if (curves != null) {
            curves.settle();
        }
    }
}
