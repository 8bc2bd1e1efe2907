package org.subtext.silo.privacy;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import org.subtext.silo.primitives.Randomness;

/**
 * Coins that fall with exactly the probability asked for, from bits that nobody can foretell: no floating point, so
 * that no low digits of noise give away what is under it. Not thread-safe.
 *
 * <p>Source: Canonne, Kamath and Steinke (2020), The Discrete Gaussian for Differential Privacy, arXiv:2004.00010,
 * algorithm 1.
 */
final class Coin {
    private static final int BUFFER = 4096;

    /** 62 bits are drawn at once. */
    private static final long DRAWN = 1L << 62;

    private final Randomness randomness;
    private ByteBuffer bits = ByteBuffer.allocate(0);

    Coin(Randomness randomness) {
        this.randomness = randomness;
    }

    /** Evenly from 0 up to a number, which is left out. */
    long below(long end) {
        if (end < 1) {
            throw new IllegalArgumentException("nothing lies from 0 to below " + end);
        }
        if (end > DRAWN) {
            return below(BigInteger.valueOf(end)).longValueExact();
        }
        long even = DRAWN - DRAWN % end;
        long drawn = next() >>> 2;
        while (drawn >= even) {
            drawn = next() >>> 2;
        }
        return drawn % end;
    }

    private BigInteger below(BigInteger end) {
        int length = end.bitLength();
        BigInteger drawn = wide(length);
        while (drawn.compareTo(end) >= 0) {
            drawn = wide(length);
        }
        return drawn;
    }

    private BigInteger wide(int length) {
        ByteBuffer words = ByteBuffer.allocate((length + Long.SIZE - 1) / Long.SIZE * Long.BYTES);
        while (words.hasRemaining()) {
            words.putLong(next());
        }
        return new BigInteger(1, words.array()).shiftRight(words.capacity() * Byte.SIZE - length);
    }

    /** With probability p, which a double holds exactly: its bits are compared one word after the other. */
    boolean withProbability(double p) {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("no probability: " + p);
        }
        double left = p;
        while (left > 0 && left < 1) {
            // exact: a power of two, and the whole part of what it makes
            double scaled = left * 0x1p53;
            long whole = (long) scaled;
            long drawn = next() >>> 11;
            if (drawn != whole) {
                return drawn < whole;
            }
            left = scaled - whole;
        }
        return left >= 1;
    }

    /** With probability exp(−numerator / denominator). */
    boolean expOfMinus(BigInteger numerator, BigInteger denominator) {
        BigInteger[] parts = numerator.divideAndRemainder(denominator);
        for (BigInteger whole = parts[0]; whole.signum() > 0; whole = whole.subtract(BigInteger.ONE)) {
            if (!expOfMinus(1, 1)) {
                return false;
            }
        }
        if (denominator.bitLength() < 50) {
            return expOfMinus(parts[1].longValueExact(), denominator.longValueExact());
        }
        int k = 1;
        while (below(denominator.multiply(BigInteger.valueOf(k))).compareTo(parts[1]) < 0) {
            k++;
        }
        return k % 2 == 1;
    }

    /** With probability exp(−numerator / denominator), a number from 0 to 1. */
    boolean expOfMinus(long numerator, long denominator) {
        int k = 1;
        while (below(Math.multiplyExact(denominator, k)) < numerator) {
            k++;
        }
        return k % 2 == 1;
    }

    /** Even chances. */
    boolean heads() {
        return next() < 0;
    }

    private long next() {
        if (!bits.hasRemaining()) {
            bits = ByteBuffer.wrap(randomness.bytes(BUFFER));
        }
        return bits.getLong();
    }
}
