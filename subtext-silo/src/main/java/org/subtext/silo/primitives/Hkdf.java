package org.subtext.silo.primitives;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keys derived from a secret by HMAC-SHA-256.
 *
 * <p>Source: RFC 5869. Checked against its vectors in {@code PrimitivesTest}.
 */
public final class Hkdf {
    private static final String HMAC = "HmacSHA256";
    private static final int HASH_BYTES = 32;

    private Hkdf() {}

    /**
     * Extract and expand.
     *
     * @param salt may be empty
     * @param info what the key is for: other bytes give an independent key
     * @param length bytes wanted, at most 8,160
     */
    public static byte[] derive(byte[] secret, byte[] salt, byte[] info, int length) {
        if (length < 1 || length > 255 * HASH_BYTES) {
            throw new IllegalArgumentException("1 to " + 255 * HASH_BYTES + " bytes can be derived, not " + length);
        }
        try {
            Mac mac = Mac.getInstance(HMAC);
            // An empty key and one of zeros are padded to the same block.
            mac.init(new SecretKeySpec(salt.length == 0 ? new byte[HASH_BYTES] : salt, HMAC));
            byte[] pseudorandom = mac.doFinal(secret);
            mac.init(new SecretKeySpec(pseudorandom, HMAC));
            byte[] derived = new byte[length];
            byte[] block = new byte[0];
            for (int at = 0, i = 1; at < length; at += HASH_BYTES, i++) {
                mac.update(block);
                mac.update(info);
                mac.update((byte) i);
                Arrays.fill(block, (byte) 0);
                block = mac.doFinal();
                System.arraycopy(block, 0, derived, at, Math.min(HASH_BYTES, length - at));
            }
            Arrays.fill(block, (byte) 0);
            Arrays.fill(pseudorandom, (byte) 0);
            return derived;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }
}
