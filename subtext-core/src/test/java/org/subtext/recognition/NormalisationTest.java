package org.subtext.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.subtext.problems.InvalidInputException;

class NormalisationTest {
    @Test
    void meansAndDeviationsAreRead() {
        assertThat(Normalisation.parse("0.5, 0.4/0.25,0.2"))
                .isEqualTo(Normalisation.of(List.of(0.5, 0.4), List.of(0.25, 0.2)));
    }

    @Test
    void namedWaysAreMeansAndDeviationsButThatOfEachImage() {
        assertThat(Normalisation.parse("imagenet").inNumbers(3))
                .contains(Normalisation.parse("0.485,0.456,0.406/0.229,0.224,0.225"));
        assertThat(Normalisation.parse("imagenet").inNumbers(1)).contains(Normalisation.parse("0.449/0.226"));
        assertThat(Normalisation.parse("none").inNumbers(3)).contains(Normalisation.parse("0/1"));
        assertThat(Normalisation.parse("255").inNumbers(1))
                .contains(Normalisation.of(List.of(0.0), List.of(1 / 255.0)));
        assertThat(Normalisation.XRV.inNumbers(1)).contains(Normalisation.XRV);
        assertThat(Normalisation.parse("per-image").inNumbers(1)).isEmpty();
    }

    /** With such numbers every image would have one score, or none. */
    @ParameterizedTest
    @ValueSource(strings = {"NaN/1", "Infinity/1", "0.5/Infinity", "0.5/NaN", "0.5/0", "0.5/-1", "0.5", "0.5,0.5/1"})
    void whatIsNoScaleIsRefused(String text) {
        assertThatThrownBy(() -> Normalisation.parse(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("Pixels cannot be scaled by \"" + text + "\"");
    }
}
