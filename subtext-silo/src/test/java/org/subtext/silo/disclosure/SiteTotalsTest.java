package org.subtext.silo.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.subtext.testing.Seeds;

class SiteTotalsTest {
    private static final List<String> SITES = List.of("amber", "birch", "cedar");
    private static final List<String> KINDS = List.of("no image", "no label", "kept");

    /** Patients of three sites of the reference: 4 without an image at birch. */
    private static final List<List<Integer>> FLOW =
            List.of(List.of(13, 40, 759), List.of(4, 21, 430), List.of(0, 77, 1213));

    @Test
    void aSmallCountCannotBeHadFromTheOthers() {
        SiteTotals told = SiteTotals.of(SITES, KINDS, FLOW, 11);
        assertThat(told.count(1, 0)).isEmpty();
        assertThat(told.share(1, 0)).isEmpty();
        assertThat(told.all()).contains(2557);
        assertThat(told.ofKind(0)).contains(17);
        assertThat(width(told, FLOW, 1, 0)).isGreaterThanOrEqualTo(11);
        assertThat(told.hidesAnything()).isTrue();
    }

    @Test
    void hidingItAloneWouldBeUseless() {
        boolean[][] alone = new boolean[3][3];
        alone[1][0] = true;
        assertThat(range(alone, FLOW, 1, 0)).containsExactly(4, 4);
        boolean[][] rectangle = new boolean[3][3];
        for (int site : new int[] {0, 1}) {
            rectangle[site][0] = true;
            rectangle[site][2] = true;
        }
        assertThat(range(rectangle, FLOW, 1, 0)).containsExactly(0, 17);
    }

    @Test
    void whatIsLargeIsTold() {
        SiteTotals told =
                SiteTotals.of(SITES, List.of("A", "B"), List.of(List.of(20, 30), List.of(11, 0), List.of(50, 60)), 11);
        assertThat(told.hidesAnything()).isFalse();
        assertThat(told.count(1, 1)).contains(0);
        assertThat(told.ofSite(0)).contains(50);
        assertThat(told.share(0, 0)).contains(0.4);
    }

    @Seeds(60)
    void everySmallCountCouldBeMany(SplittableRandom random) {
        List<List<Integer>> counts = new ArrayList<>();
        for (int site = 0; site < 3; site++) {
            List<Integer> row = new ArrayList<>();
            for (int kind = 0; kind < 3; kind++) {
                row.add(random.nextInt(4) == 0 ? random.nextInt(11) : random.nextInt(120));
            }
            counts.add(row);
        }
        SiteTotals told = SiteTotals.of(SITES, KINDS, counts, 11);
        for (int site = 0; site < 3; site++) {
            for (int kind = 0; kind < 3; kind++) {
                int count = counts.get(site).get(kind);
                boolean areTotalsTold = told.all().isPresent()
                        && told.ofSite(0).isPresent()
                        && told.ofSite(1).isPresent()
                        && told.ofSite(2).isPresent();
                if (count > 0 && count < 11) {
                    assertThat(told.count(site, kind)).isEmpty();
                    if (areTotalsTold
                            && told.ofKind(0).isPresent()
                            && told.ofKind(1).isPresent()
                            && told.ofKind(2).isPresent()) {
                        assertThat(width(told, counts, site, kind)).isGreaterThanOrEqualTo(11);
                    }
                }
            }
        }
    }

    private static int width(SiteTotals told, List<List<Integer>> counts, int site, int kind) {
        boolean[][] isHidden = new boolean[3][3];
        for (int i = 0; i < 9; i++) {
            isHidden[i / 3][i % 3] = told.count(i / 3, i % 3).isEmpty();
        }
        int[] range = range(isHidden, counts, site, kind);
        return range[1] - range[0];
    }

    /** The least and the most that a hidden count of a table of 3 by 3 can be, by trying all tables. */
    private static int[] range(boolean[][] isHidden, List<List<Integer>> counts, int site, int kind) {
        int[] rows = new int[3];
        int[] columns = new int[3];
        for (int i = 0; i < 9; i++) {
            rows[i / 3] += counts.get(i / 3).get(i % 3);
            columns[i % 3] += counts.get(i / 3).get(i % 3);
        }
        int least = Integer.MAX_VALUE;
        int most = -1;
        // four cells fix a table of 3 by 3
        for (int a : values(isHidden, counts, 0, 0)) {
            for (int b : values(isHidden, counts, 0, 1)) {
                for (int c : values(isHidden, counts, 1, 0)) {
                    for (int d : values(isHidden, counts, 1, 1)) {
                        int[][] table = {
                            {a, b, rows[0] - a - b},
                            {c, d, rows[1] - c - d},
                            {columns[0] - a - c, columns[1] - b - d, 0}
                        };
                        table[2][2] = rows[2] - table[2][0] - table[2][1];
                        if (agrees(table, isHidden, counts)) {
                            least = Math.min(least, table[site][kind]);
                            most = Math.max(most, table[site][kind]);
                        }
                    }
                }
            }
        }
        return new int[] {least, most};
    }

    private static int[] values(boolean[][] isHidden, List<List<Integer>> counts, int site, int kind) {
        int count = counts.get(site).get(kind);
        if (!isHidden[site][kind]) {
            return new int[] {count};
        }
        int reach = 30;
        return IntStream.rangeClosed(Math.max(0, count - reach), count + reach).toArray();
    }

    private static boolean agrees(int[][] table, boolean[][] isHidden, List<List<Integer>> counts) {
        for (int i = 0; i < 9; i++) {
            int value = table[i / 3][i % 3];
            boolean isAsTold =
                    isHidden[i / 3][i % 3] || value == counts.get(i / 3).get(i % 3);
            if (value < 0 || !isAsTold) {
                return false;
            }
        }
        return true;
    }
}
