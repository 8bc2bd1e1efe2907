package org.subtext.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.provenance.ContentHash;
import org.subtext.report.charts.Markup;
import org.subtext.silo.site.ConsentPage;
import org.subtext.silo.site.OfferedPlan;
import org.subtext.silo.site.SiteHome;
import org.subtext.tables.Table;
import org.subtext.tables.TableReader;
import org.subtext.web.access.Headers;
import org.subtext.web.silos.SitePages;

/** The pages of a site, over loopback as a browser asks for them: what they say, hide, and never write. */
class SitePagesTest {
    @TempDir
    private Path folder;

    private ExampleHouses houses;
    private SiteHome north;
    private Explorer explorer;
    private Client client;

    @BeforeEach
    void start() throws Exception {
        houses = new ExampleHouses(folder);
        north = houses.north();
        explorer = Explorer.ofHouse(new SitePages(north, ExampleHouses.commands()), 0);
        client = Client.with(explorer.link());
    }

    @AfterEach
    void end() {
        explorer.close();
    }

    private static String address(OfferedPlan plan) {
        return "/plans/" + plan.hash().abbreviated();
    }

    private String page(String path) throws IOException {
        Reply reply = client.get(path);
        assertThat(reply.status()).as(path + "\n" + reply.body()).isEqualTo(200);
        assertThat(reply.header("content-security-policy"))
                .contains(Headers.all().get("Content-Security-Policy"));
        assertThat(reply.body())
                .as(path)
                .doesNotContain("<script>", "<img", "<i>", "onerror=\"", " style=", "\u202E", "https://", "http://")
                .doesNotContain("patient-", "image-of-", folder.toString());
        return reply.body();
    }

    @Test
    void withoutAPlanThePageSaysWhomToBelieve() throws IOException {
        assertThat(page("/"))
                .contains("Plans offered to north", "No plan was offered yet")
                .contains(
                        north.identity().known().fingerprint(),
                        north.coordinator().fingerprint());
    }

    @Test
    void aPlanIsReadBeforeRowsAreChosen() throws IOException {
        OfferedPlan plan = houses.offered("first-audit", "Do scores tell?");
        assertThat(page("/"))
                .contains("href=\"" + address(plan) + "\"", "look at it with your rows, then say yes or no", "offered");
        String page = page(address(plan));
        assertThat(page)
                .contains(
                        Markup.escape(ExampleHouses.SCRIPT).replace("&quot;", "\""),
                        ExampleHouses.BACKWARDS,
                        ExampleHouses.LONG)
                .contains("&lt;img src=x onerror=document.title='taken'&gt;")
                .contains(plan.hash().hex(), "None were chosen yet", "100 days".replace("100", "99"))
                .contains("<pre>look at " + plan.hash().abbreviated(), "<pre>refuse ")
                .doesNotContain("<pre>approve ", "/outputs/");
        assertThat(client.get(address(plan) + "/outputs/1").status()).isEqualTo(404);
    }

    /** What a terminal says of a plan stands on its page, sentence by sentence. */
    @Test
    void theConsentPageSaysWhatTheTerminalSays() throws Exception {
        OfferedPlan plan = houses.offered("first-audit", "Do scores tell?");
        List<String> terminal = houses.looked(plan, houses.rows(1));
        String page = page(address(plan)).replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
        String folded = page.toLowerCase(java.util.Locale.ROOT);
        int compared = 0;
        for (String line : terminal) {
            if (line.matches(" {5,}[\\d,]+ {2}.*")) {
                continue; // numbers of a kind: cells of a table, whose words are between their counts
            }
            String words = line.replaceFirst(
                            "^(Not looked at |\\w[\\w ]{0,12} {2}|  \\d\\. |     (for|read by|tells) {2}) *", "")
                    .replaceAll("\\(keys and.*|\\(this site\\)|, \\[.*|: \\[.*|: \\d.* (images|numbers), .*", "")
                    .strip();
            for (String sentence : words.split("[;.:] | {2}")) {
                String sought =
                        Markup.escape(sentence.strip()).replace("&quot;", "\"").toLowerCase(java.util.Locale.ROOT);
                if (sentence.contains(" ") && !sentence.startsWith("PLAN") && !sentence.startsWith("OTHER SITES")) {
                    compared++;
                    assertThat(folded).as(line).contains(sought.replaceFirst("^\\d[\\d,]* ", ""));
                }
            }
        }
        assertThat(compared).isGreaterThan(25);
        assertThat(page)
                .contains("205 images of 205 patients, of whom 200 may be counted")
                .contains("&lt;i&gt;few&lt;/i&gt;: nothing is told of them, since of a class 1 to 10 patients are here")
                .contains("approve " + plan.hash().abbreviated() + " for 3");
    }

