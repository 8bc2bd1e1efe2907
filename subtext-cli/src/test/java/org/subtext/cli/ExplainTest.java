package org.subtext.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.audit.RunJson;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.RouteFindings;
import org.subtext.routes.contract.RoutesAssessment;
import org.subtext.routes.contract.SettingResult;

/** A small audit that looks at one route, and what is added to it afterwards, with a real engine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ExplainTest {
    private static final String SECRET = "PATIENTX";

    private Path temporary;
    private Path table;
    private Path run;
    private Terminal audit;

    @BeforeAll
    void auditOnce(@TempDir Path folder) throws IOException {
        temporary = folder;
        Path phantom = folder.resolve("phantom");
        Terminal made = Terminal.run("phantom", phantom, "--patients", 60, "--side", 32, "--strength", 4);
        assertThat(made.exit()).as(made.err()).isZero();
        table = phantom.resolve("metadata.csv");
        List<String> lines = new ArrayList<>(Files.readAllLines(table));
        for (int i = 1; i < lines.size(); i++) {
            String[] cells = lines.get(i).split(",", -1);
            cells[2] = SECRET + cells[2];
            lines.set(i, String.join(",", cells));
        }
        Files.write(table, lines);
        run = folder.resolve("runs/tiny");
        audit = Terminal.run(
                "audit",
                "--table",
                table,
                "--attribute",
                "group",
                "--folds",
                2,
                "--side",
                32,
                "--epochs",
                1,
                "--workers",
                1,
                "--replicates",
                100,
                "--routes",
                "inversion",
                "--mode",
                "tested",
                "--runs",
                folder.resolve("runs"),
                "--name",
                "tiny",
                "--device",
                "cpu");
        assertThat(audit.exit()).as(audit.err()).isZero();
    }

    @Test
    @Order(1)
    void anAuditWithRoutesAnswersByWhatRoute() throws IOException {
        assertThat(results()).extracting(result -> result.setting().mode()).containsExactly(Mode.TESTED_UNDER);
        assertThat(results().get(0).macroAuc().isDefined()).isTrue();
        assertThat(audit.out()).contains("By what route");
        assertThat(audit.err())
                .contains("Price of the routes: 1 setting to run")
                .contains("images/s scored");
        assertThat(Files.readString(run.resolve("log.txt"))).contains("inversion, tested under: done");
        assertThat(Files.readString(run.resolve("manifest.json"))).contains("Routes (SHA-256)");
        assertThat(Files.readString(run.resolve("plan.yaml"))).contains("  - inversion");
    }

    @Test
    @Order(2)
    void thePriceIsSaidAndNothingIsRun() {
        Terminal price = explain("--route", "inversion", "--mode", "trained", "--price");

        assertThat(price.exit()).as(price.err()).isZero();
        assertThat(price.out())
                .contains("inversion")
                .contains("1 setting to run")
                .contains("images/s trained on");
        assertThat(results()).hasSize(1);
    }

    @Test
    @Order(3)
    void aBudgetThatBuysNothingReportsWhatItDoesNotBuy() {
        Terminal explain = explain("--route", "inversion", "--mode", "trained", "--budget", "0.001s");

        assertThat(explain.exit()).as(explain.err()).isZero();
        assertThat(explain.err()).contains("1 does not fit the budget");
        assertThat(findings())
                .singleElement()
                .satisfies(route -> assertThat(route.notRun())
                        .singleElement()
                        .satisfies(notRun -> assertThat(notRun.reason()).contains("0.001s")));
        assertThat(results()).hasSize(1);
    }

    @Test
    @Order(4)
    void explainAddsToWhatWasLookedAtBefore() throws IOException {
        Terminal explain = explain("--route", "inversion", "--mode", "trained", "--folds", "2");

        assertThat(explain.exit()).as(explain.err()).isZero();
        assertThat(explain.err()).contains("1 setting to run").contains("1 run before");
        assertThat(results())
                .extracting(result -> result.setting().mode())
                .containsExactlyInAnyOrder(Mode.TESTED_UNDER, Mode.NEWLY_TRAINED);
        assertThat(findings()).allSatisfy(route -> assertThat(route.notRun()).isEmpty());
        try (Stream<Path> files = Files.list(run.resolve("routes"))) {
            assertThat(files).noneMatch(file -> file.toString().endsWith(".checkpoint"));
        }
    }

    @Test
    @Order(5)
    void theSameCommandAgainRunsNothingAndGivesTheSameBytes() throws IOException {
        byte[] before = Files.readAllBytes(run.resolve("routes.json"));
        Terminal again = explain("--route", "inversion", "--mode", "trained", "--folds", "2", "--json");

        assertThat(again.exit()).as(again.err()).isZero();
        assertThat(again.err()).contains("0 settings to run; 2 run before");
        assertThat(Files.readAllBytes(run.resolve("routes.json"))).isEqualTo(before);
        assertThat(again.out()).isEqualTo(Files.readString(run.resolve("routes.json")));
    }

    @Test
    @Order(6)
    void aReportRenderedAgainHoldsTheRoutes() throws IOException {
        String before = Files.readString(run.resolve("report.html"));
        Terminal again = Terminal.run("report", run);

        assertThat(again.exit()).as(again.err()).isZero();
        assertThat(again.out()).contains("By what route");
        assertThat(Files.readString(run.resolve("report.html"))).isEqualTo(before);
    }

    @Test
    @Order(7)
    void nothingThatIsSharedNamesAPatient() throws IOException {
        for (String shared : List.of("report.html", "routes.json", "manifest.json", "log.txt", "routes/plans.json")) {
            assertThat(Files.readString(run.resolve(shared))).as(shared).doesNotContain(SECRET);
        }
        assertThat(audit.all()).doesNotContain(SECRET);
    }

    @Test
    void theRoutesAreListedWithTheirQuestions() {
        Terminal list = Terminal.run("explain", "--list");

        assertThat(list.exit()).isZero();
        assertThat(list.out()).contains("intensity: ").contains("?").contains("  inversion");
    }

    @Test
    void whatCannotBeTakenIsRefusedAtOnce() {
        refused(explain("--route", "invertion", "--budget", "soon"), "invertion", "\"inversion\"", "soon");
        refused(explain("--setting", "inversion 3"), "inversion 3");
        refused(explain("--route", "all", "--mask", "lung=" + temporary.resolve("absent")), "absent", "lung");
        refused(explain("--route", "all", "--columns", "agee"), "agee", "\"age\"");
        refused(explain("--route", "all", "--initial-weights", temporary.resolve("w.pt")), "w.pt");
        refused(explain("--route", "all", "--epochs", "0"), "--epochs", "0");
        refused(explain("--route", "all", "--folds", "0"), "folds", "0");
        refused(explain(), "--route");
        refused(Terminal.run("explain", "--route", "all"), "finished run");
    }

    @Test
    void aFolderThatHoldsNoRunNamesTheNearest() {
        refused(Terminal.run("explain", run.resolveSibling("tinny"), "--route", "all"), "tinny", "\"tiny\"");
    }

    @Test
    void anUnfinishedRunIsFinishedFirst() throws IOException {
        Path half = Files.createDirectories(run.resolveSibling("half"));
        Files.copy(run.resolve("plan.yaml"), half.resolve("plan.yaml"));
        Files.writeString(
                half.resolve("manifest.json"),
                Files.readString(run.resolve("manifest.json")).replace("\"finished\"", "\"running\""));

        refused(Terminal.run("explain", half, "--route", "all"), "not finished", "--resume");
    }

    @Test
    void aTableThatHasChangedSinceIsRefused() throws IOException {
        String before = Files.readString(table);
        try {
            Files.writeString(table, before.replaceFirst("\n", "\n\n"));
            refused(explain("--route", "all"), "changed since", "metadata.csv");
        } finally {
            Files.writeString(table, before);
        }
    }

    @Test
    void anImageThatIsGoneIsRefused() throws IOException {
        Path image;
        try (Stream<Path> images = Files.list(table.resolveSibling("images"))) {
            image = images.sorted().findFirst().orElseThrow();
        }
        byte[] before = Files.readAllBytes(image);
        try {
            Files.delete(image);
            refused(explain("--route", "all"), "changed since", "Put the files back");
        } finally {
            Files.write(image, before);
        }
    }

    private Terminal explain(Object... more) {
        List<Object> words = new ArrayList<>(List.of("explain", run, "--device", "cpu"));
        words.addAll(List.of(more));
        return Terminal.run(words.toArray());
    }

    private static void refused(Terminal terminal, String... said) {
        assertThat(terminal.err()).contains(said).doesNotContain("bug in Subtext");
        assertThat(terminal.exit()).as(terminal.err()).isEqualTo(2);
    }

    private List<RouteFindings> findings() {
        return RunJson.read(run.resolve("routes.json"), RoutesAssessment.class).routes();
    }

    private List<SettingResult> results() {
        return findings().stream().flatMap(route -> route.settings().stream()).toList();
    }
}
