package org.subtext.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.audit.AuditPlan;
import org.subtext.audit.Demo;
import org.subtext.audit.PlanFile;
import org.subtext.audit.door.Door;
import org.subtext.audit.door.LocalDoor;
import org.subtext.audit.door.RunSummary;
import org.subtext.audit.door.RunSummary.State;
import org.subtext.audit.harm.HarmDemo;
import org.subtext.audit.plan.LadderPlan;
import org.subtext.cohort.Targets;
import org.subtext.cohort.TruthReading;
import org.subtext.images.PixelLayout;
import org.subtext.images.Resize;
import org.subtext.recognition.testing.LogisticTrainer;
import org.subtext.sources.phantom.HarmRecipe;
import org.subtext.web.runs.Starts;

/** Runs from pages: started with their plan and price, cancelled, resumed, and by nobody but this server's forms. */
class StartsTest {
    private static final Pattern FIELD = Pattern.compile("type=\"hidden\" name=\"([a-z]+)\" value=\"([^\"]*)\"");

    @TempDir
    private Path folder;

    private Path runs = Path.of("");
    private Explorer explorer;
    private Client client;
    private Door door;

    @BeforeEach
    void start() throws IOException {
        runs = Files.createDirectory(folder.resolve("runs"));
        door = LocalDoor.fenced(runs, LogisticTrainer::new);
        explorer = Explorer.start(door, 0, null, new Starts(door, runs));
        client = Client.with(explorer.link());
    }

    @AfterEach
    void end() {
        explorer.close();
    }

    private Reply post(String action, Map<String, String> fields, String... more) throws IOException {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        List<String> headers = new ArrayList<>(List.of(
                "Host: 127.0.0.1:" + explorer.port(),
                "Content-Type: application/x-www-form-urlencoded",
                "Content-Length: " + body.length()));
        headers.addAll(List.of(more));
        return Reply.to(explorer.port(), "POST /start/" + action + " HTTP/1.1", headers, body);
    }

    private Reply own(String action, Map<String, String> fields) throws IOException {
        return post(action, fields, "Cookie: " + client.cookie(), "Origin: http://127.0.0.1:" + explorer.port());
    }

    private String token() throws IOException {
        return Objects.requireNonNull(
                fields(client.get("/start").body(), "check").get("token"));
    }

    /** Hidden fields of the first form with that action. */
    private static Map<String, String> fields(String page, String action) {
        String form = page.substring(page.indexOf("action=\"/start/" + action + "\""));
        Matcher field = FIELD.matcher(form.substring(0, form.indexOf("</form>")));
        Map<String, String> fields = new TreeMap<>();
        while (field.find()) {
            fields.put(field.group(1), field.group(2).replace("&amp;", "&").replace("&quot;", "\""));
        }
        return fields;
    }

    private void begin(Map<String, String> asked) throws IOException {
        Reply shown = own("check", asked);
        assertThat(shown.status()).as(shown.body()).isEqualTo(200);
        assertThat(own("begin", fields(shown.body(), "begin")).status()).isEqualTo(303);
    }

    private State state(String run) {
        return door.runs().stream()
                .filter(one -> one.name().equals(run))
                .findFirst()
                .map(RunSummary::state)
                .orElse(State.UNREADABLE);
    }

    private void await(String run) throws InterruptedException {
        for (int i = 0;
                i < 2400 && door.works().stream().anyMatch(work -> work.run().equals(run));
                i++) {
            Thread.sleep(50);
        }
    }

    @Test
    void nothingOfAFileThatIsNoPlanIsShownAndNoNameLeavesTheFolder() throws IOException {
        Path secret = Files.writeString(folder.resolve("passwords"), "root:*:20228\nnobody: secret-word\n");
        Reply shown = own("check", Map.of("token", token(), "kind", "audit", "file", secret.toString()));
        assertThat(shown.status()).isEqualTo(400);
        assertThat(shown.body()).contains("ends in .yaml").doesNotContain("secret-word", "20228");

        Path plan = folder.resolve("harm.yaml");
        HarmDemo demo = new HarmDemo(HarmRecipe.Cause.NONE, 300, 1);
        Files.writeString(plan, PlanFile.yaml(demo.write(folder)));
        for (String name : List.of("../../evil", "a/b", ".hid", "..")) {
            Reply refused =
                    own("check", Map.of("token", token(), "kind", "harm", "file", plan.toString(), "name", name));
            assertThat(refused.status()).as(name).isEqualTo(400);
            assertThat(refused.body()).contains("Choose another name");
        }
    }

