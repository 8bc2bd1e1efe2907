package org.subtext.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.provenance.ContentHash;
import org.subtext.silo.site.OfferedPlan;
import org.subtext.silo.site.SiteHome;
import org.subtext.web.access.Headers;
import org.subtext.web.silos.CoordinatorPages;

/** The pages of a coordinator; a whole course of a plan is in the tests of silos. */
class CoordinatorPagesTest {
    private static final String RESULT = "ACROSS 3 SITES\n  south <script>alone</script>\n";

    @TempDir
    private Path folder;

    private ExampleHouses houses;
    private Explorer explorer;
    private Client client;

    @BeforeEach
    void start() throws Exception {
        houses = new ExampleHouses(folder);
        explorer = Explorer.ofHouse(new CoordinatorPages(houses.centre, Map.of()), 0);
        client = Client.with(explorer.link());
    }

    @AfterEach
    void end() {
        explorer.close();
    }

    private String page(String path) throws IOException {
        Reply reply = client.get(path);
        assertThat(reply.status()).as(path + "\n" + reply.body()).isEqualTo(200);
        assertThat(reply.header("content-security-policy"))
                .contains(Headers.all().get("Content-Security-Policy"));
        assertThat(reply.body())
                .as(path)
                .doesNotContain("<script>", "<img", "<i>", "onerror=\"", " style=", "\u202E", "https://", "http://")
                .doesNotContain(folder.toString());
        return reply.body();
    }

    /** As the coordinator's service writes it: two answers, one round opened, one asked for again. */
    private String underWay() throws IOException {
        OfferedPlan plan = houses.offered("first-audit", "Do scores tell?");
        Path at = houses.folderAtCentre(plan);
        Files.writeString(
                at.resolve("consents.txt"),
                "2026-12-01T08:00:00Z north 7 \n2026-12-01T09:30:00Z south 0 <script>no</script> \u202Eesoohc\n");
        Files.writeString(
                at.resolve("asked.txt"),
                "1 1 2026-12-02T08:00:00Z\n2 1 2026-12-02T09:00:00Z\n2 2 2026-12-02T10:00:00Z\n");
        Files.createDirectories(at.resolve("rounds/1-1"));
        Files.writeString(at.resolve("rounds/1-1/opened"), "3\n");
        Files.writeString(
                houses.centre.folder().resolve("post/received.txt"),
                "north coordinator 1764576000000000 " + "0".repeat(64) + "\n");
        return "/plans/" + plan.hash().abbreviated();
    }

    @Test
    void theFirstPageHasPlansAndTheRoster() throws IOException {
        assertThat(page("/")).contains("No plan was offered yet");
        String plan = underWay();
        String page = page("/");
        assertThat(page)
                .contains(
                        "Plans of this coordinator",
                        "href=\"" + plan + "\"",
                        "1 yes, 1 no, of 3",
                        "offered, to 3 sites")
                .contains("127.0.0.1:8443", "never", "2025-12-01T08:00:00Z");
        for (SiteHome site : houses.sites) {
            assertThat(page).contains(site.identity().known().fingerprint());
        }
    }

    @Test
    void aPlanSaysWhoSaidWhatAndHowFarRoundsAre() throws IOException {
        String plan = underWay();
        assertThat(page(plan))
                .contains("Says yes to 7 rounds", "2026-12-01T08:00:00Z", "Has not answered")
                .contains("Says no: &lt;script&gt;no&lt;/script&gt;  esoohc")
                .contains("Opened, of 3 sites", "Asked, attempt 2, until 2026-12-02T10:00:00Z", "Not asked yet")
                .contains("&lt;script&gt;document.title='taken'&lt;/script&gt;", ExampleHouses.LONG)
                .doesNotContain("What came out");
        assertThat(client.get(plan + "/result.json").status()).isEqualTo(404);
    }

    @Test
    void whatCameOutIsShownAsSitesWereToldAndCanBeSaved() throws IOException {
        String plan = underWay();
        Path at = folder.resolve("centre" + plan);
        Files.writeString(at.resolve("result.txt"), RESULT);
        Files.writeString(at.resolve("result.html"), "<script>page</script>");
        Files.writeString(at.resolve("result.json"), "{}");
        assertThat(page(plan)).contains("<pre>ACROSS 3 SITES\n  south &lt;script&gt;alone");
        Reply html = client.get(plan + "/result.html");
        assertThat(html.body()).isEqualTo("<script>page</script>");
        assertThat(html.header("content-disposition")).contains("attachment; filename=\"first-audit-result.html\"");
        assertThat(html.header("content-security-policy"))
                .contains(Headers.all().get("Content-Security-Policy"));
        assertThat(client.get(plan + "/result.json").body()).isEqualTo("{}");
        for (String none : List.of("/result.exe", "/result.", "/life.txt", "/outputs/1", "/..%2Fidentity.key")) {
            assertThat(client.get(plan + none).status()).as(none).isIn(400, 404);
        }
        assertThat(client.get(plan + "/table-1.csv").body()).startsWith("\"Site\",\"Says\"");
    }

    @Test
    void strangersAreTurnedAwayAndNothingIsWritten() throws IOException {
        String plan = underWay();
        Map<String, String> before = hashes();
        String own = "Host: 127.0.0.1:" + explorer.port();
        String cookie = "Cookie: " + client.cookie();
        for (String path : List.of("/", plan, plan + "/result.txt")) {
            String line = "GET " + path + " HTTP/1.1";
            assertThat(Reply.to(explorer.port(), line, List.of(own)).status()).isEqualTo(401);
            assertThat(Reply.to(explorer.port(), line, List.of("Host: evil.example", cookie))
                            .status())
                    .isEqualTo(421);
            assertThat(Reply.to(explorer.port(), line, List.of(own, cookie, "Origin: http://evil.example"))
                            .status())
                    .isEqualTo(403);
            client.get(path);
        }
        assertThat(hashes()).isEqualTo(before).hasSizeGreaterThan(8);
    }

    private Map<String, String> hashes() throws IOException {
        Map<String, String> hashes = new TreeMap<>();
        Path centre = houses.centre.folder();
        try (Stream<Path> tree = Files.walk(centre)) {
            for (Path one : tree.toList()) {
                hashes.put(
                        centre.relativize(one) + " " + Files.getLastModifiedTime(one),
                        Files.isRegularFile(one) ? ContentHash.ofFile(one).hex() : "");
            }
        }
        return hashes;
    }
}
