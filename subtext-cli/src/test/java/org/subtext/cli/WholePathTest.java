package org.subtext.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.assessment.Assessment;
import org.subtext.audit.RunJson;
import org.subtext.encoding.NpyFile;
import org.subtext.predictions.ExperimentName;
import org.subtext.predictions.PredictionFiles;
import org.subtext.predictions.PredictionTable;
import org.xml.sax.InputSource;

/** One small audit from table to report, with a real engine; then what is done with a finished run. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.MethodName.class)
class WholePathTest {
    private static final String SECRET = "PATIENTX";

    private Path temporary;
    private Path cohort;
    private Path runs;
    private Path run;
    private Terminal audit;

    @BeforeAll
    void auditOnce(@TempDir Path folder) throws IOException {
        temporary = folder;
        cohort = phantom("here", 1);
        Path other = phantom("there", 2);
        runs = temporary.resolve("runs");
        run = runs.resolve("tiny");
        audit = audit("--external", "there=" + other.resolve("metadata.csv"));
        assertThat(audit.exit()).as(audit.err()).isZero();
    }

    @Test
    void aRunLeavesItsFiles() {
        assertThat(List.of(
                        "plan.yaml",
                        "manifest.json",
                        "flow.json",
                        "split.csv",
                        "predictions.parquet",
                        "predictions.csv",
                        "estimates.json",
                        "report.html",
                        "report.pdf",
                        "models/model.safetensors"))
                .allSatisfy(name -> assertThat(run.resolve(name)).isNotEmptyFile());
        assertThat(run.resolve("models/model.checkpoint")).doesNotExist();
    }

    @Test
    void estimatesHoldBothCohorts() {
        Assessment assessment = RunJson.read(run.resolve("estimates.json"), Assessment.class);

        assertThat(assessment.experiments())
                .extracting(experiment -> experiment.experiment())
                .containsExactly(new ExperimentName.Internal(), new ExperimentName.External("there"));
        assertThat(assessment.verdict()).isNotNull();
        assertThat(assessment.comparisons()).isNotEmpty().noneMatch(comparison -> comparison.paired());
    }

    @Test
    void theReportIsWellFormed() throws Exception {
        String html = Files.readString(run.resolve("report.html"));
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);

        assertThat(factory.newDocumentBuilder()
                        .parse(new InputSource(new StringReader(html)))
                        .getDocumentElement()
                        .getTagName())
                .isEqualTo("html");
    }

    @Test
    void nothingThatIsSharedNamesAPatient() throws IOException {
        assertThat(Files.readString(cohort.resolve("metadata.csv"))).contains(SECRET);
        assertThat(Files.readString(run.resolve("split.csv"))).contains(SECRET);

        assertThat(audit.all()).doesNotContain(SECRET);
        for (String shared : List.of("report.html", "estimates.json", "flow.json", "manifest.json", "plan.yaml")) {
            assertThat(Files.readString(run.resolve(shared))).as(shared).doesNotContain(SECRET);
        }
        try (PDDocument pdf = Loader.loadPDF(run.resolve("report.pdf").toFile())) {
            assertThat(new PDFTextStripper().getText(pdf)).contains("AUC").doesNotContain(SECRET);
        }
        assertThat(new String(Files.readAllBytes(run.resolve("models/model.safetensors")), StandardCharsets.ISO_8859_1))
                .doesNotContain(SECRET);
    }

    @Test
    void aReportRenderedAgainIsEqual() throws IOException {
        String before = Files.readString(run.resolve("report.html"));
        Terminal again = Terminal.run("report", run);

        assertThat(again.exit()).as(again.err()).isZero();
        assertThat(Files.readString(run.resolve("report.html"))).isEqualTo(before);
    }

    @Test
    void aFinishedRunIsKeptUnlessItIsContinuedWithTheSamePlan() {
        String[] there = {"--external", "there=" + temporary.resolve("there/metadata.csv")};

        assertThat(audit(there)).satisfies(terminal -> {
            assertThat(terminal.exit()).isEqualTo(2);
            assertThat(terminal.err()).contains("exists already").contains("--resume");
        });
        assertThat(audit(there[0], there[1], "--resume", "--margin", "0.2")).satisfies(terminal -> {
            assertThat(terminal.exit()).isEqualTo(2);
            assertThat(terminal.err()).contains("then: margin: 0.1").contains("now:  margin: 0.2");
        });
        assertThat(run.resolve("report.html")).isNotEmptyFile();
    }

    @Test
    void aFinishedRunContinuedPrintsTheStoredEstimatesAsJson() throws IOException {
        String before = Files.readString(run.resolve("estimates.json"));
        Terminal again = audit("--external", "there=" + temporary.resolve("there/metadata.csv"), "--resume", "--json");

        assertThat(again.exit()).as(again.err()).isZero();
        assertThat(again.out())
                .startsWith(before.substring(0, before.lastIndexOf('}')).stripTrailing())
                .contains("\"remarks\" : [");
        assertThat(again.err()).doesNotContain("Training");
    }

    @Test
    void theStoredModelScoresImagesAsItDidInTheAudit() throws IOException {
        Path scores = temporary.resolve("scores.csv");
        Terminal predict = Terminal.run(
                "predict",
                run.resolve("models/model.safetensors"),
                cohort.resolve("images"),
                "--out",
                scores,
                "--device",
                "cpu");
        assertThat(predict.exit()).as(predict.err()).isZero();
        assertThat(predict.err()).contains("Must not").doesNotContain(SECRET);

        Map<String, Double> first = new HashMap<>();
        for (String line : Files.readAllLines(scores)) {
            String[] cells = line.split(",");
            if (!cells[0].equals("image")) {
                first.put(cells[0].replace(".png", ""), Double.valueOf(cells[1]));
            }
        }
        PredictionTable stored =
                PredictionFiles.read(run.resolve("predictions.parquet")).of(new ExperimentName.Internal());
        assertThat(stored.size()).isPositive();
        for (int row = 0; row < stored.size(); row++) {
            assertThat(first.get(stored.image(row)))
                    .as(stored.image(row))
                    .isCloseTo(stored.score(0, row), within(1e-5));
        }
    }

    @Test
    void aFolderWithoutImagesIsNothingToPredict() throws IOException {
        Path empty = Files.createDirectory(temporary.resolve("empty"));
        Terminal predict = Terminal.run("predict", run.resolve("models/model.safetensors"), empty, "--device", "cpu");

        assertThat(predict.exit()).isEqualTo(2);
        assertThat(predict.err()).contains("holds no image");
    }

    @Test
    void embeddingsOfTheRunAreWrittenAndProbed() throws IOException {
        Path all = temporary.resolve("all.parquet");
        Path early = temporary.resolve("early.npy");
        Terminal list = Terminal.run("embed", run, "--list", "--device", "cpu");
        assertThat(list.exit()).as(list.err()).isZero();
        List<String> layers = list.out().lines().toList();
        assertThat(layers).hasSizeGreaterThan(2);
        Terminal embed = Terminal.run("embed", run, "--out", all, "--device", "cpu");
        assertThat(embed.exit()).as(embed.err()).isZero();
        assertThat(embed.err()).contains("Must not", "embedded at " + layers.get(layers.size() - 1));
        assertThat(embed.all()).doesNotContain(SECRET);
        assertThat(Terminal.run("embed", run, "--layer", layers.get(0), "--out", early, "--device", "cpu")
                        .exit())
                .isZero();

        Path found = temporary.resolve("probed");
        Terminal probe =
                Terminal.run("probe", all, "--attribute", "recorded group", "--replicates", 100, "--out", found);

        assertThat(probe.exit()).as(probe.err()).isZero();
        assertThat(probe.out()).contains("No control was given", "Must not").doesNotContain(SECRET);
        assertThat(Files.readString(found.resolve("report.html")))
                .contains("linear probe", "MLP probe", "proves nothing about")
                .doesNotContain(SECRET);
        assertThat(Files.readString(found.resolve("probe.json"))).contains("compression", "usable");
        assertThat(found.resolve("predictions.parquet")).isNotEmptyFile();
    }

    @Test
    void embeddingsOfAFolderEqualThoseOfTheRun() throws IOException {
        Path ofRun = temporary.resolve("run.npy");
        Path ofFolder = temporary.resolve("folder.npy");
        assertThat(Terminal.run("embed", run, "--out", ofRun, "--device", "cpu").exit())
                .isZero();
        Terminal folder = Terminal.run(
                "embed",
                run.resolve("models/model.safetensors"),
                cohort.resolve("images"),
                "--out",
                ofFolder,
                "--device",
                "cpu");
        assertThat(folder.exit()).as(folder.err()).isZero();
        Map<String, float[]> byImage = new HashMap<>();
        List<String> ids = Files.readAllLines(temporary.resolve("run.ids.csv"));
        float[][] vectors = NpyFile.read(ofRun);
        for (int i = 0; i < vectors.length; i++) {
            byImage.put(ids.get(i + 1).split(",")[0], vectors[i]);
        }
        List<String> files = Files.readAllLines(temporary.resolve("folder.ids.csv"));
        float[][] again = NpyFile.read(ofFolder);
        assertThat(again).hasDimensions(vectors.length, vectors[0].length);
        for (int i = 0; i < again.length; i++) {
            assertThat(again[i])
                    .as(files.get(i + 1))
                    .containsExactly(byImage.get(files.get(i + 1).replace(".png", "")), within(1e-4f));
        }
    }

    @Test
    void whatCannotBeEmbeddedIsRefusedWithTheMend() {
        assertThat(Terminal.run(
                        "embed", run, "--layer", "layer99", "--out", temporary.resolve("x.npy"), "--device", "cpu"))
                .satisfies(terminal -> {
                    assertThat(terminal.exit()).isEqualTo(2);
                    assertThat(terminal.err()).contains("no layer \"layer99\"", "Its layers are");
                });
        assertThat(Terminal.run("embed", run, "--out", temporary.resolve("x.txt"))
                        .err())
                .contains(".parquet or .npy");
        assertThat(Terminal.run("embed", run, "--model", "fold-9", "--out", temporary.resolve("x.npy"))
                        .err())
                .contains("no model \"fold-9\"", "model");
        assertThat(Terminal.run("embed", temporary.resolve("nowhere"), "--out", temporary.resolve("x.npy"))
                        .exit())
                .isEqualTo(2);
    }

    private Path phantom(String name, long seed) throws IOException {
        Path folder = temporary.resolve(name);
        Terminal made =
                Terminal.run("phantom", folder, "--patients", 60, "--side", 32, "--strength", 4, "--seed", seed);
        assertThat(made.exit()).as(made.err()).isZero();
        Path table = folder.resolve("metadata.csv");
        List<String> lines = Files.readAllLines(table);
        List<String> marked = new ArrayList<>(List.of(lines.get(0)));
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            cells[2] = SECRET + name + cells[2];
            marked.add(String.join(",", cells));
        }
        Files.write(table, marked);
        return folder;
    }

    private Terminal audit(String... more) {
        List<Object> words =
                new ArrayList<>(List.of("audit", "--table", cohort.resolve("metadata.csv"), "--attribute", "group"));
        words.addAll(List.of("--split", "fractions", "--side", 32, "--epochs", 1, "--workers", 1, "--replicates", 100));
        words.addAll(List.of("--runs", runs, "--name", "tiny", "--device", "cpu"));
        words.addAll(List.of(more));
        return Terminal.run(words.toArray());
    }
}
