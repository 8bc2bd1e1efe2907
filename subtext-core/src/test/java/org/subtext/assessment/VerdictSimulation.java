package org.subtext.assessment;

import java.util.ArrayList;
import java.util.List;
import org.subtext.predictions.Unit;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.MulticlassScores;
import org.subtext.statistics.PermutationTest;
import org.subtext.statistics.Widening;

/** Verdicts of drawn tables, with what the rule reads and nothing else: a thousandth of an assessment's time. */
final class VerdictSimulation {
    private static final Estimate NONE = Estimate.undefined("not simulated");

    private final VerdictTables tables;
    private final AssessmentPlan plan;
    private final boolean byPatient;

    /** @param byPatient whether the images of a patient are one case, their mean score */
    VerdictSimulation(VerdictTables tables, AssessmentPlan plan, boolean byPatient) {
        this.tables = tables;
        this.plan = plan;
        this.byPatient = byPatient;
    }

    Verdict verdict(long seed) {
        Unit unit = byPatient ? Unit.PATIENT : Unit.IMAGE;
        return new VerdictRule(plan).apply("race", level(scores(seed), plan, unit, seed));
    }

    /** What the rule reads of a table, and nothing else. */
    static LevelAssessment level(MulticlassScores scores, AssessmentPlan plan, Unit unit, long seed) {
        PermutationTest.Result tests = new PermutationTest(plan.permutations(), seed, 1)
                .oneVersusRest(scores, VerdictRule.tested(scores)::contains, Widening.NONE);
        List<ClassAssessment> classes = new ArrayList<>();
        for (int k = 0; k < scores.classCount(); k++) {
            classes.add(ofClass(scores, plan, k, tests));
        }
        return new LevelAssessment(
                unit,
                scores.size(),
                scores.clusterCount(),
                PatientInterval.ofAuc(scores.oneVersusRest(), plan.level()),
                PatientInterval.ofAuc(scores.oneVersusRest(), 1 - 2 * plan.alpha()),
                tests.macroP(),
                tests.adjustedMacroP(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                classes,
                List.of(),
                null);
    }

    private static ClassAssessment ofClass(
            MulticlassScores scores, AssessmentPlan plan, int k, PermutationTest.Result tests) {
        List<org.subtext.statistics.BinaryScores> column = List.of(scores.oneVersusRest(k));
        return new ClassAssessment(
                scores.classes().get(k),
                column.get(0).positives(),
                column.get(0).negatives(),
                column.get(0).clustersWith(true),
                PatientInterval.ofAuc(column, plan.level()),
                PatientInterval.ofAuc(column, 1 - 2 * plan.alpha()),
                List.of(),
                NONE,
                NONE,
                tests.p().get(k),
                tests.adjustedP().get(k),
                tests.adjustedBelowP().get(k),
                NONE,
                NONE,
                NONE,
                NONE,
                NONE,
                NONE,
                List.of(),
                List.of(),
                List.of(),
                null);
    }

    private MulticlassScores scores(long seed) {
        double[][] images = tables.scores(seed);
        int[] truths = tables.truths();
        int group = byPatient ? tables.images() : 1;
        int rows = truths.length / group;
        double[][] scores = new double[images.length][rows];
        int[] truth = new int[rows];
        int[] patients = new int[rows];
        for (int row = 0; row < rows; row++) {
            truth[row] = truths[row * group];
            patients[row] = row * group / tables.images();
            for (int k = 0; k < images.length; k++) {
                for (int image = 0; image < group; image++) {
                    scores[k][row] += images[k][row * group + image] / group;
                }
            }
        }
        return MulticlassScores.of(tables.classes(), scores, truth, patients);
    }
}
