package org.subtext.problems;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RemarkTest {
    private static Remark found(long rows) {
        return new Remark(
                Remark.Code.ROWS_WITHOUT_MATCH,
                Sentence.EMPTY
                        .counted(rows, "row has no match", "rows have no match")
                        .and("."));
    }

    @Test
    void whoHoldsTheInputIsToldTheCount() {
        assertThat(found(1)).hasToString("1 row has no match.");
        assertThat(found(12)).hasToString("12 rows have no match.");
    }

    @Test
    void smallCountsAreKeptFromEverybodyElseButNoneIsNot() {
        assertThat(Remark.stored(List.of(found(0), found(1), found(10), found(11)), 11))
                .extracting(Remark.Stored::shared)
                .containsExactly(
                        "0 rows have no match.",
                        "Fewer than 11 rows have no match.",
                        "Fewer than 11 rows have no match.",
                        "11 rows have no match.");
    }

    @Test
    void programsReadCodeAndCount() {
        assertThat(Remark.stored(List.of(found(3), Remark.of(Remark.Code.SEVERAL_FOLDS, "Folds.")), 11))
                .containsExactly(
                        new Remark.Stored(
                                "rows-without-match", 3L, "3 rows have no match.", "Fewer than 11 rows have no match."),
                        new Remark.Stored("several-folds", null, "Folds.", "Folds."));
    }
}
