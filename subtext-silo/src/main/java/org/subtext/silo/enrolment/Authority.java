package org.subtext.silo.enrolment;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import org.subtext.problems.InvalidInputException;
import org.subtext.provenance.AtomicFiles;
import org.subtext.provenance.ContentHash;
import org.subtext.provenance.OwnerOnly;
import org.subtext.provenance.Software;
import org.subtext.silo.envelope.Envelope;
import org.subtext.silo.envelope.Header;
import org.subtext.silo.journal.Lines;
import org.subtext.silo.keys.Identity;
import org.subtext.silo.keys.PartyName;

/**
 * The coordinator's own authority: invites sites, issues their certificates and takes them back. Safe for several
 * threads and processes.
 */
public final class Authority {
    /** How long a token is good. */
    public static final Duration TOKEN_LIFE = Duration.ofHours(24);

    /** How long a certificate is good. */
    public static final Duration CERTIFICATE_LIFE = Duration.ofDays(365);

    /** What stands for a plan where none is meant. */
    public static final ContentHash NO_PLAN = new ContentHash("0".repeat(64));

    private static final Duration AUTHORITY_LIFE = Duration.ofDays(3653);
    private static final String KEY_FILE = "authority.key";
    private static final String CERTIFICATE_FILE = "authority.crt";
    private static final String RENEWAL = "renewal";
    private static final int TOKEN_BYTES = 16;

    private final Identity coordinator;
    private final PrivateKey key;
    private final X509Certificate certificate;
    private final Register register;
    private final Lines tokens;

    private Authority(Path folder, Identity coordinator, PrivateKey key, X509Certificate certificate) {
        this.coordinator = coordinator;
        this.key = key;
        this.certificate = certificate;
        this.register = new Register(folder.resolve("parties.txt"));
        this.tokens = new Lines(folder.resolve("tokens.txt"));
    }

    /**
     * Makes the authority of a coordinator, and the certificate of its own door.
     *
     * @param host by which sites reach it, which the certificate names
     */
    public static Authority make(Path folder, Identity coordinator, String host, Instant now) throws IOException {
        OwnerOnly.folder(folder);
        if (Files.exists(folder.resolve(KEY_FILE))) {
            throw new InvalidInputException("There is an authority in " + folder
                    + " already; a new one would lock out every site that it enrolled. Choose another folder.");
        }
        KeyPair keys = Certificates.newKeys();
        String name = "subtext-silo " + coordinator.known().fingerprint().substring(0, 9);
        X509Certificate certificate = Certificates.authority(name, keys, AUTHORITY_LIFE, now);
        TlsKeys.savePrivate(folder.resolve(KEY_FILE), keys.getPrivate());
        AtomicFiles.writeString(folder.resolve(CERTIFICATE_FILE), TlsKeys.pem(certificate));
        Authority made = new Authority(folder, coordinator, keys.getPrivate(), certificate);
        made.openDoor(folder, host, now);
        return made;
    }

    /** Makes the certificate of the coordinator's door anew: for another host, or after a year. */
    public void openDoor(Path folder, String host, Instant now) throws IOException {
        KeyPair door = Certificates.newKeys();
        X509Certificate own = Certificates.party(
                certificate, key, coordinator.name(), door.getPublic(), Optional.of(host), CERTIFICATE_LIFE, now);
        new TlsKeys(door.getPrivate(), own, certificate).save(folder);
    }

    /** Reads the authority of a coordinator's folder. */
    public static Authority read(Path folder, Identity coordinator) throws IOException {
        Path file = folder.resolve(CERTIFICATE_FILE);
        if (!Files.isRegularFile(file)) {
            throw new InvalidInputException("There is no authority in " + folder + ": expected " + CERTIFICATE_FILE
                    + ". Begin the folder of a coordinator first.");
        }
        return new Authority(
                folder,
                coordinator,
                TlsKeys.readPrivate(folder.resolve(KEY_FILE)),
                TlsKeys.certificates(Files.readString(file), file).get(0));
    }

    /** Invites a site under a name; its token is kept as a hash only. */
    public Invitation invite(PartyName site, URI address, Instant now) throws IOException {
        if (site.equals(coordinator.name())) {
            throw new InvalidInputException("No site can be called \"" + site + "\", which is the coordinator's name.");
        }
        byte[] bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        String token = HexFormat.of().formatHex(bytes);
        Instant expires = now.plus(TOKEN_LIFE).truncatedTo(ChronoUnit.SECONDS);
        tokens.append("invited " + hash(site, token) + " " + expires);
        return new Invitation(site, token, expires, card(address));
    }

