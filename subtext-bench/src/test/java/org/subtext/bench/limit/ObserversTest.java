package org.subtext.bench.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.subtext.provenance.Seed;
import org.subtext.sources.phantom.KnownBackground;
import org.subtext.statistics.BinaryScores;
import org.subtext.statistics.DeLong;

/** Where the best AUC is Φ(d′/√2), with d′ known, observers reach it within two hundredths of it. */
class ObserversTest {
    private static final int PIXELS = 144;
    private static final double[] SIGNAL = signal();

    /** From Φ(1.5/√2): scipy 1.17 norm.cdf(1.5 / 2 ** .5). */
    private static final double AUC_AT_ONE_AND_A_HALF = 0.8555778168267576;

    private static double[] signal() {
        double[] signal = new double[PIXELS];
        for (int i = 0; i < PIXELS; i++) {
            signal[i] = Math.cos(0.7 * i) / Math.sqrt(PIXELS / 2.0);
        }
        double square = 0;
        for (double value : signal) {
            square += value * value;
        }
        for (int i = 0; i < PIXELS; i++) {
            signal[i] *= 1.5 / Math.sqrt(square);
        }
        return signal;
    }

    /** White noise of deviation one; images of class 0 hold the signal. */
    private static float[] image(int i) {
        SplittableRandom random = new Seed(3).child("white", i).random();
        float[] image = new float[PIXELS];
        for (int j = 0; j < PIXELS; j++) {
            image[j] = (float) (random.nextGaussian() + (i % 2 == 0 ? SIGNAL[j] : 0));
        }
        return image;
    }

    @Test
    void hotellingReachesTheClosedFormInWhiteNoise() {
        HotellingObserver observer = HotellingObserver.taught(20_000, ObserversTest::image, i -> i % 2);
        assertThat(auc(40_000, i -> observer.score(image(1_000_000 + i))))
                .isCloseTo(AUC_AT_ONE_AND_A_HALF, within(0.02 * AUC_AT_ONE_AND_A_HALF));
    }

    @Test
    void hotellingFindsNothingInWhiteNoiseAlone() {
        HotellingObserver observer = HotellingObserver.taught(20_000, ObserversTest::image, i -> i / 2 % 2);
        assertThat(auc(20_000, i -> observer.score(image(1_000_000 + i / 2 * 2))))
                .isCloseTo(0.5, within(0.015));
    }

    @Test
    void theLikelihoodRatioOfAKnownExpressionReachesTheClosedForm() {
        // s_A and s_B with |s_A − s_B|² = 1 + 1.75 − 2·0.25 = 1.5²
        KnownBackground known = new KnownBackground(new double[][] {{1, 0.25}, {0.25, 1.75}});
        KnownBackgroundObserver observer = new KnownBackgroundObserver(1, 1);
        assertThat(auc(
                        40_000,
                        i -> observer.score(
                                known, i % 2, new Seed(5).child("t", i).random())))
                .isCloseTo(AUC_AT_ONE_AND_A_HALF, within(0.02 * AUC_AT_ONE_AND_A_HALF));
    }

    @Test
    void notToKnowTheExpressionCostsSomething() {
        KnownBackground known = new KnownBackground(new double[][] {{1, 0.25}, {0.25, 1.75}});
        KnownBackgroundObserver observer = new KnownBackgroundObserver(0, 2);
        assertThat(auc(
                        40_000,
                        i -> observer.score(
                                known, i % 2, new Seed(6).child("t", i).random())))
                .isBetween(0.70, AUC_AT_ONE_AND_A_HALF - 0.01);
    }

    private static double auc(int images, IntToDoubleFunction score) {
        double[] scores = new double[images];
        boolean[] isOfFirst = new boolean[images];
        for (int i = 0; i < images; i++) {
            scores[i] = score.applyAsDouble(i);
            isOfFirst[i] = i % 2 == 0;
        }
        return DeLong.logit(BinaryScores.independent(scores, isOfFirst), 0.95).valueOr(Double.NaN);
    }
}
