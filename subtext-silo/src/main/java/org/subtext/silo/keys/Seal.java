package org.subtext.silo.keys;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.KeyAgreement;
import org.subtext.silo.primitives.ChaCha20;
import org.subtext.silo.primitives.Hkdf;

/**
 * Seals bytes so that only the owner of one X25519 key reads them: a fresh key for every message, HKDF-SHA256 over the
 * shared secret and both public keys, ChaCha20-Poly1305 (RFC 8439).
 *
 * <p>The nonce is zero, which is safe because no key seals twice. Who sealed is not told by it: that is what a
 * signature is for.
 */
public final class Seal {
    /** Bytes by which what is sealed is longer: the fresh public key and the tag. */
    public static final int OVERHEAD = Curve.BYTES + ChaCha20.TAG_BYTES;

    private static final byte[] PURPOSE = "subtext-silo seal 1".getBytes(StandardCharsets.UTF_8);
    private static final byte[] NONCE = new byte[ChaCha20.NONCE_BYTES];

    private Seal() {}

    /**
     * Seals for a recipient.
     *
     * @param bound bytes that are not sealed but must be the same when it is opened
     * @return the fresh public key (32 bytes), the sealed bytes, the tag (16 bytes)
     */
    public static byte[] seal(PublicIdentity recipient, byte[] content, byte[] bound) {
        byte[] to = HexFormat.of().parseHex(recipient.sealing());
        KeyPair fresh = Curve.X25519.make();
        byte[] from = Curve.X25519.raw(fresh.getPublic());
        try {
            byte[] key = key(fresh.getPrivate(), Curve.X25519.publicKey(to), from, to);
            byte[] sealed = ChaCha20.seal(key, NONCE, bound, content);
            byte[] whole = Arrays.copyOf(from, from.length + sealed.length);
            System.arraycopy(sealed, 0, whole, from.length, sealed.length);
            return whole;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the sealing key of " + recipient.name() + " cannot be used", e);
        }
    }

    /** What was sealed; empty where it was sealed for somebody else, was changed, or is bound to other bytes. */
    static Optional<byte[]> open(PrivateKey key, byte[] ownPublic, byte[] sealed, byte[] bound) {
        if (sealed.length < OVERHEAD) {
            return Optional.empty();
        }
        byte[] from = Arrays.copyOf(sealed, Curve.BYTES);
        byte[] rest = Arrays.copyOfRange(sealed, Curve.BYTES, sealed.length);
        try {
            return ChaCha20.open(key(key, Curve.X25519.publicKey(from), from, ownPublic), NONCE, bound, rest);
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static byte[] key(PrivateKey own, PublicKey other, byte[] from, byte[] to) throws GeneralSecurityException {
        KeyAgreement agreement = KeyAgreement.getInstance("X25519");
        agreement.init(own);
        agreement.doPhase(other, true);
        byte[] info = Arrays.copyOf(PURPOSE, PURPOSE.length + from.length + to.length);
        System.arraycopy(from, 0, info, PURPOSE.length, from.length);
        System.arraycopy(to, 0, info, PURPOSE.length + from.length, to.length);
        return Hkdf.derive(agreement.generateSecret(), new byte[0], info, ChaCha20.KEY_BYTES);
    }
}
