package org.subtext.silo.enrolment;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.subtext.provenance.Software;
import org.subtext.silo.keys.Identity;
import org.subtext.silo.keys.PartyName;
import org.subtext.silo.keys.PublicIdentity;
import org.subtext.silo.keys.Seal;

/**
 * What a site asks its certificate with: its public keys, a request that proves that it holds the key of the
 * certificate, the token, and a signature that proves that it holds the key of its envelopes. Sealed for the
 * coordinator, so that a proxy that opens TLS learns no token.
 */
public final class EnrolmentRequest {
    private static final byte[] PURPOSE = "subtext-silo enrolment 1".getBytes(StandardCharsets.UTF_8);
    private static final String FIRST_LINE = "subtext-silo enrolment 1";
    private static final int LINES = 9;

    private final PublicIdentity identity;
    private final String token;
    private final String version;
    private final PublicKey key;

    private EnrolmentRequest(PublicIdentity identity, String token, String version, PublicKey key) {
        this.identity = identity;
        this.token = token;
        this.version = version;
        this.key = key;
    }

    /**
     * Bytes to send.
     *
     * @param token of the invitation; {@code renewal} for a new certificate of a party that is enrolled
     */
    static byte[] bytes(Identity site, KeyPair tls, String token, PublicIdentity coordinator) {
        Base64.Encoder base64 = Base64.getEncoder();
        String text = String.join(
                "\n",
                FIRST_LINE,
                site.name().value(),
                site.known().signing(),
                site.known().sealing(),
                token,
                Software.version(),
                base64.encodeToString(tls.getPublic().getEncoded()),
                base64.encodeToString(Certificates.request(site.name(), tls)));
        String signature = HexFormat.of().formatHex(site.sign(text.getBytes(StandardCharsets.UTF_8)));
        return Seal.seal(coordinator, (text + "\n" + signature).getBytes(StandardCharsets.UTF_8), PURPOSE);
    }

    /** @throws RefusedEnrolment if it is for another coordinator, or does not prove what it says */
    static EnrolmentRequest open(byte[] bytes, Identity coordinator) throws RefusedEnrolment {
        byte[] text = coordinator
                .open(bytes, PURPOSE)
                .orElseThrow(() -> new RefusedEnrolment("it is not sealed for this coordinator"));
        List<String> lines = new String(text, StandardCharsets.UTF_8).lines().toList();
        try {
            if (lines.size() == LINES && lines.get(0).equals(FIRST_LINE)) {
                PublicIdentity identity = new PublicIdentity(new PartyName(lines.get(1)), lines.get(2), lines.get(3));
                PublicKey key = KeyFactory.getInstance("EC")
                        .generatePublic(
                                new X509EncodedKeySpec(Base64.getDecoder().decode(lines.get(6))));
                byte[] signed = Arrays.copyOf(text, text.length - lines.get(8).length() - 1);
                boolean isProven = identity.hasSigned(signed, HexFormat.of().parseHex(lines.get(8)))
                        && Certificates.isRequestOf(
                                identity.name(), key, Base64.getDecoder().decode(lines.get(7)));
                if (isProven) {
                    return new EnrolmentRequest(identity, lines.get(4), lines.get(5), key);
                }
            }
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            // Told below.
        }
        throw new RefusedEnrolment("it does not prove that its sender holds the keys that it names");
    }

    PublicIdentity identity() {
        return identity;
    }

    String token() {
        return token;
    }

    String version() {
        return version;
    }

    PublicKey key() {
        return key;
    }
}
