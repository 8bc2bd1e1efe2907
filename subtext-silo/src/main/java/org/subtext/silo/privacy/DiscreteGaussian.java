package org.subtext.silo.privacy;

import java.math.BigInteger;
import org.subtext.silo.primitives.Randomness;

/**
 * Whole numbers drawn with probabilities proportional to exp(−x² / 2σ²), exactly.
 *
 * <p>Proposed from a discrete Laplace distribution and accepted with a probability that is met exactly. Some 19
 * draws of 64 bits a number. Source: Canonne, Kamath and Steinke (2020),
 * arXiv:2004.00010, algorithms 2 and 3. Checked in {@code DiscreteGaussianTest} against its probabilities.
 *
 * <p>Of a sum of such noises of k sites the probabilities are those of one with k times the variance up to a share of
 * 10 Σ exp(−2π²σ² j/(j + 1)) (Kairouz, Liu and Steinke 2021, arXiv:2102.06387), which from σ = 10 on is below 1e-400.
 *
 * @param sigma the standard deviation but for less than 1e-80 of it, whole, {@value #LEAST} to {@value #MOST}
 */
public record DiscreteGaussian(long sigma) {
    /** From here on the whole numbers are as good as the line: see above. */
    static final long LEAST = 10;

    static final long MOST = 1L << 40;

    public DiscreteGaussian {
        if (sigma < LEAST || sigma > MOST) {
            throw new IllegalArgumentException("noise is " + LEAST + " to " + MOST + " steps wide, got " + sigma);
        }
    }

    /** So many independent numbers. */
    public long[] draw(int count, Randomness randomness) {
        Draws draws = new Draws(sigma, new Coin(randomness));
        long[] drawn = new long[count];
        for (int i = 0; i < count; i++) {
            drawn[i] = draws.next();
        }
        return drawn;
    }

    /** Draws with any whole sigma, also such small ones as tests can count out. */
    static final class Draws {
        private final Coin coin;
        private final long scale;
        private final BigInteger variance;
        private final BigInteger denominator;

        Draws(long sigma, Coin coin) {
            this.coin = coin;
            this.scale = sigma + 1;
            this.variance = BigInteger.valueOf(sigma).pow(2);
            this.denominator =
                    variance.multiply(BigInteger.valueOf(scale).pow(2)).shiftLeft(1);
        }

        /** Accepted with probability exp(−(|y| − σ²/t)² / 2σ²). */
        long next() {
            while (true) {
                long proposed = laplace();
                BigInteger away = BigInteger.valueOf(Math.abs(proposed))
                        .multiply(BigInteger.valueOf(scale))
                        .subtract(variance);
                if (coin.expOfMinus(away.pow(2), denominator)) {
                    return proposed;
                }
            }
        }

        /** With probabilities proportional to exp(−|y| / t). */
        long laplace() {
            while (true) {
                long within = coin.below(scale);
                if (!coin.expOfMinus(within, scale)) {
                    continue;
                }
                long wholes = 0;
                while (coin.expOfMinus(1, 1)) {
                    wholes++;
                }
                long magnitude = within + scale * wholes;
                boolean isNegative = coin.heads();
                if (!isNegative || magnitude > 0) {
                    return isNegative ? -magnitude : magnitude;
                }
            }
        }
    }
}
