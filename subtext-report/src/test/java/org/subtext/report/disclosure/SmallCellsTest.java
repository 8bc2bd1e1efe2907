package org.subtext.report.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.subtext.testing.Seeds;

class SmallCellsTest {
    private static final int SMALLEST = 11;

    @Test
    void aTableWithoutSmallCellsIsShownWhole() {
        assertThat(SmallCells.of(List.of(List.of(11, 0), List.of(40, 500)), SMALLEST)
                        .hidesAnything())
                .isFalse();
    }

    @Test
    void oneSmallCellTakesThreeOthersWithItAndLeavesTheTotals() {
        SmallCells cells =
                SmallCells.of(List.of(List.of(3, 80, 90), List.of(50, 60, 400), List.of(70, 300, 500)), SMALLEST);

        assertThat(hiddenCells(cells, 3, 3)).hasSize(4).contains("0,0");
        assertThat(cells.isTotalHidden()).isFalse();
        assertThat(cells.isRowTotalHidden(0)).isFalse();
    }

    @Test
    void aSmallGroupHidesASecondGroupSinceTheTotalIsKnown() {
        SmallCells cells = SmallCells.ofGroups(List.of(120, 30, 4), SMALLEST);

        assertThat(cells.isHidden(2, 0)).isTrue();
        assertThat(cells.isHidden(1, 0)).isTrue();
        assertThat(cells.isHidden(0, 0)).isFalse();
        assertThat(cells.isTotalHidden()).isFalse();
    }

    @Test
    void aSmallGroupAloneHidesTheTotal() {
        SmallCells cells = SmallCells.ofGroups(List.of(4), SMALLEST);

        assertThat(cells.isHidden(0, 0)).isTrue();
        assertThat(cells.isTotalHidden()).isTrue();
    }

    @Test
    void aRareCategoryTakesOneOtherCategoryWithIt() {
        SmallCells cells =
                SmallCells.of(List.of(List.of(70, 80), List.of(30, 35), List.of(14, 28), List.of(4, 3)), SMALLEST);

        assertThat(hiddenCells(cells, 4, 2)).containsExactly("2,0", "2,1", "3,0", "3,1");
    }

    @Test
    void zeroIsNotAPersonAndIsShown() {
        assertThat(SmallCells.ofGroups(List.of(0, 25), SMALLEST).hidesAnything())
                .isFalse();
    }

    /** Enumerates every table that agrees with what is published, independently of the flows the code uses. */
    @Seeds(150)
    void noHiddenCellIsDerivableToAnIntervalNarrowerThanTheSmallestCell(SplittableRandom random) {
        int smallest = 3;
        List<List<Integer>> counts = new ArrayList<>();
        for (int r = 0; r < 2; r++) {
            List<Integer> row = new ArrayList<>();
            for (int c = 0; c < 3; c++) {
                row.add(random.nextInt(8));
            }
            counts.add(row);
        }
        SmallCells cells = SmallCells.of(counts, smallest);

        int[][] low = new int[2][3];
        int[][] high = new int[2][3];
        for (int[] row : low) {
            java.util.Arrays.fill(row, Integer.MAX_VALUE);
        }
        enumerate(counts, cells, new int[6], 0, low, high);
        for (int r = 0; r < 2; r++) {
            for (int c = 0; c < 3; c++) {
                int count = counts.get(r).get(c);
                if (cells.isHidden(r, c)) {
                    assertThat(high[r][c] - low[r][c])
                            .as("%s in %s", count, counts)
                            .isGreaterThanOrEqualTo(smallest);
                } else {
                    assertThat(count == 0 || count >= smallest).isTrue();
                }
            }
        }
    }

    private static void enumerate(
            List<List<Integer>> counts, SmallCells cells, int[] guess, int at, int[][] low, int[][] high) {
        if (at == 6) {
            if (agrees(counts, cells, guess)) {
                for (int i = 0; i < 6; i++) {
                    low[i / 3][i % 3] = Math.min(low[i / 3][i % 3], guess[i]);
                    high[i / 3][i % 3] = Math.max(high[i / 3][i % 3], guess[i]);
                }
            }
            return;
        }
        if (!cells.isHidden(at / 3, at % 3)) {
            guess[at] = counts.get(at / 3).get(at % 3);
            enumerate(counts, cells, guess, at + 1, low, high);
            return;
        }
        for (int value = 0; value <= 10; value++) {
            guess[at] = value;
            enumerate(counts, cells, guess, at + 1, low, high);
        }
    }

    private static boolean agrees(List<List<Integer>> counts, SmallCells cells, int[] guess) {
        int total = 0;
        int guessedTotal = 0;
        for (int r = 0; r < 2; r++) {
            int sum = counts.get(r).stream().mapToInt(Integer::intValue).sum();
            int guessed = guess[3 * r] + guess[3 * r + 1] + guess[3 * r + 2];
            if (!cells.isRowTotalHidden(r) && sum != guessed) {
                return false;
            }
            total += sum;
            guessedTotal += guessed;
        }
        for (int c = 0; c < 3; c++) {
            if (!cells.isColumnTotalHidden(c)
                    && counts.get(0).get(c) + counts.get(1).get(c) != guess[c] + guess[3 + c]) {
                return false;
            }
        }
        return cells.isTotalHidden() || total == guessedTotal;
    }

    private static List<String> hiddenCells(SmallCells cells, int rows, int columns) {
        List<String> hidden = new ArrayList<>();
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                if (cells.isHidden(r, c)) {
                    hidden.add(r + "," + c);
                }
            }
        }
        return hidden;
    }
}
