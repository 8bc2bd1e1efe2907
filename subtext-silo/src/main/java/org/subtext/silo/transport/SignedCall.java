package org.subtext.silo.transport;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.subtext.provenance.ContentHash;
import org.subtext.provenance.Software;
import org.subtext.silo.keys.Identity;
import org.subtext.silo.keys.PartyName;
import org.subtext.silo.keys.PublicIdentity;

/**
 * What every call of a site carries as headers, so that who calls is proven also where a proxy opens TLS: name, time, a
 * number used once, and a signature over these, the address and the body.
 *
 * @param target path and query of the address
 * @param body hash of what is sent along
 */
record SignedCall(String method, String target, ContentHash body, PartyName party, long timeMillis, String nonce) {
    static final String VERSION = "Subtext-Version";
    static final String PARTY = "Subtext-Party";
    static final String TIME = "Subtext-Time";
    static final String NONCE = "Subtext-Nonce";
    static final String SIGNATURE = "Subtext-Signature";
    static final String CHECKSUM = "Subtext-Crc32c";

    /** How far two clocks may be apart. */
    static final Duration SKEW = Duration.ofMinutes(5);

    private static final int NONCE_BYTES = 16;

    /** The headers of a call that is made now. */
    static Map<String, String> headers(Identity caller, String method, String target, byte[] body, Instant now) {
        byte[] nonce = new byte[NONCE_BYTES];
        new SecureRandom().nextBytes(nonce);
        SignedCall call = new SignedCall(
                method,
                target,
                ContentHash.ofBytes(body),
                caller.name(),
                now.toEpochMilli(),
                HexFormat.of().formatHex(nonce));
        return Map.of(
                VERSION,
                Software.version(),
                PARTY,
                caller.name().value(),
                TIME,
                Long.toString(call.timeMillis),
                NONCE,
                call.nonce,
                SIGNATURE,
                Base64.getEncoder().encodeToString(caller.sign(call.text())));
    }

    boolean isSignedBy(PublicIdentity known, String signature) {
        try {
            return known.hasSigned(text(), Base64.getDecoder().decode(signature));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** How far the caller's clock is ahead. */
    Duration ahead(Instant now) {
        return Duration.between(now, Instant.ofEpochMilli(timeMillis));
    }

    private byte[] text() {
        return String.join(
                        "\n",
                        "subtext-silo call 1",
                        method,
                        target,
                        body.hex(),
                        party.value(),
                        Long.toString(timeMillis),
                        nonce)
                .getBytes(StandardCharsets.UTF_8);
    }
}
