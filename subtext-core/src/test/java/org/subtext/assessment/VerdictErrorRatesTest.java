package org.subtext.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.subtext.assessment.SampleSizes.Size;
import org.subtext.assessment.Verdict.Kind;
import org.subtext.predictions.Unit;
import org.subtext.progress.Progress;

/**
 * How often the rule of verdicts errs, and how often it answers, over simulated tables. Figures and the command stand
 * in docs/validation-statistics.md; each build runs a few seconds of it.
 */
class VerdictErrorRatesTest {
    private static final AssessmentPlan PLAN = AssessmentPlan.ofDefaults(3).withDraws(1_000);
    private static final AssessmentPlan QUICK = AssessmentPlan.ofDefaults(3).withDraws(400);
    private static final double STATED = PLAN.alpha() / 2;
    private static final Path FIGURES = Path.of("target/figures/verdict.txt");

    /** Patients of each class, images a patient, steps of the score (0: no ties), whether a patient is a case. */
    private record Design(List<Integer> patients, int images, int steps, boolean byPatient) {
        static Design of(Integer... patients) {
            return new Design(List.of(patients), 1, 0, true);
        }

        Tally tally(AssessmentPlan plan, List<Double> aucs, int tables) {
            VerdictSimulation simulation =
                    new VerdictSimulation(new VerdictTables(patients, aucs, images, steps), plan, byPatient);
            int[] said = new int[Kind.values().length];
            for (int table = 0; table < tables; table++) {
                said[simulation.verdict(table).kind().ordinal()]++;
            }
            return new Tally(said, tables);
        }

        List<Double> all(double auc) {
            return Collections.nCopies(patients.size(), auc);
        }

        /** The others at chance. */
        List<Double> first(double auc) {
            List<Double> aucs = new ArrayList<>(all(patients.size() == 2 ? auc : VerdictRule.CHANCE));
            aucs.set(0, auc);
            return aucs;
        }
    }

    private record Tally(int[] said, int tables) {
        int count(Kind kind) {
            return said[kind.ordinal()];
        }

        double share(Kind kind) {
            return count(kind) / (double) tables;
        }

        /** Clopper and Pearson (1934), doi:10.1093/biomet/26.4.404. */
        double lowerLimit(Kind kind) {
            int count = count(kind);
            return count == 0
                    ? 0
                    : BetaDistribution.of(count, tables - count + 1.0).inverseCumulativeProbability(0.025);
        }

        Tally record(String what) throws IOException {
            StringBuilder line = new StringBuilder(what);
            for (Kind kind : Kind.values()) {
                line.append(String.format(Locale.ROOT, " | %s %.4f", kind.words(), share(kind)));
            }
            Files.createDirectories(FIGURES.getParent());
            Files.writeString(
                    FIGURES,
                    line.append('\n'),
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            return this;
        }
    }

    private static final List<Design> WITHOUT_SIGNAL = List.of(
            Design.of(15, 15),
            Design.of(30, 30),
            Design.of(150, 150),
            Design.of(24, 276),
            new Design(List.of(276, 24), 1, 3, true),
            new Design(List.of(40, 60), 4, 0, false),
            new Design(List.of(20, 80), 5, 0, true),
            new Design(List.of(60, 60), 1, 1, true),
            Design.of(30, 30, 30),
            Design.of(15, 45, 140),
            new Design(List.of(50, 50, 50), 3, 2, false),
            Design.of(40, 40, 40, 40),
            Design.of(30, 30, 30, 30, 30),
            Design.of(15, 20, 40, 60, 80, 90),
            Design.of(25, 25, 25, 25, 25, 25, 25),
            Design.of(8, 100, 100));

    @Test
    @Tag("slow")
    void withoutSignalItRevealsNoMoreOftenThanStated() throws IOException {
        int pooled = 0;
        int tables = 1_000;
        for (Design design : WITHOUT_SIGNAL) {
            Tally tally =
                    design.tally(PLAN, design.all(VerdictRule.CHANCE), tables).record("no signal " + design);
            pooled += tally.count(Kind.REVEALS);
            assertThat(tally.lowerLimit(Kind.REVEALS)).as(design.toString()).isLessThanOrEqualTo(STATED);
        }
        assertThat(pooled / (double) (tables * WITHOUT_SIGNAL.size())).isLessThanOrEqualTo(1.1 * STATED);
    }

