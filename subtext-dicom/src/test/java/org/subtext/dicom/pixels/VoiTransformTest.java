package org.subtext.dicom.pixels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Values worked out by hand from the formulas of PS3.3 C.11.2.1. */
class VoiTransformTest {
    @Test
    void linearReachesWhiteOneBelowTheEdge() {
        // The standard's example: centre 2048 and width 4096 leave 12-bit values as they are.
        VoiTransform.Linear window = new VoiTransform.Linear(2048, 4096);

        assertThat(window.apply(0)).isZero();
        assertThat(window.apply(4095)).isEqualTo(1);
        assertThat(window.apply(1000) * 4095).isCloseTo(1000, within(1e-9));
    }

    @Test
    void linearOfWidthOneIsAThreshold() {
        VoiTransform.Linear window = new VoiTransform.Linear(100, 1);

        assertThat(window.apply(99)).isZero();
        assertThat(window.apply(100)).isEqualTo(1);
    }

    @Test
    void linearExactIsHalfAtItsCentre() {
        VoiTransform.LinearExact window = new VoiTransform.LinearExact(40, 400);

        assertThat(window.apply(-160)).isZero();
        assertThat(window.apply(40)).isEqualTo(0.5);
        assertThat(window.apply(240)).isEqualTo(1);
    }

    @Test
    void sigmoidIsTheLogisticFunctionOfFourTimesTheDistance() {
        VoiTransform.Sigmoid window = new VoiTransform.Sigmoid(40, 400);

        assertThat(window.apply(40)).isEqualTo(0.5);
        assertThat(window.apply(140)).isCloseTo(1 / (1 + Math.exp(-1)), within(1e-12));
    }

    @Test
    void fullRangeOfOneValueIsBlack() {
        assertThat(new VoiTransform.FullRange(7, 7).apply(7)).isZero();
    }
}
