package org.subtext.report.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.subtext.report.disclosure.ToldShare.Form;

class ToldShareTest {
    private static final int SMALLEST = 11;

    /** Whoever reads a share and the number of its cases knows no more of a small count than that it is small. */
    @Test
    void everySmallCountIsToldAlike() {
        for (int of : new int[] {21, 57, 400}) {
            for (int few = 2; few < SMALLEST; few++) {
                assertThat(ToldShare.of(few, of - few, false, SMALLEST))
                        .isEqualTo(ToldShare.of(1, of - 1, false, SMALLEST));
                assertThat(ToldShare.of(of - few, few, false, SMALLEST))
                        .isEqualTo(ToldShare.of(of - 1, 1, false, SMALLEST));
            }
        }
    }

    @Test
    void whatIsLargeOrNothingIsToldAsItIs() {
        assertThat(ToldShare.of(11, 29, false, SMALLEST)).isEqualTo(ToldShare.exact(0.275));
        assertThat(ToldShare.of(0, 40, false, SMALLEST)).isEqualTo(ToldShare.exact(0));
        assertThat(ToldShare.of(40, 0, false, SMALLEST)).isEqualTo(ToldShare.exact(1));
        assertThat(ToldShare.of(30, 30, true, SMALLEST)).isEqualTo(ToldShare.WITHHELD);
    }

    @Test
    void aBoundHoldsTheShareAndTurnsRound() {
        ToldShare bound = ToldShare.of(37, 3, false, SMALLEST);

        assertThat(bound.form()).isEqualTo(Form.BETWEEN);
        assertThat(bound.lower()).isEqualTo(0.75);
        assertThat(bound.upper()).isEqualTo(0.975);
        assertThat(bound.turned().lower()).isBetween(0.0249, 0.0251);
        assertThat(bound.turned().upper()).isEqualTo(0.25);
    }

    @Test
    void aDifferenceIsToldAsFarAsBothAre() {
        ToldShare exact = ToldShare.exact(0.5);
        ToldShare bound = ToldShare.of(37, 3, false, SMALLEST);

        assertThat(exact.less(ToldShare.exact(0.25))).isEqualTo(ToldShare.exact(0.25));
        assertThat(bound.less(exact)).isEqualTo(new ToldShare(Form.BETWEEN, 0.25, 0.475));
        assertThat(bound.less(ToldShare.WITHHELD).form()).isEqualTo(Form.WITHHELD);
    }
}
