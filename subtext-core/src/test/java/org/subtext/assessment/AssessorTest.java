package org.subtext.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.subtext.folds.FoldCalibration;
import org.subtext.predictions.Aggregation;
import org.subtext.predictions.ExperimentName;
import org.subtext.predictions.PredictionRow;
import org.subtext.predictions.PredictionRows;
import org.subtext.predictions.PredictionTable;
import org.subtext.predictions.Unit;
import org.subtext.progress.Progress;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.Widening;

class AssessorTest {
    private static final AssessmentPlan PLAN = AssessmentPlan.ofDefaults(3).withDraws(100);

    @Test
    void equalTablesGiveEqualEstimatesOnAnyNumberOfThreads() throws Exception {
        PredictionTable table = Tables.table("internal", Tables.THREE, 60, 1, 1);
        Assessment once = assess(table, Assessor.Relation.COHORTS);

        for (int threads : new int[] {1, 3}) {
            ForkJoinPool pool = new ForkJoinPool(threads);
            try {
                Assessment again = pool.submit(() -> assess(table, Assessor.Relation.COHORTS))
                        .get();
                assertThat(again).isEqualTo(once);
                assertThat(again).hasToString(once.toString());
            } finally {
                pool.shutdown();
            }
        }
    }

    @Test
    void foldsAndLevelsAreToldApart() {
        ExperimentAssessment primary = assess(Tables.table("internal", Tables.TWO, 60, 1, 1), Assessor.Relation.COHORTS)
                .primary();

        assertThat(primary.folds()).extracting(NamedEstimate::name).containsExactly("fold 1", "fold 2");
        assertThat(primary.level(Unit.IMAGE).rows()).isEqualTo(120);
        assertThat(primary.level(Unit.PATIENT).rows()).isEqualTo(60);
        assertThat(primary.level(Unit.IMAGE).patients()).isEqualTo(60);
    }

    /** Whoever assesses patients in folds whose AUCs spread 1.4 times as widely has that in intervals and p. */
    @Test
    void whatFoldsShareIsInIntervalsAndPAndTheFormerNumbersStayAsTheyWere() {
        PredictionTable table = Tables.table("internal", Tables.TWO, 60, 0.3, 1);
        Assessment given = assess(table, Assessor.Relation.COHORTS);
        FoldCalibration folds = new FoldCalibration(2, 60, false, 500, List.of(), 1.4);
        Assessment shared = new Assessor(PLAN, Progress.SILENT)
                .assess("race", table, Map.of(), Assessor.Relation.COHORTS, folds, OtherReaders.NONE);
        LevelAssessment before = given.primary().level(Unit.PATIENT);
        LevelAssessment after = shared.primary().level(Unit.PATIENT);

        assertThat(shared.folds()).isEqualTo(folds);
        assertThat(given.folds()).isNull();
        assertThat(after.macroAuc()).isEqualTo(new Widening(1.4).of(before.macroAuc()));
        assertThat(after.equivalence()).isEqualTo(new Widening(1.4).of(before.equivalence()));
        assertThat(after.otherAucs().get(0))
                .isEqualTo(new NamedEstimate("mean AUC of these recognisers on new patients", before.macroAuc()));
        ClassAssessment class0 = after.classes().get(0);
        assertThat(class0.otherIntervals())
                .contains(new NamedEstimate(
                        "these recognisers on new patients",
                        before.classes().get(0).auc()));
        double above = before.classes().get(0).auc().valueOr(0.5) > 0.5
                ? before.classes().get(0).adjustedP().valueOr(0)
                : 0;
        assertThat(class0.adjustedP().valueOr(0)).isGreaterThanOrEqualTo(above);
        assertThat(after.former()).isEqualTo(before.former());
        assertThat(shared.primary().folds()).isEqualTo(given.primary().folds());
    }

