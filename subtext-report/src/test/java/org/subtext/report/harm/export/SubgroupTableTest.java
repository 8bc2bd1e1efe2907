package org.subtext.report.harm.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.subtext.report.harm.CountedHarm;
import org.subtext.report.harm.HarmContent;

class SubgroupTableTest {
    private static final int[] LARGE = {80, 20, 40, 160};

    /** The cells of a line by header. */
    private static Map<String, String> line(HarmContent content, String rate, String group) {
        List<String[]> lines = SubgroupTable.csv(content)
                .lines()
                .map(line -> line.split(",", -1))
                .toList();
        String[] header = lines.get(0);
        String[] cells = lines.stream()
                .filter(one -> one[4].equals(rate) && one[5].equals(group))
                .findFirst()
                .orElseThrow();
        assertThat(cells).hasSameSizeAs(header);
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 0; i < header.length; i++) {
            named.put(header[i], cells[i]);
        }
        return named;
    }

    @Test
    void largeCountsAreToldWithIntervalGapAndVerdict() {
        HarmContent content = CountedHarm.content(new int[] {30, 30, 15, 45}, LARGE, new int[] {45, 15, 20, 40});
        Map<String, String> middle = line(content, "true_positive", "middle");

        assertThat(middle)
                .containsEntry("finding", "nodule")
                .containsEntry("reference", "large")
                .containsEntry("n", "60")
                .containsEntry("told", "exact")
                .containsEntry("estimate", "0.750")
                .containsEntry("gap", "-0.050")
                .containsEntry("at_least", "")
                .containsEntry("threshold_lowest", "0.500")
                .containsEntry("verdict", "cannot_tell");
        assertThat(Double.parseDouble(middle.getOrDefault("lower", ""))).isBetween(0.6, 0.7);
        assertThat(Double.parseDouble(middle.getOrDefault("gap_upper", ""))).isBetween(0.05, 0.2);
        assertThat(line(content, "true_positive", "large"))
                .containsEntry("estimate", "0.800")
                .containsEntry("gap", "")
                .containsEntry("verdict", "");
        assertThat(line(content, "auc", "middle"))
                .containsEntry("told", "exact")
                .containsEntry("estimate", "0.708");
    }

    /** Nothing in a line but the verdict changes with a count of 1 to 10, and a small group is told of nowhere. */
    @Test
    void aSmallCountIsToldAlikeWhateverItIs() {
        List<Map<String, String>> told = new ArrayList<>();
        for (int missed = 1; missed <= 10; missed++) {
            HarmContent content =
                    CountedHarm.content(new int[] {30, 30, 15, 45}, LARGE, new int[] {60 - missed, missed, 20, 40});
            Map<String, String> line = line(content, "true_positive", "middle");
            line.remove("verdict");
            told.add(line);
        }

        assertThat(told.stream().distinct()).hasSize(1);
        assertThat(told.get(0))
                .containsEntry("told", "between")
                .containsEntry("estimate", "")
                .containsEntry("gap", "")
                .containsEntry("adjusted_p", "")
                .containsEntry("at_least", "0.833")
                .containsEntry("at_most", "0.983");
    }

    @Test
    void aSmallGroupIsHidden() {
        HarmContent content = CountedHarm.content(new int[] {2, 1, 1, 3}, LARGE, new int[] {45, 15, 20, 40});

        for (String rate : Arrays.asList("true_positive", "false_positive", "auc")) {
            assertThat(line(content, rate, "few"))
                    .containsEntry("told", "hidden")
                    .containsEntry("n", "")
                    .containsEntry("estimate", "")
                    .containsEntry("lower", "")
                    .containsEntry("gap_at_least", "");
        }
    }
}
