package org.subtext.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.subtext.encoding.LinearProbe.Choice;
import org.subtext.provenance.Seed;
import org.subtext.statistics.Estimate;
import org.subtext.testing.Seeds;

class UsableInformationTest {
    /**
     * Mutual information of an even class and N(±1, 1), in bits: numerical integration, validation/encoding/README.md.
     */
    private static final double PLANTED = 0.485944;

    private static final Probe PROBE = new LinearProbe(Choice.LOG_LOSS);

    private static Estimate estimate(ProbeRows rows, Seed seed) {
        double[] bits = CrossValidated.of(PROBE, rows, seed).bits();
        return UsableInformation.mean(bits, 500, seed.value(), 0.95);
    }

    @Seeds(5)
    void aLinearFamilyUsesAllOfWhatIsPlantedLinearly(SplittableRandom random) {
        ProbeRows rows = ClosedForm.gaussian(random, 3_000, 1, 4, 1);

        assertThat(estimate(rows, new Seed(random.nextLong())).valueOr(-1)).isCloseTo(PLANTED, within(0.06));
    }

    @Seeds(10)
    void nothingPlantedIsNothingUsable(SplittableRandom random) {
        ProbeRows rows = ClosedForm.gaussian(random, 400, 2, 10, 0);

        assertThat(estimate(rows, new Seed(random.nextLong())).valueOr(1)).isLessThan(0.02);
    }

    @Test
    void bitsOfOnePatientAreThoseByHand() {
        ProbeRows training =
                ClosedForm.gaussian(new SplittableRandom(1), 8, 1, 1, 0).withLabels(new int[] {0, 0, 0, 0, 0, 0, 1, 1});
        ProbeRows test = training.at(new int[] {7});

        double[] bits = UsableInformation.bitsOfPatients(training, test, new double[][] {{0.5, 0.5}});

        // Mixed with 1/9 of uniform: prior 8/9 / 4 + 1/18 = 5/18, probability 1/2: log2(0.5 / (5/18)) = log2(1.8).
        assertThat(bits).containsExactly(new double[] {Math.log(1.8) / Math.log(2)}, within(1e-12));
    }

    @Test
    void differencesArePairedByPatient() {
        double[] first = IntStream.range(0, 50).mapToDouble(i -> i % 7).toArray();
        double[] second = IntStream.range(0, 50).mapToDouble(i -> i % 7 - 0.25).toArray();

        Estimate found = UsableInformation.difference(first, second, 200, 1, 0.95);

        assertThat(found).isInstanceOf(Estimate.Known.class);
        assertThat(((Estimate.Known) found).interval().lower()).isCloseTo(0.25, within(1e-12));
        assertThat(((Estimate.Known) found).interval().upper()).isCloseTo(0.25, within(1e-12));
    }

    /** 100 cohorts; the interval takes the probes as given, so it may cover a little less than its name says. */
    @Tag("slow")
    @Test
    void intervalsCoverWhatIsPlanted() {
        int covered = 0;
        int cohorts = 100;
        for (int i = 0; i < cohorts; i++) {
            ProbeRows rows = ClosedForm.gaussian(new SplittableRandom(i), 1_000, 1, 2, 1);
            if (estimate(rows, new Seed(i)) instanceof Estimate.Known known
                    && known.interval().contains(PLANTED)) {
                covered++;
            }
        }
        assertThat(covered).isBetween(85, 100);
    }
}
