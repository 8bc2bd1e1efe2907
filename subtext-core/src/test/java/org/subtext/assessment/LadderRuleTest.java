package org.subtext.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.subtext.assessment.LadderRule.Correction;

class LadderRuleTest {
    /** By hand: 0.01/0.25, then 0.03/0.5 of the 0.75 that is left, then 0.2 with the 0.25 that is left. */
    @Test
    void theFirstIsMultipliedByItsShareAndTheNextByWhatIsLeft() {
        List<Correction> found = LadderRule.corrections(List.of(0.01, 0.03, 0.2), 1);

        assertThat(found).extracting(Correction::weight).containsExactly(0.25, 0.5, 0.25);
        assertThat(joint(List.of(0.01, 0.03, 0.2), found))
                .containsExactly(new double[] {0.04, 0.045, 0.2}, within(1e-12));
    }

    @Test
    void oneReaderAloneIsNotCorrected() {
        assertThat(LadderRule.corrections(List.of(0.02), 0).get(0).of(0.02)).isEqualTo(0.02);
    }

    /**
     * Closed testing, by brute force: a hypothesis is rejected where every set that holds it is by its smallest p over
     * weight, so its p is the largest over these sets. Weighted Holm is a short cut of it.
     */
    @Test
    void itIsTheClosedTestOfWeightedBonferroni() {
        SplittableRandom random = new SplittableRandom(11);
        for (int repeat = 0; repeat < 500; repeat++) {
            int readers = 2 + random.nextInt(3);
            int primary = random.nextInt(readers);
            List<Double> p = new ArrayList<>();
            for (int r = 0; r < readers; r++) {
                p.add(Math.pow(random.nextDouble(), 3));
            }
            List<Correction> found = LadderRule.corrections(p, primary);
            double[] joint = joint(p, found);
            for (int r = 0; r < readers; r++) {
                assertThat(joint[r]).isCloseTo(closed(p, found, r), within(1e-12));
            }
        }
    }

    private static double closed(List<Double> p, List<Correction> weights, int reader) {
        double largest = 0;
        for (int set = 0; set < 1 << p.size(); set++) {
            if ((set >> reader & 1) == 0) {
                continue;
            }
            double total = 0;
            for (int r = 0; r < p.size(); r++) {
                total += (set >> r & 1) * weights.get(r).weight();
            }
            double ofSet = 1;
            for (int r = 0; r < p.size(); r++) {
                if ((set >> r & 1) == 1) {
                    ofSet = Math.min(ofSet, p.get(r) * total / weights.get(r).weight());
                }
            }
            largest = Math.max(largest, ofSet);
        }
        return largest;
    }

    private static double[] joint(List<Double> p, List<Correction> corrections) {
        double[] joint = new double[p.size()];
        for (int r = 0; r < joint.length; r++) {
            joint[r] = corrections.get(r).of(p.get(r));
        }
        return joint;
    }
}
