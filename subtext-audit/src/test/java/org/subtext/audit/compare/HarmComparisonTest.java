package org.subtext.audit.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.audit.compare.Comparison.Compared;
import org.subtext.audit.compare.Comparison.Difference;
import org.subtext.audit.compare.Comparison.NotComparable;
import org.subtext.audit.harm.HarmAudit;
import org.subtext.audit.harm.HarmFolder;
import org.subtext.harm.HarmPlan;
import org.subtext.harm.OperatingPlan;
import org.subtext.harm.reading.HarmRequest;
import org.subtext.harm.reading.RolePlan;
import org.subtext.harm.reading.TablePlan;
import org.subtext.identities.IdRule;
import org.subtext.progress.Progress;
import org.subtext.report.charts.NumberText;
import org.subtext.report.harm.HarmContent;
import org.subtext.statistics.groups.Rate;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HarmComparisonTest {
    private static final int PATIENTS = 400;

    private Path folder = Path.of("");
    private Path first = Path.of("");

    @BeforeAll
    void run(@TempDir Path shared) throws IOException {
        folder = shared;
        first = run("first", table("first.csv", 0, PATIENTS, 0), OperatingPlan.fixedAt(0.5));
    }

    /**
     * Patients with one image or two.
     *
     * @param from the first patient
     * @param worse by how much scores of Black patients with the finding are lower
     */
    private Path table(String name, int from, int to, double worse) throws IOException {
        StringBuilder lines = new StringBuilder("patient,image,race,truth:nodule,score:nodule\n");
        for (int patient = from; patient < to; patient++) {
            SplittableRandom random = new SplittableRandom(patient);
            for (int image = 0; image < 1 + patient % 2; image++) {
                boolean isThere = random.nextInt(2) == 0;
                boolean isBlack = patient % 3 == 0;
                double score = 0.35
                        + (isThere ? 0.3 : 0)
                        + 0.8 * (random.nextDouble() - 0.5)
                        - (isBlack && isThere ? worse : 0);
                lines.append(String.format(
                        Locale.ROOT,
                        "P%d,P%d-%d.png,%s,%d,%.4f%n",
                        patient,
                        patient,
                        image,
                        isBlack ? "Black" : "White",
                        isThere ? 1 : 0,
                        score));
            }
        }
        return Files.writeString(folder.resolve(name), lines);
    }

    private Path run(String name, Path table, OperatingPlan operating) throws IOException {
        TablePlan read = TablePlan.of(table).withIds(new TablePlan.Ids("patient", "image", IdRule.ASK, null));
        HarmPlan plan = HarmPlan.of("race", "White").withOperating(operating).withDraws(60);
        Path run = folder.resolve("runs").resolve(name);
        HarmAudit.run(new HarmRequest(read, RolePlan.CROSS_FITTED, plan), run, 1, Progress.SILENT);
        return run;
    }

    private static double rate(HarmContent content, String group, Rate rate) {
        return Objects.requireNonNull(content.assessment()
                        .findings()
                        .get(0)
                        .group(group)
                        .rates()
                        .get(rate))
                .valueOr(0);
    }

    private static Difference of(Compared compared, String name) {
        return compared.differences().stream()
                .filter(one -> one.of().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theSameRunTwiceDiffersByNothing() throws IOException {
        Compared compared = (Compared) RunComparison.of(first, first);
        assertThat(compared.common()).isEqualTo(PATIENTS);
        assertThat(compared.differences()).hasSize(6).allSatisfy(one -> {
            assertThat(one.difference()).isEqualTo(0.0);
            assertThat(one.lower()).isEqualTo(0.0);
            assertThat(one.upper()).isEqualTo(0.0);
            assertThat(one.p()).isEqualTo(1.0);
            assertThat(one.first()).isEqualTo(one.second());
        });
        assertThat(compared.methods().orElseThrow())
                .contains("max-T", "Intervals: 95 %")
                .doesNotContain("99.");
    }

    /** Letter case does not count, as nowhere in a cell. */
    @Test
    void groupsInCapitalsAreTheSameGroups() throws IOException {
        Path capitals = table("capitals.csv", 0, PATIENTS, 0);
        Files.writeString(
                capitals, Files.readString(capitals).replace("White", "WHITE").replace("Black", "BLACK"));
        Path second = run("capitals", capitals, OperatingPlan.fixedAt(0.5));

        Compared compared = (Compared) RunComparison.of(second, first);
        assertThat(compared.common()).isEqualTo(PATIENTS);
        assertThat(compared.differences())
                .hasSize(6)
                .allSatisfy(one -> assertThat(one.difference()).isEqualTo(0.0));
    }

    /** A model that is worse for one group: its rate and gap differ, the other group's do not. */
    @Test
    void whatAnotherModelMissesIsInTheDifference() throws IOException {
        Path worse = run("worse", table("worse.csv", 0, PATIENTS, 0.2), OperatingPlan.fixedAt(0.5));
        Compared compared = (Compared) RunComparison.of(worse, first);
        Difference black = of(compared, "nodule, true positive rate, Black");
        HarmContent alone = HarmFolder.read(worse);
        assertThat(black.first()).isCloseTo(rate(alone, "Black", Rate.TRUE_POSITIVE), within(0.005));
        assertThat(black.upper()).isNegative();
        assertThat(of(compared, "nodule, true positive rate, White").difference())
                .isEqualTo(0.0);
        assertThat(of(compared, "nodule, true positive rate, gap of Black").upper())
                .isNegative();
        Compared turned = (Compared) RunComparison.of(first, worse);
        assertThat(of(turned, "nodule, true positive rate, Black").difference())
                .isEqualTo(-Objects.requireNonNull(black.difference()));
    }

    /** Thresholds of their own, by which each run judged its own parts. */
    @Test
    void eachRunIsTakenAtItsOwnThresholds() throws IOException {
        Path dealt =
                run("dealt", table("dealt.csv", 0, PATIENTS, 0), OperatingPlan.of(OperatingPlan.Rule.YOUDEN, null));
        Compared compared = (Compared) RunComparison.of(dealt, first);
        HarmContent alone = HarmFolder.read(dealt);
        assertThat(compared.differences())
                .filteredOn(one -> one.first() != null && one.of().endsWith("positive rate, White"))
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.first())
                        .isCloseTo(
                                rate(
                                        alone,
                                        "White",
                                        one.of().contains("true") ? Rate.TRUE_POSITIVE : Rate.FALSE_POSITIVE),
                                within(0.005)));
        assertThat(compared.notes()).anyMatch(note -> note.contains("different plans"));
    }

    @Test
    void halfThePatientsAreSaidToBeHalf() throws IOException {
        Path half = run("half", table("half.csv", PATIENTS / 2, 3 * PATIENTS / 2, 0), OperatingPlan.fixedAt(0.5));
        Compared compared = (Compared) RunComparison.of(first, half);
        assertThat(compared.who()).isEqualTo("200 judged patients in common, of 400 and 400");
        assertThat(compared.differences())
                .filteredOn(one -> one.difference() != null)
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.difference()).isEqualTo(0.0));
    }

    /** All but a few: rates of both, here and on the pages, would tell of those few. */
    @Test
    void fewThatOneRunAloneJudgedAreToldOfNowhere() throws IOException {
        Path most = run("most", table("most.csv", 0, PATIENTS - 4, 0), OperatingPlan.fixedAt(0.5));
        Compared compared = (Compared) RunComparison.of(first, most);
        assertThat(compared.common()).isNull();
        assertThat(compared.who()).doesNotContain("396");
        assertThat(of(compared, "nodule, true positive rate, White").text()).isEqualTo(NumberText.HIDDEN);
    }

    @Test
    void whatCannotBeComparedSaysWhy() throws IOException {
        Path nobody = run("nobody", table("nobody.csv", 2 * PATIENTS, 3 * PATIENTS, 0), OperatingPlan.fixedAt(0.5));
        assertThat(reason(first, nobody))
                .isEqualTo("They have no judged patient in common, by the ids in their tables.");
        Path relabelled = table("relabelled.csv", 0, PATIENTS, 0);
        Files.writeString(relabelled, Files.readString(relabelled).replaceAll("(P[1-4]\\d-0.png,\\w+),1,", "$1,0,"));
        assertThat(reason(first, run("relabelled", relabelled, OperatingPlan.fixedAt(0.5))))
                .contains("another recorded truth");
        Path renamed = table("renamed.csv", 0, PATIENTS, 0);
        Files.writeString(renamed, Files.readString(renamed).replace(":nodule", ":mass"));
        assertThat(reason(first, run("renamed", renamed, OperatingPlan.fixedAt(0.5))))
                .contains("no finding in common", "nodule", "mass");
        Files.writeString(renamed, "patient\nP1\n");
        assertThat(reason(first, folder.resolve("runs/renamed"))).contains("table of renamed is not where it was");
    }

    private static String reason(Path one, Path other) throws IOException {
        return ((NotComparable) RunComparison.of(one, other)).reason();
    }
}
