package org.subtext.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Days of the week by {@code date -d 2024-02-29 +%A} (GNU coreutils 9.1) and the like. */
class DatePartsTest {
    @Test
    void aDateHasWeekdayMonthAndYear() {
        assertThat(parts("2024-02-29", null, "31-Dec-1999", "20210301"))
                .containsExactly(
                        Arrays.asList("Thursday", null, "Friday", "Monday"),
                        Arrays.asList("February", null, "December", "March"),
                        Arrays.asList("2024", null, "1999", "2021"));
    }

    @Test
    void whatItsWritingLeavesOpenIsNotRecorded() {
        assertThat(parts("03/04/2019", "05/05/2019"))
                .containsExactly(
                        Arrays.asList(null, "Sunday"), Arrays.asList(null, "May"), Arrays.asList("2019", "2019"));
        assertThat(parts("2019-12", "31/12/19"))
                .containsExactly(
                        Arrays.asList(null, null), Arrays.asList("December", null), Arrays.asList("2019", null));
    }

    @Test
    void oneDateOfAColumnTellsWhichPartIsTheMonth() {
        assertThat(parts("03/04/2019", "31/12/2019").get(0)).containsExactly("Wednesday", "Tuesday");
        assertThat(parts("03/04/2019", "12/31/2019").get(0)).containsExactly("Monday", "Tuesday");
    }

    @Test
    void numbersAndWordsAreNoDates() {
        assertThat(DateParts.of(Arrays.asList("2019", "2020"))).isEmpty();
        assertThat(DateParts.of(Arrays.asList("2019-01-01", "unknown"))).isEmpty();
        assertThat(DateParts.of(Arrays.asList(null, null))).isEmpty();
    }

    private static List<List<@Nullable String>> parts(@Nullable String... cells) {
        return DateParts.of(Arrays.asList(cells)).orElseThrow().parts().stream()
                .map(DateParts.Part::cells)
                .toList();
    }
}
