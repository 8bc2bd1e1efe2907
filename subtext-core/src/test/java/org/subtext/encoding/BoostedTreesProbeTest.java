package org.subtext.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.subtext.confounding.BoostedTrees;
import org.subtext.provenance.Seed;

class BoostedTreesProbeTest {
    /** Classes that differ in the sign of a product: no line tells them apart. */
    @Test
    void readsWhatNoLineReads() {
        Assumptions.assumeTrue(BoostedTrees.obstacle().isEmpty(), "boosted trees cannot be had on this machine");
        SplittableRandom random = new SplittableRandom(5);
        ProbeRows training = rows(random, 400);
        ProbeRows test = rows(random, 400);

        assertThat(share(BoostedTreesProbe.ofDefaults(), training, test)).isGreaterThan(0.9);
        assertThat(share(new LinearProbe(LinearProbe.Choice.AUC), training, test))
                .isCloseTo(0.5, within(0.12));
    }

    @Test
    void probabilitiesOfARowSumToOne() {
        Assumptions.assumeTrue(BoostedTrees.obstacle().isEmpty(), "boosted trees cannot be had on this machine");
        ProbeRows rows = rows(new SplittableRandom(6), 60);
        for (double[] scores : BoostedTreesProbe.ofDefaults().fitAndScore(rows, rows.vectors(), new Seed(1))) {
            assertThat(scores[0] + scores[1]).isCloseTo(1, within(1e-6));
        }
    }

    private static ProbeRows rows(SplittableRandom random, int count) {
        float[][] vectors = new float[count][2];
        int[] labels = new int[count];
        int[] patients = new int[count];
        for (int i = 0; i < count; i++) {
            vectors[i][0] = (float) random.nextDouble(-1, 1);
            vectors[i][1] = (float) random.nextDouble(-1, 1);
            labels[i] = vectors[i][0] * vectors[i][1] > 0 ? 1 : 0;
            patients[i] = i;
        }
        return new ProbeRows(vectors, labels, patients, 2);
    }

    private static double share(Probe probe, ProbeRows training, ProbeRows test) {
        double[][] scores = probe.fitAndScore(training, test.vectors(), new Seed(1));
        int right = 0;
        for (int i = 0; i < scores.length; i++) {
            right += (scores[i][1] > 0.5 ? 1 : 0) == test.labels()[i] ? 1 : 0;
        }
        return (double) right / scores.length;
    }
}