    @Test
    void theVerdictAloneIsThatOfTheWholeAssessment() {
        FoldCalibration folds = new FoldCalibration(2, 60, false, 500, List.of(), 1.4);
        for (double signal : new double[] {0, 0.3, 0.6, 3}) {
            PredictionTable table = Tables.table("internal", Tables.THREE, 60, signal, 2);
            assertThat(new Assessor(PLAN, Progress.SILENT).verdict("race", table, null))
                    .isEqualTo(assess(table, Assessor.Relation.COHORTS).verdict());
            assertThat(new Assessor(PLAN, Progress.SILENT).verdict("race", table, folds))
                    .isEqualTo(new Assessor(PLAN, Progress.SILENT)
                            .assess("race", table, Map.of(), Assessor.Relation.COHORTS, folds)
                            .verdict());
        }
    }

    @Test
    void levelsOfTheSameCasesAreOneAndThePrimaryOneIsThere() {
        assertThat(units(1, 1, Unit.PATIENT)).containsExactly(Unit.PATIENT);
        assertThat(units(1, 1, Unit.IMAGE)).containsExactly(Unit.IMAGE);
        assertThat(units(1, 1, Unit.STUDY)).containsExactly(Unit.STUDY);
        assertThat(units(1, 2, Unit.PATIENT)).containsExactly(Unit.IMAGE, Unit.PATIENT);
        assertThat(units(1, 2, Unit.STUDY)).containsExactly(Unit.IMAGE, Unit.STUDY);
        assertThat(units(2, 1, Unit.PATIENT)).containsExactly(Unit.IMAGE, Unit.PATIENT);
        assertThat(units(2, 1, Unit.STUDY)).containsExactly(Unit.STUDY, Unit.PATIENT);
        assertThat(units(2, 2, Unit.PATIENT)).containsExactly(Unit.IMAGE, Unit.STUDY, Unit.PATIENT);
    }

    /** Older versions stored image level and patient level of one image a patient, each with draws of its own. */
    @Test
    void ofLevelsThatWereStoredTwiceOneIsShown() {
        PredictionTable images = cases(1, 1);
        Assessment now =
                new Assessor(PLAN, Progress.SILENT).assess("race", images, Map.of(), Assessor.Relation.COHORTS);
        LevelAssessment byImage = new LevelAssessor(
                        PLAN, PLAN.draws(new ExperimentName.Internal(), Unit.IMAGE), Widening.NONE)
                .assess(images, Unit.IMAGE);
        ExperimentAssessment primary = now.primary();
        ExperimentAssessment older = new ExperimentAssessment(
                primary.experiment(),
                List.of(byImage, primary.level(Unit.PATIENT)),
                primary.folds(),
                primary.subgroups());
        Assessment stored =
                new Assessment("race", now.classes(), PLAN, now.verdict(), List.of(older), now.comparisons());

        assertThat(byImage.otherAucs()).isNotEqualTo(primary.level(Unit.PATIENT).otherAucs());
        assertThat(stored.withDistinctLevels()).isEqualTo(now);
    }

    private static List<Unit> units(int studies, int imagesOfStudy, Unit primary) {
        AssessmentPlan plan = new AssessmentPlan(
                primary,
                PLAN.level(),
                PLAN.replicates(),
                PLAN.permutations(),
                PLAN.alpha(),
                PLAN.margin(),
                PLAN.operatingPoint(),
                PLAN.smallestCell(),
                PLAN.seed(),
                PLAN.aggregation());
        return new Assessor(plan, Progress.SILENT)
                        .assess("race", cases(studies, imagesOfStudy), Map.of(), Assessor.Relation.COHORTS)
                        .primary()
                        .levels()
                        .stream()
                        .map(LevelAssessment::unit)
                        .toList();
    }

