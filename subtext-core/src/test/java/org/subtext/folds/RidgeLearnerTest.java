package org.subtext.folds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.subtext.testing.Seeds;

class RidgeLearnerTest {
    private static final int[] PATIENTS = {0, 0, 1, 2, 2, 2, 3, 4, 5, 5};
    private static final FoldedCases CASES =
            FoldedCases.byPatient(PATIENTS, new int[] {0, 1, 1, 0, 0, 1}, new int[] {0, 1, 0, 1, 2, 2});

    /** NumPy 2.4.6, each fold's normal equations solved for each patient's label: validation/folds/reference.py. */
    @Test
    void influencesAgreeWithAnIndependentProgram() {
        assertInfluences(0, new double[][] {
            {0.0, -0.22846074708842481, 0.0, 0.11246305848377788, 0.054345091828776185, 0.06165259677587072},
            {-0.0955466772160139, 0.0, -0.08212902010467747, 0.0, 0.017126944288915175, 0.16054875303177615},
            {0.0, -0.22131357932341372, 0.0, 0.06885680622200663, 0.0836812668907872, 0.06877550621061988},
            {0.1269231284916535, 0.0, 0.03970382973926859, 0.0, -0.21381617840690526, 0.047189220175983135},
            {0.13981982349400382, -0.056481596675408946, 0.3046671622460553, -0.3880053890646502, 0.0, 0.0},
            {0.00352196611522863, 0.0165440718104888, 0.02159847657624853, -0.04166451450196596, 0.0, 0.0}
        });
    }

    @Test
    void influencesOfBalancedPatientsAgreeToo() {
        assertInfluences(0.5, new double[][] {
            {0.0, -0.2479115755564713, 0.0, 0.12062999818197243, 0.07238552337165505, 0.05489605400284364},
            {-0.10782988945628497, 0.0, -0.07843565233543362, 0.0, 0.012148302104471542, 0.1741172396872474},
            {0.0, -0.24123179516053062, 0.0, 0.07405125779647745, 0.10522641639689707, 0.0619541209671559},
            {0.1589912168915483, 0.0, 0.06417470754848026, 0.0, -0.2942295578878369, 0.07106363344780794},
            {0.22824635679919505, -0.08756300012176901, 0.3580707122852478, -0.49875406896267366, 0.0, 0.0},
            {0.0283701574856619, -0.0038285342320938665, 0.052456531443584184, -0.07699815469715222, 0.0, 0.0}
        });
    }

    private static void assertInfluences(double balance, double[][] expected) {
        float[][] features = new float[10][3];
        for (int i = 0; i < 10; i++) {
            for (int j = 0; j < 3; j++) {
                features[i][j] = (float) (Math.sin(3 * i + j) + 0.3 * j * (i % 3));
            }
        }

        double[][] found = new RidgeLearner("ridge", features, 0.1, balance).influences(CASES);

        for (int c = 0; c < expected.length; c++) {
            assertThat(found[c]).as("case " + c).containsExactly(expected[c], within(1e-12));
        }
    }

    /** Labels that are all alike teach nothing, and a case hears nothing of its own fold. */
    @Seeds(20)
    void influencesAddToNothingAndAreNoneWithinAFold(SplittableRandom random) {
        float[][] features = new float[10][4];
        for (float[] row : features) {
            for (int j = 0; j < row.length; j++) {
                row[j] = (float) random.nextGaussian();
            }
        }

        double[][] found = new RidgeLearner("ridge", features, 0.01, 0.5).influences(CASES);

        for (int c = 0; c < found.length; c++) {
            assertThat(Arrays.stream(found[c]).sum()).isCloseTo(0, within(1e-10));
            for (int patient = 0; patient < 6; patient++) {
                if (CASES.foldOfPatient()[patient] == CASES.foldOfPatient()[c]) {
                    assertThat(found[c][patient]).isZero();
                }
            }
        }
    }

    @Test
    void featuresThatAreAllAlikeTeachNothing() {
        double[][] found = new RidgeLearner("ridge", new float[10][3], 0.1, 1).influences(CASES);

        assertThat(Arrays.stream(found).flatMapToDouble(Arrays::stream)).containsOnly(0.0);
    }
}
