package org.subtext.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person reads who asks an archive for the wrong thing. */
class ArchiveCommandTest {
    @TempDir
    Path folder;

    private HttpServer server;
    private int status = 401;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] page = "<html>Sign in</html>".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/html");
            exchange.sendResponseHeaders(status, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/dicom-web";
    }

    private Terminal pull(Object... more) {
        Object[] words = new Object[more.length + 4];
        System.arraycopy(new Object[] {"archive", "pull", "--out", folder.resolve("out")}, 0, words, 0, 4);
        System.arraycopy(more, 0, words, 4, more.length);
        return Terminal.run(words);
    }

    private static void assertMendable(Terminal terminal, String... words) {
        assertThat(terminal.exit()).as(terminal.all()).isEqualTo(2);
        assertThat(terminal.err()).contains(words).doesNotContain("\tat ", "s3cret");
    }

    @Test
    void refusalsAreMendable() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "s3cret\n");
        assertMendable(pull(url(), "--token-file", token), "401", "a bearer token sent", "--token-file");
        assertMendable(pull(url(), "--user", "audit", "--password-file", token), "401", "user and password sent");
        status = 200;
        assertMendable(pull(url()), "text/html", "/dicom-web");
        server.stop(0);
        assertMendable(pull(url(), "--retries", 0), "no connection", "Check address and port");
    }

    @Test
    void whatWasTypedWrongIsSaidBeforeAnythingIsSent() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "s3cret\n");
        assertMendable(pull("pacs.example.org"), "https://");
        assertMendable(pull("https://u:p@pacs.example.org"), "--password-file");
        assertMendable(pull("http://pacs.example.org", "--token-file", token), "--plain-http");
        assertMendable(pull(url(), "--token-file", folder.resolve("none")), "cannot be read");
        assertMendable(pull(url(), "--user", "audit"), "--password-file");
        assertMendable(pull(url(), "--study-date", "2020", "--modality", "a-b"), "2 problems", "yyyymmdd", "\"A-B\"");
        assertMendable(pull(url(), "--parallel", 100), "--parallel 4");
        assertMendable(pull(url(), "--ca", token), "PEM");
        Path table = Files.writeString(folder.resolve("t.csv"), "id\nplanted*\n");
        assertMendable(pull(url(), "--patients", table), "\"patient_id\"", "--column");
        Terminal wildcard = pull(url(), "--patients", table, "--column", "id");
        assertMendable(wildcard, "row 2", "pattern");
        assertThat(wildcard.all()).doesNotContain("planted");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void theOthersRefuseAsWell() {
        assertMendable(Terminal.run("archive"), "archive pull");
        assertMendable(Terminal.run("archive", "push", folder.resolve("none"), url()), "Is this a finished run?");
        assertMendable(
                Terminal.run("archive", "receive", "--out", folder.resolve("in"), "--bind", "0.0.0.0"),
                "--allow-address");
        for (String command : new String[] {"pull", "receive", "push"}) {
            Terminal help = Terminal.run("archive", command, "--help");
            assertThat(help.exit()).isZero();
            assertThat(help.out()).contains("Example", "subtext archive " + command);
        }
    }

    /** Runs an audit of scores, for there is no shorter way to a finished run. */
    private Path finishedRun() throws IOException {
        StringBuilder table = new StringBuilder("patient,truth,score\n");
        for (int i = 0; i < 60; i++) {
            String recorded = i % 2 == 0 ? "Black" : "White";
            table.append("planted-").append(i).append(',').append(recorded).append(',');
            table.append(i % 2 == 0 ? 0.3 + i / 100.0 : 0.1 + i / 100.0).append('\n');
        }
        Path scores = Files.writeString(folder.resolve("scores.csv"), table);
        Path run = folder.resolve("run");
        Terminal audit = Terminal.run(
                "scores",
                scores,
                "--truth",
                "truth",
                "--patient",
                "patient",
                "--positive",
                "Black",
                "--score",
                "score",
                "--replicates",
                200,
                "--out",
                run);
        assertThat(audit.exit()).as(audit.all()).isZero();
        return run;
    }

    @Test
    void anAnswerIsPushedAsReportPictureOrBoth() throws IOException {
        Path run = finishedRun();
        List<String> received = new ArrayList<>();
        server.createContext("/dicom-web/studies", exchange -> {
            received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            byte[] answer = "{}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/dicom+json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        String report = "1.2.840.10008.5.1.4.1.1.88.22";
        String picture = "1.2.840.10008.5.1.4.1.1.7";
        for (Object[] words : new Object[][] {
            {"archive", "push", run, url()},
            {"archive", "push", run, url(), "--as", "picture"},
            {"archive", "push", run, url(), "--as", "both"}
        }) {
            Terminal push = Terminal.run(words);
            assertThat(push.exit()).as(push.all()).isZero();
            assertThat(push.out()).contains("SUBTEXT-AUDIT", "2.25.");
        }
        assertThat(received).hasSize(4);
        assertThat(received.get(0)).contains(report).doesNotContain(picture + "\0");
        assertThat(received.get(1)).contains(picture + "\0").doesNotContain(report);
        assertThat(received.get(2)).isEqualTo(received.get(0));
        assertThat(received.get(3)).isEqualTo(received.get(1));
        assertThat(received)
                .allSatisfy(body -> assertThat(body).contains("SUBTEXT-AUDIT").doesNotContain("planted"));
        assertMendable(Terminal.run("archive", "push", run, url(), "--as", "fax"), "fax", "report", "picture", "both");
    }
}
