package org.subtext.wording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {
    @ParameterizedTest
    @CsvSource({"0.95, 95", "0.975, 97.5", "0.9975, 99.75", "0.5, 50", "0.07, 7"})
    void aLevelIsNotRounded(double share, String percent) {
        assertThat(Percent.exact(share)).isEqualTo(percent);
    }

    @Test
    void aCountedShareIsRounded() {
        assertThat(Percent.fixed(1.0 / 3, 1)).isEqualTo("33.3");
        assertThat(Percent.fixed(2.0 / 3, 0)).isEqualTo("67");
    }

    @Test
    void aDashNeverStandsBesideAMinus() {
        assertThat(IntervalText.around(0.912, 0.8741, 0.943, 3)).isEqualTo("0.912 (0.874–0.943)");
        assertThat(IntervalText.around(0.02, -0.01, 0.05, 2)).isEqualTo("0.02 (−0.01 to 0.05)");
        assertThat(IntervalText.aroundSpanning(0.12, 0.08, 0.16, 2)).isEqualTo("0.12 (0.08 to 0.16)");
        assertThat(IntervalText.around(0.912, 0.975, 0.874, 0.943, 3)).isEqualTo("0.912 (97.5 % CI 0.874–0.943)");
    }

    @Test
    void aPValueIsBoundedWhereDrawsEnd() {
        assertThat(List.of(PValueText.cell(0.0004), PValueText.relation(0.0004), PValueText.words(0.0004)))
                .containsExactly("<0.001", "< 0.001", "below 0.001");
        assertThat(List.of(PValueText.cell(0.0123), PValueText.relation(0.0123), PValueText.words(0.0123)))
                .containsExactly("0.012", "= 0.012", "0.012");
    }

    @Test
    void thingsInASentenceEndWithAnd() {
        assertThat(Lists.and(List.of())).isEmpty();
        assertThat(Lists.and(List.of("age"))).isEqualTo("age");
        assertThat(Lists.and(List.of("age", "sex", "view"))).isEqualTo("age, sex and view");
    }

    @Test
    void ofMoreThingsThanASentenceBearsTheRestIsCounted() {
        assertThat(Lists.and(List.of("a", "b", "c"), 3)).isEqualTo("a, b and c");
        assertThat(Lists.and(List.of("a", "b", "c", "d"), 3)).isEqualTo("a, b and 2 more");
        assertThat(Lists.some(List.of("a", "b"), 2)).isEqualTo("a, b");
        assertThat(Lists.some(List.of("a", "b", "c"), 2)).isEqualTo("a, b and 1 more");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The mask /data/site-3/x.png is gone. | The mask x.png is gone.",
                "(C:\\Users\\me\\w.pt) | (w.pt)",
                "see https://doi.org/10.1000/182 | see https://doi.org/10.1000/182",
                "male/female, 1/2, km/h and </b> | male/female, 1/2, km/h and </b>",
                "/a.png and ./b/c.png | /a.png and ./b/c.png",
                "\"/var/data/in here\" | \"in here\""
            })
    void ofAFileItsNameAloneIsKept(String text, String kept) {
        assertThat(FileNames.withoutFolders(text)).isEqualTo(kept);
    }
}
