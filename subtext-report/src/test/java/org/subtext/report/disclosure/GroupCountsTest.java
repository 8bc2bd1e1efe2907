package org.subtext.report.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.subtext.assessment.SubgroupTable;
import org.subtext.statistics.Estimate;

class GroupCountsTest {
    private static final Estimate NONE = Estimate.undefined("not looked at");

    /** Ten hidden sizes that add up to 55 and stand in order of size are 10, 9, ... 1. */
    @Test
    void hiddenGroupsStandByNameSoThatTheirOrderTellsNothingOfTheirSizes() {
        List<String> rising = order(Map.of("z", 200, "y", 145, "a", 1, "b", 2, "c", 7, "d", 5));
        List<String> falling = order(Map.of("z", 200, "y", 145, "a", 7, "b", 5, "c", 2, "d", 1));

        assertThat(rising).containsExactly("z", "y", "a", "b", "c", "d").isEqualTo(falling);
    }

    @Test
    void groupsThatAreToldStandBySizeThenByName() {
        assertThat(order(Map.of("a", 40, "b", 60, "c", 60, "d", 80))).containsExactly("d", "b", "c", "a");
    }

    /** None of a class reads as few of it; a class that nobody has in any group hides nothing. */
    @Test
    void noneOfAClassIsTooFew() {
        for (int few : new int[] {0, 3}) {
            GroupCounts counts = counts(List.of(List.of(few, 60 - few), List.of(50, 50), List.of(70, 40)));
            assertThat(counts.isTooSmall(0)).isTrue();
            assertThat(counts.areSharesHidden(0)).isTrue();
            assertThat(counts.isTooSmall(1)).isFalse();
        }
        GroupCounts ofOneClass = counts(List.of(List.of(0, 60), List.of(0, 100), List.of(0, 110)));
        for (int g = 0; g < 3; g++) {
            assertThat(ofOneClass.isTooSmall(g)).isFalse();
            assertThat(ofOneClass.areSharesHidden(g)).isFalse();
        }
    }

    private static GroupCounts counts(List<List<Integer>> groups) {
        List<SubgroupTable.Row> rows = new ArrayList<>();
        int[] all = new int[2];
        for (List<Integer> group : groups) {
            int size = group.get(0) + group.get(1);
            all[0] += group.get(0);
            all[1] += group.get(1);
            rows.add(new SubgroupTable.Row("g" + rows.size(), size, size, NONE, NONE, NONE, group, group));
        }
        HiddenClasses classes = new HiddenClasses(List.of(all[0], all[1]), 11);
        return GroupCounts.of(
                new SubgroupTable("site", rows), classes, 1, 11, new GroupCounts.Elsewhere(Set.of(), Set.of()));
    }

    private static List<String> order(Map<String, Integer> sizes) {
        List<SubgroupTable.Row> rows = new ArrayList<>();
        int all = 0;
        for (Map.Entry<String, Integer> group : new TreeMap<>(sizes).entrySet()) {
            int size = group.getValue();
            all += size;
            rows.add(new SubgroupTable.Row(
                    group.getKey(), size, size, NONE, NONE, NONE, List.of(0, size), List.of(0, size)));
        }
        SubgroupTable table = new SubgroupTable("site", rows);
        HiddenClasses classes = new HiddenClasses(List.of(0, all), 11);
        GroupCounts counts = GroupCounts.of(table, classes, 1, 11, new GroupCounts.Elsewhere(Set.of(), Set.of()));
        return counts.order().stream().map(g -> rows.get(g).value()).toList();
    }
}
