package org.subtext.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.subtext.assessment.Verdict;
import org.subtext.looks.EarlierLooks;

class VerdictSectionTest {
    private static final EarlierLooks FIRST = new EarlierLooks(List.of(), 0, 0, 0, 0);

    @Test
    void onlyOfAFirstLookTheRuleIsSaidToHaveBeenFixedBefore() {
        EarlierLooks second = new EarlierLooks(
                List.of(new EarlierLooks.Earlier("sex", Verdict.Kind.CANNOT_TELL, false, null)), 0, 0, 0, 0);

        assertThat(VerdictSection.heading(FIRST)).contains("fixed before the numbers were seen.");
        assertThat(List.of(
                        second,
                        new EarlierLooks(List.of(), 1, 0, 0, 0),
                        new EarlierLooks(List.of(), 0, 1, 0, 0),
                        new EarlierLooks(List.of(), 0, 0, 1, 0),
                        new EarlierLooks(List.of(), 0, 0, 0, 1)))
                .allSatisfy(looks -> assertThat(VerdictSection.heading(looks)).doesNotContain("before the numbers"));
        assertThat(VerdictSection.heading(null)).contains("is not recorded");
    }
}
