package org.subtext.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.subtext.problems.InvalidInputException;

/**
 * Makes TLS settings from files: certificates to trust as PEM, an own key as PKCS #12. Verification cannot be switched
 * off, and no certificate is taken outside its dates.
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
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(authorities == null ? null : trusted(authorities));
            context.init(keys(clientKeys, password), current(factory.getTrustManagers()), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS cannot be set up on this Java platform", e);
        }
    }

    private static TrustManager[] current(TrustManager[] given) {
        return Arrays.stream(given)
                .map(one -> one instanceof X509ExtendedTrustManager platform ? new CurrentCertificates(platform) : one)
                .toArray(TrustManager[]::new);
    }

    /** Those of a file that are valid today: the platform asks an authority of ours for no dates. */
    private static KeyStore trusted(Path pem) throws GeneralSecurityException {
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
        List<? extends X509Certificate> current = certificates.stream()
                .filter(X509Certificate.class::isInstance)
                .map(X509Certificate.class::cast)
                .filter(TrustStores::isValidToday)
                .toList();
        if (current.isEmpty()) {
            throw new InvalidInputException("Each of the " + certificates.size() + " certificates in " + pem
                    + " has expired or is not yet valid. Expected at least one that is valid today. Check this machine's"
                    + " clock, or ask who runs the archive for the present certificate of its authority.");
        }
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        try {
            store.load(null, null);
        } catch (IOException e) {
            throw new IllegalStateException("an empty key store cannot fail to load", e);
        }
        for (int i = 0; i < current.size(); i++) {
            store.setCertificateEntry("authority-" + i, current.get(i));
        }
        return store;
    }

    private static boolean isValidToday(X509Certificate certificate) {
        try {
            certificate.checkValidity();
            return true;
        } catch (CertificateExpiredException | CertificateNotYetValidException e) {
            return false;
        }
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
