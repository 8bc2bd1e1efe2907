package org.subtext.statistics.draws;

import java.util.Arrays;

/**
 * Loops over the draws of a block, which Java turns into vector instructions.
 *
 * <p>That takes a plain count from 0, arrays of one type, and no offset in an index; hence words are copied before they
 * are added, and each plane (one of the four weights in a word) has arrays of its own: {@code [plane][word]}.
 */
final class Lanes {
    private Lanes() {}

    static int[][] ints(DrawBlock block) {
        return new int[DrawBlock.PLANES][block.width()];
    }

    static double[][] doubles(DrawBlock block) {
        return new double[DrawBlock.PLANES][block.width()];
    }

    static long[][] longs(DrawBlock block) {
        return new long[DrawBlock.PLANES][block.width()];
    }

    /** Adds the weights. */
    static void add(int[] words, int[][] counts) {
        for (int plane = 0; plane < DrawBlock.PLANES; plane++) {
            add(words, Byte.SIZE * plane, counts[plane]);
        }
    }

    private static void add(int[] words, int shift, int[] counts) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += words[i] >>> shift & 0xFF;
        }
    }

    /** Adds the weights to two counts. */
    static void add(int[] words, int[][] counts, int[][] more) {
        for (int plane = 0; plane < DrawBlock.PLANES; plane++) {
            add(words, Byte.SIZE * plane, counts[plane], more[plane]);
        }
    }

    private static void add(int[] words, int shift, int[] counts, int[] more) {
        for (int i = 0; i < counts.length; i++) {
            int weight = words[i] >>> shift & 0xFF;
            counts[i] += weight;
            more[i] += weight;
        }
    }

    /** Adds the weights times a number. */
    static void addTimes(int[] words, int times, int[][] counts) {
        for (int plane = 0; plane < DrawBlock.PLANES; plane++) {
            addTimes(words, Byte.SIZE * plane, times, counts[plane]);
        }
    }

    private static void addTimes(int[] words, int shift, int times, int[] counts) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += times * (words[i] >>> shift & 0xFF);
        }
    }

    /** Adds the weights times what was counted. */
    static void addPairs(int[] words, int[][] counted, int[][] pairs) {
        for (int plane = 0; plane < DrawBlock.PLANES; plane++) {
            addPairs(words, Byte.SIZE * plane, counted[plane], pairs[plane]);
        }
    }

    private static void addPairs(int[] words, int shift, int[] counted, int[] pairs) {
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] += (words[i] >>> shift & 0xFF) * counted[i];
        }
    }

    /** {@link #addPairs} and {@link #add} in one loop. */
    static void addPairs(int[] words, int[][] counted, int[][] pairs, int[][] counts) {
        for (int plane = 0; plane < DrawBlock.PLANES; plane++) {
            addPairs(words, Byte.SIZE * plane, counted[plane], pairs[plane], counts[plane]);
        }
    }

    private static void addPairs(int[] words, int shift, int[] counted, int[] pairs, int[] counts) {
        for (int i = 0; i < pairs.length; i++) {
            int weight = words[i] >>> shift & 0xFF;
            pairs[i] += weight * counted[i];
            counts[i] += weight;
        }
    }

    /** {@link #addPairs} and {@link #add} to two counts in one loop. */
    static void addPairs(int[] words, int[][] counted, int[][] pairs, int[][] counts, int[][] more) {
        for (int plane = 0; plane < DrawBlock.PLANES; plane++) {
            addPairs(words, Byte.SIZE * plane, counted[plane], pairs[plane], counts[plane], more[plane]);
        }
    }

    private static void addPairs(int[] words, int shift, int[] counted, int[] pairs, int[] counts, int[] more) {
        for (int i = 0; i < pairs.length; i++) {
            int weight = words[i] >>> shift & 0xFF;
            pairs[i] += weight * counted[i];
            counts[i] += weight;
            more[i] += weight;
        }
    }

    static void clear(int[][] counts) {
        for (int[] plane : counts) {
            Arrays.fill(plane, 0);
        }
    }

    static void clear(long[][] counts) {
        for (long[] plane : counts) {
            Arrays.fill(plane, 0);
        }
    }

    /** Adds counts to others and clears them. */
    static void move(int[][] from, long[][] to) {
        for (int plane = 0; plane < DrawBlock.PLANES; plane++) {
            for (int i = 0; i < to[plane].length; i++) {
                to[plane][i] += from[plane][i];
                from[plane][i] = 0;
            }
        }
    }

    /** Adds pairs, and the products of what was counted, and clears the pairs. */
    static void movePairs(int[][] pairs, int[][] counts, long[][] counted, long[][] to) {
        for (int plane = 0; plane < DrawBlock.PLANES; plane++) {
            for (int i = 0; i < to[plane].length; i++) {
                to[plane][i] += pairs[plane][i] + counts[plane][i] * counted[plane][i];
                pairs[plane][i] = 0;
            }
        }
    }

    /** In order of draws. */
    static long[] byDraw(long[][] lanes) {
        int width = lanes[0].length;
        long[] byDraw = new long[lanes.length * width];
        for (int plane = 0; plane < lanes.length; plane++) {
            System.arraycopy(lanes[plane], 0, byDraw, plane * width, width);
        }
        return byDraw;
    }
}
