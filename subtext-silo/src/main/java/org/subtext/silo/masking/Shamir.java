package org.subtext.silo.masking;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.subtext.silo.primitives.Randomness;

/**
 * Secrets of 32 bytes split so that t shares open them and fewer tell nothing: a polynomial of degree t - 1 over the
 * integers modulo 2^521 - 1, whose value at 0 is the secret read big-endian, and whose values at 1, 2, .. are the
 * shares.
 *
 * <p>Source: Shamir (1979), doi:10.1145/359168.359176. Checked against {@code silos.json} in {@code ShamirTest}.
 */
public final class Shamir {
    public static final BigInteger PRIME = BigInteger.TWO.pow(521).subtract(BigInteger.ONE);

    public static final int SECRET_BYTES = 32;
    public static final int SHARE_BYTES = 66;

    private Shamir() {}

    /** One share for each position from 1 to the number of sites. */
    public static List<Share> split(byte[] secret, int sites, int threshold, Randomness randomness) {
        if (secret.length != SECRET_BYTES) {
            throw new IllegalArgumentException(
                    "secrets have " + SECRET_BYTES + " bytes, this one has " + secret.length);
        }
        if (threshold < 1 || threshold > sites) {
            throw new IllegalArgumentException(threshold + " shares of " + sites + " cannot open anything");
        }
        List<BigInteger> coefficients = new ArrayList<>();
        coefficients.add(new BigInteger(1, secret));
        while (coefficients.size() < threshold) {
            coefficients.add(element(randomness));
        }
        List<Share> shares = new ArrayList<>();
        for (int position = 1; position <= sites; position++) {
            shares.add(new Share(position, value(coefficients, BigInteger.valueOf(position))));
        }
        return shares;
    }

    /**
     * The secret that shares are of.
     *
     * <p>All shares given are used. Where they are more than the threshold they must lie on one polynomial of its
     * degree; a wrong share among just as many as the threshold nearly always gives a number of more than 32 bytes.
     */
    public static byte[] combine(Collection<Share> shares, int threshold) {
        RoundRefusedException.unless(
                shares.size() >= threshold, Refusal.TOO_FEW, shares.size() + " shares of " + threshold);
        Set<Integer> positions = new HashSet<>();
        for (Share share : shares) {
            RoundRefusedException.unless(
                    positions.add(share.position()), Refusal.BAD_SHARE, "two shares at position " + share.position());
        }
        List<Share> all = List.copyOf(shares);
        List<Share> enough = all.subList(0, threshold);
        for (Share more : all.subList(threshold, all.size())) {
            RoundRefusedException.unless(
                    interpolated(enough, BigInteger.valueOf(more.position())).equals(more.value()),
                    Refusal.BAD_SHARE,
                    more + " does not go with the others");
        }
        BigInteger secret = interpolated(enough, BigInteger.ZERO);
        RoundRefusedException.unless(
                secret.bitLength() <= 8 * SECRET_BYTES, Refusal.BAD_SHARE, "the secret has more than 32 bytes");
        return bigEndian(secret, SECRET_BYTES);
    }

    /** Uniform below the prime. */
    private static BigInteger element(Randomness randomness) {
        while (true) {
            byte[] bytes = randomness.bytes(SHARE_BYTES);
            bytes[0] &= 1;
            BigInteger drawn = new BigInteger(1, bytes);
            if (drawn.compareTo(PRIME) < 0) {
                return drawn;
            }
        }
    }

    private static BigInteger value(List<BigInteger> coefficients, BigInteger x) {
        BigInteger value = BigInteger.ZERO;
        for (int i = coefficients.size() - 1; i >= 0; i--) {
            value = value.multiply(x).add(coefficients.get(i)).mod(PRIME);
        }
        return value;
    }

    /** The value at x of the polynomial through the shares, by Lagrange. */
    private static BigInteger interpolated(List<Share> shares, BigInteger x) {
        BigInteger sum = BigInteger.ZERO;
        for (Share share : shares) {
            BigInteger at = BigInteger.valueOf(share.position());
            BigInteger numerator = share.value();
            BigInteger denominator = BigInteger.ONE;
            for (Share other : shares) {
                if (other != share) {
                    BigInteger otherAt = BigInteger.valueOf(other.position());
                    numerator = numerator.multiply(x.subtract(otherAt)).mod(PRIME);
                    denominator = denominator.multiply(at.subtract(otherAt)).mod(PRIME);
                }
            }
            sum = sum.add(numerator.multiply(denominator.modInverse(PRIME))).mod(PRIME);
        }
        return sum;
    }

    static byte[] bigEndian(BigInteger value, int length) {
        byte[] bytes = value.toByteArray();
        byte[] padded = new byte[length];
        int count = Math.min(length, bytes.length);
        System.arraycopy(bytes, bytes.length - count, padded, length - count, count);
        return padded;
    }
}
