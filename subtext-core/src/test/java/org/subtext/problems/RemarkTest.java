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

    /** 40 less 37 is as good as 3. */
    @Test
    void countsThatTogetherTellOfAFewAreToldByNoNumber() {
        assertThat(of(40, 37, 3)).isEqualTo("Of some studies, some have all views and fewer than 11 lack some.");
        assertThat(of(40, 37, 0)).isEqualTo("Of some studies, some have all views and 0 lack some.");
        assertThat(of(40, 40, 0)).isEqualTo("Of 40 studies, 40 have all views and 0 lack some.");
        assertThat(of(100, 60, 40)).isEqualTo("Of 100 studies, 60 have all views and 40 lack some.");
    }

    private static String of(long all, long whole, long part) {
        return Sentence.of("Of ")
                .counted(all, "study", "studies")
                .and(", ")
                .counted(whole, "has", "have")
                .and(" all views and ")
                .counted(part, "lacks", "lack")
                .and(" some.")
                .shared(11);
    }
}
