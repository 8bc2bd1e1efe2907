package org.subtext.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.audit.cases.AccessLog;
import org.subtext.audit.cases.CasesOfRun;
import org.subtext.audit.cases.TestedSetting;
import org.subtext.predictions.PredictionFiles;
import org.subtext.predictions.PredictionTable;
import org.subtext.provenance.ContentHash;

/** Images over HTTP: none unless a reason was given, then as tested, and nothing that tells whose they are. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImagesTest {
    private static final Path RUNS = ExampleRuns.Shared.FOLDER;
    private static final Path RUN = RUNS.resolve(ExampleRuns.IMAGES);
    private static final String BASE = "/runs/" + ExampleRuns.IMAGES + "/images";

    private final HttpClient http = HttpClient.newHttpClient();
    private Map<String, String> before = Map.of();
    private Explorer explorer;
    private Client client;

    @BeforeAll
    void start() throws IOException {
        Files.deleteIfExists(RUNS.resolve(AccessLog.FILE));
        before = files();
        explorer = Explorer.start(
                new ExampleRuns(RUNS).door(),
                0,
                AccessLog.begin(RUNS, "tester", "to see that it is shown", Clock.systemUTC()));
        client = Client.with(explorer.link());
    }

    @AfterAll
    void end() throws IOException {
        explorer.close();
        assertThat(files()).as("the run's folder").isEqualTo(before);
        Files.deleteIfExists(RUNS.resolve(AccessLog.FILE));
    }

    private static Map<String, String> files() throws IOException {
        Map<String, String> hashes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(RUN)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                hashes.put(
                        RUN.relativize(file).toString(),
                        ContentHash.ofFile(file).hex());
            }
        }
        return hashes;
    }

    private HttpResponse<byte[]> get(String path, String... headers) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + client.port() + path))
                .header("Cookie", client.cookie());
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String text(String path) throws IOException {
        return new String(get(path).body(), StandardCharsets.UTF_8);
    }

    private List<String> ids(int setting) throws IOException {
        return text(BASE + "/ids?from=0&count=500&setting=" + setting)
                .lines()
                .map(line -> line.split("\t")[0])
                .toList();
    }

    @Test
    void nothingIsShownUnlessAReasonWasGiven() throws IOException {
        String id = ids(0).get(0);
        try (Explorer without = Explorer.start(new ExampleRuns(RUNS).door(), 0)) {
            Client other = Client.with(without.link());
            assertThat(other.get(BASE).body()).contains("Images are not shown");
            for (String path :
                    List.of("/ids?from=0&count=9", "/sheet?ids=" + id, "/" + id + "/0/array", "/means/0/0")) {
                assertThat(other.get(BASE + path).status()).as(path).isEqualTo(404);
            }
            assertThat(other.get(BASE + "/" + id + "/0").body()).contains("Images are not shown");
        }
    }

    @Test
    void theArrayThatIsSentIsTheOneThatWasTested() throws IOException {
        Set<String> tested = new HashSet<>();
        int settings;
        try (CasesOfRun cases = new ExampleRuns(RUNS).door().cases(ExampleRuns.IMAGES)) {
            settings = cases.settings().size();
            for (int index = 0; index < cases.size(); index++) {
                tested.add(cases.original(index).hash().hex());
                for (TestedSetting setting : cases.settings()) {
                    tested.add(cases.tested(index, setting).hash().hex());
                }
            }
        }
        Set<String> sent = new HashSet<>();
        for (String id : ids(0)) {
            for (int setting = 0; setting <= settings; setting++) {
                HttpResponse<byte[]> answer = get(BASE + "/" + id + "/" + setting + "/array");
                assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
                String hash = ContentHash.ofBytes(answer.body()).hex();
                assertThat(answer.headers().firstValue("X-Sha-256")).contains(hash);
                sent.add(hash);
            }
        }
        assertThat(sent).isEqualTo(tested);
        assertThat(get(BASE + "/" + ids(0).get(0) + "/" + (settings + 1) + "/array")
                        .statusCode())
                .as("a setting that was not tested")
                .isEqualTo(404);
        assertThat(Files.readString(RUNS.resolve(AccessLog.FILE))).contains("\"reason\":\"to see that it is shown\"");
        assertThat(Files.readAllLines(RUNS.resolve(AccessLog.FILE)))
                .anySatisfy(line -> assertThat(line).contains(sent.iterator().next()));
    }

    @Test
    void noAnswerTellsWhoseImageItIs() throws IOException {
        Set<String> told = new HashSet<>();
        PredictionTable table = PredictionFiles.read(RUN.resolve("predictions.parquet"));
        for (int row = 0; row < table.size(); row++) {
            told.addAll(List.of(table.patient(row), table.image(row), table.study(row)));
            told.add(Path.of(table.image(row)).getFileName().toString());
        }
        List<String> paths =
                new ArrayList<>(List.of(BASE, BASE + "?setting=1", BASE + "/ids?from=0&count=500&setting=2"));
        for (String id : ids(1).subList(0, 5)) {
            for (String rest :
                    List.of("/0", "/1", "/2/figure-1.svg", "/2/table-1.csv", "/9", "/0/nothing", "/1/array")) {
                paths.add(BASE + "/" + id + rest);
            }
        }
        paths.addAll(List.of(BASE + "/0000000000000/0", BASE + "/../images", BASE + "/p1/0", BASE + "/means/1/0"));
        for (String path : paths) {
            HttpResponse<byte[]> answer = get(path);
            assertThat(answer.statusCode()).as(path).isIn(200, 400, 404);
            String all = answer.headers().map() + new String(answer.body(), StandardCharsets.ISO_8859_1);
            boolean isPage =
                    answer.headers().firstValue("Content-Type").orElse("").startsWith("text/");
            for (String one : told) {
                if (isPage) {
                    assertThat(words(all)).as(path).doesNotContain(one);
                }
                assertThat(answer.headers().map().toString()).as(path).doesNotContain("/" + one);
            }
        }
    }

    /** Whole words, so that an id "12" is not found in a number. */
    private static Set<String> words(String text) {
        return new HashSet<>(List.of(text.split("[\\s<>\"'=,;:()]+")));
    }

    @Test
    void idsAndTheirOrderHoldForOneSession() throws IOException {
        List<String> first = ids(0);
        assertThat(first).doesNotHaveDuplicates().hasSizeGreaterThan(10).isSorted();
        List<String> hashes = new ArrayList<>();
        for (String id : first) {
            hashes.add(get(BASE + "/" + id + "/0/array")
                    .headers()
                    .firstValue("X-Sha-256")
                    .orElseThrow());
        }
        try (CasesOfRun cases = new ExampleRuns(RUNS).door().cases(ExampleRuns.IMAGES)) {
            List<String> ofTheTable = new ArrayList<>();
            for (int index = 0; index < cases.size(); index++) {
                ofTheTable.add(cases.original(index).hash().hex());
            }
            assertThat(hashes).containsExactlyInAnyOrderElementsOf(ofTheTable).isNotEqualTo(ofTheTable);
        }
        try (Explorer again = Explorer.start(
                new ExampleRuns(RUNS).door(), 0, AccessLog.begin(RUNS, "tester", "again", Clock.systemUTC()))) {
            String other = Client.with(again.link())
                    .get(BASE + "/ids?from=0&count=500")
                    .body();
            assertThat(other.lines().map(line -> line.split("\t")[0])).doesNotContainAnyElementsOf(first);
            assertThat(Client.with(explorer.link()).get("/").status()).isEqualTo(401);
        } catch (java.util.NoSuchElementException e) {
            // the link of the first session is used up, as it has to be
        }
    }

    @Test
    void sheetsHoldThePicturesOfTheIdsThatAreAsked() throws IOException {
        List<String> ids = ids(0);
        byte[] both = get(BASE + "/sheet?ids=" + ids.get(3) + "," + ids.get(7)).body();
        byte[] one = get(BASE + "/sheet?ids=" + ids.get(7)).body();
        assertThat(both).hasSize(2 * one.length);
        assertThat(java.util.Arrays.copyOfRange(both, one.length, both.length)).isEqualTo(one);
        assertThat(get(BASE + "/sheet?ids=" + ids.get(3) + ",0000000000000").statusCode())
                .isEqualTo(404);
        assertThat(get(BASE + "/sheet?setting=99&ids=" + ids.get(3)).statusCode())
                .isEqualTo(404);
    }

    @Test
    void anArrayIsNotOpenedAsAPage() throws IOException {
        String path = BASE + "/" + ids(0).get(0) + "/0/array";
        assertThat(get(path, "Sec-Fetch-Dest", "document").statusCode()).isEqualTo(404);
        assertThat(get(path, "Sec-Fetch-Dest", "image").statusCode()).isEqualTo(404);
        assertThat(get(path, "Sec-Fetch-Dest", "empty").statusCode()).isEqualTo(200);
    }

    private static Path copyIn(Path folder) throws IOException {
        Path copy = folder.resolve(ExampleRuns.IMAGES);
        for (String file : files().keySet()) {
            Files.createDirectories(copy.resolve(file).getParent());
            Files.copy(RUN.resolve(file), copy.resolve(file));
        }
        return copy;
    }

    @Test
    void aRunThatChangedSinceItWasOpenedIsNotShown(@TempDir Path folder) throws IOException {
        Path scores = copyIn(folder).resolve("predictions.parquet");
        try (Explorer other = Explorer.start(
                new ExampleRuns(folder).door(), 0, AccessLog.begin(folder, "tester", "two looks", Clock.systemUTC()))) {
            Client reader = Client.with(other.link());
            assertThat(reader.get(BASE).body()).contains("id=\"grid\"");
            Files.write(scores, new byte[] {0}, StandardOpenOption.APPEND);
            assertThat(reader.get(BASE).body()).doesNotContain("id=\"grid\"").contains("cannot be shown");
        }
    }

    @Test
    void aCaseWhosePixelsWereChangedIsNotShown(@TempDir Path folder) throws IOException {
        Path copy = copyIn(folder);
        Path pixels = copy.resolve("cache/32x1-area.pixels");
        byte[] bytes = Files.readAllBytes(pixels);
        for (int image = 0; 2048 * image < bytes.length; image += 2) {
            bytes[2048 * image + 7] ^= 1; // 32 x 32 values of two bytes each
        }
        Files.write(pixels, bytes);
        try (Explorer other = Explorer.start(
                new ExampleRuns(folder).door(), 0, AccessLog.begin(folder, "tester", "one bit", Clock.systemUTC()))) {
            Client reader = Client.with(other.link());
            List<String> all = reader.get(BASE + "/ids?from=0&count=500")
                    .body()
                    .lines()
                    .map(line -> line.split("\t")[0])
                    .toList();
            List<String> refused = new ArrayList<>();
            for (String id : all) {
                String page = reader.get(BASE + "/" + id + "/1").body();
                if (page.contains("pixel cache was changed since")) {
                    refused.add(id);
                    assertThat(page).doesNotContain("<canvas", folder.toString());
                }
            }
            assertThat(refused).hasSizeBetween(1, all.size() - 1);
            for (String rest : List.of("/0/array", "/1/array")) {
                assertThat(reader.get(BASE + "/" + refused.get(0) + rest).status())
                        .isEqualTo(404);
            }
            assertThat(reader.get(BASE + "/sheet?ids=" + refused.get(0)).body()).startsWith("\0");
            assertThat(Files.readString(folder.resolve(AccessLog.FILE))).doesNotContain("\"shown\"");
        }
    }

    @Test
    void aCaseStandsOnTheCurveAndAmongAll() throws IOException {
        String page = text(BASE + "/" + ids(0).get(0) + "/1");
        assertThat(page)
                .contains(
                        "one picture proves nothing",
                        "burned into pixels",
                        "This case on the curve",
                        "This case among all")
                .contains("audit, not diagnosis", "tester");
        assertThat(text(BASE + "/" + ids(0).get(0) + "/1/figure-1.svg")).contains("<svg");
        assertThat(text(BASE + "/" + ids(0).get(0) + "/1/table-1.csv")).contains("Unchanged");
    }
}
