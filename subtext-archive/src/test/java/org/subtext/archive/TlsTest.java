package org.subtext.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.problems.InvalidInputException;
import org.subtext.progress.Progress;

/** An archive with a certificate of its own authority, made by the JDK's keytool. */
class TlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    Path folder;

    private HttpsServer server;
    private Path certificate;

    @BeforeEach
    void serve() throws Exception {
        Path keys = folder.resolve("keys.p12");
        certificate = folder.resolve("authority.pem");
        keytool(
                "-genkeypair",
                "-alias",
                "a",
                "-keyalg",
                "EC",
                "-dname",
                "CN=test",
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                keys.toString(),
                "-storepass",
                "changeit");
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                "a",
                "-keystore",
                keys.toString(),
                "-storepass",
                "changeit",
                "-file",
                certificate.toString());
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD);
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/studies", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static void keytool(String... arguments) throws Exception {
        List<String> words = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        words.addAll(List.of(arguments));
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private PullSummary pull(@Nullable SSLContext tls) throws Exception {
        ArchiveAddress address =
                ArchiveAddress.parse("https://127.0.0.1:" + server.getAddress().getPort());
        ArchiveLimits limits = ArchiveLimits.STANDARD.withRetries(0).withIdleTimeout(Duration.ofSeconds(20));
        PullPlan.Peer peer = new PullPlan.Peer(address, new Credentials.None(), tls, limits);
        return new Pull(new PullPlan(peer, StudyQuery.ALL, folder.resolve("out"), 1), Progress.SILENT).run();
    }

    @Test
    void aCertificateNobodyVouchesForIsRefusedUntilItsAuthorityIsGiven() throws Exception {
        assertThatThrownBy(() -> pull(null))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContainingAll("TLS with 127.0.0.1", "archive.authorities");

        assertThat(pull(TrustStores.context(certificate, null, PASSWORD)).found())
                .isZero();
        assertThat(pull(TrustStores.context(certificate, folder.resolve("keys.p12"), PASSWORD))
                        .found())
                .as("with a client key, which this server does not ask for")
                .isZero();
    }

    @Test
    void unusableFilesAreNamed() throws Exception {
        Path text = Files.writeString(folder.resolve("text.pem"), "no certificate");
        assertThatThrownBy(() -> TrustStores.context(text, null, PASSWORD))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("PEM");
        assertThatThrownBy(() -> TrustStores.context(null, folder.resolve("keys.p12"), "wrong".toCharArray()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("PKCS #12");
    }
}
