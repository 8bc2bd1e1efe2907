package org.subtext.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.audit.RunJson;
import org.subtext.audit.door.LocalDoor;
import org.subtext.problems.InvalidInputException;
import org.subtext.report.findings.DiagnosisContent;
import org.subtext.statistics.Estimate;
import org.subtext.web.pages.Pages;
import org.subtext.web.pages.Question;

/** A diagnostic model from a table of findings to the question of harm, with a real engine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.MethodName.class)
class FindingsRunTest {
    private static final int PATIENTS = 60;
    private static final int SIDE = 16;

    private Path folder;
    private Path table;
    private Path runs;
    private Terminal audit;

    /** Two images a patient, one with an effusion (a bright quarter), one without; edema (bright rows) now and then. */
    @BeforeAll
    void taughtOnce(@TempDir Path temporary) throws IOException {
        folder = temporary;
        runs = folder.resolve("runs");
        List<String> lines = new ArrayList<>(List.of("image_path,patient_id,sex,view,effusion,edema"));
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 2 * PATIENTS; i++) {
            boolean effusion = i % 2 == 0;
            boolean edema = random.nextInt(3) == 0;
            write(folder.resolve("i" + i + ".png"), effusion, edema, random);
            String truth =
                    i == 7 || i == 8 ? "," : i % 20 == 5 ? "-1," + (edema ? "yes" : "no") : told(effusion, edema);
            lines.add("i" + i + ".png,P" + i / 2 + "," + (i / 2 % 2 == 0 ? "F" : "M") + "," + (i % 4 < 2 ? "PA" : "AP")
                    + "," + truth);
        }
        table = Files.writeString(folder.resolve("table.csv"), String.join("\n", lines) + "\n");
        audit = audit("taught", "--split", "fractions");
    }

    private static String told(boolean effusion, boolean edema) {
        return (effusion ? "1" : "0") + "," + (edema ? "yes" : "no");
    }

    private static void write(Path file, boolean effusion, boolean edema, SplittableRandom random) throws IOException {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                int brighter = (effusion && x < SIDE / 2 && y >= SIDE / 2 ? 70 : 0) + (edema && y < 4 ? 60 : 0);
                image.getRaster().setSample(x, y, 0, 60 + brighter + random.nextInt(50));
            }
        }
        ImageIO.write(image, "png", file.toFile());
    }

    private Terminal audit(String name, String... more) {
        List<Object> words = new ArrayList<>(List.of(
                "audit",
                "--table",
                table,
                "--target",
                "effusion,edema",
                "--side",
                SIDE,
                "--epochs",
                6,
                "--batch",
                12,
                "--workers",
                1,
                "--near-duplicates",
                "warn",
                "--runs",
                runs,
                "--name",
                name,
                "--device",
                "cpu"));
        words.addAll(List.of(more));
        return Terminal.run(words.toArray());
    }

    private Path run() {
        assertThat(audit.exit()).as(audit.err()).isZero();
        return runs.resolve("taught");
    }

    @Test
    void aRunOfFindingsKeepsEveryPatientAndSaysWhatItIs() throws IOException {
        DiagnosisContent content = RunJson.read(run().resolve("diagnosis.json"), DiagnosisContent.class);

        assertThat(content.findings())
                .extracting(DiagnosisContent.OfFinding::name)
                .containsExactly("effusion", "edema");
        assertThat(content.findings().get(0).auc().valueOr(0)).isGreaterThan(0.9);
        assertThat(content.findings().get(0).auc()).isInstanceOf(Estimate.Known.class);
        assertThat(content.setAside()).isGreaterThan(0);
        assertThat(Files.readString(run().resolve("flow.json")))
                .contains("No recorded finding")
                .contains("\"images\" : 118")
                .contains("\"patients\" : 60");
        List<String> lines = Files.readAllLines(run().resolve("findings.csv"));
        assertThat(lines.get(0))
                .isEqualTo("run:image,run:patient,run:part,truth:effusion,score:effusion,truth:edema,score:edema,"
                        + "image_path,patient_id,sex,view,effusion,edema");
        assertThat(lines).anyMatch(line -> line.contains(",validation,")).anyMatch(line -> line.contains(",test,"));
        assertThat(lines).noneMatch(line -> line.contains(",training,"));
        assertThat(run().resolve("diagnosis.html")).isNotEmptyFile();
        assertThat(run().resolve("diagnosis.pdf")).isNotEmptyFile();
        assertThat(audit.out()).contains("A DIAGNOSTIC MODEL OF 2 FINDINGS").contains("subtext harm");
        assertThat(audit.out() + Files.readString(run().resolve("diagnosis.html")))
                .doesNotContain("P17");
    }

    @Test
    void cohortAndSplitKnowFindingsAsTheAuditDoes() throws IOException {
        Terminal cohort = Terminal.run("cohort", "--table", table, "--target", "effusion,edema");
        assertThat(cohort.exit()).as(cohort.err()).isZero();
        assertThat(cohort.out())
                .contains("No recorded finding")
                .contains("effusion")
                .contains("edema");

        Path file = folder.resolve("split.csv");
        Terminal split = Terminal.run("split", "--table", table, "--target", "effusion,edema", "--out", file);
        assertThat(split.exit()).as(split.err()).isZero();
        assertThat(file).hasSameTextualContentAs(run().resolve("split.csv"));
        Terminal folds = Terminal.run(
                "split", "--table", table, "--target", "edema", "--folds", 3, "--out", folder.resolve("folds.csv"));
        assertThat(folds.exit()).as(folds.err()).isZero();

        Terminal nobody = Terminal.run(
                "split", "--table", table, "--attribute", "sex", "--positive", "yes", "--out", folder.resolve("n.csv"));
        assertThat(nobody.exit()).isEqualTo(2);
        assertThat(nobody.err()).contains("Name them: --target");
    }

    @Test
    void harmIsAskedOfTheRunByAnyColumnOfItsCohort() throws IOException {
        Terminal sex = Terminal.run("harm", run(), "--attribute", "sex", "--reference", "F", "--replicates", 99);
        assertThat(sex.exit()).as(sex.err()).isZero();
        assertThat(sex.out()).contains("chosen on other patients.").contains("effusion");
        assertThat(runs.resolve("harm-taught").resolve("harm.yaml"))
                .content()
                .contains("column: run:part")
                .contains("validation");
        Terminal view = Terminal.run(
                "harm", run(), "--attribute", "view", "--reference", "PA", "--dry-run", "--out", folder.resolve("v"));
        assertThat(view.exit()).as(view.err()).isZero();
    }

    /** A run's recorded columns may be numbers; this one's are not, which is all that is wrong. */
    @Test
    void ratesAreToldAlongAColumnOfTheRun() {
        Terminal along = Terminal.run("harm", run(), "--along", "sex", "--out", folder.resolve("asked/harm-along"));
        assertThat(along.exit()).isEqualTo(2);
        assertThat(along.err()).contains("One problem", "Column sex holds", "no numbers", "--along COLUMN");
    }

    @Test
    void aPlanOfHarmIsAskedAgainAndIsWhole() throws IOException {
        Path first = folder.resolve("asked").resolve("harm-first");
        Terminal asked = Terminal.run(
                "harm", run(), "--attribute", "sex", "--reference", "F", "--replicates", 99, "--out", first);
        assertThat(asked.exit()).as(asked.err()).isZero();
        Path plan = Files.copy(first.resolve("harm.yaml"), folder.resolve("other.yaml"));
        Terminal again =
                Terminal.run("harm", plan, "--out", folder.resolve("asked").resolve("harm-second"));
        assertThat(again.exit()).as(again.err()).isZero();
        assertThat(folder.resolve("asked/harm-second/gaps.csv")).hasSameTextualContentAs(first.resolve("gaps.csv"));

        Files.writeString(
                plan, Files.readString(plan).replace("draws:", "drawn:").replace("alpha: 0.05", "beta: 1"));
        Terminal wrong =
                Terminal.run("harm", plan, "--out", folder.resolve("asked").resolve("harm-third"));
        assertThat(wrong.exit()).isEqualTo(2);
        assertThat(wrong.err())
                .contains("4 problems")
                .contains("assessment.draws is missing")
                .contains("Unknown key \"assessment.drawn\"")
                .contains("assessment.decision.alpha is missing");
        assertThat(Terminal.run("harm", plan, "--margin", "0.1").err())
                .contains("--margin stands beside the plan file");
        assertThat(Terminal.run("harm", table).err()).contains("--attribute race");
    }

    @Test
    void harmRefusesWhatTheRunSaysItselfAndATableThatChanged() throws IOException {
        Terminal beside = Terminal.run(
                "harm", run(), "--attribute", "sex", "--reference", "F", "--truth", "effusion", "--role", "sex");
        assertThat(beside.exit()).isEqualTo(2);
        assertThat(beside.err()).contains("--truth, --role say");
        Path lines = run().resolve("findings.csv");
        String before = Files.readString(lines);
        Files.writeString(lines, before.replace(",F,", ",M,"));
        Terminal changed = Terminal.run("harm", run(), "--attribute", "sex", "--reference", "M");
        Files.writeString(lines, before);
        assertThat(changed.exit()).isEqualTo(2);
        assertThat(changed.err()).contains("SHA-256 differs");
    }

    @Test
    void theExplorerAndAPageToSendTellHowWellEachFindingIsTold() throws IOException {
        Pages pages = new Pages(new LocalDoor(runs, () -> {
            throw new IllegalStateException("whoever reads pages opens no network");
        }));
        String name = run().getFileName().toString();
        assertThat(pages.of(name, Question.FINDINGS, null).orElseThrow())
                .contains("What the model tells", "effusion", "edema", "nothing here was looked at by group")
                .doesNotContain(folder.toString());
        assertThat(pages.of(name, Question.RECORD, null).orElseThrow())
                .contains("targets", "effusion")
                .doesNotContain(folder.toString());
        assertThat(pages.of(name, Question.GROUPS, null)).isEmpty();

        Path sent = folder.resolve("taught.html");
        Terminal bundle = Terminal.run("explore", run(), "--bundle", sent);
        assertThat(bundle.exit()).as(bundle.err()).isZero();
        assertThat(Files.readString(sent))
                .contains("How well does a diagnostic model tell findings?", "effusion", "edema", "An audit, not a")
                .doesNotContain("<script", "href=\"/", name, folder.toString(), "P17");

        Path content = run().resolve("diagnosis.json");
        String before = Files.readString(content);
        Files.writeString(content, before.replaceFirst("\"images\" : \\d+", "\"images\" : 7"));
        assertThatThrownBy(() -> pages.bundle(name)).hasMessageContaining("is not as the run wrote it");
        assertThatThrownBy(() -> pages.of(name, Question.FINDINGS, null))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("is not as the run wrote it");
        Files.writeString(content, before);
    }

    @Test
    void predictionsOfTheModelAreIndependentScores() throws IOException {
        Path scores = folder.resolve("scores.csv");
        Terminal predicted = Terminal.run(
                "predict", run().resolve("models/model.safetensors"), folder, "--out", scores, "--device", "cpu");
        assertThat(predicted.exit()).as(predicted.err()).isZero();
        assertThat(predicted.err()).contains("a head each (sigmoid) for effusion, edema");
        List<String> lines = Files.readAllLines(scores);
        assertThat(lines.get(0)).contains("effusion").contains("edema");
    }

    @Test
    void routesAndVerdictsOfARunOfFindingsAreRefusedWithTheWayOn() {
        for (String command : List.of("explain", "report")) {
            Terminal refused = command.equals("explain")
                    ? Terminal.run(command, run(), "--routes", "intensity", "--device", "cpu")
                    : Terminal.run(command, run());
            assertThat(refused.exit()).as(refused.err()).isEqualTo(2);
            assertThat(refused.err()).contains("taught a diagnostic model").contains("subtext harm");
        }
    }

    @Test
    void aContinuedRunIsTheSame() throws IOException {
        Path part = runs.resolve("taught");
        String before = Files.readString(run().resolve("findings.csv"));
        Files.delete(part.resolve("diagnosis.json"));
        Files.delete(part.resolve("findings.csv"));
        Terminal again = audit("taught", "--split", "fractions", "--resume");
        assertThat(again.exit()).as(again.err()).isZero();
        assertThat(Files.readString(part.resolve("findings.csv"))).isEqualTo(before);
    }

    @Test
    void whatCannotStandBesideFindingsIsToldAtOnce() {
        Terminal beside = audit("beside", "--subgroups", "sex", "--routes", "intensity");
        assertThat(beside.exit()).isEqualTo(2);
        assertThat(beside.err()).contains("subgroups, routes ask about a recorded attribute");
        Terminal same = audit("same", "--attribute", "edema");
        assertThat(same.exit()).isEqualTo(2);
        assertThat(same.err()).contains("--attribute must be another column than those of findings");
        Terminal absent =
                Terminal.run("audit", "--table", table, "--target", "efusion,oedema,effusion", "--runs", runs);
        assertThat(absent.exit()).isEqualTo(2);
        assertThat(absent.err()).contains("efusion").contains("oedema").contains("2 problems");
        Terminal alone = Terminal.run("audit", "--table", table, "--attribute", "sex", "--uncertain", "positive");
        assertThat(alone.err()).contains("Name them: --target");
    }
}