    @Test
    void theNumbersShownAreTheBytesThatWouldLeave() throws Exception {
        OfferedPlan plan = houses.offered("first-audit", "Do scores tell?");
        houses.looked(plan, houses.rows(1));
        ConsentPage.bytes(plan, folder.resolve("shown"));
        String page = page(address(plan));
        assertThat(page).contains("href=\"" + address(plan) + "/outputs/1\"").doesNotContain("/outputs/2\"");
        assertThat(page).contains("counts: ", "bytes that depend on what the sums of [groups] will come to");
        byte[] words = Files.readAllBytes(folder.resolve("shown/groups.int64"));
        String csv = Files.readString(folder.resolve("shown/groups.csv"));
        String numbers = page(address(plan) + "/outputs/1");
        assertThat(numbers)
                .contains("SHA-256 of the bytes: " + ContentHash.ofBytes(words).hex());
        Table shown = TableReader.read(folder.resolve("shown/groups.csv"));
        assertThat(shown.rows()).isEqualTo(words.length / Long.BYTES);
        for (int row = 0; row < shown.rows(); row++) {
            String value = shown.text("value", row);
            String name = shown.text("name", row);
            assertThat(numbers)
                    .contains(Markup.escape(name).replace("&quot;", "\"") + "</td><td class=\"n\">" + value + "</td>");
        }
        Reply saved = client.get(address(plan) + "/outputs/1/numbers.csv");
        assertThat(saved.body()).isEqualTo(csv);
        assertThat(saved.header("content-disposition")).contains("attachment; filename=\"groups.csv\"");
        Reply raw = client.get(address(plan) + "/outputs/1/numbers.int64");
        assertThat(raw.status()).isEqualTo(200);
        assertThat(raw.header("content-length")).contains(Integer.toString(words.length));
        for (String none : List.of("/outputs/2", "/outputs/0", "/outputs/9", "/outputs/x", "/outputs/1/numbers.exe")) {
            assertThat(client.get(address(plan) + none).status()).as(none).isEqualTo(404);
        }
        assertThat(client.get(address(plan) + "/table-1.csv").body()).startsWith("\"What\",\"Says\"");
    }

    @Test
    void rowsThatChangedAreNotReadAndNamedNowhere() throws Exception {
        OfferedPlan plan = houses.offered("first-audit", "Do scores tell?");
        houses.looked(plan, houses.rows(1));
        houses.rows(2);
        assertThat(page(address(plan)))
                .contains("that cannot be used as they are now", "No rows can be counted now")
                .doesNotContain("205 images", "predictions.csv");
        assertThat(client.get(address(plan) + "/outputs/1").status()).isEqualTo(404);
        Files.delete(folder.resolve("predictions.csv"));
        assertThat(page(address(plan))).contains("that cannot be used as they are now");
    }

    @Test
    void anotherPlanSaysWhatIsDifferentFromTheLastThatWasApproved() throws Exception {
        OfferedPlan first = houses.offered("first-audit", "Do scores tell?");
        houses.looked(first, houses.rows(1));
        first.approve(2, north, north.post());
        assertThat(page(address(first)))
                .contains("approved, up to 2 rounds", "Yes was said, to at most 2 rounds", "<pre>withdraw from ")
                .doesNotContain("<pre>approve ");
        OfferedPlan second = houses.offered("second-audit", "Do scores tell more?");
        assertThat(second.hash()).isNotEqualTo(first.hash());
        assertThat(page(address(second)))
                .contains("Different from " + first.hash().abbreviated())
                .contains(
                        "asked.question: Do scores tell?, now Do scores tell more?",
                        "name: first-audit, now second-audit");
        String list = page("/");
        assertThat(list.indexOf("second-audit")).isLessThan(list.indexOf("first-audit"));
        second.refuse(ExampleHouses.SCRIPT, north, north.post());
        assertThat(page(address(second))).contains("Nothing is to be decided: refused, &lt;script&gt;");
    }

