package org.subtext.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.problems.InvalidInputException;
import org.subtext.progress.Progress;

/** An archive with a certificate of its own authority, made by the JDK's keytool. */
class TlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    /** Certificates that vouch for themselves, made once: keytool is a process each time. */
    @TempDir
    static Path made;

    @TempDir
    Path folder;

    private @Nullable HttpsServer server;

    @BeforeAll
    static void make() throws Exception {
        keytool("valid", "ip:127.0.0.1");
        keytool("expired", "ip:127.0.0.1", "-startdate", "-400d", "-validity", "30");
        keytool("early", "ip:127.0.0.1", "-startdate", "+30d", "-validity", "30");
        keytool("other", "dns:pacs.example.org");
    }

    private static void keytool(String name, String host, String... dates) throws Exception {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        words.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-genkeypair", "-alias", "a", "-keyalg", "EC"));
        words.addAll(List.of("-dname", "CN=test", "-ext", "san=" + host, "-storetype", "PKCS12"));
        words.addAll(List.of("-keystore", keys(name).toString(), "-storepass", "changeit"));
        words.addAll(List.of(dates));
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private static Path keys(String name) {
        return made.resolve(name + ".p12");
    }

    private static KeyStore store(String name) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys(name))) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    /** The certificates as a file that {@code --ca} would be given. */
    private Path pem(String... names) throws Exception {
        StringBuilder text = new StringBuilder();
        for (String name : names) {
            text.append("-----BEGIN CERTIFICATE-----\n");
            text.append(Base64.getMimeEncoder()
                    .encodeToString(store(name).getCertificate("a").getEncoded()));
            text.append("\n-----END CERTIFICATE-----\n");
        }
        return Files.writeString(folder.resolve(String.join("-", names) + ".pem"), text);
    }

    private void serve(String name) throws Exception {
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store(name), PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        stop();
        HttpsServer serving = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        serving.setHttpsConfigurator(new HttpsConfigurator(context));
        serving.createContext("/studies", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        serving.start();
        server = serving;
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    private PullSummary pull(@Nullable SSLContext tls) throws Exception {
        ArchiveAddress address = ArchiveAddress.parse("https://127.0.0.1:"
                + Objects.requireNonNull(server).getAddress().getPort());
        ArchiveLimits limits = ArchiveLimits.STANDARD.withRetries(0).withIdleTimeout(Duration.ofSeconds(20));
        PullPlan.Peer peer = new PullPlan.Peer(address, new Credentials.None(), tls, limits);
        return new Pull(new PullPlan(peer, StudyQuery.ALL, folder.resolve("out"), 1), Progress.SILENT).run();
    }

    private SSLContext trusting(String... names) throws Exception {
        return TrustStores.context(pem(names), null, PASSWORD);
    }

    private void assertNotTaken(SSLContext tls, String why) {
        assertThatThrownBy(() -> pull(tls))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContainingAll("TLS with 127.0.0.1", why);
    }

    @Test
    void aCertificateNobodyVouchesForIsRefusedUntilItsAuthorityIsGiven() throws Exception {
        serve("valid");
        assertThatThrownBy(() -> pull(null))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContainingAll("TLS with 127.0.0.1", "archive.authorities");

        assertThat(pull(trusting("valid")).found()).isZero();
        assertThat(pull(trusting("expired", "valid", "other")).found()).isZero();
        assertThat(pull(TrustStores.context(pem("valid"), keys("valid"), PASSWORD))
                        .found())
                .as("with a client key, which this server does not ask for")
                .isZero();
    }

    @Test
    void aCertificateOutsideItsDatesIsNotTakenAlsoWhereItIsTheOneThatIsTrusted() throws Exception {
        for (String name : List.of("expired", "early")) {
            assertThatThrownBy(() -> trusting(name))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("has expired or is not yet valid");
            serve(name);
            assertNotTaken(trusting("valid", name), "failed");
        }
    }

    @Test
    void datesAreAskedForWhateverThePlatformTrusts() throws Exception {
        serve("expired");
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry("outdated", store("expired").getCertificate("a"));
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        X509ExtendedTrustManager platform = (X509ExtendedTrustManager) factory.getTrustManagers()[0];
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {platform}, null);
        assertThat(pull(context).found()).as("the platform alone takes it").isZero();

        context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new CurrentCertificates(platform)}, null);
        assertNotTaken(context, "its certificate has expired");
    }

    @Test
    void aCertificateForAnotherHostIsNotTaken() throws Exception {
        serve("other");
        assertNotTaken(trusting("other"), "its certificate is for another host");
    }

    @Test
    void unusableFilesAreNamed() throws Exception {
        Path text = Files.writeString(folder.resolve("text.pem"), "no certificate");
        assertThatThrownBy(() -> TrustStores.context(text, null, PASSWORD))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("PEM");
        assertThatThrownBy(() -> TrustStores.context(null, keys("valid"), "wrong".toCharArray()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("PKCS #12");
    }
}
