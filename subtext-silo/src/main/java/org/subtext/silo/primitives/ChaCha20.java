package org.subtext.silo.primitives;

import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.ChaCha20ParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The stream cipher, and the same with a seal that shows every change. Keys have 32 bytes, nonces 12; a key never sees
 * one nonce twice.
 *
 * <p>Source: RFC 8439. Checked against its vectors in {@code PrimitivesTest}.
 */
public final class ChaCha20 {
    public static final int KEY_BYTES = 32;
    public static final int NONCE_BYTES = 12;

    /** By how many bytes what is sealed is longer. */
    public static final int TAG_BYTES = 16;

    /** Bytes of key stream that one step of the counter makes. */
    public static final int BLOCK_BYTES = 64;

    private static final String STREAM = "ChaCha20";

    private ChaCha20() {}

    /** A stream that begins at a block; each {@code update} goes on where the last one ended. */
    public static Cipher stream(byte[] key, byte[] nonce, int block) {
        try {
            Cipher cipher = Cipher.getInstance(STREAM);
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, STREAM), new ChaCha20ParameterSpec(nonce, block));
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java 17 platform has ChaCha20", e);
        }
    }

    /**
     * What nobody without the key can read or change.
     *
     * @param context bytes that are not sent but must be the same where it is opened
     */
    public static byte[] seal(byte[] key, byte[] nonce, byte[] context, byte[] plain) {
        try {
            return sealing(Cipher.ENCRYPT_MODE, key, nonce, context).doFinal(plain);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java 17 platform has ChaCha20-Poly1305", e);
        }
    }

    /** What was sealed; empty where it, the key, the nonce or the context is not the one it was sealed with. */
    public static Optional<byte[]> open(byte[] key, byte[] nonce, byte[] context, byte[] sealed) {
        if (sealed.length < TAG_BYTES) {
            return Optional.empty();
        }
        try {
            return Optional.of(sealing(Cipher.DECRYPT_MODE, key, nonce, context).doFinal(sealed));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java 17 platform has ChaCha20-Poly1305", e);
        }
    }

    private static Cipher sealing(int mode, byte[] key, byte[] nonce, byte[] context) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("ChaCha20-Poly1305");
        cipher.init(mode, new SecretKeySpec(key, STREAM), new IvParameterSpec(nonce));
        cipher.updateAAD(context);
        return cipher;
    }
}
