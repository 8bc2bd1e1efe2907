package org.subtext.silo.keys;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.subtext.provenance.ContentHash;
import org.subtext.silo.primitives.Ed25519;

/**
 * What others know of a party: its name, and the public keys by which it signs and is written to.
 *
 * @param name of the party
 * @param signing Ed25519, 64 hexadecimal digits
 * @param sealing X25519, 64 hexadecimal digits
 */
public record PublicIdentity(PartyName name, String signing, String sealing) {
    private static final int FINGERPRINT_DIGITS = 32;
    private static final int GROUP = 4;

    public PublicIdentity {
        requireKey(signing);
        requireKey(sealing);
    }

    private static void requireKey(String hex) {
        if (!hex.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("A public key is 64 lower-case hexadecimal digits");
        }
    }

    /**
     * What two people read to each other: 128 bits of the SHA-256 of name and keys as eight groups of four
     * hexadecimal digits.
     */
    public String fingerprint() {
        MessageDigest digest = ContentHash.sha256();
        digest.update(("subtext-silo identity 1\n" + name + "\n" + signing + "\n" + sealing + "\n")
                .getBytes(StandardCharsets.UTF_8));
        return grouped(ContentHash.of(digest).hex());
    }

    /** The first 32 of some hexadecimal digits, in groups of four as they are read aloud. */
    public static String grouped(String hex) {
        List<String> groups = new ArrayList<>();
        for (int i = 0; i < FINGERPRINT_DIGITS; i += GROUP) {
            groups.add(hex.substring(i, i + GROUP));
        }
        return String.join(" ", groups);
    }

    /** Whether this party signed these bytes. */
    public boolean hasSigned(byte[] message, byte[] signature) {
        return Ed25519.verifies(HexFormat.of().parseHex(signing), message, signature);
    }
}
