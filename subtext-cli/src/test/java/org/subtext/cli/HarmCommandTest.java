package org.subtext.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.audit.harm.HarmFolder;
import org.subtext.harm.HarmAssessment;
import org.subtext.harm.Verdict;
import org.subtext.report.harm.HarmContent;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.groups.Rate;

/** Somebody's prediction table, from the file to the folder of the run. */
class HarmCommandTest {
    /** 166 images of 110 patients, as in the tests of the statistics. */
    private static final Path FINDINGS =
            Path.of("../subtext-statistics/src/test/resources/org/subtext/statistics/findings.csv");

    @TempDir
    private Path folder;

    private Terminal run(Path table, String out, Object... more) {
        List<Object> words = new ArrayList<>(List.of("harm", table, "--attribute", "race", "--patient", "patient"));
        words.addAll(List.of("--replicates", "49", "--out", folder.resolve(out)));
        words.addAll(List.of(more));
        return Terminal.run(words.toArray());
    }

    private HarmContent content(String out) {
        return HarmFolder.read(folder.resolve(out));
    }

    private static HarmAssessment.Gap gap(HarmContent content, Rate rate, String group) {
        return content.assessment()
                .gaps()
                .filter(gap -> gap.rate() == rate && gap.group().equals(group))
                .findFirst()
                .orElseThrow();
    }

    private static double rate(HarmAssessment.OfFinding finding, String group, Rate rate) {
        return requireNonNull(finding.group(group).rates().get(rate)).valueOr(0);
    }

    /**
     * Rates: fairlearn 0.15.0, {@code MetricFrame(truth, score >= 0.629, sensitive_features=race)}; gaps are their
     * differences, and equal what statsmodels 0.15.0 gives as coefficients of a regression on the group.
     */
    @Test
    void ratesAndGapsAreThoseOfOtherPrograms() {
        Terminal terminal = run(
                FINDINGS,
                "known",
                "--truth",
                "finding=truth",
                "--score",
                "finding=score",
                "--threshold",
                "0.629",
                "--reference",
                "White");

        assertThat(terminal.exit()).as(terminal.all()).isZero();
        HarmContent content = content("known");
        HarmAssessment.OfFinding finding = content.assessment().findings().get(0);
        assertThat(rate(finding, "Black", Rate.TRUE_POSITIVE)).isCloseTo(0.684210526316, within(1e-12));
        assertThat(rate(finding, "White", Rate.FALSE_POSITIVE)).isCloseTo(0.155172413793, within(1e-12));
        assertThat(gap(content, Rate.TRUE_POSITIVE, "Black").estimate().valueOr(0))
                .isCloseTo(-0.115789473684, within(1e-12));
        assertThat(gap(content, Rate.FALSE_POSITIVE, "Black").estimate().valueOr(0))
                .isCloseTo(0.17816091954, within(1e-11));
        assertThat(content.roles()).isEqualTo(HarmContent.Apart.FROM_ELSEWHERE);
        assertThat(finding.thresholds()).containsExactly(new Estimate.Point(0.629));
    }

