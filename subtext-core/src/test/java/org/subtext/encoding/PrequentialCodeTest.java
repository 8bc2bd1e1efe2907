package org.subtext.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.subtext.encoding.LinearProbe.Choice;
import org.subtext.provenance.Seed;
import org.subtext.testing.Seeds;

class PrequentialCodeTest {
    private static final Probe PROBE = new LinearProbe(Choice.LOG_LOSS);

    /** Knows nothing: the shares of the classes in training. */
    private static final Probe SHARES = new Probe() {
        @Override
        public String name() {
            return "shares";
        }

        @Override
        public double[][] fitAndScore(ProbeRows training, float[][] test, Seed seed) {
            double positive = IntStream.of(training.labels()).average().orElse(0);
            double[][] scores = new double[test.length][];
            java.util.Arrays.fill(scores, new double[] {1 - positive, positive});
            return scores;
        }
    };

    @Test
    void blocksEndWhereVoitaAndTitovsDoAsFarAsTheyHoldTenPatients() {
        assertThat(PrequentialCode.ends(10_000))
                .containsExactly(10, 20, 40, 80, 160, 320, 625, 1_250, 2_500, 5_000, 10_000);
        assertThat(PrequentialCode.ends(200)).containsExactly(13, 25, 50, 100, 200);
        assertThat(PrequentialCode.ends(15)).containsExactly(15);
    }

    @Test
    void uniformBitsAreThePatientsTimesTheLogarithmOfTheClasses() {
        ProbeRows rows = ClosedForm.gaussian(new SplittableRandom(1), 100, 3, 2, 0);

        PrequentialCode code = PrequentialCode.of(SHARES, rows, new Seed(1));

        assertThat(code.patients()).isEqualTo(100);
        assertThat(code.uniformBits()).isEqualTo(100);
        assertThat(code.compression()).isCloseTo(1, within(0.1));
    }

    /** The entropy of a share of one tenth is 0.469 bits: skewed classes compress without any embedding. */
    @Test
    void skewedClassesCompressAgainstTheUniformCodeButNotAgainstTheirFrequency() {
        ProbeRows rows = ClosedForm.gaussian(new SplittableRandom(2), 2_000, 1, 2, 0);
        ProbeRows skewed = rows.withLabels(
                IntStream.range(0, 2_000).map(i -> i % 10 == 0 ? 1 : 0).toArray());

        PrequentialCode code = PrequentialCode.of(SHARES, skewed, new Seed(1));

        assertThat(code.prevalenceBits() / 2_000).isCloseTo(0.469, within(0.01));
        assertThat(code.compression()).isCloseTo(1 / 0.469, within(0.1));
        assertThat(code.savedPerPatient()).isCloseTo(0, within(0.02));
    }

    /** A code beats the true distribution by t bits with probability 2^-t at most: 12 bits in 20 cohorts, 0.005. */
    @Seeds(20)
    void anEmbeddingThatTellsNothingSavesNothing(SplittableRandom random) {
        ProbeRows rows = ClosedForm.gaussian(random, 400, 1, 10, 0);

        PrequentialCode code = PrequentialCode.of(PROBE, rows, new Seed(random.nextLong()));

        assertThat(code.uniformBits() - code.bits()).isLessThan(12);
    }

    /**
     * The mutual information of the planted class is 0.486 bits (validation/encoding/README.md); learning costs some of
     * it.
     */
    @Seeds(5)
    void whatIsPlantedIsSavedButForTheCostOfLearning(SplittableRandom random) {
        ProbeRows rows = ClosedForm.gaussian(random, 2_000, 1, 5, 1);

        assertThat(PrequentialCode.of(PROBE, rows, new Seed(random.nextLong())).savedPerPatient())
                .isBetween(0.40, 0.53);
    }

    @Test
    void aPatientsImagesCountOnce() {
        ProbeRows once = ClosedForm.gaussian(new SplittableRandom(3), 300, 1, 3, 1);
        int[] twice = IntStream.range(0, 600).map(i -> i / 2).toArray();
        ProbeRows doubled = once.at(twice);

        assertThat(PrequentialCode.of(SHARES, doubled, new Seed(4)))
                .isEqualTo(PrequentialCode.of(SHARES, once, new Seed(4)));
    }
}
