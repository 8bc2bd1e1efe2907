package org.subtext.provenance;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.function.Function;
import javax.crypto.KeyGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Hashes that nobody can make again, or guess by trying all values, without the key: HMAC-SHA-256 (RFC 2104,
 * FIPS 198-1) of a purpose and a value. Thread-safe.
 */
public final class KeyedHash {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int BITS = 256;

    private final SecretKeySpec key;

    private KeyedHash(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** With the key of these hexadecimal digits. */
    public static KeyedHash ofHex(String hex) {
        return new KeyedHash(HexFormat.of().parseHex(hex));
    }

    /**
     * 256 new random bits as 64 hexadecimal digits. The one thing in Subtext that no seed of a plan may give: whoever
     * knew the seed could undo every hash.
     */
    public static String newKey() {
        try {
            KeyGenerator generator = KeyGenerator.getInstance(ALGORITHM);
            generator.init(BITS);
            return HexFormat.of().formatHex(generator.generateKey().getEncoded());
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    /** The 32 bytes of a value for a purpose; the same value for another purpose gives unrelated bytes. */
    public byte[] digest(String purpose, byte[] value) {
        Parts parts = inParts(purpose);
        parts.add(value, 0, value.length);
        return parts.digest();
    }

    /** {@link #digest(String, String)} of many texts, one after the other, for less. Not thread-safe. */
    public Function<String, byte[]> ofMany(String purpose) {
        byte[] first = purpose.getBytes(StandardCharsets.UTF_8);
        Mac mac = keyed();
        return value -> {
            mac.update(first);
            mac.update((byte) 0);
            return mac.doFinal(value.getBytes(StandardCharsets.UTF_8)); // which begins anew
        };
    }

    private Mac keyed() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    /** {@link #digest(String, byte[])} of a value that is never in memory as a whole. */
    public Parts inParts(String purpose) {
        Mac mac = keyed();
        mac.update(purpose.getBytes(StandardCharsets.UTF_8));
        mac.update((byte) 0);
        return new Parts(mac);
    }

    /** A value that arrives part by part. Not thread-safe. */
    public static final class Parts {
        private final Mac mac;

        private Parts(Mac mac) {
            this.mac = mac;
        }

        /** The next bytes of the value. */
        public void add(byte[] bytes, int offset, int length) {
            mac.update(bytes, offset, length);
        }

        /** The 32 bytes of all that was added; nothing can be added afterwards. */
        public byte[] digest() {
            return mac.doFinal();
        }
    }

    /** The 32 bytes of a text for a purpose. */
    public byte[] digest(String purpose, String value) {
        return digest(purpose, value.getBytes(StandardCharsets.UTF_8));
    }

    /** The same as {@code digits} hexadecimal digits, at most 64. */
    public String hex(String purpose, String value, int digits) {
        return HexFormat.of().formatHex(digest(purpose, value)).substring(0, digits);
    }

    private static IllegalStateException missing(GeneralSecurityException e) {
        return new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
}
