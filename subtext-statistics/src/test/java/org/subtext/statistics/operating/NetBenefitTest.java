package org.subtext.statistics.operating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.subtext.statistics.Findings.PRINTED;
import static org.subtext.statistics.Fixture.value;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.subtext.statistics.BinaryScores;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.Findings;
import org.subtext.statistics.Fixture;

class NetBenefitTest {
    /** dcurves 1.1.7 dca(outcome="y", modelnames=["score"]). */
    @ParameterizedTest
    @CsvSource({
        "all, 0.1, 0.44578313253, 0.444444444444",
        "all, 0.2, 0.402108433735, 0.375",
        "all, 0.3, 0.351979345955, 0.285714285714",
        "all, 0.4, 0.305220883534, 0.166666666667",
        "all, 0.5, 0.277108433735, 0.0",
        "Asian, 0.1, 0.541666666667, 0.537037037037",
        "Asian, 0.2, 0.510416666667, 0.479166666667",
        "Asian, 0.3, 0.434523809524, 0.404761904762",
        "Asian, 0.4, 0.402777777778, 0.305555555556",
        "Asian, 0.5, 0.375, 0.166666666667",
        "Black, 0.1, 0.509803921569, 0.509803921569",
        "Black, 0.2, 0.463235294118, 0.448529411765",
        "Black, 0.3, 0.432773109244, 0.36974789916",
        "Black, 0.4, 0.382352941176, 0.264705882353",
        "Black, 0.5, 0.264705882353, 0.117647058824",
        "White, 0.1, 0.404320987654, 0.40329218107",
        "White, 0.2, 0.358796296296, 0.328703703704",
        "White, 0.3, 0.308201058201, 0.232804232804",
        "White, 0.4, 0.259259259259, 0.104938271605",
        "White, 0.5, 0.259259259259, -0.0740740740741"
    })
    void curvesAgreeWithDcurves(String race, double threshold, double model, double all) {
        NetBenefit found = NetBenefit.at(threshold, Findings.read().of(race), 0.95);
        assertThat(value(found.model())).isCloseTo(model, PRINTED);
        assertThat(value(found.treatAll())).isCloseTo(all, PRINTED);
        assertThat(value(found.gainOverAll())).isCloseTo(model - all, PRINTED);
        assertThat(Fixture.interval(found.model()).contains(model)).isTrue();
    }

    @Test
    void perfectScoresAreWorthThePrevalence() {
        BinaryScores scores =
                BinaryScores.independent(new double[] {0.9, 0.8, 0.1, 0.2}, new boolean[] {true, true, false, false});
        NetBenefit found = NetBenefit.at(0.5, scores, 0.95);
        assertThat(value(found.model())).isEqualTo(0.5);
        assertThat(value(found.standardised())).isEqualTo(1);
    }

    @Test
    void withoutPositivesOrProbabilitiesItIsUndefined() {
        BinaryScores healthy = BinaryScores.independent(new double[] {0.9, 0.1}, new boolean[2]);
        assertThat(NetBenefit.at(0.5, healthy, 0.95).standardised())
                .isEqualTo(new Estimate.Undefined("no positive among 2 rows"));
        assertThat(value(NetBenefit.at(0.5, healthy, 0.95).model())).isEqualTo(-0.5);
        BinaryScores logits = BinaryScores.independent(new double[] {2, -1}, new boolean[] {true, false});
        assertThat(NetBenefit.at(0.5, logits, 0.95).model()).isInstanceOf(Estimate.Undefined.class);
        assertThat(NetBenefit.at(0.5, BinaryScores.independent(new double[0], new boolean[0]), 0.95)
                        .model())
                .isEqualTo(new Estimate.Undefined("no rows"));
        assertThatThrownBy(() -> NetBenefit.at(1, healthy, 0.95)).hasMessageContaining("(0, 1)");
    }
}