    private static PredictionTable cases(int studies, int imagesOfStudy) {
        SplittableRandom random = new SplittableRandom(4);
        List<PredictionRow> rows = new ArrayList<>();
        for (int i = 0; i < 24 * studies * imagesOfStudy; i++) {
            int study = i / imagesOfStudy;
            int patient = study / studies;
            double score = random.nextDouble();
            rows.add(new PredictionRow(
                    new ExperimentName.Internal(),
                    "model",
                    "test",
                    "s" + study,
                    "p" + patient,
                    "i" + i,
                    Tables.TWO.get(patient % 2),
                    List.of(score, 1 - score)));
        }
        return PredictionRows.table(Unit.IMAGE, Tables.TWO, rows);
    }

    /**
     * Two images a patient; only the higher one tells the classes apart, so that the maximum does and the mean does
     * not.
     */
    @Test
    void otherAggregationsStandBesideThePlansWithIntervalsOfTheirOwn() {
        List<PredictionRow> rows = new ArrayList<>();
        for (int p = 0; p < 40; p++) {
            boolean first = p % 2 == 0;
            double high = first ? 0.875 : 0.75;
            double low = (p % 4 < 2 ? 1.25 : 1) - high;
            for (double score : new double[] {high, low}) {
                rows.add(new PredictionRow(
                        new ExperimentName.Internal(),
                        "model",
                        "test",
                        "s" + p,
                        "p" + p,
                        p + "-" + score,
                        Tables.TWO.get(first ? 0 : 1),
                        List.of(score, 1 - score)));
            }
        }
        PredictionTable table = PredictionRows.table(Unit.IMAGE, Tables.TWO, rows);

        LevelAssessment byMean = new Assessor(PLAN, Progress.SILENT)
                .assess("race", table, Map.of(), Assessor.Relation.COHORTS)
                .primary()
                .level(Unit.PATIENT);
        LevelAssessment byMax = new Assessor(PLAN.withAggregation(Aggregation.MAX), Progress.SILENT)
                .assess("race", table, Map.of(), Assessor.Relation.COHORTS)
                .primary()
                .level(Unit.PATIENT);

        // Means are 0.625 in half of each class and 0.5 in the other: an AUC of one half by hand.
        assertThat(byMean.macroAuc().valueOr(0)).isEqualTo(0.5);
        assertThat(byMean.otherAucs())
                .filteredOn(other -> other.name().startsWith("AUC by"))
                .extracting(NamedEstimate::name)
                .containsExactly(
                        "AUC by median of images",
                        "AUC by maximum of images",
                        "AUC by mean of the highest 10 % of images",
                        "AUC by logit mean of images",
                        "AUC by noisy-or of images");
        // Class Asian: 0.875 against 0.75, AUC 1. Class White, 1 - low: 0.5 and 0.75 against 0.625 and 0.875, AUC 1/4.
        assertThat(byMax.macroAuc().valueOr(0)).isEqualTo((1 + 0.25) / 2);
        assertThat(other(byMean, "AUC by maximum of images").valueOr(0))
                .isEqualTo(byMax.macroAuc().valueOr(0));
        assertThat(other(byMax, "AUC by mean of images").valueOr(0)).isEqualTo(0.5);
    }

    private static Estimate other(LevelAssessment level, String name) {
        return level.otherAucs().stream()
                .filter(o -> o.name().equals(name))
                .findFirst()
                .orElseThrow()
                .estimate();
    }

    @Test
    void theBetterOfTwoModelsHasTheHigherAucInAPairedComparison() {
        PredictionTable models = Tables.join(
                Tables.TWO, Tables.rows("strong", Tables.TWO, 120, 2, 1), Tables.rows("weak", Tables.TWO, 120, 0.2, 2));
        Assessment assessment = assess(models, Assessor.Relation.MODELS);

        assertThat(assessment.verdict()).as("no model is the primary one").isNull();
        assertThat(assessment.comparisons()).singleElement().satisfies(c -> {
            assertThat(c.paired()).isTrue();
            assertThat(c.difference().valueOr(0)).isGreaterThan(0.1);
            assertThat(c.p().valueOr(1)).isLessThan(0.05);
            assertThat(c.conclusion()).startsWith("AUC is higher in strong");
        });
    }

