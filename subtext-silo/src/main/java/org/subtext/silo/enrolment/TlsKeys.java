package org.subtext.silo.enrolment;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.subtext.problems.InvalidInputException;
import org.subtext.provenance.AtomicFiles;
import org.subtext.provenance.OwnerOnly;
import org.subtext.silo.keys.PrivateFile;

/**
 * What a party shows on the wire: a key and its certificate, with the authority that both ends trust and no other.
 *
 * @param own certificate of this party
 * @param authority that issued it, and whose certificates are taken from the other end
 */
public record TlsKeys(PrivateKey key, X509Certificate own, X509Certificate authority) {
    private static final String KEY_FILE = "tls.key";
    private static final String CERTIFICATE_FILE = "tls.crt";
    private static final String BEGIN_CERTIFICATE = "-----BEGIN CERTIFICATE-----";

    /** Whether a folder has them. */
    public static boolean isIn(Path folder) {
        return Files.exists(folder.resolve(CERTIFICATE_FILE));
    }

    /** Writes {@value #KEY_FILE}, its owner's alone, and {@value #CERTIFICATE_FILE}, both PEM. */
    public void save(Path folder) throws IOException {
        savePrivate(folder.resolve(KEY_FILE), key);
        AtomicFiles.writeString(folder.resolve(CERTIFICATE_FILE), pem(own) + pem(authority));
    }

    static void savePrivate(Path file, PrivateKey key) throws IOException {
        OwnerOnly.folder(file.toAbsolutePath().normalize().resolveSibling(""));
        AtomicFiles.writeString(file, block("PRIVATE KEY", key.getEncoded()));
        OwnerOnly.close(file);
    }

    /** @throws InvalidInputException if there are none, others may read the key, or they are damaged */
    public static TlsKeys read(Path folder) throws IOException {
        Path certificates = folder.resolve(CERTIFICATE_FILE);
        if (!Files.isRegularFile(certificates)) {
            throw new InvalidInputException("There is no certificate in " + folder + ": expected " + CERTIFICATE_FILE
                    + ", which enrolment brings. Enrol first.");
        }
        List<X509Certificate> chain = certificates(Files.readString(certificates), certificates);
        if (chain.size() != 2) {
            throw new InvalidInputException(certificates + " holds " + chain.size()
                    + " certificates; expected this party's and its authority's. Enrol anew.");
        }
        return new TlsKeys(readPrivate(folder.resolve(KEY_FILE)), chain.get(0), chain.get(1));
    }

    static PrivateKey readPrivate(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new InvalidInputException("There is no key " + file + ". Bring it back from a copy, or enrol anew.");
        }
        PrivateFile.require(file);
        try {
            return KeyFactory.getInstance("EC")
                    .generatePrivate(new PKCS8EncodedKeySpec(decoded(Files.readString(file), "PRIVATE KEY")));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new InvalidInputException(
                    "The key " + file + " is damaged. Bring it back from a copy, or enrol anew.");
        }
    }

    /** Certificates of a PEM file, at least one. */
    public static List<X509Certificate> certificates(String pem, Path file) {
        try {
            Collection<? extends Certificate> read = pem.contains(BEGIN_CERTIFICATE)
                    ? CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
                    : List.of();
            if (!read.isEmpty()) {
                return read.stream().map(X509Certificate.class::cast).toList();
            }
        } catch (GeneralSecurityException e) {
            // Told below.
        }
        throw new InvalidInputException("There is no certificate in " + file + ". Expected PEM: blocks that start with "
                + BEGIN_CERTIFICATE + ".");
    }

    /** TLS that shows this certificate and takes only those of the authority, and of the others given. */
    public SSLContext context(List<X509Certificate> alsoTrusted) {
        return context(java.util.Optional.of(this), authority, alsoTrusted);
    }

    /** TLS without a certificate of one's own, for who is not enrolled yet. */
    public static SSLContext withoutOwn(X509Certificate authority, List<X509Certificate> alsoTrusted) {
        return context(java.util.Optional.empty(), authority, alsoTrusted);
    }

    private static SSLContext context(
            java.util.Optional<TlsKeys> own, X509Certificate authority, List<X509Certificate> alsoTrusted) {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            loadEmpty(trusted);
            trusted.setCertificateEntry("authority", authority);
            for (int i = 0; i < alsoTrusted.size(); i++) {
                trusted.setCertificateEntry("also-" + i, alsoTrusted.get(i));
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            KeyStore keys = KeyStore.getInstance("PKCS12");
            loadEmpty(keys);
            if (own.isPresent()) {
                TlsKeys mine = own.get();
                keys.setKeyEntry("own", mine.key, new char[0], new Certificate[] {mine.own});
            }
            KeyManagerFactory manager = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            manager.init(keys, new char[0]);
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(manager.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS cannot be set up on this Java platform", e);
        }
    }

    private static void loadEmpty(KeyStore store) throws GeneralSecurityException {
        try {
            store.load(null, null);
        } catch (IOException e) {
            throw new IllegalStateException("nothing is read", e);
        }
    }

    static String pem(X509Certificate certificate) {
        try {
            return block("CERTIFICATE", certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read is written", e);
        }
    }

    private static String block(String kind, byte[] der) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n";
    }

    private static byte[] decoded(String pem, String kind) {
        String text = pem.replace("-----BEGIN " + kind + "-----", "").replace("-----END " + kind + "-----", "");
        return Base64.getMimeDecoder().decode(text);
    }

    /** The key pair for which a certificate is asked. */
    static KeyPair newKeys() {
        return Certificates.newKeys();
    }

    /** Names no secret. */
    @Override
    public String toString() {
        return "TLS keys of " + own.getSubjectX500Principal();
    }
}
