package org.subtext.statistics.casemix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.subtext.statistics.Fixture.EXACT;
import static org.subtext.statistics.Fixture.value;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.groups.Outcomes;
import org.subtext.statistics.groups.Rate;
import org.subtext.testing.Seeds;

class LabelNoiseTest {
    @Test
    void rightLabelsShowTheTrueRates() {
        LabelNoise none = new LabelNoise(1, 1);
        assertThat(value(none.recordedTruePositiveRate(0.8, 0.1, 0.3))).isCloseTo(0.8, EXACT);
        assertThat(value(none.recordedFalsePositiveRate(0.8, 0.1, 0.3))).isCloseTo(0.1, EXACT);
    }

    /** By hand: 30 true of 100, all recorded, and 7 of 70 without: (24 + 0.7)/37. */
    @Test
    void labelsThatCallTooMuchPullTheRateDown() {
        assertThat(value(new LabelNoise(1, 0.9).recordedTruePositiveRate(0.8, 0.1, 0.3)))
                .isCloseTo((24 + 0.7) / 37, EXACT);
        assertThat(new LabelNoise(0, 1).recordedTruePositiveRate(0.8, 0.1, 0.3)).isInstanceOf(Estimate.Undefined.class);
    }

    /** True rates with which the worse group shows what was recorded, if its labels err at the tipping point. */
    @Seeds(200)
    void atTheTippingPointTheGapIsZero(SplittableRandom random) {
        Outcomes better = random(random);
        Outcomes worse = random(random);
        double recorded = value(Rate.PREVALENCE.of(worse));
        LabelNoise.TippingPoint tp = LabelNoise.ofTruePositiveRates(better, worse);
        double target = value(Rate.TRUE_POSITIVE.of(better));
        double tpr = value(Rate.TRUE_POSITIVE.of(worse));
        double fpr = value(Rate.FALSE_POSITIVE.of(worse));
        if (target > tpr && tpr >= fpr) {
            double prevalence = recorded * (1 - value(tp.mislabelled()));
            LabelNoise labels = new LabelNoise(1, 1 - value(tp.labelError()));
            assertThat(value(labels.recordedTruePositiveRate(target, fpr, prevalence)))
                    .isCloseTo(tpr, EXACT);
        } else if (target > tpr) {
            assertThat(tp.labelError().isDefined()).isFalse();
        }
        LabelNoise.TippingPoint fp = LabelNoise.ofFalsePositiveRates(better, worse);
        double low = value(Rate.FALSE_POSITIVE.of(better));
        if (low < fpr && fpr <= tpr) {
            double prevalence = recorded + (1 - recorded) * value(fp.mislabelled());
            LabelNoise labels = new LabelNoise(1 - value(fp.labelError()), 1);
            assertThat(value(labels.recordedFalsePositiveRate(tpr, low, prevalence)))
                    .isCloseTo(fpr, EXACT);
        }
    }

    @Test
    void equalRatesNeedNoErrorAndUndefinedOnesHaveNone() {
        Outcomes one = new Outcomes(8, 1, 2, 9);
        assertThat(LabelNoise.ofTruePositiveRates(one, one).labelError()).isEqualTo(new Estimate.Point(0));
        assertThat(LabelNoise.ofTruePositiveRates(one, new Outcomes(0, 1, 0, 9)).labelError())
                .isEqualTo(new Estimate.Undefined("no positive"));
    }

    private static Outcomes random(SplittableRandom random) {
        return new Outcomes(random.nextInt(1, 50), random.nextInt(1, 50), random.nextInt(1, 50), random.nextInt(1, 50));
    }
}
