package org.subtext.silo.enrolment;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import org.subtext.problems.InvalidInputException;
import org.subtext.provenance.AtomicFiles;
import org.subtext.provenance.ContentHash;
import org.subtext.silo.keys.PartyName;
import org.subtext.silo.keys.PublicIdentity;

/**
 * What a site knows of its coordinator: where it is, its keys, and the authority of its certificates.
 *
 * @param address {@code https://host:port}
 * @param identity its keys
 * @param authority the certificate of its authority
 */
public record CoordinatorCard(URI address, PublicIdentity identity, X509Certificate authority) {
    /** What every coordinator is called among its parties. */
    public static final PartyName NAME = new PartyName("coordinator");

    private static final String FILE = "coordinator.card";
    private static final String FIRST_LINE = "subtext-silo coordinator 1";
    private static final int LINES = 5;

    public CoordinatorCard {
        if (!"https".equals(address.getScheme()) || address.getHost() == null) {
            throw new IllegalArgumentException(
                    "The address of a coordinator is https://HOST or https://HOST:PORT, got " + address);
        }
    }

    /** What a person at the site hears by telephone and gives along: over keys and authority, not over the address. */
    public String fingerprint() {
        MessageDigest digest = ContentHash.sha256();
        digest.update((FIRST_LINE + "\n" + identity.fingerprint() + "\n").getBytes(StandardCharsets.UTF_8));
        digest.update(encoded(authority));
        return PublicIdentity.grouped(ContentHash.of(digest).hex());
    }

    /** The lines that an invitation and a file of its own hold. */
    List<String> lines() {
        return List.of(
                FIRST_LINE,
                address.toString(),
                identity.signing(),
                identity.sealing(),
                Base64.getEncoder().encodeToString(encoded(authority)));
    }

    /** @throws IllegalArgumentException if these lines are not as they were written */
    static CoordinatorCard of(List<String> lines) {
        if (lines.size() != LINES || !lines.get(0).equals(FIRST_LINE)) {
            throw new IllegalArgumentException("not the lines of a coordinator");
        }
        return new CoordinatorCard(
                URI.create(lines.get(1)),
                new PublicIdentity(NAME, lines.get(2), lines.get(3)),
                Certificates.read(Base64.getDecoder().decode(lines.get(4))));
    }

    /** Keeps it in the folder of a site. */
    public void save(Path folder) throws IOException {
        AtomicFiles.writeString(folder.resolve(FILE), String.join("\n", lines()) + "\n");
    }

    /** @throws InvalidInputException if the folder's site is not enrolled */
    public static CoordinatorCard read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw new InvalidInputException("The site of " + folder + " knows no coordinator: expected " + FILE
                    + ". Enrol first, with the invitation that the coordinator sent.");
        }
        try {
            return of(Files.readAllLines(file));
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(file + " is damaged: enrol anew.");
        }
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read is written", e);
        }
    }
}