    /** A run for anybody, and the same again for those inside. */
    @Test
    void plantedHarmIsShownInAPrivateFolderAndSharedWithoutSmallCounts() throws IOException {
        Path table = planted(0.5);
        Terminal shared = run(table, "run", "--reference", "White");
        Path run = folder.resolve("run");
        String first = Files.readString(run.resolve("harm.json"));
        Terminal inside = run(table, "run", "--reference", "White", "--internal");
        Terminal listed = Terminal.run("looks", "--runs", folder);

        assertThat(shared.out()).startsWith("HARM SHOWN").contains("Black is served worse than White");
        assertThat(shared.out()).doesNotContain("INTERNAL").contains("hidden", "Nothing is said of Few");
        assertThat(inside.out())
                .startsWith("INTERNAL, NOT FOR SHARING\nHARM SHOWN")
                .doesNotContain("hidden");
        assertThat(content("run").answer().verdict()).isEqualTo(Verdict.HARM_SHOWN);
        assertThat(content("run").answer().harmed()).containsExactly("Black");
        assertThat(content("run").answer().notAssessed()).containsExactly("Few");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(run)))
                .isEqualTo("rwx------");
        for (String file : HarmFolder.files()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(run.resolve(file))))
                    .as(file)
                    .isEqualTo("rw-------");
        }
        assertThat(first).contains("Not for sharing", "\"verdict\" : \"harm_shown\"");
        assertThat(run.resolve("harm.json")).content().isEqualTo(first);
        assertThat(run.resolve("manifest.json")).content().contains("\"finished\"", "Plan (SHA-256)");
        assertThat(Files.readAllLines(run.resolve("gaps.csv"))).hasSize(1 + 4);
        assertThat(inside.out().replaceAll("\\s+", " ")).contains("This is the 2nd look at these patients");
        assertThat(listed.out()).contains("in 1 finding", "same patients as 1");
    }

    @Test
    void aFolderOfSomethingElseIsLeftAlone() throws IOException {
        Files.createDirectories(folder.resolve("other"));
        Files.writeString(folder.resolve("other/plan.yaml"), "name: other");
        Terminal elsewhere = run(planted(0.8), "other", "--reference", "White");

        assertThat(elsewhere.exit()).isEqualTo(2);
        assertThat(elsewhere.err()).contains("is no run of harm", "--out FOLDER");
        assertThat(folder.resolve("other/harm.json")).doesNotExist();
    }

    @Test
    void aDryRunWritesNothingAndSaysWhatCouldBeShown() throws IOException {
        Path table = planted(0.8);
        Terminal dry = run(table, "dry", "--reference", "White", "--dry-run");
        Terminal json = run(table, "dry", "--reference", "White", "--dry-run", "--json");

        assertThat(dry.exit()).as(dry.all()).isZero();
        assertThat(dry.out())
                .contains("would be judged, in 4 gaps against White", "gap of 0.", "not assessed", "second");
        assertThat(json.out()).contains("\"cases_to_exclude\"", "\"seconds\"");
        assertThat(folder.resolve("dry")).doesNotExist();
        assertThat(folder.resolve("looks.jsonl")).doesNotExist();
    }

    /**
     * 400 patients, of whom those recorded as Black have their nodules scored high with this chance, others with 0.8.
     */
    private Path planted(double sensitivity) throws IOException {
        SplittableRandom random = new SplittableRandom(11);
        List<String> lines = new ArrayList<>(List.of("patient,race,truth:nodule,score:nodule"));
        for (int patient = 0; patient < 400; patient++) {
            String race = patient < 3 ? "Few" : patient % 3 == 0 ? "Black" : "White";
            int truth = random.nextInt(2);
            double chance = truth == 0 ? 0.15 : race.equals("Black") ? sensitivity : 0.85;
            double score = random.nextDouble() < chance ? 0.5 + random.nextInt(50) / 100.0 : random.nextInt(50) / 100.0;
            lines.add("P%d,%s,%d,%.2f".formatted(patient, race, truth, score));
        }
        return Files.write(folder.resolve("planted.csv"), lines);
    }

    /** The second model finds half as much of Black patients' nodules. */
    private Path twoModels() throws IOException {
        SplittableRandom random = new SplittableRandom(4);
        StringBuilder text = new StringBuilder("patient,race,truth,v1,v2\n");
        for (int patient = 0; patient < 600; patient++) {
            boolean isBlack = patient % 3 == 0;
            boolean isThere = random.nextBoolean();
            boolean ofFirst = random.nextDouble() < (isThere ? 0.8 : 0.2);
            boolean ofSecond = random.nextDouble() < (isThere ? isBlack ? 0.4 : 0.8 : 0.2);
            text.append("P" + patient + "," + (isBlack ? "Black" : "White") + "," + (isThere ? 1 : 0) + ","
                    + (ofFirst ? 0.9 : 0.1) + "," + (ofSecond ? 0.9 : 0.1) + "\n");
        }
        return Files.writeString(folder.resolve("models.csv"), text);
    }

    /** Several models of one finding: by how much they differ stands in the block, in the folder and on the page. */
    @Test
    void modelsOfOneFindingAreCompared() throws IOException {
        Path table = twoModels();
        Terminal terminal = run(
                table,
                "models",
                "--truth",
                "nodule=truth",
                "--score",
                "nodule=v1,nodule=v2",
                "--threshold",
                "0.5",
                "--reference",
                "White");

        assertThat(terminal.exit()).as(terminal.all()).isZero();
        HarmContent content = content("models");
        assertThat(content.models().pairs()).hasSize(1);
        String difference = terminal.all()
                .lines()
                .dropWhile(line -> !line.contains("v2 less v1"))
                .filter(line -> line.contains("Black"))
                .findFirst()
                .orElseThrow()
                .replaceAll("^ +Black +", "")
                .replaceAll("\\).*", ")");
        assertThat(difference).startsWith("−0.");
        assertThat(Files.readString(folder.resolve("models/harm.html"))).contains(difference);
        assertThat(Files.readString(folder.resolve("models/harm.json"))).contains("\"models\" :", "v2 less v1");
    }

    /** Rates along age: in the block, in the folder, on the page; what is no age is refused. */
    @Test
    void ratesAreToldAlongANumber() throws IOException {
        SplittableRandom random = new SplittableRandom(6);
        StringBuilder text = new StringBuilder("patient,race,age,years,truth:nodule,score:nodule\n");
        for (int patient = 0; patient < 900; patient++) {
            int age = 20 + patient * 37 % 71;
            boolean isThere = random.nextBoolean();
            boolean isCalled = random.nextDouble() < (!isThere ? 0.2 : age > 70 ? 0.3 : 0.8);
            text.append(
                    "P" + patient + "," + (patient % 3 == 0 ? "Black" : "White") + "," + (patient % 4 == 3 ? "" : age)
                            + "," + (patient == 7 ? "old" : patient == 8 ? "999" : age) + "," + (isThere ? 1 : 0) + ","
                            + (isCalled ? 0.9 : 0.1) + "\n");
        }
        Path table = folder.resolve("ages.csv");
        Files.writeString(table, text);
        Terminal terminal =
                run(table, "along", "--threshold", "0.5", "--reference", "White", "--along", "age=50,30,85");

        assertThat(terminal.exit()).as(terminal.all()).isZero();
        assertThat(terminal.all())
                .contains("HARM SHOWN ALONG AGE", "Along age: harm shown", "harm shown, at 85", "slope in 10");
        HarmContent content = content("along");
        assertThat(content.along().verdict()).isEqualTo(Verdict.HARM_SHOWN);
        String difference = terminal.all()
                .lines()
                .filter(line -> line.endsWith("harm shown, at 85"))
                .findFirst()
                .orElseThrow()
                .replaceAll("^.*\\) +(.*\\)).*", "$1");
        assertThat(difference).startsWith("−0.");
        assertThat(Files.readString(folder.resolve("along/harm.html")))
                .contains(difference, "Along age: harm shown", "Along a number, without bins");

        Terminal words = run(table, "words", "--threshold", "0.5", "--reference", "White", "--along", "years");
        assertThat(words.exit()).isEqualTo(2);
        assertThat(words.all()).contains("1 cell that is no number", "\"old\" in row 9", "--along COLUMN");
        Terminal one = run(table, "one", "--threshold", "0.5", "--reference", "White", "--along", "age=50");
        assertThat(one.exit()).isEqualTo(2);
        assertThat(one.all()).contains("two to 6 numbers", "--along age=50,20,80");
        Terminal many =
                run(table, "many", "--threshold", "0.5", "--reference", "White", "--along", "age=50,84,85,86,87,88,89");
        assertThat(many.exit()).isEqualTo(2);
        assertThat(many.all()).contains("two to 6 numbers");
    }

    /** Thresholds by finding and words by column have keys of the user's own; others that are misspelt are refused. */
    @Test
    void aPlanWithKeysOfItsOwnAsksTheSameAgain() throws IOException {
        Path table = twoModels();
        Terminal first = run(
                table,
                "first",
                "--reference",
                "White",
                "--truth",
                "nodule=truth",
                "--score",
                "nodule=v1,nodule=v2",
                "--threshold",
                "nodule=0.5",
                "--recorded",
                "race=None");
        assertThat(first.exit()).as(first.all()).isZero();
        Path plan = folder.resolve("first/harm.yaml");
        Terminal again = Terminal.run("harm", plan, "--out", folder.resolve("again"));
        assertThat(again.exit()).as(again.all()).isZero();
        assertThat(content("again")).isEqualTo(content("first"));

        Path wrong = folder.resolve("wrong.yaml");
        Files.writeString(
                wrong,
                Files.readString(plan).replace("nodule: 0.5", "noduel: 0.5").replace("margin:", "margni:"));
        assertThat(Terminal.run("harm", wrong, "--out", folder.resolve("wrong")).all())
                .contains("Unknown key \"assessment.decision.margni\"");
        Files.writeString(wrong, Files.readString(plan).replace("nodule: 0.5", "noduel: 0.5"));
        assertThat(Terminal.run("harm", wrong, "--out", folder.resolve("wrong")).all())
                .contains("no finding \"noduel\"");
    }
}
