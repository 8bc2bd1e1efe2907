package org.subtext.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.subtext.encoding.LinearProbe.Choice;
import org.subtext.provenance.Seed;

class MlpProbeTest {
    /** The class is whether the first two coordinates agree in sign: no line parts them. */
    private static ProbeRows crossed(long seed, int n) {
        ProbeRows rows = ClosedForm.gaussian(new SplittableRandom(seed), n, 1, 5, 0);
        int[] labels = new int[n];
        for (int i = 0; i < n; i++) {
            labels[i] = rows.vectors()[i][0] * rows.vectors()[i][1] > 0 ? 1 : 0;
        }
        return rows.withLabels(labels);
    }

    @Test
    void readsWhatNoLinearProbeCan() {
        ProbeRows training = crossed(1, 1_200);
        ProbeRows test = crossed(2, 800);
        Seed seed = new Seed(3);

        double linear =
                ClosedForm.macroAuc(new LinearProbe(Choice.AUC).fitAndScore(training, test.vectors(), seed), test);
        double mlp = ClosedForm.macroAuc(MlpProbe.ofDefaults().fitAndScore(training, test.vectors(), seed), test);

        assertThat(linear).isBetween(0.4, 0.6);
        assertThat(mlp).isGreaterThan(0.9);
    }

    @Test
    void theSameSeedGivesTheSameScoresAndAnotherOthers() {
        ProbeRows rows = crossed(4, 200);
        MlpProbe probe = new MlpProbe(8, 5);
        double[][] first = probe.fitAndScore(rows, rows.vectors(), new Seed(1));

        assertThat(probe.fitAndScore(rows, rows.vectors(), new Seed(1))).isDeepEqualTo(first);
        assertThat(probe.fitAndScore(rows, rows.vectors(), new Seed(2))[0]).isNotEqualTo(first[0]);
    }

    @Test
    void aStepLowersTheLoss() {
        ProbeRows rows = crossed(5, 64);
        Scaling scaling = Scaling.of(rows.vectors());
        MlpNetwork network = MlpNetwork.drawn(5, 4, 2, scaling, new Seed(9));
        double before = Scores.logLoss(network.probabilities(rows.vectors()), rows);
        for (int i = 0; i < rows.size(); i++) {
            network.accumulate(rows.vectors()[i], rows.labels()[i]);
        }
        network.step(rows.size());

        assertThat(Scores.logLoss(network.probabilities(rows.vectors()), rows)).isLessThan(before);
    }
}