    @Test
    @Tag("slow")
    void withAClassAtTheMarginNoEvidenceIsRare() throws IOException {
        int tables = 1_000;
        int pooled = 0;
        int designs = 0;
        for (Design design : List.of(
                Design.of(60, 60),
                Design.of(100, 100),
                Design.of(150, 150),
                Design.of(40, 200),
                Design.of(60, 60, 60),
                Design.of(100, 100, 100),
                Design.of(60, 300, 300),
                Design.of(120, 120, 120, 120, 120))) {
            for (double auc : new double[] {0.6, 0.4, 0.62}) {
                Tally tally = design.tally(PLAN, design.first(auc), tables)
                        .record("a class at " + auc + " " + design.patients());
                pooled += tally.count(Kind.NO_EVIDENCE);
                designs++;
                assertThat(tally.lowerLimit(Kind.NO_EVIDENCE))
                        .as(design + " " + auc)
                        .isLessThanOrEqualTo(PLAN.alpha());
            }
        }
        assertThat(pooled / (double) (tables * designs)).isLessThanOrEqualTo(PLAN.alpha());
    }

    @Test
    @Tag("slow")
    void powerIsWhatIsStated() throws IOException {
        int tables = 2_000;
        for (Design design : List.of(
                Design.of(15, 15),
                Design.of(60, 60),
                Design.of(100, 100),
                Design.of(30, 120),
                Design.of(40, 40, 40),
                Design.of(30, 100, 100),
                Design.of(60, 60, 60, 60, 60))) {
            SampleSizes sizes = sizes(design);
            for (Size stated : sizes.reveals()) {
                Tally tally = design.tally(PLAN, design.first(stated.auc()), tables);
                tally.record(String.format(
                        Locale.ROOT, "stated %.3f AUC %.2f %s", stated.powerHere(), stated.auc(), design.patients()));
                assertThat(tally.share(Kind.REVEALS))
                        .as("%s of %s", stated.auc(), design)
                        .isCloseTo(stated.powerHere(), within(0.03));
            }
        }
        for (Design design :
                List.of(Design.of(100, 100), Design.of(150, 150), Design.of(60, 300), Design.of(200, 200, 200))) {
            Tally tally = design.tally(PLAN, design.all(VerdictRule.CHANCE), tables);
            double stated = sizes(design).chance().powerHere();
            tally.record(String.format(Locale.ROOT, "stated %.3f chance %s", stated, design.patients()));
            assertThat(tally.share(Kind.NO_EVIDENCE)).as(design.toString()).isCloseTo(stated, within(0.03));
        }
    }

    @Test
    @Tag("slow")
    void itIsNotSilent() throws IOException {
        Design equal = Design.of(150, 150);
        assertThat(equal.tally(PLAN, equal.all(VerdictRule.CHANCE), 4_000)
                        .record("no signal, 4,000 tables " + equal.patients())
                        .share(Kind.NO_EVIDENCE))
                .isGreaterThanOrEqualTo(0.8);
        Design small = Design.of(60, 60);
        assertThat(small.tally(PLAN, small.all(0.7), 1_000)
                        .record("AUC 0.70 " + small.patients())
                        .share(Kind.REVEALS))
                .isGreaterThanOrEqualTo(0.8);
    }

    /** A share of 0.025 is above 0.06 in 300 tables once in 2,000 runs. */
    @Test
    void aFewHundredTablesWithoutSignalRevealSeldom() {
        for (Design design : List.of(Design.of(15, 15), Design.of(15, 25, 40))) {
            assertThat(design.tally(QUICK, design.all(VerdictRule.CHANCE), 300).share(Kind.REVEALS))
                    .isLessThan(0.06);
        }
    }

    @Test
    void aFewHundredTablesWithSignalRevealOften() {
        Design design = Design.of(60, 60);
        assertThat(design.tally(QUICK, design.all(0.7), 200).share(Kind.REVEALS))
                .isGreaterThan(0.9);
        Design one = Design.of(40, 40, 40, 40, 40);
        assertThat(one.tally(QUICK, one.first(0.84), 60).share(Kind.REVEALS)).isEqualTo(1);
    }

    @Test
    void theSimulationSaysWhatAnAssessmentSays() {
        VerdictTables tables = VerdictTables.of(List.of(20, 30, 40), List.of(0.7, 0.5, 0.5));
        for (int seed = 0; seed < 3; seed++) {
            Verdict simulated = new VerdictSimulation(tables, QUICK, true).verdict(seed);
            Assessment whole = new Assessor(QUICK, Progress.SILENT)
                    .assess("race", tables.table(seed), Map.of(), Assessor.Relation.COHORTS);
            assertThat(whole.primary().level(Unit.PATIENT).classes())
                    .extracting(ClassAssessment::auc)
                    .containsExactlyElementsOf(Objects.requireNonNull(simulated.findings()).tested().stream()
                            .filter(one -> !one.isMean())
                            .map(VerdictFindings.Tested::auc)
                            .toList());
        }
    }

    private static SampleSizes sizes(Design design) {
        int patients = design.patients().stream().mapToInt(n -> n).sum();
        return SampleSizes.of(PLAN, design.patients(), patients).orElseThrow();
    }
}
