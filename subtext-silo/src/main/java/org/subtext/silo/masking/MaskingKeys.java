package org.subtext.silo.masking;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.subtext.silo.primitives.X25519;

/** The two public keys of a site for one attempt. */
public final class MaskingKeys {
    private final byte[] sealing;
    private final byte[] masking;

    /**
     * @param sealing c of the protocol: shares for the site are sealed to it
     * @param masking s of the protocol: masks are agreed with it
     */
    public MaskingKeys(byte[] sealing, byte[] masking) {
        this.sealing = checked(sealing);
        this.masking = checked(masking);
    }

    public byte[] sealing() {
        return sealing.clone();
    }

    public byte[] masking() {
        return masking.clone();
    }

    /** Both, one after the other. */
    byte[] bytes() {
        byte[] bytes = Arrays.copyOf(sealing, sealing.length + masking.length);
        System.arraycopy(masking, 0, bytes, sealing.length, masking.length);
        return bytes;
    }

    private static byte[] checked(byte[] key) {
        RoundRefusedException.unless(
                X25519.isProper(key), Refusal.BAD_KEY, HexFormat.of().formatHex(key));
        return key.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MaskingKeys keys && MessageDigest.isEqual(bytes(), keys.bytes());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes());
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes());
    }
}
