package org.subtext.silo.masking;

import java.math.BigInteger;

/**
 * A site's share of a secret: the value of a polynomial at the site's position.
 *
 * @param position from 1; the secret itself stands at 0
 * @param value below {@link Shamir#PRIME}
 */
public record Share(int position, BigInteger value) {
    public Share {
        RoundRefusedException.unless(position >= 1, Refusal.BAD_SHARE, "a share at position " + position);
        RoundRefusedException.unless(
                value.signum() >= 0 && value.compareTo(Shamir.PRIME) < 0,
                Refusal.BAD_SHARE,
                "the share at position " + position + " is not below the prime");
    }

    /** From 66 bytes, big-endian. */
    public static Share of(int position, byte[] bytes) {
        RoundRefusedException.unless(bytes.length == Shamir.SHARE_BYTES, Refusal.BAD_SHARE, bytes.length + " bytes");
        return new Share(position, new BigInteger(1, bytes));
    }

    /** The value in 66 bytes, big-endian. */
    public byte[] bytes() {
        return Shamir.bigEndian(value, Shamir.SHARE_BYTES);
    }

    @Override
    public String toString() {
        return "the share at position " + position;
    }
}
