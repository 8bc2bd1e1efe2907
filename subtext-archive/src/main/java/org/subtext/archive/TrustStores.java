package org.subtext.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.subtext.problems.InvalidInputException;

/**
 * Makes TLS settings from files: certificates to trust as PEM, an own key as PKCS #12. Verification cannot be switched
 * off.
 */
public final class TrustStores {
    private TrustStores() {}

    /**
     * TLS with the given files.
     *
     * @param authorities PEM file of certificates that are trusted instead of those of the Java platform; null for the
     *     platform's
     * @param clientKeys PKCS #12 file with the key and certificate to present, or null
     * @param password of the key file
     * @throws InvalidInputException when a file cannot be read or holds nothing of use
     */
    public static SSLContext context(@Nullable Path authorities, @Nullable Path clientKeys, char[] password) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(clientKeys, password), authorities == null ? null : trust(authorities), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS cannot be set up on this Java platform", e);
        }
    }

    private static TrustManager[] trust(Path pem) throws GeneralSecurityException {
        Collection<? extends Certificate> certificates;
        try (InputStream in = Files.newInputStream(pem)) {
            certificates = CertificateFactory.getInstance("X.509").generateCertificates(in);
        } catch (IOException | GeneralSecurityException e) {
            throw new InvalidInputException(
                    "The certificates in " + pem + " cannot be read. Expected a PEM file with one or more blocks BEGIN"
                            + " CERTIFICATE. Ask who runs the archive for the certificate of its"
                            + " authority.");
        }
        if (certificates.isEmpty()) {
            throw new InvalidInputException("There is no certificate in " + pem
                    + ". Expected a PEM file with one or more blocks BEGIN CERTIFICATE.");
        }
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        try {
            store.load(null, null);
        } catch (IOException e) {
            throw new IllegalStateException("an empty key store cannot fail to load", e);
        }
        int number = 0;
        for (Certificate certificate : certificates) {
            store.setCertificateEntry("authority-" + number++, certificate);
        }
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static KeyManager @Nullable [] keys(@Nullable Path file, char[] password) throws GeneralSecurityException {
        if (file == null) {
            return null;
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password);
        } catch (IOException | GeneralSecurityException e) {
            throw new InvalidInputException("The key file " + file + " cannot be opened. Expected PKCS #12 (.p12, .pfx)"
                    + " and its password. Check the password file, or export the key again.");
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, password);
        return factory.getKeyManagers();
    }
}