    @Test
    void whatLeftAndWhatCameOutStandOnThePage() throws Exception {
        OfferedPlan plan = houses.offered("first-audit", "Do scores tell?");
        assertThat(page(address(plan)))
                .contains("Nothing left this house for this plan yet")
                .doesNotContain("What came out");
        String digits = plan.hash().abbreviated();
        Path outbox = Files.createDirectories(north.folder().resolve("outbox"));
        Files.writeString(
                outbox.resolve("what-left.txt"),
                "2026-12-01T08:00:00Z plan " + digits
                        + " round 0 attempt 1 consent 292 bytes 06e1ea2e302a left by the line\n"
                        + "2026-12-01T08:00:00Z plan 000000000000 round 0 attempt 1 consent 9 bytes 1 left\n");
        Files.writeString(
                north.folder().resolve("plans/" + digits + "/result.txt"), "ACROSS 3 SITES\n<script>x</script>\n");
        assertThat(page(address(plan)))
                .contains("<pre>ACROSS 3 SITES\n&lt;script&gt;x", "consent 292 bytes")
                .doesNotContain("000000000000");
    }

    /** Letters that turn what follows around come in where somebody writes a file of the house by hand. */
    @Test
    void lettersThatTurnALineAroundAreSeenAndNotObeyed() throws Exception {
        OfferedPlan plan = houses.offered("first-audit", "Do scores tell?");
        Files.writeString(
                north.folder().resolve("plans/" + plan.hash().abbreviated() + "/life.txt"),
                plan.hash().hex() + " 2026-12-01T00:00:00Z refused \u202Eesoohc\n",
                StandardCharsets.UTF_8,
                StandardOpenOption.APPEND);
        assertThat(page("/")).contains("refused, \\u202eesoohc");
        assertThat(page(address(plan))).contains("\\u202eesoohc");
    }

    @Test
    void strangersAreTurnedAwayAsFromRuns() throws Exception {
        OfferedPlan plan = houses.offered("first-audit", "Do scores tell?");
        houses.looked(plan, houses.rows(1));
        String own = "Host: 127.0.0.1:" + explorer.port();
        String cookie = "Cookie: " + client.cookie();
        for (String path :
                List.of("/", address(plan), address(plan) + "/outputs/1", address(plan) + "/outputs/1/numbers.csv")) {
            String line = "GET " + path + " HTTP/1.1";
            Reply none = Reply.to(explorer.port(), line, List.of(own));
            assertThat(none.status()).as(path).isEqualTo(401);
            assertThat(none.body()).doesNotContain("north", "first-audit");
            assertThat(status(line, "Host: evil.example", cookie)).isEqualTo(421);
            assertThat(status(line, own, cookie, "Origin: http://evil.example")).isEqualTo(403);
            assertThat(status(line, own, cookie, "Sec-Fetch-Site: cross-site")).isEqualTo(403);
            assertThat(status("POST " + path + " HTTP/1.1", own, cookie, "Content-Length: 0"))
                    .isEqualTo(405);
            assertThat(status(line, own, cookie)).isEqualTo(200);
        }
        assertThat(client.get("/plans/000000000000").body()).contains("There is no such page", "Plans");
        assertThat(client.get("/runs/x/findings").status()).isEqualTo(404);
        assertThat(client.get("/start").status()).isEqualTo(404);
    }

    private int status(String line, String... headers) throws IOException {
        return Reply.to(explorer.port(), line, List.of(headers)).status();
    }

    @Test
    void nothingOfTheHouseChangesHoweverItIsLookedAt() throws Exception {
        OfferedPlan plan = houses.offered("first-audit", "Do scores tell?");
        houses.looked(plan, houses.rows(1));
        Map<String, String> before = hashes();
        for (String path :
                List.of("/", address(plan), address(plan) + "/outputs/1", address(plan) + "/outputs/1/numbers.csv")) {
            assertThat(client.get(path).status()).as(path).isEqualTo(200);
        }
        client.get(address(plan) + "/table-2.csv");
        assertThat(hashes()).isEqualTo(before).hasSizeGreaterThan(8);
    }

    @Test
    void aHouseThatIsDamagedIsSaidSoWithoutAPlace() throws Exception {
        OfferedPlan plan = houses.offered("first-audit", "Do scores tell?");
        Files.writeString(north.folder().resolve("plans/" + plan.hash().abbreviated() + "/plan.signed"), "{}");
        Reply reply = client.get("/");
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.body()).contains("Cannot be shown").doesNotContain(folder.toString(), "Exception");
    }

    private Map<String, String> hashes() throws IOException {
        Map<String, String> hashes = new TreeMap<>();
        try (Stream<Path> tree = Files.walk(north.folder())) {
            for (Path one : tree.toList()) {
                hashes.put(
                        north.folder().relativize(one) + " " + Files.getLastModifiedTime(one),
                        Files.isRegularFile(one) ? ContentHash.ofFile(one).hex() : "");
            }
        }
        return hashes;
    }
}
