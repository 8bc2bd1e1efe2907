package org.subtext.silo.primitives;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import java.util.HexFormat;
import java.util.Set;
import javax.crypto.KeyAgreement;

/**
 * Agreement on a secret over Curve25519. Keys are 32 bytes, little-endian, as RFC 7748 writes them; any 32 random bytes
 * are a private key.
 *
 * <p>Source: RFC 7748. Checked against its vectors in {@code PrimitivesTest}.
 */
public final class X25519 {
    public static final int KEY_BYTES = 32;

    private static final BigInteger PRIME = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

    /** The points of order 1, 2, 4 and 8 on the curve and its twist, as they are written in the one way. */
    private static final Set<String> SMALL_ORDER = Set.of(
            "0000000000000000000000000000000000000000000000000000000000000000",
            "0100000000000000000000000000000000000000000000000000000000000000",
            "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
            "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");

    private static final byte[] BASE_POINT = new byte[KEY_BYTES];

    static {
        BASE_POINT[0] = 9;
    }

    private X25519() {}

    /** The public key of a private one. */
    public static byte[] publicOf(byte[] privateKey) {
        return agree(privateKey, BASE_POINT);
    }

    /**
     * The secret that two parties share, 32 bytes; it is not uniform, so keys are derived from it.
     *
     * @throws BadKeyException if it would be all zeros, whatever the private key is
     */
    public static byte[] agree(byte[] privateKey, byte[] publicKey) {
        checkLength(privateKey);
        checkLength(publicKey);
        try {
            KeyFactory factory = KeyFactory.getInstance("X25519");
            PrivateKey own =
                    factory.generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, privateKey.clone()));
            PublicKey other = factory.generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, u(publicKey)));
            KeyAgreement agreement = KeyAgreement.getInstance("X25519");
            agreement.init(own);
            agreement.doPhase(other, true);
            byte[] secret = agreement.generateSecret();
            if (isZero(secret)) {
                throw new BadKeyException("the agreed secret is all zeros");
            }
            return secret;
        } catch (InvalidKeyException | IllegalStateException e) {
            throw new BadKeyException("the public key is a point of small order", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java 17 platform has X25519", e);
        }
    }

    /** Whether honest parties send such a key: it is written in the one way, and is no point of small order. */
    public static boolean isProper(byte[] publicKey) {
        return isCanonical(publicKey) && !SMALL_ORDER.contains(HexFormat.of().formatHex(publicKey));
    }

    /** Whether these bytes are how the key is written, and not another spelling of the same point. */
    public static boolean isCanonical(byte[] publicKey) {
        return publicKey.length == KEY_BYTES && new BigInteger(1, reversed(publicKey)).compareTo(PRIME) < 0;
    }

    /** The topmost bit is ignored, as the RFC says. */
    private static BigInteger u(byte[] publicKey) {
        byte[] bigEndian = reversed(publicKey);
        bigEndian[0] &= 0x7f;
        return new BigInteger(1, bigEndian);
    }

    private static boolean isZero(byte[] secret) {
        int or = 0;
        for (byte one : secret) {
            or |= one;
        }
        return or == 0;
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }

    private static void checkLength(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new BadKeyException("a key of " + key.length + " bytes where " + KEY_BYTES + " were expected");
        }
    }
}
