package org.subtext.report.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.subtext.assessment.SubgroupTable;
import org.subtext.statistics.Estimate;

class GroupReadingsTest {
    private static final int SMALLEST = 11;
    private static final Estimate NONE = Estimate.undefined("not looked at");

    /** Overall 39 of 60 are right and 25 of one group: unless the other is a range, its 14 give the small 5 away. */
    @Test
    void besideASmallCellALargeGroupIsToldAsARangeThatNarrowsNothing() {
        GroupReadings readings = readings(exactly(39, 60), new int[] {25, 5}, new int[] {14, 16});

        assertThat(readings.isHidden(0)).isFalse();
        assertThat(readings.between(0)).isEmpty();
        assertThat(readings.between(1)).hasValue(new OperatingCounts.Count(14, 30, 10, 19, false));
    }

    @Test
    void whereNoCellIsSmallEverythingIsTold() {
        GroupReadings readings = readings(exactly(32, 60), new int[] {18, 12}, new int[] {14, 16});

        for (int g = 0; g < 2; g++) {
            assertThat(readings.isHidden(g)).isFalse();
            assertThat(readings.between(g)).isEmpty();
        }
    }

    /** Nobody can be the rest where all cells are small: 12 in two groups would be 2 to 10 each, not 1 to 10. */
    @Test
    void ofTwoSmallCellsWhoseSumIsToldNeitherIsABound() {
        GroupReadings readings = readings(exactly(12, 62), new int[] {5, 25}, new int[] {7, 25});

        assertThat(readings.isHidden(0)).isTrue();
        assertThat(readings.isHidden(1)).isTrue();
    }

    @Test
    void aMarginThatIsARangeIsNotTheSumOfTheGroups() {
        GroupReadings readings =
                readings(new OperatingCounts.Count(32, 60, 30, 41, false), new int[] {18, 12}, new int[] {14, 16});

        assertThat(readings.between(0)).isEmpty();
        assertThat(readings.between(1)).hasValue(new OperatingCounts.Count(14, 30, 12, 23, false));
    }

    private static OperatingCounts.Count exactly(int count, int of) {
        return OperatingCounts.Count.exactly(count, of);
    }

    private static GroupReadings readings(OperatingCounts.Count overall, int[]... groups) {
        List<SubgroupTable.Row> rows = new ArrayList<>();
        for (int[] group : groups) {
            int of = group[0] + group[1];
            rows.add(new SubgroupTable.Row(
                    "group " + rows.size(),
                    50 + of,
                    50 + of,
                    NONE,
                    new Estimate.Point(group[0] / (double) of),
                    new Estimate.Point(0.5),
                    List.of(50, of),
                    List.of(50, of)));
        }
        SubgroupTable table = new SubgroupTable("sex", rows);
        HiddenClasses classes = new HiddenClasses(List.of(50 * groups.length, overall.of()), SMALLEST);
        GroupCounts counts = GroupCounts.of(table, classes, 1, SMALLEST, new GroupCounts.Elsewhere(Set.of(), Set.of()));
        return GroupReadings.ofClass(counts, new OperatingCounts(overall, overall), SMALLEST);
    }
}
