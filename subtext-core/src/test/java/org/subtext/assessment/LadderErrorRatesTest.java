package org.subtext.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.subtext.assessment.LadderRule.Correction;
import org.subtext.statistics.MulticlassScores;
import org.subtext.statistics.Widening;

/**
 * How often several readers of the same patients reveal without a signal, and what they cost where all of them see one.
 *
 * <p>Scores of readers are normal, of unit variance and of the correlation of a design; each build runs a few hundred
 * tables of it, and the slow test the figures of ADR 36: {@code mvn -pl subtext-core test
 * -Dtest=LadderErrorRatesTest -Dgroups=slow -DexcludedGroups=}.
 */
class LadderErrorRatesTest {
    private static final AssessmentPlan PLAN = AssessmentPlan.ofDefaults(3).withDraws(400);
    private static final double STATED = PLAN.alpha() / 2;
    private static final List<String> CLASSES = List.of("Black", "White");

    /** Patients, correlation between readers, and by how much each shifts the first class. */
    private record Design(int patients, double correlation, double... shifts) {}

    private record Shares(double together, double primaryAlone) {}

    @Test
    void withoutASignalThreeReadersKeepTheLevel() {
        int tables = 300;
        Shares found = shares(new Design(80, 0.6, 0, 0, 0), tables);

        // four standard errors of the share that is stated
        assertThat(found.together()).isLessThan(STATED + 4 * Math.sqrt(STATED * (1 - STATED) / tables));
    }

    @Test
    void aSignalThatAllReadersSeeIsFoundNearlyAsOften() {
        Shares found = shares(new Design(80, 0.6, 0.7, 0.7, 0.7), 150);

        assertThat(found.primaryAlone()).isBetween(0.6, 0.95);
        assertThat(found.together()).isGreaterThan(found.primaryAlone() - 0.06);
    }

    @Test
    @Tag("slow")
    void theLevelIsKeptAndPowerLostByFewPoints() {
        int tables = 8_000;
        for (double correlation : new double[] {0, 0.3, 0.6, 0.9}) {
            for (int readers : new int[] {2, 3}) {
                Shares none = shares(new Design(120, correlation, new double[readers]), tables);
                double[] shifts = new double[readers];
                Arrays.fill(shifts, 0.55);
                Shares seen = shares(new Design(120, correlation, shifts), tables / 4);
                System.out.printf(
                        "%d readers, correlation %.1f: reveals %.4f without signal; with one %.3f together, %.3f alone%n",
                        readers, correlation, none.together(), seen.together(), seen.primaryAlone());
                assertThat(none.together()).isLessThan(STATED + 3 * Math.sqrt(STATED * (1 - STATED) / tables));
                assertThat(seen.together()).isGreaterThan(seen.primaryAlone() - 0.06);
            }
        }
    }

    private static Shares shares(Design design, int tables) {
        int together = 0;
        int alone = 0;
        for (int table = 0; table < tables; table++) {
            List<VerdictFindings> readers = readers(design, table);
            int primary = readers.size() - 1;
            VerdictRule rule = new VerdictRule(PLAN);
            List<Correction> corrections = LadderRule.corrections(
                    readers.stream().map(VerdictFindings::smallestP).toList(), primary);
            together +=
                    new LadderRule(rule).joint(readers, corrections).stream().anyMatch(LadderRule::reveals) ? 1 : 0;
            alone += LadderRule.reveals(readers.get(primary)) ? 1 : 0;
        }
        return new Shares(together / (double) tables, alone / (double) tables);
    }

    private static List<VerdictFindings> readers(Design design, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] truths = new int[design.patients()];
        int[] patients = new int[design.patients()];
        double[] shared = new double[design.patients()];
        for (int i = 0; i < truths.length; i++) {
            truths[i] = i % 2;
            patients[i] = i;
            shared[i] = random.nextGaussian();
        }
        List<VerdictFindings> readers = new ArrayList<>();
        for (int r = 0; r < design.shifts().length; r++) {
            double[][] scores = new double[2][truths.length];
            for (int i = 0; i < truths.length; i++) {
                scores[0][i] = Math.sqrt(design.correlation()) * shared[i]
                        + Math.sqrt(1 - design.correlation()) * random.nextGaussian()
                        + (truths[i] == 0 ? design.shifts()[r] : 0);
                scores[1][i] = -scores[0][i];
            }
            LevelAssessment level = VerdictSimulation.level(
                    MulticlassScores.of(CLASSES, scores, truths, patients), PLAN, PLAN.primaryUnit(), seed);
            readers.add(new VerdictRule(PLAN).findings(level, Widening.NONE));
        }
        return readers;
    }
}
