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

    /** With such numbers every image would have one score, or none. */
    @ParameterizedTest
    @ValueSource(strings = {"NaN/1", "Infinity/1", "0.5/Infinity", "0.5/NaN", "0.5/0", "0.5/-1", "0.5", "0.5,0.5/1"})
    void whatIsNoScaleIsRefused(String text) {
        assertThatThrownBy(() -> Normalisation.parse(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("Pixels cannot be scaled by \"" + text + "\"");
    }
}
