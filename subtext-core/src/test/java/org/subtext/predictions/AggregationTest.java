package org.subtext.predictions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.subtext.problems.InvalidInputException;

class AggregationTest {
    @Test
    void valuesAreThoseWorkedOutByHand() {
        double[] scores = {0.5, 0.9, 0.1, 0.2};

        assertThat(Aggregation.MEAN.of(scores)).isCloseTo(1.7 / 4, within(1e-15));
        assertThat(Aggregation.MEDIAN.of(scores)).isCloseTo(0.35, within(1e-15));
        assertThat(Aggregation.MEDIAN.of(0.3, 0.1, 0.2)).isEqualTo(0.2);
        assertThat(Aggregation.MAX.of(scores)).isEqualTo(0.9);
        assertThat(Aggregation.NOISY_OR.of(scores)).isCloseTo(1 - 0.5 * 0.1 * 0.9 * 0.8, within(1e-15));
        // Odds 1, 9, 1/9 and 1/4: their geometric mean is (1/4)^(1/4) = 1/√2.
        assertThat(Aggregation.LOGIT_MEAN.of(scores)).isCloseTo(1 / (1 + Math.sqrt(2)), within(1e-15));
    }

    @Test
    void theHighestTenthIsRoundedUp() {
        double[] scores =
                IntStream.rangeClosed(1, 21).mapToDouble(i -> i / 21.0).toArray();

        assertThat(Aggregation.TOP_TENTH.of(scores)).isCloseTo(20 / 21.0, within(1e-15));
        assertThat(Aggregation.TOP_TENTH.of(0.2, 0.7)).isEqualTo(0.7);
    }

    @Test
    void certaintyStaysANumber() {
        assertThat(Aggregation.LOGIT_MEAN.of(0, 1)).isCloseTo(0.5, within(1e-9));
        assertThat(Aggregation.NOISY_OR.of(1, 0.5)).isEqualTo(1);
        assertThat(Aggregation.NOISY_OR.of(0, 0)).isEqualTo(0);
    }

    @Test
    void oneImageIsItsOwnStudyHoweverItIsAggregated() {
        for (Aggregation aggregation : Aggregation.values()) {
            assertThat(aggregation.of(0.3)).as(aggregation.title()).isCloseTo(0.3, within(1e-15));
        }
    }

    @Test
    void studiesAndPatientsAreAggregatedOfTheirImages() {
        PredictionTable images = table(0.5, 0.9, 0.1, 0.2);

        assertThat(images.by(Unit.STUDY, Aggregation.MAX).scores(0)).containsExactly(0.9, 0.2);
        assertThat(images.by(Unit.PATIENT, Aggregation.MEDIAN).scores(0)[0]).isCloseTo(0.35, within(1e-15));
        assertThat(images.by(Unit.PATIENT).scores(0)[0]).isCloseTo(0.425, within(1e-15));
    }

    @Test
    void scoresThatAreNoProbabilitiesHaveNoNoisyOr() {
        assertThatThrownBy(() -> table(1.5, 0.2, 0.1, 0).by(Unit.STUDY, Aggregation.NOISY_OR))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("noisy-or")
                .hasMessageContaining("assessment.aggregation: mean");
    }

    /** Two studies of two images of one patient. */
    private static PredictionTable table(double... scores) {
        List<PredictionRow> rows = new ArrayList<>();
        for (int i = 0; i < scores.length; i++) {
            rows.add(new PredictionRow(
                    new ExperimentName.Internal(),
                    "fold 1",
                    "test",
                    "study " + i / 2,
                    "patient",
                    "image " + i,
                    "a",
                    List.of(scores[i], 1 - scores[i])));
        }
        return PredictionRows.table(Unit.IMAGE, List.of("a", "b"), rows);
    }
}
