package org.subtext.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.subtext.testing.Seeds;

class FeatureInspectionTest {
    // NumPy 2.4.6 and SciPy 1.17.1: validation/encoding/reference.py, numpy.linalg.svd and scipy.stats.ks_2samp.
    @Test
    void principalComponentsAreThoseOfNumPy() {
        PrincipalComponents found =
                PrincipalComponents.of(ClosedForm.rows(40, 6, 2).vectors(), 4);

        assertThat(found.variances())
                .containsExactly(
                        new double[] {1.7384114810, 1.6668773697, 0.1580745718, 0.0959183635, 0.0747610252, 0.0031068085
                        },
                        within(1e-9));
        assertThat(found.scores()[0])
                .containsExactly(new double[] {0.542115703, 1.438751081, -0.712775332, 0.248277652}, within(1e-7));
        assertThat(found.componentsFor(0.99)).isEqualTo(5);
    }

    @Test
    void distancesAndPValuesAreThoseOfSciPy() {
        FeatureInspection found = FeatureInspection.of(ClosedForm.rows(40, 6, 2), Map.of());

        assertThat(found.tests())
                .extracting(FeatureInspection.Test::feature)
                .containsExactly("mode 1", "mode 2", "mode 3", "mode 4");
        assertThat(found.tests().stream()
                        .mapToDouble(FeatureInspection.Test::distance)
                        .toArray())
                .containsExactly(new double[] {0.384615385, 0.250712251, 0.364672365, 0.851851852}, within(1e-8));
        assertThat(found.tests().stream().mapToDouble(FeatureInspection.Test::p).toArray())
                .containsExactly(new double[] {0.11545695, 0.535856137, 0.139875654, 4.45267245e-07}, within(1e-8));
    }

    @Seeds(20)
    void rowsAndCoordinatesGiveTheSameComponentsWhicheverAreFewer(SplittableRandom random) {
        float[][] wide = ClosedForm.gaussian(random, 12, 1, 30, 1).vectors();
        float[][] padded = Arrays.copyOf(wide, 12);
        PrincipalComponents byRows = PrincipalComponents.of(wide, 3);

        // The first 12 rows again and again: more rows than coordinates, the same axes, variances of 36 rows.
        float[][] longer = new float[36][];
        Arrays.setAll(longer, i -> padded[i % 12]);
        PrincipalComponents byColumns = PrincipalComponents.of(longer, 3);

        for (int c = 0; c < 3; c++) {
            assertThat(byColumns.variances()[c] * 35)
                    .isCloseTo(byRows.variances()[c] * 11 * 3, within(1e-9 * byRows.variances()[0] * 33));
        }
    }

    @Test
    void manyImagesOfOnePatientAreRefused() {
        ProbeRows rows = ClosedForm.gaussian(new SplittableRandom(1), 20, 2, 3, 0);

        assertThatThrownBy(() -> FeatureInspection.of(rows, Map.of())).hasMessageContaining("one row a patient");
    }

    @Test
    void logitsAreTestedBesideTheModesAndAllAreCorrectedTogether() {
        ProbeRows rows = ClosedForm.rows(60, 6, 3);
        double[] logit = new double[60];
        Arrays.setAll(logit, i -> rows.labels()[i] == 0 ? i : 1_000 + i);

        FeatureInspection found = FeatureInspection.of(rows, Map.of("logit", logit));

        assertThat(found.tests()).hasSize((4 + 1) * 3);
        assertThat(found.tests()).allMatch(test -> test.adjusted() >= test.p());
        assertThat(found.tests().stream().filter(test -> test.feature().equals("logit") && test.first() == 0))
                .allMatch(test -> test.distance() == 1 && test.adjusted() < 1e-6);
    }
}