    @Test
    void nobodyElseStartsAnything() throws IOException {
        String token = token();
        Map<String, String> asked = Map.of("token", token, "kind", "harm", "file", "x", "name", "y");
        String cookie = "Cookie: " + client.cookie();
        String origin = "Origin: http://127.0.0.1:" + explorer.port();

        assertThat(post("check", asked, origin).status()).isEqualTo(401);
        assertThat(post("check", asked, cookie).status()).isEqualTo(403);
        assertThat(post("check", asked, cookie, "Origin: http://evil.example").status())
                .isEqualTo(403);
        assertThat(post("check", asked, cookie, origin, "Sec-Fetch-Site: cross-site")
                        .status())
                .isEqualTo(403);
        assertThat(post("check", asked, cookie, "Origin: null").status()).isEqualTo(403);
        assertThat(post("check", asked, cookie, "Origin: null", "Sec-Fetch-Site: cross-site")
                        .status())
                .isEqualTo(403);
        assertThat(post("check", asked, cookie, "Origin: null", "Sec-Fetch-Site: same-origin")
                        .status())
                .isEqualTo(400);
        assertThat(own("check", Map.of("kind", "harm")).status()).isEqualTo(403);
        assertThat(own("check", Map.of("token", "guessed", "kind", "harm")).status())
                .isEqualTo(403);
        assertThat(own("check", asked).status()).isEqualTo(400);
        assertThat(client.get("/start/check").status()).isIn(404, 405);
        try (Explorer reading = Explorer.start(door, 0)) {
            Client reader = Client.with(reading.link());
            assertThat(reader.get("/start").status()).isEqualTo(404);
            assertThat(reader.get("/").body()).doesNotContain("/start");
        }
    }

    @Test
    void aRunOfHarmIsStartedFromThePlanThatWasShown() throws Exception {
        Path plan = Files.writeString(
                folder.resolve("harm.yaml"),
                PlanFile.yaml(new HarmDemo(HarmRecipe.Cause.UNDERDIAGNOSIS, 600, 7).write(folder.resolve("tables"))));
        Map<String, String> asked =
                Map.of("token", token(), "kind", "harm", "file", plan.toString(), "name", "from-a-page");

        Reply shown = own("check", asked);
        assertThat(shown.body()).contains("The plan file it amounts to", "Comparing takes about", "reference:");
        Map<String, String> confirmed = fields(shown.body(), "begin");
        assertThat(runs).isEmptyDirectory();
        Map<String, String> other = new TreeMap<>(confirmed);
        other.put("hash", "0");
        assertThat(own("begin", other).body()).contains("changed since");
        assertThat(own("begin", confirmed).status()).isEqualTo(303);
        await("from-a-page");

        assertThat(state("from-a-page")).isEqualTo(State.FINISHED);
        assertThat(client.get("/start").body()).contains("from-a-page</b>: <span class=\"standing\">finished");
        assertThat(client.get("/runs/from-a-page/harm").status()).isEqualTo(200);
        assertThat(own("check", asked).body()).contains("There is a run \"from-a-page\" already");
    }

    /** The page that says what a plan amounts to. */
    private String price(AuditPlan plan) throws IOException {
        Path file = Files.writeString(folder.resolve(plan.name() + ".yaml"), PlanFile.toYaml(plan));
        Reply shown = own("check", Map.of("token", token(), "kind", "audit", "file", file.toString()));
        assertThat(shown.status()).as(shown.body()).isEqualTo(200);
        return shown.body();
    }

    @Test
    void anAuditIsCancelledResumedAndExplained() throws Exception {
        AuditPlan plan = new Demo(Demo.Signal.BAND, 60, 1, 1, 7)
                .plan("audit", folder.resolve("phantoms"))
                .withImages(images -> images.withPixels(new PixelLayout(32, 1, Resize.AREA_AVERAGE)))
                .withLadder(any -> LadderPlan.NONE)
                .withReport(report -> report.withExampleImages(0))
                .withAssessment(AssessmentPlan.ofDefaults(7).withDraws(100));
        Path file = Files.writeString(folder.resolve("audit.yaml"), PlanFile.toYaml(plan));
        begin(Map.of("token", token(), "kind", "audit", "file", file.toString()));
        while (state("audit") == State.RUNNING && !Files.exists(runs.resolve("audit/plan.yaml"))) {
            Thread.sleep(10);
        }
        assertThat(own("cancel", Map.of("token", token(), "run", "audit")).status())
                .isEqualTo(303);
        await("audit");
        if (state("audit") == State.UNFINISHED) { // else it was faster than the request
            assertThat(client.get("/start").body()).contains("audit: not finished", "cancelled; what was done is kept");
            assertThat(own("resume", Map.of("token", token(), "run", "audit")).status())
                    .isEqualTo(303);
            await("audit");
        }
        assertThat(state("audit")).isEqualTo(State.FINISHED);
        assertThat(price(plan.withName("more")))
                .contains("images of 60 patients that count", "1 network is taught, in at most 1 pass over")
                .containsPattern(
                        "Measured here, on made-up images: [\\d.e+]+ images/s, so that teaching takes at most about 1 s");
        assertThat(price(plan.withName("found")
                        .withCohort(plan.cohort()
                                .withTargets(new Targets(Map.of("nowhere", "nowhere"), TruthReading.USUAL)))))
                .contains("findings", "nowhere", "Start");

        begin(Map.of("token", token(), "kind", "battery", "run", "audit", "settings", "low-pass 4, low-pass 8"));
        await("audit");
        assertThat(client.get("/runs/audit/routes").body()).contains("low-pass 4", "low-pass 8");
        assertThat(own("check", Map.of("token", token(), "kind", "battery", "run", "audit"))
                        .body())
                .contains("Name at least one");
    }
}
