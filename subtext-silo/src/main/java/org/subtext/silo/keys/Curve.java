package org.subtext.silo.keys;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/** The two kinds of key, whose public half is 32 bytes (RFC 7748, RFC 8032; encodings of RFC 8410). */
enum Curve {
    ED25519("Ed25519", "302a300506032b6570032100"),
    X25519("X25519", "302a300506032b656e032100");

    static final int BYTES = 32;

    private final String algorithm;
    private final byte[] prefix;

    Curve(String algorithm, String prefix) {
        this.algorithm = algorithm;
        this.prefix = HexFormat.of().parseHex(prefix);
    }

    KeyPair make() {
        try {
            return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    /** The 32 bytes of a public key of this kind. */
    byte[] raw(PublicKey key) {
        byte[] encoded = key.getEncoded();
        if (encoded.length != prefix.length + BYTES
                || !Arrays.equals(encoded, 0, prefix.length, prefix, 0, prefix.length)) {
            throw new IllegalStateException("not an " + algorithm + " key");
        }
        return Arrays.copyOfRange(encoded, prefix.length, encoded.length);
    }

    PublicKey publicKey(byte[] raw) {
        byte[] encoded = Arrays.copyOf(prefix, prefix.length + BYTES);
        System.arraycopy(raw, 0, encoded, prefix.length, BYTES);
        try {
            return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    /** @throws GeneralSecurityException if these bytes are no private key of this kind */
    PrivateKey privateKey(byte[] encoded) throws GeneralSecurityException {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
    }

    private IllegalStateException missing(GeneralSecurityException e) {
        return new IllegalStateException("this Java has no " + algorithm + ", which every Java 17 has", e);
    }
}
