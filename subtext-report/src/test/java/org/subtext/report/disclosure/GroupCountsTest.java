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
