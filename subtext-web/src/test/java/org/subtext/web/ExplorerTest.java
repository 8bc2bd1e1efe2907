package org.subtext.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.subtext.audit.door.LocalDoor;
import org.subtext.problems.InvalidInputException;
import org.subtext.provenance.ContentHash;
import org.subtext.provenance.FolderLock;
import org.subtext.provenance.FolderTree;
import org.subtext.recognition.testing.LogisticTrainer;
import org.subtext.web.access.Headers;
import org.subtext.web.pages.Pages;

/** The server as a whole, over runs of every kind: who is answered, what pages say, and that nothing is written. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExplorerTest {
    static final List<String> PAGES = List.of(
            "/",
            "/compare?run=images&run=images",
            "/compare?run=images&run=small",
            "/runs/images/findings",
            "/runs/images/routes",
            "/runs/images/groups",
            "/runs/images/record",
            "/runs/images/ask",
            "/runs/harm/ask?question=Who%20is%20served%20worse%3F",
            "/runs/small/findings",
            "/runs/small/groups",
            "/runs/harm/harm",
            "/runs/harm/record",
            "/runs/" + encoded(ExampleRuns.HOSTILE) + "/findings",
            "/runs/" + encoded(ExampleRuns.HOSTILE) + "/groups",
            "/runs/" + encoded(ExampleRuns.HOSTILE) + "/record");

    private Path runs;
    private Explorer explorer;
    private Client client;

    @BeforeAll
    void start() throws Exception {
        runs = ExampleRuns.Shared.FOLDER;
        explorer = Explorer.start(new ExampleRuns(runs).door(), 0);
        client = Client.with(explorer.link());
    }

    @AfterAll
    void end() {
        explorer.close();
    }

    static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private String own() {
        return "Host: 127.0.0.1:" + explorer.port();
    }

    private Reply ask(String line, String... headers) throws IOException {
        return Reply.to(explorer.port(), line, List.of(headers));
    }

    @Test
    void theLinkIsGoodOnce() throws IOException {
        String query = URI.create(explorer.link()).getQuery();
        Reply again = ask("GET /?" + query + " HTTP/1.1", own());
        assertThat(again.status()).isEqualTo(401);
        assertThat(again.header("set-cookie")).isEmpty();
        assertThat(again.body()).contains("Open the link that the program printed");
    }

    /** Programs that look what a link leads to ask for its head alone. */
    @Test
    void aLookAtTheHeadDoesNotUseTheLinkUp() throws IOException {
        try (Explorer other = Explorer.start(new ExampleRuns(runs).door(), 0)) {
            URI link = URI.create(other.link());
            List<String> host = List.of("Host: 127.0.0.1:" + link.getPort());
            String path = " /?" + link.getQuery() + " HTTP/1.1";
            Reply head = Reply.to(link.getPort(), "HEAD" + path, host);
            assertThat(head.status()).isEqualTo(401);
            assertThat(head.header("set-cookie")).isEmpty();
            assertThat(Reply.to(link.getPort(), "GET" + path, host).status()).isEqualTo(303);
        }
    }

    @Test
    void requestsThatCannotBeReadAreRefusedWithTheSameHeaders() throws IOException {
        Map<String, Reply> broken = new TreeMap<>();
        broken.put("400 line", ask("GET /%zz HTTP/1.1", own()));
        broken.put("400 header", ask("GET / HTTP/1.1", own(), "a b: c"));
        broken.put("400 host", ask("GET / HTTP/1.1"));
        broken.put("414", ask("GET /" + "a".repeat(20_000) + " HTTP/1.1", own()));
        broken.put("431", ask("GET / HTTP/1.1", own(), "X: " + "a".repeat(20_000)));

        broken.forEach((name, reply) -> {
            assertThat(reply.status()).as(name).isEqualTo(Integer.parseInt(name.substring(0, 3)));
            Headers.all()
                    .forEach((header, value) -> assertThat(reply.header(header))
                            .as(name + " " + header)
                            .contains(value));
            assertThat(reply.body()).as(name).doesNotContain("<", "Jetty", "jetty");
        });
    }

    @Test
    void linksThatLeaveTheFolderAreNotFollowed(@TempDir Path folder) throws IOException {
        Path fenced = Files.createDirectory(folder.resolve("runs"));
        Path harm = copy(runs.resolve("harm"), fenced.resolve("harm"));
        Path part = copy(harm, fenced.resolve("part"));
        Files.delete(part.resolve("harm.json"));
        Files.createSymbolicLink(part.resolve("harm.json"), runs.resolve("harm/harm.json"));
        Files.createSymbolicLink(fenced.resolve("whole"), runs.resolve("harm"));
        Files.createSymbolicLink(fenced.resolve("inside"), harm);
        try (Explorer other = Explorer.start(LocalDoor.fenced(fenced, LogisticTrainer::new), 0)) {
            Client reader = Client.with(other.link());
            for (String run : List.of("harm", "inside")) {
                assertThat(reader.get("/runs/" + run + "/harm").status())
                        .as(run)
                        .isEqualTo(200);
            }
            for (String run : List.of("part", "whole")) {
                for (String page : List.of("harm", "record", "ask?question=Who%20is%20served%20worse%3F")) {
                    Reply reply = reader.get("/runs/" + run + "/" + page);
                    assertThat(reply.status()).as(run + page).isEqualTo(404);
                    assertThat(reply.body()).doesNotContain("served worse than");
                }
            }
            assertThat(reader.get("/").body()).contains("part", "Cannot be read");
        }
    }

    @Test
    void aRunThatIsAnotherOneNowIsSeen(@TempDir Path folder) throws Exception {
        Path run = copy(runs.resolve("small"), folder.resolve("one"));
        try (Explorer other = Explorer.start(new ExampleRuns(folder).door(), 0)) {
            Client reader = Client.with(other.link());
            String before = reader.get("/runs/one/findings").body();
            assertThat(reader.get("/runs/one/findings").body()).isEqualTo(before);
            FolderTree.delete(run);
            assertThat(reader.get("/runs/one/findings").status()).isEqualTo(404);
            copy(runs.resolve(ExampleRuns.HOSTILE), run);
            Reply now = reader.get("/runs/one/findings");
            assertThat(now.status()).isEqualTo(200);
            assertThat(now.body()).isNotEqualTo(before);
        }
    }

    private static Path copy(Path run, Path to) throws IOException {
        Files.createDirectory(to);
        try (Stream<Path> files = Files.list(run)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
        return to;
    }

    @Test
    void theCookieIsSeenByNoScriptAndSentByNoOtherSite() throws IOException {
        try (Explorer other = Explorer.start(new ExampleRuns(runs).door(), 0)) {
            URI link = URI.create(other.link());
            Reply reply = Reply.to(
                    link.getPort(),
                    "GET /?" + link.getQuery() + " HTTP/1.1",
                    List.of("Host: localhost:" + link.getPort()));
            assertThat(reply.status()).isEqualTo(303);
            assertThat(reply.header("location")).contains("/");
            assertThat(reply.header("set-cookie"))
                    .hasValueSatisfying(cookie -> assertThat(cookie)
                            .startsWith("subtext-" + link.getPort() + "=")
                            .endsWith("; Path=/; Max-Age=43200; HttpOnly; SameSite=Strict"));
        }
    }

    @Test
    void whoHasNoCookieIsToldOfNothing() throws IOException {
        for (String path : PAGES) {
            Reply none = ask("GET " + path + " HTTP/1.1", own());
            assertThat(none.status()).as(path).isEqualTo(401);
            assertThat(none.body()).doesNotContain("images", "harm");
        }
        assertThat(ask("GET /assets/explorer.js HTTP/1.1", own()).status()).isEqualTo(401);
        assertThat(ask("GET /progress HTTP/1.1", own()).status()).isEqualTo(401);
        assertThat(ask("GET /nowhere HTTP/1.1", own()).status()).isEqualTo(401);
        Reply wrong = ask("GET / HTTP/1.1", own(), "Cookie: subtext-" + explorer.port() + "=guessed");
        assertThat(wrong.status()).isEqualTo(401);
    }

    @Test
    void foreignHostsAndOriginsAreRefusedWithTheCookieToo() throws IOException {
        String cookie = "Cookie: " + client.cookie();
        assertThat(ask("GET / HTTP/1.1", "Host: evil.example", cookie).status()).isEqualTo(421);
        assertThat(ask("GET http://evil.example/ HTTP/1.1", "Host: evil.example", cookie)
                        .status())
                .isEqualTo(421);
        assertThat(ask("GET / HTTP/1.1", own(), "Origin: http://evil.example", cookie)
                        .status())
                .isEqualTo(403);
        assertThat(ask("GET / HTTP/1.1", own(), "Sec-Fetch-Site: cross-site", cookie)
                        .status())
                .isEqualTo(403);
        assertThat(ask("GET / HTTP/1.1", own(), cookie).status()).isEqualTo(200);
    }

    @Test
    void nothingIsWrittenAndNothingLargeIsRead() throws IOException {
        String cookie = "Cookie: " + client.cookie();
        assertThat(ask("POST / HTTP/1.1", own(), cookie, "Content-Length: 0").status())
                .isEqualTo(405);
        assertThat(ask("DELETE /runs/images/findings HTTP/1.1", own(), cookie).status())
                .isEqualTo(405);
        assertThat(ask("GET / HTTP/1.1", own(), cookie, "Content-Length: 1048577")
                        .status())
                .isEqualTo(413);
        assertThat(ask("GET / HTTP/1.1", own(), cookie, "X: " + "x".repeat(20_000))
                        .status())
                .isEqualTo(431);
    }

    @Test
    void everyAnswerKeepsTheBrowserToItself() throws IOException {
        for (Reply reply : List.of(client.get("/"), client.get("/nowhere"), ask("GET / HTTP/1.1", own()))) {
            assertThat(reply.header("content-security-policy"))
                    .hasValueSatisfying(policy -> assertThat(policy)
                            .contains("default-src 'none'", "frame-ancestors 'none'", "trusted-types 'none'")
                            .doesNotContain("unsafe", "http", "data:"));
            assertThat(reply.headers())
                    .containsEntry("x-content-type-options", "nosniff")
                    .containsEntry("referrer-policy", "no-referrer")
                    .containsEntry("cross-origin-opener-policy", "same-origin")
                    .containsEntry("cross-origin-resource-policy", "same-origin")
                    .containsEntry("cache-control", "no-store")
                    .doesNotContainKey("server");
        }
    }

    @Test
    void everyPageIsThere() throws IOException {
        for (String path : PAGES) {
            Reply page = client.get(path);
            assertThat(page.status()).as(path).isEqualTo(200);
            assertThat(page.header("content-type"))
                    .hasValueSatisfying(
                            type -> assertThat(type).startsWith("text/html").contains("utf-8"));
            assertThat(page.body())
                    .as(path)
                    .contains("<h1>")
                    .doesNotContain(" style=", "<style", "data:", "onerror=\"");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/runs/images/harm",
                "/runs/harm/findings",
                "/runs/images/nothing",
                "/runs/nobody/findings",
                "/runs/..%2Fimages/findings",
                "/runs/tables/findings",
                "/runs/images/findings/figure-0.svg",
                "/runs/images/findings/figure-99.svg",
                "/runs/images/findings/figure-1.csv",
                "/runs/images/findings/table-9999999999.csv",
                "/assets/Explorer.class",
                "/assets/..%2Fx",
                "/nowhere"
            })
    void whatIsNotThereIsSaidInOnePage(String path) throws IOException {
        Reply page = client.get(path);
        assertThat(page.status()).as(path).isIn(400, 404);
        assertThat(page.body()).doesNotContain("Exception", runs.toString());
    }

    @Test
    void namesFromATableAreTextOnEveryPage() throws IOException {
        for (String path : PAGES) {
            String page = client.get(path).body();
            assertThat(page).as(path).doesNotContain("<img", "\u202E");
        }
        assertThat(client.get("/runs/" + encoded(ExampleRuns.HOSTILE) + "/findings")
                        .body())
                .contains("&lt;img src=x onerror=document.title='taken'&gt;");
    }

    @Test
    void noAssetAndNoPageHasAnOutsideAddress() throws IOException {
        Pattern address =
                Pattern.compile("(?:href|src|action|url\\()[=\"'( ]*(?:[a-z]+:)?//", Pattern.CASE_INSENSITIVE);
        List<String> assets = List.of("/assets/explorer.js", "/assets/explorer.css", "/assets/icon.svg");
        for (String path : Stream.concat(PAGES.stream(), assets.stream()).toList()) {
            Reply reply = client.get(path);
            assertThat(reply.status()).as(path).isEqualTo(200);
            assertThat(reply.body().replace("http://www.w3.org/2000/svg", ""))
                    .as(path)
                    .doesNotContain("http://", "https://")
                    .doesNotContainPattern(address);
        }
    }

    @Test
    void figuresAndTablesOfAPageAreFilesOfTheirOwn() throws IOException {
        for (String path : PAGES) {
            Matcher link = Pattern.compile("href=\"([^\"]+\\.(svg|csv))\"")
                    .matcher(client.get(path).body());
            while (link.find() && !link.group(1).startsWith("/assets/")) {
                Reply file = client.get(link.group(1));
                assertThat(file.status()).as(link.group(1)).isEqualTo(200);
                assertThat(file.header("content-disposition"))
                        .hasValueSatisfying(how -> assertThat(how).startsWith("attachment; filename="));
                assertThat(file.body()).isNotBlank();
            }
        }
        assertThat(client.get("/runs/images/findings/table-1.csv").body())
                .startsWith("\"Estimate\",\"AUC (interval)\"");
        assertThat(client.get("/runs/images/findings/figure-1.svg").body())
                .startsWith("<?xml")
                .contains("<svg xmlns=");
    }

    @Test
    void aQuestionIsAnsweredInTheWordsOfTheTerminal() throws IOException {
        String page = client.get("/runs/images/ask?question=What%20is%20the%20AUC%20of%20each%20class%3F")
                .body();
        assertThat(page).contains("Source: estimates.json", "/experiments/0/levels/1/classes/0/auc", "Limits: ");
        assertThat(client.get("/runs/images/ask?question=%3Cimg%20src%3Dx%3E").body())
                .contains("value=\"&lt;img src=x&gt;\"")
                .doesNotContain("<img");
    }

    @Test
    void aTableStandsBehindEveryChart() throws IOException {
        int charts = 0;
        for (String path : PAGES) {
            String page = client.get(path).body();
            Matcher chart = Pattern.compile("<div class=\"chart exhibit\" id=\"(figure-\\d+)\"[^>]*>")
                    .matcher(page);
            while (chart.find()) {
                charts++;
                Matcher table = Pattern.compile("data-table=\"(table-\\d+)\"").matcher(chart.group());
                String figure = page.substring(chart.start(), page.indexOf("</figure>", chart.start()));
                String id = table.find() ? table.group(1) : "";
                assertThat(figure.contains("<summary>Table of this chart</summary>")
                                || page.contains("<div class=\"table exhibit\" id=\"" + id + "\""))
                        .as(path + " " + chart.group(1))
                        .isTrue();
                assertThat(figure).as(path + " " + chart.group(1)).contains("Save as SVG");
            }
        }
        assertThat(charts).isGreaterThan(20);
    }

    @Test
    void aRunLessItselfIsNothing() throws IOException {
        String page = client.get("/compare?run=images&run=images").body();
        assertThat(page)
                .contains("images less images, recorded group", "0.000 (0.000 to 0.000)", "AUC of images and images")
                .contains("/compare/figure-1.svg?run=images&amp;run=images")
                .contains("It does not say which run is right");
        assertThat(client.get("/compare/table-1.csv?run=images&run=images").body())
                .startsWith("\"AUC of\",\"First\",\"Second\"")
                .contains("\"mean over classes\"");
    }

    @Test
    void whatCannotBeComparedIsSaidWithTheReason() throws IOException {
        Map<String, String> reasons = Map.of(
                "?run=images&run=small", "They ask about different attributes",
                "?run=harm&run=small", "One asks whether a group is served worse and the other does not",
                "?run=images&run=nobody", "only finished audits of images, scores or harm are",
                "?run=images&run=..%2Fimages", "only finished audits of images, scores or harm are",
                "?run=images", "Two runs are compared, not 1.",
                "", "Two runs are compared, not 0.");
        for (Map.Entry<String, String> one : reasons.entrySet()) {
            Reply page = client.get("/compare" + one.getKey());
            assertThat(page.status()).as(one.getKey()).isEqualTo(200);
            assertThat(page.body()).as(one.getKey()).contains(one.getValue());
            assertThat(client.get("/compare/figure-1.svg" + one.getKey()).status())
                    .as(one.getKey())
                    .isEqualTo(404);
        }
    }

    @Test
    void eachNumberSaysWhereItStands() throws IOException {
        assertThat(client.get("/runs/images/findings").body())
                .contains("estimates.json /experiments/0/levels/1/macro_auc", "SHA-256 of the files: estimates.json ");
    }

    @Test
    void whatTheReportHidesIsHiddenHere() throws IOException {
        String report = Files.readString(runs.resolve("small/report.html"));
        assertThat(report).contains(">hidden<");
        String findings = client.get("/runs/small/findings").body();
        findings = findings.substring(0, findings.indexOf("id=\"places\""));
        String groups = client.get("/runs/small/groups").body();
        groups = groups.substring(0, groups.indexOf("<footer"));
        assertThat(findings).contains(">hidden<");
        // points of drawn lines stand in the report as drawings alone
        String tables = (findings + groups).replaceAll("(?s)<figure.*?</figure>", "");
        Matcher cell = Pattern.compile("<td[^>]*>([^<]+)</td>").matcher(tables);
        while (cell.find()) {
            assertThat(report).contains(">" + cell.group(1) + "<");
        }
    }

    @Test
    void aRunThatSomebodyWorksOnIsListedAsRunningAndFollowed() throws Exception {
        Path half = Files.createDirectories(runs.resolve("half"));
        Files.copy(runs.resolve("images/plan.yaml"), half.resolve("plan.yaml"));
        Files.writeString(
                half.resolve("log.txt"),
                "2026-11-30T12:00:00Z Caching images: 90 images read\n2026-11-30T12:00:09Z Training model: 1 pass\n");
        try (FolderLock held = FolderLock.take(half.resolve(".lock")).orElseThrow()) {
            assertThat(client.get("/").body()).contains("Running").doesNotContain("/runs/half/");
            assertThat(client.get("/runs/half/findings").status()).isEqualTo(404);
            assertThat(new Pages(new ExampleRuns(runs).door()).standing())
                    .containsEntry("half", "Running: 1 of 6 stages done; last: Training model");
        } finally {
            try (Stream<Path> files = Files.list(half)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(half);
        }
    }

    @Test
    void nothingOfARunChangesHoweverItIsLookedAt() throws IOException {
        Map<String, String> before = hashes();
        for (String path : PAGES) {
            client.get(path);
        }
        client.get("/runs/images/findings/table-1.csv");
        assertThat(hashes()).isEqualTo(before).hasSizeGreaterThan(30);
    }

    @Test
    void aFolderThatCannotBeWrittenIsShownAsWell() throws IOException {
        try (Stream<Path> tree = Files.walk(runs)) {
            for (Path one : tree.toList()) {
                Files.setPosixFilePermissions(
                        one, PosixFilePermissions.fromString(Files.isDirectory(one) ? "r-x------" : "r--------"));
            }
        }
        try (Explorer other = Explorer.start(new ExampleRuns(runs).door(), 0)) {
            assertThat(Client.with(other.link()).get("/runs/images/findings").status())
                    .isEqualTo(200);
        } finally {
            try (Stream<Path> tree = Files.walk(runs)) {
                for (Path one : tree.toList()) {
                    Files.setPosixFilePermissions(
                            one, PosixFilePermissions.fromString(Files.isDirectory(one) ? "rwx------" : "rw-------"));
                }
            }
        }
    }

    @Test
    void aPortThatIsTakenIsRefusedInWords() {
        assertThatThrownBy(() -> Explorer.start(new ExampleRuns(runs).door(), explorer.port()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("No explorer can listen on port " + explorer.port());
    }

    private Map<String, String> hashes() throws IOException {
        Map<String, String> hashes = new TreeMap<>();
        try (Stream<Path> tree = Files.walk(runs)) {
            for (Path one : tree.filter(Files::isRegularFile).toList()) {
                hashes.put(
                        runs.relativize(one) + " " + Files.getLastModifiedTime(one),
                        ContentHash.ofFile(one).hex());
            }
        }
        return hashes;
    }
}
