package org.subtext.silo.intersection;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.subtext.provenance.ContentHash;

/**
 * A patient's id as a point of Curve25519, by hashing and counting on: u is the SHA-256 of {@code subtext-psi-1}, the
 * id and a counter of one byte, read with the lowest byte first and without its topmost bit, for the smallest counter
 * with which 2 ≤ u < 2^255 − 19 lies on the curve and not on its twist.
 *
 * <p>About half of all counters do; that none of 256 does has a chance of 2^-256. How long it takes tells of the id to
 * whoever can time this computer, and to nobody else. Checked in {@code IntersectionTest} against Python 3.11 with
 * cryptography 50.0.2.
 *
 * @param counter that was taken
 */
record PatientPoint(String u, int counter) {
    private static final byte[] PREFIX = "subtext-psi-1".getBytes(StandardCharsets.US_ASCII);
    private static final BigInteger PRIME = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
    private static final BigInteger A = BigInteger.valueOf(486662);
    private static final BigInteger HALF = PRIME.shiftRight(1);

    static PatientPoint of(String id) {
        for (int counter = 0; counter < 256; counter++) {
            MessageDigest digest = ContentHash.sha256();
            digest.update(PREFIX);
            digest.update(id.getBytes(StandardCharsets.UTF_8));
            byte[] bytes = digest.digest(new byte[] {(byte) counter});
            bytes[bytes.length - 1] &= 0x7f;
            if (isOnCurve(number(bytes))) {
                return new PatientPoint(HexFormat.of().formatHex(bytes), counter);
            }
        }
        throw new IllegalStateException("no counter gives a point");
    }

    /** Whether y² = u³ + A u² + u has a solution, and u is none of the two that belong to nobody. */
    private static boolean isOnCurve(BigInteger u) {
        if (u.compareTo(BigInteger.TWO) < 0 || u.compareTo(PRIME) >= 0) {
            return false;
        }
        BigInteger square = u.multiply(u.add(A)).add(BigInteger.ONE).multiply(u).mod(PRIME);
        return square.modPow(HALF, PRIME).equals(BigInteger.ONE);
    }

    private static BigInteger number(byte[] lowestFirst) {
        byte[] reversed = new byte[lowestFirst.length];
        for (int i = 0; i < reversed.length; i++) {
            reversed[i] = lowestFirst[reversed.length - 1 - i];
        }
        return new BigInteger(1, reversed);
    }
}
