package org.subtext.report.harm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.subtext.harm.beside.BesideGaps;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.groups.Rate;
import org.subtext.statistics.pooling.CrossedCells;
import org.subtext.testing.Seeds;

class CrossedToldTest {
    private static BesideGaps.Cell cell(String group, String value, int hits, int rows, Estimate pooled) {
        return new BesideGaps.Cell(group, value, hits, rows, rows, pooled);
    }

    /** Of all groups and values, with counts of which many are small. */
    private static BesideGaps.Intersections random(SplittableRandom random) {
        int groups = random.nextInt(2, 6);
        int values = random.nextInt(2, 5);
        int[] hits = new int[groups * values];
        int[] rows = new int[hits.length];
        int[] ofGroup = new int[hits.length];
        int[] ofValue = new int[hits.length];
        for (int cell = 0; cell < hits.length; cell++) {
            rows[cell] = random.nextInt(1, random.nextInt(3) == 0 ? 20 : 120);
            hits[cell] = random.nextInt(rows[cell] + 1);
            ofGroup[cell] = cell / values;
            ofValue[cell] = cell % values;
        }
        List<Estimate> pooled = CrossedCells.points(ofGroup, ofValue, hits, rows, 1.3);
        List<BesideGaps.Cell> cells = new ArrayList<>();
        for (int cell = 0; cell < hits.length; cell++) {
            cells.add(cell("g" + ofGroup[cell], "v" + ofValue[cell], hits[cell], rows[cell], pooled.get(cell)));
        }
        return new BesideGaps.Intersections("view", Rate.TRUE_POSITIVE, 1.3, cells);
    }

    /**
     * An attacker who knows how many images each cell has adds up the pooled counts of a group's told cells and takes
     * them from the group's, which are told: what is left are the hidden cells' together, never few and never one
     * cell's. Whoever could not do that learns less.
     */
    @Seeds(200)
    void whatIsLeftOfAGroupIsNoSmallCount(SplittableRandom random) {
        BesideGaps.Intersections found = random(random);
        CrossedTold told = CrossedTold.of(found, group -> true);
        for (String group :
                found.cells().stream().map(BesideGaps.Cell::group).distinct().toList()) {
            List<BesideGaps.Cell> hidden = told.cells().stream()
                    .filter(cell -> cell.group().equals(group) && !told.isTold(cell))
                    .toList();
            List<BesideGaps.Cell> all = told.cells().stream()
                    .filter(cell -> cell.group().equals(group))
                    .toList();
            if (!hidden.isEmpty() && hidden.size() < all.size()) {
                int hits = hidden.stream().mapToInt(BesideGaps.Cell::hits).sum();
                int rows = hidden.stream().mapToInt(BesideGaps.Cell::rows).sum();
                assertThat(hidden).hasSizeGreaterThan(1);
                assertThat(hits).matches(count -> count == 0 || count >= 11);
                assertThat(rows - hits).matches(count -> count == 0 || count >= 11);
            }
        }
    }

    /** The attack itself: it comes near the sum of hidden cells, which is why a single one is never left. */
    @Test
    void pooledCountsOfAGroupAddUpToItsOwn() {
        BesideGaps.Intersections found = random(new SplittableRandom(4));
        String group = found.cells().get(0).group();
        double pooled = 0;
        int hits = 0;
        for (BesideGaps.Cell cell : found.cells()) {
            if (cell.group().equals(group)) {
                pooled += cell.rows() * cell.pooled().valueOr(0);
                hits += cell.hits();
            }
        }
        assertThat(pooled).isCloseTo(hits, within(0.5));
    }

    /** A group without an image of a value that is named hides a cell more, as one with few does. */
    @Test
    void noImageOfAValueIsToldAsFewAre() {
        List<BesideGaps.Cell> others = List.of(
                cell("a", "x", 30, 50, new Estimate.Point(0.6)),
                cell("a", "y", 40, 60, new Estimate.Point(0.66)),
                cell("a", "z", 40, 70, new Estimate.Point(0.57)),
                cell("b", "x", 30, 50, new Estimate.Point(0.6)),
                cell("b", "y", 40, 60, new Estimate.Point(0.66)));
        List<BesideGaps.Cell> few = new ArrayList<>(others);
        few.add(cell("b", "z", 3, 9, new Estimate.Point(0.4)));
        for (List<BesideGaps.Cell> cells : List.of(others, few)) {
            CrossedTold told =
                    CrossedTold.of(new BesideGaps.Intersections("view", Rate.TRUE_POSITIVE, 1, cells), group -> true);
            assertThat(told.cells().stream().filter(told::isTold))
                    .extracting(one -> one.group() + one.value())
                    .containsExactly("ax", "ay", "az", "by");
        }
    }

    /** Whatever a hidden group's counts are, the others are drawn and told alike. */
    @Test
    void nothingDependsOnAHiddenGroup() {
        BesideGaps.Intersections one = new BesideGaps.Intersections(
                "view",
                Rate.TRUE_POSITIVE,
                1,
                List.of(
                        cell("a", "x", 30, 50, new Estimate.Point(0.6)),
                        cell("a", "y", 40, 60, new Estimate.Point(0.66)),
                        cell("b", "x", 3, 9, new Estimate.Point(0.4))));
        BesideGaps.Intersections other = new BesideGaps.Intersections(
                "view",
                Rate.TRUE_POSITIVE,
                1,
                List.of(one.cells().get(0), one.cells().get(1), cell("b", "x", 8, 9, new Estimate.Point(0.8))));
        assertThat(CrossedTold.of(one, "a"::equals).cells())
                .hasSize(2)
                .isEqualTo(CrossedTold.of(other, "a"::equals).cells());
        assertThat(CrossedTold.of(one, "a"::equals).cells()).allMatch(cell -> cell.pooled() instanceof Estimate.Point);
        assertThat(CrossedTold.all(one).cells()).isEqualTo(one.cells());
    }
}
