package org.subtext.silo.enrolment;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.subtext.silo.keys.PartyName;

/** Certificates of others: of a proxy that opens TLS, or of a forger. */
public final class OpeningProxyKeys {
    private final KeyPair authorityKeys = TlsKeys.newKeys();
    private final X509Certificate authority;

    /** @param name of the authority, which a forger takes from another one */
    public OpeningProxyKeys(String name) {
        this.authority = Certificates.authority(name, authorityKeys, Duration.ofDays(9), Instant.now());
    }

    public X509Certificate authority() {
        return authority;
    }

    /** TLS that shows a certificate of this authority for 127.0.0.1. */
    public SSLContext door() {
        return keys("coordinator", Optional.of("127.0.0.1"), authority).context(List.of());
    }

    /** Keys in the name of a party, by this authority, that take another authority's certificates. */
    public TlsKeys keys(String name, Optional<String> host, X509Certificate trusted) {
        KeyPair keys = TlsKeys.newKeys();
        return new TlsKeys(
                keys.getPrivate(),
                Certificates.party(
                        authority,
                        authorityKeys.getPrivate(),
                        new PartyName(name),
                        keys.getPublic(),
                        host,
                        Duration.ofDays(1),
                        Instant.now()),
                trusted);
    }
}
