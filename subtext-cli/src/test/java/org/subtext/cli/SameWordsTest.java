package org.subtext.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.assessment.Assessment;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.assessment.Assessor;
import org.subtext.audit.RunJson;
import org.subtext.audit.answers.questions.Questions;
import org.subtext.audit.answers.questions.Reply;
import org.subtext.audit.door.LocalDoor;
import org.subtext.audit.harm.HarmAudit;
import org.subtext.audit.harm.HarmDemo;
import org.subtext.harm.TwoModels;
import org.subtext.mcp.StdioServer;
import org.subtext.predictions.ExperimentName;
import org.subtext.predictions.PredictionFiles;
import org.subtext.predictions.PredictionRow;
import org.subtext.predictions.PredictionRows;
import org.subtext.predictions.PredictionTable;
import org.subtext.predictions.Unit;
import org.subtext.progress.Progress;
import org.subtext.report.ReportContent;
import org.subtext.routes.SimulatedBattery;
import org.subtext.routes.contract.Mode;
import org.subtext.sources.phantom.HarmRecipe;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.Interval;
import org.subtext.survey.SurveyResult;
import org.subtext.web.pages.Pages;
import org.subtext.web.pages.Question;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever can be asked of a run is answered in the same words on the terminal, on a page and to an assistant. */
class SameWordsTest {
    /**
     * Answered of none of these runs: only an audit of images, which needs an engine, has a ladder of readers or
     * signals put in ("recovered"), and leaves a class out with a reason ("uncovered-why"); and which models were
     * compared is what "comparison" says of two that are named.
     */
    private static final Set<String> ELSEWHERE =
            Set.of("comparisons", "reader-auc", "reader-p", "readers", "recovered", "uncovered-why", "weakest-reader");

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
        HarmAudit.run(TwoModels.of(folder.resolve("models.csv"), 0), folder.resolve("models"), 1, Progress.SILENT);
        severalModels();
        copyWithRoutes();
        survey();
        door = LocalDoor.fenced(folder, () -> {
            throw new IllegalStateException("nothing here needs an engine");
        });
    }

    /** Two models of four classes, one of them of too few patients, and folds. */
    private static void severalModels() throws IOException {
        List<String> classes = List.of("Asian", "Black", "Other", "White");
        SplittableRandom random = new SplittableRandom(7);
        List<PredictionRow> rows = new ArrayList<>();
        for (String model : List.of("first", "second")) {
            for (int p = 0; p < 186; p++) {
                int truth = p < 6 ? 2 : List.of(0, 1, 3).get(p % 3);
                List<Double> scores = IntStream.range(0, classes.size())
                        .mapToObj(k -> random.nextDouble() + (k == truth ? 0.5 : 0))
                        .toList();
                rows.add(new PredictionRow(
                        new ExperimentName.Model(model),
                        "fold-" + (1 + p % 2),
                        "test",
                        "i" + p,
                        "p" + p,
                        "i" + p,
                        classes.get(truth),
                        scores));
            }
        }
        PredictionTable table = PredictionRows.table(Unit.IMAGE, classes, rows);
        Assessment assessment = new Assessor(AssessmentPlan.ofDefaults(3).withDraws(100), Progress.SILENT)
                .assess("race", table, Map.of(), Assessor.Relation.MODELS);
        Path run = Files.createDirectories(folder.resolve("several"));
        PredictionFiles.write(table, run.resolve("predictions.parquet"));
        Files.writeString(run.resolve("estimates.json"), RunJson.unsharedText(assessment));
        ReportContent content = ReportContent.ofScores(
                "Do these scores reveal race?", assessment, List.of(), List.of(), List.of(), List.of());
        Files.writeString(run.resolve("report-content.json"), RunJson.unsharedText(content));
    }

    /** The scores once more, with what a battery finds of them. */
    private static void copyWithRoutes() throws IOException {
        Path copy = Files.createDirectories(folder.resolve("routes"));
        for (String name : List.of("estimates.json", "report-content.json", "predictions.parquet")) {
            Files.copy(folder.resolve("scores").resolve(name), copy.resolve(name));
        }
        RunJson.write(
                copy.resolve("routes.json"),
                new SimulatedBattery(List.of("F", "M"), 80, 2, 1)
                        .with("band-pass 5 10", Mode.TESTED_UNDER, 1)
                        .with("low-pass 5", Mode.TESTED_UNDER, 0.1)
                        .without("masks", "There is no mask.", "Give one with masks: in the plan.")
                        .assessed());
    }

    private static void survey() throws IOException {
        Interval interval = new Interval(0.81, 0.93, 0.975, "score interval, variance clustered by patient");
        SurveyResult.Found found =
                new SurveyResult.Found("grey values", new Estimate.Known(0.87, interval), 0.001, 0.002, 1000, 1, true);
        SurveyResult.Column column =
                new SurveyResult.Column("scanner", "classes", List.of("x", "y"), 200, 0, 0, 0, found, found);
        Path run = Files.createDirectories(folder.resolve("survey"));
        Files.writeString(
                run.resolve("survey.json"),
                RunJson.unsharedText(new SurveyResult(
                        "race", 400, 200, false, 0, 0, 0.025, List.of("grey values"), List.of(column), List.of())));
    }

    @Test
    void terminalPageAndAssistantSayTheSame() throws IOException {
        Set<String> asked = new TreeSet<>();
        for (String run : List.of("scores", "several", "harm", "models", "routes", "survey")) {
            Questions about = Questions.about(door.figures(run));
            List<String> questions = about.all().stream()
                    .map(one -> about.ask(one) instanceof Reply.Answered ? one : one.replace("?", " in first?"))
                    .collect(Collectors.toCollection(ArrayList::new)); // of several models it has to be said of which
            questions.forEach(one -> {
                if (about.ask(one) instanceof Reply.Answered answered) { // else all refuse in the same words
                    asked.add(answered.question());
                }
            });
            questions.remove("Which notes are there?"); // not told to assistants, as they hold words of the run
            assertThat(questions).hasSizeGreaterThan(2);
            List<String> refused = List.of("Which race is he?", "Why is that?", "Is A larger than B?");
            questions.addAll(refused);
            List<String> told = assistant(run, questions);
            Pages pages = new Pages(door);
            for (int i = 0; i < questions.size(); i++) {
                String question = questions.get(i);
                String terminal =
                        Terminal.run("ask", folder.resolve(run), question).out();
                assertThat(flat(told.get(i))).as(question).isEqualTo(flat(terminal));
                if (!run.equals("survey")) { // which the explorer has no pages of
                    String page = pages.of(run, Question.ASK, question).orElseThrow();
                    assertThat(flat(text(page))).as(question).contains(flat(terminal));
                }
            }
        }
        Set<String> others = all();
        others.removeAll(asked);
        assertThat(others).as("questions that none of these runs answers").isEqualTo(ELSEWHERE);
    }

    /** By the names of the language's own file. */
    private static Set<String> all() throws IOException {
        try (InputStream in = Objects.requireNonNull(Questions.class.getResourceAsStream("en.yaml"))) {
            return Pattern.compile("\\{id: ([a-z-]+),")
                    .matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .results()
                    .map(one -> one.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
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