    public CoordinatorCard card(URI address) {
        return new CoordinatorCard(address, coordinator.known(), certificate);
    }

    public Register register() {
        return register;
    }

    public X509Certificate certificate() {
        return certificate;
    }

    /**
     * Enrols a site that was invited.
     *
     * @return an envelope for the site with its certificate
     * @throws RefusedEnrolment in words that the site is told
     */
    public Envelope enrol(byte[] request, Instant now) throws RefusedEnrolment, IOException {
        EnrolmentRequest asked = EnrolmentRequest.open(request, coordinator);
        requireVersion(asked);
        spend(asked.identity().name(), asked.token(), now);
        return issue(asked, now);
    }

    /**
     * Gives an enrolled site its next certificate, under the same keys of envelopes.
     *
     * @throws RefusedEnrolment if its keys are not those that are enrolled
     */
    public Envelope renew(byte[] request, Instant now) throws RefusedEnrolment, IOException {
        EnrolmentRequest asked = EnrolmentRequest.open(request, coordinator);
        requireVersion(asked);
        boolean isSame = register.party(asked.identity().name())
                .filter(party -> party.identity().equals(asked.identity()))
                .isPresent();
        if (!isSame || !asked.token().equals(RENEWAL)) {
            throw new RefusedEnrolment("no site is enrolled under this name and these keys; ask for an invitation");
        }
        return issue(asked, now);
    }

    private static void requireVersion(EnrolmentRequest asked) throws RefusedEnrolment {
        if (!asked.version().equals(Software.version())) {
            String other = asked.version().replaceAll("[^0-9A-Za-z.-]", "?");
            throw new RefusedEnrolment("the site runs Subtext " + other.substring(0, Math.min(other.length(), 40))
                    + ", the coordinator " + Software.version() + "; both must run the same version");
        }
    }

    private Envelope issue(EnrolmentRequest asked, Instant now) throws IOException {
        X509Certificate own = Certificates.party(
                certificate, key, asked.identity().name(), asked.key(), Optional.empty(), CERTIFICATE_LIFE, now);
        register.enrol(
                asked.identity(), own.getSerialNumber(), own.getNotAfter().toInstant(), now);
        try {
            return Envelope.close(
                    coordinator,
                    asked.identity(),
                    new Header(
                            NO_PLAN, 0, 1, coordinator.name(), asked.identity().name(), "certificate", 0),
                    own.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was just made is written", e);
        }
    }

    /** Takes the token, so that nobody takes it again, also not at the same time. */
    private void spend(PartyName site, String token, Instant now) throws RefusedEnrolment, IOException {
        String hash = hash(site, token);
        tokens.append(before -> {
            Instant expires = null;
            for (String line : before) {
                String[] parts = line.split(" ", 3);
                if (parts.length == 3
                        && MessageDigest.isEqual(
                                parts[1].getBytes(java.nio.charset.StandardCharsets.UTF_8),
                                hash.getBytes(java.nio.charset.StandardCharsets.UTF_8))) {
                    if (parts[0].equals("used")) {
                        throw new RefusedEnrolment("the token was used before; if it was not you who used it, tell the"
                                + " coordinator by telephone, and ask for a new invitation");
                    }
                    expires = Instant.parse(parts[2]);
                }
            }
            if (expires == null) {
                throw new RefusedEnrolment("the token is none that was made for this name");
            }
            if (!now.isBefore(expires)) {
                throw new RefusedEnrolment(
                        "the token was good until " + expires + "; ask the coordinator for a new invitation");
            }
            return "used " + hash + " " + now.truncatedTo(ChronoUnit.SECONDS);
        });
    }

    /** Bound to the name. A token has 128 random bits, so that its hash needs no salt. */
    private static String hash(PartyName site, String token) {
        return ContentHash.ofText("subtext-silo token 1\n" + site + "\n" + token)
                .hex();
    }

    /** Whether a certificate is the one that a party was given last. */
    public boolean isCurrent(PartyName party, X509Certificate shown) throws IOException {
        return register.party(party)
                .filter(known -> known.serial().equals(shown.getSerialNumber().toString(16)))
                .isPresent();
    }
}
