package org.subtext.confounding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.subtext.provenance.Seed;
import org.subtext.statistics.ClusterBootstrap;
import org.subtext.statistics.Estimate;

class WithinStrataTest {
    private static boolean[] positive(int[] labels) {
        boolean[] positive = new boolean[labels.length];
        for (int i = 0; i < positive.length; i++) {
            positive[i] = labels[i] == 1;
        }
        return positive;
    }

    /** Expected: NumPy 2.4.6, all pairs one by one, validation/confounding. */
    @Test
    void pairsAreThoseOfOneStratum() {
        WithinStrata within =
                new WithinStrata(ClosedForm.scores(), positive(ClosedForm.twoClasses()), ClosedForm.levels()[1]);
        Estimate auc =
                ClusterBootstrap.of(200, 1).draw(List.of(within)).statistic(0).percentile(0.95);
        assertThat(auc.valueOr(-1)).isCloseTo(0.808858310041, Offset.offset(1e-12));
        assertThat(auc).isInstanceOf(Estimate.Known.class);
        assertThat(within.mixedStrata()).isEqualTo(3);
        assertThat(within.test(999, new Seed(1)).valueOr(-1)).isEqualTo(0.001);
    }

    @Test
    void aScoreThatOnlyKnowsTheStratumHasAucOneHalf() {
        int[] stratum = {0, 0, 0, 1, 1, 1};
        boolean[] positive = {false, false, true, true, true, false};
        double[] scores = {1, 1, 1, 2, 2, 2};
        WithinStrata within = new WithinStrata(scores, positive, stratum);
        assertThat(ClusterBootstrap.of(1, 1)
                        .draw(List.of(within))
                        .statistic(0)
                        .observed()
                        .valueOr(-1))
                .isEqualTo(0.5);
        assertThat(within.test(99, new Seed(1)).valueOr(-1)).isEqualTo(1);
    }

    @Test
    void strataOfOneClassSayWhyThereIsNothing() {
        WithinStrata within = new WithinStrata(new double[] {1, 2}, new boolean[] {true, false}, new int[] {0, 1});
        assertThat(within.test(99, new Seed(1))).isInstanceOf(Estimate.Undefined.class);
        assertThat(within.obstacle()).isPresent();
    }

    @Test
    void equalValuesStayInOneStratum() {
        assertThat(WithinStrata.byValue(new double[] {3, 1, 1, 1, 2, 5, 4}, 2)).containsExactly(1, 0, 0, 0, 1, 2, 2);
    }

    /**
     * Null hypothesis: the score follows a confounder and nothing else; patients of nearly equal confounder are strata.
     * 400 simulated cohorts of 200 patients; the share of p below 0.05 must lie within 4 standard errors of 0.05
     * (0.0436), and the largest distance from the uniform distribution below the 0.001 bound of Kolmogorov, 1.95/√400 =
     * 0.0975.
     */
    @Tag("slow")
    @Test
    void pIsUniformWhenTheScoreFollowsTheConfounderAlone() {
        int cohorts = 400;
        double[] p = new double[cohorts];
        for (int c = 0; c < cohorts; c++) {
            SplittableRandom random = new Seed(31).child("cohort", c).random();
            int n = 200;
            double[] confounder = new double[n];
            double[] scores = new double[n];
            boolean[] positive = new boolean[n];
            for (int i = 0; i < n; i++) {
                confounder[i] = random.nextGaussian();
                positive[i] = random.nextDouble() < 1 / (1 + Math.exp(-confounder[i]));
                scores[i] = confounder[i] + random.nextGaussian();
            }
            p[c] = new WithinStrata(scores, positive, WithinStrata.byValue(confounder, 20))
                    .test(999, new Seed(c))
                    .valueOr(-1);
        }
        Arrays.sort(p);
        double largest = 0;
        for (int c = 0; c < cohorts; c++) {
            largest = Math.max(largest, Math.abs(p[c] - (c + 0.5) / cohorts));
        }
        assertThat(largest).isLessThan(0.0975);
        assertThat(Arrays.stream(p).filter(value -> value <= 0.05).count() / (double) cohorts)
                .isLessThan(0.05 + 0.0436);
    }
}
