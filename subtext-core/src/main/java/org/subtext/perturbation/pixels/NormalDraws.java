package org.subtext.perturbation.pixels;

import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Draws of the standard normal distribution for whole images, four from each 64 random bits.
 *
 * <p>16 bits choose one of the 65,536 quantiles at the midpoints (i + ½)/65,536. Mean 0, variance 1 − 3·10⁻⁵, nothing
 * beyond 4.3 standard deviations; finer than any stored grey value needs. About 1 ns a draw. Belongs to one thread.
 */
public final class NormalDraws {
    private static final int QUANTILES = 1 << 16;
    private static final float[] QUANTILE = quantiles();

    private final SplittableRandom random;
    private long bits;
    private int left;

    public NormalDraws(SplittableRandom random) {
        this.random = random;
    }

    float next() {
        if (left == 0) {
            bits = random.nextLong();
            left = 4;
        }
        float drawn = QUANTILE[(int) bits & (QUANTILES - 1)];
        bits >>>= 16;
        left--;
        return drawn;
    }

    /** Fills with draws. */
    public void fill(float[] target) {
        int whole = target.length & ~3;
        for (int i = 0; i < whole; i += 4) {
            long four = random.nextLong();
            target[i] = QUANTILE[(int) four & (QUANTILES - 1)];
            target[i + 1] = QUANTILE[(int) (four >>> 16) & (QUANTILES - 1)];
            target[i + 2] = QUANTILE[(int) (four >>> 32) & (QUANTILES - 1)];
            target[i + 3] = QUANTILE[(int) (four >>> 48)];
        }
        for (int i = whole; i < target.length; i++) {
            target[i] = next();
        }
    }

    private static float[] quantiles() {
        NormalDistribution standard = NormalDistribution.of(0, 1);
        float[] quantiles = new float[QUANTILES];
        for (int i = 0; i < QUANTILES / 2; i++) {
            float quantile = (float) standard.inverseCumulativeProbability((i + 0.5) / QUANTILES);
            quantiles[i] = quantile;
            quantiles[QUANTILES - 1 - i] = -quantile;
        }
        return quantiles;
    }
}
