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
        double[][] expected = {
            {0.0, -0.22846074708842481, 0.0, 0.11246305848377788, 0.054345091828776185, 0.06165259677587072},
            {-0.0955466772160139, 0.0, -0.08212902010467747, 0.0, 0.017126944288915175, 0.16054875303177615},
            {0.0, -0.22131357932341372, 0.0, 0.06885680622200663, 0.0836812668907872, 0.06877550621061988},
            {0.1269231284916535, 0.0, 0.03970382973926859, 0.0, -0.21381617840690526, 0.047189220175983135},
            {0.13981982349400382, -0.056481596675408946, 0.3046671622460553, -0.3880053890646502, 0.0, 0.0},
            {0.00352196611522863, 0.0165440718104888, 0.02159847657624853, -0.04166451450196596, 0.0, 0.0}
        };
        float[][] features = new float[10][3];
        for (int i = 0; i < 10; i++) {
            for (int j = 0; j < 3; j++) {
                features[i][j] = (float) (Math.sin(3 * i + j) + 0.3 * j * (i % 3));
            }
        }

        double[][] found = new RidgeLearner("ridge", features, 0.1).influences(CASES);

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

        double[][] found = new RidgeLearner("ridge", features, 0.01).influences(CASES);

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
        double[][] found = new RidgeLearner("ridge", new float[10][3], 0.1).influences(CASES);

        assertThat(Arrays.stream(found).flatMapToDouble(Arrays::stream)).containsOnly(0.0);
    }
}
