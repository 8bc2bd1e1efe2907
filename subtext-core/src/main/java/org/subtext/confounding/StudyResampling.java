package org.subtext.confounding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.subtext.provenance.Seed;

/**
 * Test-set resampling as Glocker and others (2023), doi:10.1016/j.ebiom.2023.104467, did it: rows are drawn with
 * replacement until classes are equal and match in each column in turn, given those before it.
 *
 * <p>One Monte-Carlo draw of what {@link BalancingWeights#JOINT} computes exactly. It holds copies of rows: an interval
 * that takes them for independent rows is too narrow.
 */
public final class StudyResampling {
    private static final int ROWS_A_ROW = 3;

    private StudyResampling() {}

    /**
     * Draws rows.
     *
     * @param columns {@code [column][row]} level of each row, in the order in which they are matched
     * @return indices of rows, three times as many as there are rows, less those whose cell lacks a level
     */
    public static int[] draw(int[] labels, int classes, int[][] columns, Seed seed) {
        SplittableRandom random = seed.random();
        int n = labels.length;
        List<Integer> drawn = new ArrayList<>();
        for (int k = 0; k < classes; k++) {
            int current = k;
            int[] own =
                    IntStream.range(0, n).filter(row -> labels[row] == current).toArray();
            int[] sample = with(own, ROWS_A_ROW * n / classes, random);
            drawn.addAll(matched(sample, IntStream.range(0, n).toArray(), columns, 0, random));
        }
        return drawn.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * Redraws a sample so that the column's levels have the shares they have in the population, then goes on within
     * each.
     */
    private static List<Integer> matched(
            int[] sample, int[] population, int[][] columns, int column, SplittableRandom random) {
        if (column == columns.length) {
            return Arrays.stream(sample).boxed().toList();
        }
        List<Integer> drawn = new ArrayList<>();
        int levels = Arrays.stream(columns[column]).max().orElse(-1) + 1;
        for (int level = 0; level < levels; level++) {
            int current = level;
            int[] own = Arrays.stream(sample)
                    .filter(row -> columns[column][row] == current)
                    .toArray();
            int[] theirs = Arrays.stream(population)
                    .filter(row -> columns[column][row] == current)
                    .toArray();
            long wanted = Math.round(sample.length * (double) theirs.length / population.length);
            if (own.length > 0 && wanted > 0) {
                drawn.addAll(matched(with(own, (int) wanted, random), theirs, columns, column + 1, random));
            }
        }
        return drawn;
    }

    private static int[] with(int[] rows, int count, SplittableRandom random) {
        int[] drawn = new int[rows.length == 0 ? 0 : count];
        Arrays.setAll(drawn, i -> rows[random.nextInt(rows.length)]);
        return drawn;
    }
}
