package org.subtext.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.subtext.problems.Problems;

/** Each line is a column: in ascending order, or refused, with a part of what is said of it. */
class DateOrderTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "20190101 | 2019-12-31",
                "2019-1-5 | 2019/02/01 | 20190301 | 01-Apr-2019 | May 2, 2019 | 3 June 2019 | 04JUL2019",
                "31.12.2018 | 01.02.2019 | 02.01.2020",
                "12/31/2018 | 01/02/2019 | 02/01/2019",
                "9 | 10 | 100",
                "43830 | 43830.5 | 43831",
                "2019-12-31 09:05 | 2019-12-31 10:00:01 | 2019-12-31T10:00:01.5",
                "12/31/2019 9:05 AM | 12/31/2019 12:30 PM | 12/31/2019 01:00 PM",
                "2019-12-31T23:30:00-05:00 | 2020-01-01T05:00:00Z | 2020-01-01T07:00:00+0100",
                "20191231 | 20200101101500",
                "2019-12-31 00:00:00+00 | 2020-01-01 00:00:00+00",
                "201901 | 201912 | 202001",
                "2019-01 | 2019/2 | 2020-01"
            })
    void isThatOfTheCalendar(String column) {
        List<String> cells = List.of(column.split(" \\| "));
        Problems problems = new Problems();

        DateOrder order = DateOrder.of(cells, "date", row -> row + 2, problems).orElseThrow();

        assertThat(problems.list()).isEmpty();
        for (int row = 1; row < cells.size(); row++) {
            assertThat(order.compare(row, row - 1)).as(cells.get(row)).isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "03/04/2019 | 05/06/2019 : 2019-04-03 with the day first, or 2019-03-04",
                "31/12/2019 | 12/31/2019 : \"31/12/2019\" in row 2, with the day first, and \"12/31/2019\" in row 3",
                "2019-12-31 | 43830 : the number 43830 in row 3 and the date 2019-12-31 in row 2",
                "31/12/19 | 01/02/20 : year of two digits",
                "31-Dec-19 | 2019-12-30 : year of two digits",
                "190101 | 991231 | 311299 : six digits",
                "2019-12 | 2019-12-31 : a month without its day",
                "2019-12-31 | soon : \"soon\"",
                "2019-02-30 | 2019-12-31 : no calendar",
                "9999-12-31 | 2019-12-31 : no calendar",
                "2019-12-31T10:00Z | 2019-12-31T10:00 : time zone in row 2 and none in row 3"
            })
    void isRefusedWhereTheColumnLeavesADoubt(String line) {
        String[] parts = line.split(" : ");
        Problems problems = new Problems();

        Optional<DateOrder> order = DateOrder.of(List.of(parts[0].split(" \\| ")), "date", row -> row + 2, problems);

        assertThat(order).isEmpty();
        assertThat(problems.list()).singleElement().asString().contains(parts[1]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2019-12-31 | 2019-12-31 10:00", "NA | 2019-12-31 | 2019-12-31T23:00"})
    void isByDayWhereSomeHaveNoTime(String column) {
        List<String> cells = List.of(column.split(" \\| "));

        DateOrder order =
                DateOrder.of(cells, "date", row -> row + 2, new Problems()).orElseThrow();

        assertThat(order.compare(cells.size() - 1, cells.size() - 2)).isZero();
        assertThat(IntStream.range(0, cells.size()).filter(order::has)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void anEmptyCellHasNoPlace(int row) {
        List<String> cells = Arrays.asList(null, "N/A", "2019-01-01");

        assertThat(DateOrder.of(cells, "date", r -> r, new Problems())
                        .orElseThrow()
                        .has(row))
                .isFalse();
    }
}
