package org.subtext.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.audit.answers.questions.Questions;
import org.subtext.audit.door.LocalDoor;
import org.subtext.audit.harm.HarmAudit;
import org.subtext.audit.harm.HarmDemo;
import org.subtext.mcp.StdioServer;
import org.subtext.progress.Progress;
import org.subtext.sources.phantom.HarmRecipe;
import org.subtext.web.pages.Pages;
import org.subtext.web.pages.Question;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever can be asked of a run is answered in the same words on the terminal, on a page and to an assistant. */
class SameWordsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private static Path folder;

    private static LocalDoor door;

    @BeforeAll
    static void make() throws IOException {
        SplittableRandom random = new SplittableRandom(5);
        List<String> lines = new ArrayList<>(List.of("pt,sex,site,score"));
        for (int patient = 0; patient < 80; patient++) {
            boolean isM = patient % 2 == 0;
            lines.add("p" + patient + "," + (isM ? "M" : "F") + "," + (patient % 3 == 0 ? "North" : "South") + ","
                    + (random.nextDouble() + (isM ? 0.5 : 0)));
        }
        Path table = Files.writeString(folder.resolve("scores.csv"), String.join("\n", lines) + "\n");
        Terminal made = Terminal.run(
                (Object[]) ("scores " + table + " --truth sex --positive M --score score --patient pt --subgroups site"
                                + " --replicates 100 --out " + folder.resolve("scores"))
                        .split(" "));
        assertThat(made.exit()).as(made.all()).isZero();
        HarmAudit.run(
                new HarmDemo(HarmRecipe.Cause.UNDERDIAGNOSIS, 400, 7).write(folder.resolve("tables")),
                folder.resolve("harm"),
                1,
                Progress.SILENT);
        door = LocalDoor.fenced(folder, () -> {
            throw new IllegalStateException("nothing here needs an engine");
        });
    }

    @Test
    void terminalPageAndAssistantSayTheSame() {
        for (String run : List.of("scores", "harm")) {
            List<String> questions =
                    new ArrayList<>(Questions.about(door.figures(run)).all());
            questions.remove("Which notes are there?"); // not told to assistants, as they hold words of the run
            assertThat(questions).hasSizeGreaterThan(10);
            List<String> refused = List.of("Which race is he?", "Why is that?", "Is A larger than B?");
            questions.addAll(refused);
            List<String> told = assistant(run, questions);
            Pages pages = new Pages(door);
            for (int i = 0; i < questions.size(); i++) {
                String question = questions.get(i);
                String terminal =
                        Terminal.run("ask", folder.resolve(run), question).out();
                String page = pages.of(run, Question.ASK, question).orElseThrow();
                assertThat(flat(told.get(i))).as(question).isEqualTo(flat(terminal));
                assertThat(flat(text(page))).as(question).contains(flat(terminal));
            }
        }
    }

    private static List<String> assistant(String run, List<String> questions) {
        List<String> lines = new ArrayList<>();
        lines.add("{\"jsonrpc\":\"2.0\",\"id\":-1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":"
                + "\"2025-11-25\",\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}");
        lines.add("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
        for (int i = 0; i < questions.size(); i++) {
            lines.add(JSON.writeValueAsString(Map.of(
                    "jsonrpc",
                    "2.0",
                    "id",
                    i,
                    "method",
                    "tools/call",
                    "params",
                    Map.of("name", "findings", "arguments", Map.of("run", run, "question", questions.get(i))))));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] in = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            StdioServer.serve(door, new ByteArrayInputStream(in), out);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
        List<JsonNode> answers =
                out.toString(StandardCharsets.UTF_8).lines().map(JSON::readTree).toList();
        List<String> told = new ArrayList<>();
        for (int i = 0; i < questions.size(); i++) {
            int id = i;
            told.add(answers.stream()
                    .filter(answer -> answer.path("id").asInt(-2) == id)
                    .map(answer -> answer.path("result")
                            .path("content")
                            .path(0)
                            .path("text")
                            .asString())
                    .findFirst()
                    .orElseThrow());
        }
        return told;
    }

    /** What a page says, without its marks. */
    private static String text(String page) {
        return page.replaceAll("<[^>]*>", " ")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }

    /** Lines are broken where a terminal ends. */
    private static String flat(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