    @Test
    void twoModelsOfTheSameScoresDifferByNothingOnEveryDraw() {
        PredictionTable models = Tables.join(
                Tables.TWO, Tables.rows("one", Tables.TWO, 120, 1, 1), Tables.rows("other", Tables.TWO, 120, 1, 1));

        assertThat(assess(models, Assessor.Relation.MODELS).comparisons())
                .singleElement()
                .satisfies(c -> assertThat(c.conclusion())
                        .isEqualTo("The difference is 0.000 and has no interval: it is the same in every draw of"
                                + " patients."));
    }

    @Test
    void aLossAtAnExternalCohortIsAnUnpairedComparisonWithAPositiveSign() {
        PredictionTable cohorts = Tables.join(
                Tables.THREE,
                Tables.rows("internal", Tables.THREE, 120, 2, 1),
                Tables.rows("external: elsewhere", Tables.THREE, 90, 0, 2));
        Assessment assessment = assess(cohorts, Assessor.Relation.COHORTS);

        assertThat(assessment.comparisons()).hasSize(3).allSatisfy(c -> {
            assertThat(c.paired()).isFalse();
            assertThat(c.difference().valueOr(0)).isGreaterThan(0.1);
            assertThat(c.adjustedP().valueOr(0)).isGreaterThanOrEqualTo(c.p().valueOr(1));
        });
    }

    @Test
    void aClassThatAnExternalCohortLacksIsUndefinedThere() {
        List<PredictionRow> external = Tables.rows("external: elsewhere", Tables.THREE, 90, 1, 2).stream()
                .filter(row -> !row.truth().equals("Black"))
                .toList();
        PredictionTable cohorts = Tables.join(Tables.THREE, Tables.rows("internal", Tables.THREE, 90, 1, 1), external);
        Assessment assessment = assess(cohorts, Assessor.Relation.COHORTS);

        LevelAssessment elsewhere = assessment.experiments().get(1).level(Unit.PATIENT);
        assertThat(elsewhere.classes().get(1).auc()).isInstanceOf(Estimate.Undefined.class);
        assertThat(elsewhere.classes().get(0).auc().isDefined()).isTrue();
        assertThat(assessment.comparisons().get(1).difference()).isInstanceOf(Estimate.Undefined.class);
        assertThat(assessment.toString()).doesNotContain("NaN");
    }

    @Test
    void perfectSeparationKeepsAnIntervalWithSomeWidth() {
        LevelAssessment level = assess(Tables.table("internal", Tables.TWO, 40, 60, 1), Assessor.Relation.COHORTS)
                .primary()
                .level(Unit.PATIENT);

        assertThat(level.macroAuc()).isInstanceOfSatisfying(Estimate.Known.class, known -> {
            assertThat(known.value()).isEqualTo(1);
            assertThat(known.interval().lower()).isLessThan(1);
        });
    }

    @Test
    void equalScoresThroughoutHaveAnAucOfOneHalf() {
        List<PredictionRow> rows = Tables.rows("internal", Tables.TWO, 40, 1, 1).stream()
                .map(row -> new PredictionRow(
                        row.experiment(),
                        row.run(),
                        row.split(),
                        row.study(),
                        row.patient(),
                        row.image(),
                        row.truth(),
                        List.of(0.5, 0.5)))
                .toList();
        Assessment assessment = assess(PredictionRows.table(Unit.IMAGE, Tables.TWO, rows), Assessor.Relation.COHORTS);

        assertThat(assessment.primary().level(Unit.PATIENT).macroAuc().valueOr(0))
                .isEqualTo(0.5);
        assertThat(assessment.verdict()).isNotNull().extracting(Verdict::kind).isNotEqualTo(Verdict.Kind.REVEALS);
    }

    private static Assessment assess(PredictionTable table, Assessor.Relation relation) {
        return new Assessor(PLAN, Progress.SILENT).assess("race", table, Map.of(), relation);
    }
}
