package org.subtext.predictions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExperimentNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"score", "internal", "external:b", "external: b", "model:", "model: internal", " x"})
    void aModelOfAnyNameIsReadBackAsThatModel(String name) {
        assertThat(ExperimentName.read(new ExperimentName.Model(name).stored()))
                .isEqualTo(new ExperimentName.Model(name));
    }

    @Test
    void cohortsAreStoredAsTheyWereBeforeModelsWereToldFromThem() {
        assertThat(List.of(new ExperimentName.Internal(), new ExperimentName.External("there")))
                .extracting(ExperimentName::stored)
                .containsExactly("internal", "external: there");
        assertThat(ExperimentName.read("external:there")).isEqualTo(new ExperimentName.External("there"));
    }

    @Test
    void noTwoExperimentsAreStoredAlike() {
        assertThat(List.of(
                        new ExperimentName.Internal(),
                        new ExperimentName.Model("internal"),
                        new ExperimentName.External("b"),
                        new ExperimentName.Model("external: b"),
                        new ExperimentName.Model("model: internal")))
                .extracting(ExperimentName::stored)
                .doesNotHaveDuplicates();
    }
}
