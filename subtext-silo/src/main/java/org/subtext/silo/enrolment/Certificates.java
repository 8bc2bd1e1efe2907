package org.subtext.silo.enrolment;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.subtext.silo.keys.PartyName;

/**
 * Certificates (RFC 5280) over keys of NIST's curve P-256, as TLS libraries and proxies everywhere take them.
 *
 * <p>The JDK reads certificates and makes none; these few fixed forms are written here and read again by the JDK before
 * they are used.
 */
final class Certificates {
    private static final byte[] ECDSA_WITH_SHA256 = Der.sequence(Der.oid("1.2.840.10045.4.3.2"));
    private static final Duration BACKDATED = Duration.ofHours(1);
    private static final int SERIAL_BITS = 126;
    private static final int SIGNS_CERTIFICATES = 0x06;
    private static final int SIGNS = 0x80;

    private Certificates() {}

    static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has P-256", e);
        }
    }

    /** A certificate of an authority by itself, that issues no other authority. */
    static X509Certificate authority(String name, KeyPair keys, Duration valid, Instant now) {
        byte[] subject = name(name);
        return signed(
                keys.getPrivate(),
                subject,
                subject,
                keys.getPublic(),
                valid,
                now,
                List.of(
                        extension("2.5.29.19", true, Der.sequence(Der.yes(), Der.integer(BigInteger.ZERO))),
                        extension("2.5.29.15", true, Der.bits(1, new byte[] {SIGNS_CERTIFICATES}))));
    }

    /** A certificate of a party. */
    static X509Certificate party(
            X509Certificate issuer,
            PrivateKey issuerKey,
            PartyName party,
            PublicKey key,
            Optional<String> host,
            Duration valid,
            Instant now) {
        List<byte[]> extensions = new ArrayList<>(List.of(
                extension("2.5.29.19", true, Der.sequence()),
                extension("2.5.29.15", true, Der.bits(7, new byte[] {(byte) SIGNS})),
                extension(
                        "2.5.29.37",
                        false,
                        Der.sequence(Der.oid(host.isPresent() ? "1.3.6.1.5.5.7.3.1" : "1.3.6.1.5.5.7.3.2")))));
        host.ifPresent(name -> extensions.add(extension("2.5.29.17", false, Der.sequence(alternative(name)))));
        return signed(
                issuerKey,
                issuer.getSubjectX500Principal().getEncoded(),
                name(party.value()),
                key,
                valid,
                now,
                extensions);
    }

    /** A request for a certificate (PKCS #10, RFC 2986), by whoever holds the key. */
    static byte[] request(PartyName party, KeyPair keys) {
        byte[] info = requestInfo(party, keys.getPublic());
        return Der.sequence(info, ECDSA_WITH_SHA256, Der.bits(0, sign(keys.getPrivate(), info)));
    }

    /**
     * Whether a request is the one that the holder of this key would make in this name. Nothing of it is parsed: but
     * for the signature it is what is written here anew.
     */
    static boolean isRequestOf(PartyName party, PublicKey key, byte[] request) {
        byte[] info = requestInfo(party, key);
        // A signature over P-256 in DER has 8 to 72 bytes.
        for (int length = 72; length >= 8; length--) {
            int end = request.length - length;
            if (end < 0) {
                continue;
            }
            byte[] signature = java.util.Arrays.copyOfRange(request, end, request.length);
            byte[] whole = Der.sequence(info, ECDSA_WITH_SHA256, Der.bits(0, signature));
            if (java.util.Arrays.equals(whole, request) && verifies(key, info, signature)) {
                return true;
            }
        }
        return false;
    }

    private static boolean verifies(PublicKey key, byte[] info, byte[] signature) {
        try {
            Signature check = Signature.getInstance("SHA256withECDSA");
            check.initVerify(key);
            check.update(info);
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static byte[] requestInfo(PartyName party, PublicKey key) {
        return Der.sequence(Der.integer(BigInteger.ZERO), name(party.value()), key.getEncoded(), Der.tagged(0xa0));
    }

    private static byte[] name(String common) {
        return Der.sequence(Der.set(Der.sequence(Der.oid("2.5.4.3"), Der.text(common))));
    }

    private static byte[] extension(String oid, boolean isCritical, byte[] value) {
        return isCritical
                ? Der.sequence(Der.oid(oid), Der.yes(), Der.octets(value))
                : Der.sequence(Der.oid(oid), Der.octets(value));
    }

    private static byte[] alternative(String host) {
        if (host.matches("[0-9.]+") || host.contains(":")) {
            try {
                // Digits and colons are an address, so that nobody is asked for a name.
                return Der.tagged(0x87, InetAddress.getByName(host).getAddress());
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException("not an address: " + host, e);
            }
        }
        return Der.tagged(0x82, host.getBytes(StandardCharsets.US_ASCII));
    }

    private static X509Certificate signed(
            PrivateKey issuerKey,
            byte[] issuer,
            byte[] subject,
            PublicKey key,
            Duration valid,
            Instant now,
            List<byte[]> extensions) {
        Instant from = now.minus(BACKDATED).truncatedTo(ChronoUnit.SECONDS);
        byte[] info = Der.sequence(
                Der.tagged(0xa0, Der.integer(BigInteger.TWO)),
                Der.integer(new BigInteger(SERIAL_BITS, new SecureRandom()).add(BigInteger.ONE)),
                ECDSA_WITH_SHA256,
                issuer,
                Der.sequence(Der.time(from), Der.time(now.plus(valid).truncatedTo(ChronoUnit.SECONDS))),
                subject,
                key.getEncoded(),
                Der.tagged(0xa3, Der.sequence(extensions.toArray(new byte[0][]))));
        return read(Der.sequence(info, ECDSA_WITH_SHA256, Der.bits(0, sign(issuerKey, info))));
    }

    /** @throws IllegalArgumentException if these bytes are no certificate */
    static X509Certificate read(byte[] der) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not a certificate", e);
        }
    }

    private static byte[] sign(PrivateKey key, byte[] bytes) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(key);
            signature.update(bytes);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key that was just made does not sign", e);
        }
    }
}
