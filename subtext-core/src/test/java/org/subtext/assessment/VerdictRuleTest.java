package org.subtext.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.subtext.assessment.VerdictFindings.Reason;
import org.subtext.assessment.VerdictFindings.Says;
import org.subtext.assessment.VerdictFindings.Tested;
import org.subtext.assessment.VerdictFindings.Uncovered;
import org.subtext.predictions.Aggregation;
import org.subtext.predictions.PredictionRow;
import org.subtext.predictions.PredictionRows;
import org.subtext.predictions.PredictionTable;
import org.subtext.predictions.Unit;
import org.subtext.progress.Progress;

class VerdictRuleTest {
    private static final AssessmentPlan PLAN = AssessmentPlan.ofDefaults(3).withDraws(200);

    static List<List<String>> classes() {
        return List.of(Tables.TWO, Tables.THREE);
    }

    @ParameterizedTest
    @MethodSource("classes")
    void aPlantedDifferenceIsRevealed(List<String> classes) {
        Verdict verdict = verdict(Tables.table("internal", classes, 90, 1.5, 1));

        assertThat(verdict.kind()).isEqualTo(Verdict.Kind.REVEALS);
        assertThat(verdict.sentence()).contains("90 patients").contains("CI").contains("one-sided");
    }

    @Test
    void oneClassThatIsReadIsRevealedWhateverTheMean() {
        PredictionTable table = VerdictTables.of(List.of(40, 40, 40, 40, 40), List.of(0.84, 0.5, 0.5, 0.5, 0.5))
                .table(11);

        Verdict verdict = verdict(table);

        assertThat(verdict.kind()).isEqualTo(Verdict.Kind.REVEALS);
        assertThat(findings(verdict).tested())
                .filteredOn(one -> one.says() == Says.ABOVE_CHANCE)
                .extracting(Tested::className)
                .contains("Asian");
        assertThat(verdict.sentence()).contains("Asian, AUC 0.8");
    }

    @Test
    void theMeanOverClassesIsNoClassWhereTheRestIsCounted() {
        assertThat(verdict(VerdictTables.of(List.of(60, 60, 60), List.of(0.9, 0.9, 0.9))
                                .table(11))
                        .sentence())
                .contains("; and the mean over classes")
                .doesNotContain("more");
        assertThat(verdict(VerdictTables.of(List.of(60, 60, 60, 60, 60), List.of(0.9, 0.9, 0.9, 0.9, 0.9))
                                .table(11))
                        .sentence())
                .contains("; and 2 more classes and the mean over classes");
    }

    /** The columns of the others are the same; what nobody has takes part in nothing, the mean included. */
    @Test
    void aClassThatNobodyHasLeavesTheVerdictOfTheOthersAsItIs() {
        Verdict three = verdict(
                VerdictTables.of(List.of(60, 60, 60), List.of(0.8, 0.5, 0.5)).table(11));
        Verdict four = verdict(VerdictTables.of(List.of(60, 60, 60, 0), List.of(0.8, 0.5, 0.5, 0.5))
                .table(11));

        assertThat(four.kind()).isEqualTo(Verdict.Kind.REVEALS).isEqualTo(three.kind());
        assertThat(findings(four).tested()).hasSize(4).isEqualTo(findings(three).tested());
        assertThat(findings(four).uncovered())
                .extracting(VerdictFindings.Uncovered::className)
                .containsExactly("Native");
    }

    @ParameterizedTest
    @MethodSource("classes")
    void noiseOfManyPatientsIsNoEvidence(List<String> classes) {
        Verdict verdict = verdict(Tables.table("internal", classes, 1_200, 0, 2));

        assertThat(verdict.kind()).isEqualTo(Verdict.Kind.NO_EVIDENCE);
        assertThat(verdict.sentence()).contains("equivalent to chance within ±0.10");
        assertThat(verdict.doesNotShow()).anyMatch(sentence -> sentence.contains("stronger recogniser"));
    }

    @ParameterizedTest
    @MethodSource("classes")
    void noiseOfFewPatientsCannotTellAndSizesLookAtNoResult(List<String> classes) {
        int patients = 30 * classes.size();
        SampleSizes noise = sizes(verdict(Tables.table("internal", classes, patients, 0, 2)));
        SampleSizes signal = sizes(verdict(Tables.table("internal", classes, patients, 0.4, 5)));

        assertThat(verdict(Tables.table("internal", classes, patients, 0, 2)).kind())
                .isEqualTo(Verdict.Kind.CANNOT_TELL);
        assertThat(noise).isEqualTo(signal);
        assertThat(noise.chance().patients()).isGreaterThan(patients);
    }

    @Test
    void noEvidenceNamesTheClassThatItDoesNotCover() {
        PredictionTable table =
                VerdictTables.of(List.of(9, 600, 600), List.of(0.5, 0.5, 0.5)).table(4);

        Verdict verdict = verdict(table);

        assertThat(verdict.kind()).isEqualTo(Verdict.Kind.NO_EVIDENCE);
        assertThat(findings(verdict).uncovered()).containsExactly(new Uncovered("Asian", Reason.TOO_FEW_PATIENTS));
        assertThat(verdict.sentence()).endsWith("Not answered for Asian: fewer than 15 assessed patients.");
    }

    @Test
    void aClassBeyondTheMarginForbidsNoEvidence() {
        PredictionTable table = VerdictTables.of(List.of(60, 2_000, 2_000), List.of(0.58, 0.5, 0.5))
                .table(9);

        assertThat(verdict(table).kind()).isNotEqualTo(Verdict.Kind.NO_EVIDENCE);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 10, 14})
    void aHandfulOfPatientsRevealsNothingWhateverThePlanTells(int few) {
        AssessmentPlan told = new AssessmentPlan(
                Unit.PATIENT, 0.95, 200, 200, 0.05, 0.1, AssessmentPlan.OperatingPoint.YOUDEN, 0, 3, Aggregation.MEAN);
        PredictionTable table =
                VerdictTables.of(List.of(few, 200), List.of(0.97, 0.97)).table(6);

        Verdict verdict = verdict(table, told);

        assertThat(verdict.kind()).isEqualTo(Verdict.Kind.CANNOT_TELL);
        assertThat(findings(verdict).tested()).isEmpty();
        assertThat(findings(verdict).sizes()).isNull();
        assertThat(verdict.sentence())
                .contains("fewer than two classes have 15 assessed patients")
                .contains("Not answered for Asian")
                .doesNotContain(" " + few + " ")
                .doesNotContain(few + 200 + "");
    }

    @Test
    void anAucBelowOneHalfIsNamedAndNoNumberOfPatientsPromised() {
        Verdict verdict = verdict(
                VerdictTables.of(List.of(500, 500), List.of(0.296, 0.296)).table(8));

        assertThat(verdict.kind()).isEqualTo(Verdict.Kind.BELOW_CHANCE);
        assertThat(verdict.sentence())
                .contains("below chance: AUC 0.")
                .contains("score columns exchanged")
                .contains("(one-sided, below 0.5; tables have the other side)")
                .contains("where it is not chance");
    }

    @Test
    void aClassRankedBelowChanceIsNamedBesideOneThatIsRead() {
        Verdict verdict = verdict(VerdictTables.of(List.of(100, 100, 100), List.of(0.8, 0.11, 0.5))
                .table(8));

        assertThat(verdict.kind()).isEqualTo(Verdict.Kind.REVEALS);
        assertThat(findings(verdict).tested())
                .filteredOn(one -> one.says() == Says.BELOW_CHANCE)
                .isNotEmpty();
        assertThat(verdict.sentence()).contains("Below chance: ").contains("columns may be exchanged");
    }

    /** Two patients whose score is above all others make a mean of 0.67 of two classes at 0.5. */
    @Test
    void classesTooSmallToBeAnsweredForForbidNoEvidenceWhereTheyKeepTheMeanFromChance() {
        PredictionTable drawn = VerdictTables.of(List.of(2, 600, 600), List.of(0.999999, 0.5, 0.5))
                .table(4);

        Verdict verdict = verdict(drawn);

        assertThat(verdict.kind()).isEqualTo(Verdict.Kind.CANNOT_TELL);
        assertThat(findings(verdict).tested()).allMatch(one -> one.says() == Says.WITHIN_MARGIN);
        assertThat(verdict.sentence()).contains("keep the mean over all from chance");
    }

    @Test
    void noEvidenceShowsTheIntervalsThatDecided() {
        assertThat(verdict(VerdictTables.of(List.of(600, 600), List.of(0.5, 0.5))
                                .table(2))
                        .sentence())
                .containsPattern("AUC 0[.]\\d{3} \\(95 % CI .*90 % CI 0[.]4\\d\\d–0[.]5\\d\\d");
        assertThat(verdict(VerdictTables.of(List.of(600, 600, 600), List.of(0.5, 0.5, 0.5))
                                .table(2))
                        .sentence())
                .containsPattern("90 % CIs within 0[.]4\\d\\d–0[.]5\\d\\d");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 0, 0.21, 0.4, 0.49})
    void marginsThatNoAucCouldLeaveAreRefused(double margin) {
        assertThatThrownBy(() -> PLAN.withMargin(margin)).hasMessageContaining("at most 0.2");
    }

    @Test
    void perfectSeparationOfSmallClassesIsRevealed() {
        Verdict verdict = verdict(
                VerdictTables.of(List.of(15, 15), List.of(0.999999, 0.999999)).table(2));

        assertThat(verdict.kind()).isEqualTo(Verdict.Kind.REVEALS);
    }

    @Test
    void scoresThatAreAllAlikeRankNobodyAndCannotTell() {
        PredictionTable drawn =
                VerdictTables.of(List.of(300, 300), List.of(0.5, 0.5)).table(1);

        Verdict verdict = verdict(withScores(drawn, row -> List.of(0.5, 0.5)));

        assertThat(verdict.kind()).isEqualTo(Verdict.Kind.CANNOT_TELL);
        assertThat(findings(verdict).tested()).isEmpty();
        assertThat(findings(verdict).uncovered())
                .extracting(Uncovered::reason)
                .containsExactly(Reason.EQUAL_SCORES, Reason.EQUAL_SCORES);
        assertThat(verdict.sentence()).contains("rank nobody").contains("within 0.5 ± 0.10");
    }

    @Test
    void scoresThatAreNearlyAllAlikeCannotTellEither() {
        PredictionTable drawn =
                VerdictTables.of(List.of(300, 300), List.of(0.5, 0.5)).table(1);

        Verdict verdict = verdict(
                withScores(drawn, row -> row.patient().hashCode() % 50 == 0 ? row.scores() : List.of(0.5, 0.5)));

        assertThat(verdict.kind()).isEqualTo(Verdict.Kind.CANNOT_TELL);
        assertThat(verdict.sentence()).contains("rank nobody");
    }

    @Test
    void fewScoresThatAreRightRevealThoughAllOthersAreAlike() {
        PredictionTable drawn =
                VerdictTables.of(List.of(600, 600), List.of(0.5, 0.5)).table(1);
        Predicate<PredictionRow> isRead =
                row -> row.truth().equals("Asian") && row.patient().hashCode() % 8 == 0;

        Verdict verdict = verdict(withScores(drawn, row -> isRead.test(row) ? List.of(0.9, 0.1) : List.of(0.5, 0.5)));

        assertThat(verdict.kind()).isEqualTo(Verdict.Kind.REVEALS);
    }

    @Test
    void decisionsInsteadOfScoresAreStillAnswered() {
        PredictionTable drawn =
                VerdictTables.of(List.of(300, 300), List.of(0.8, 0.8)).table(1);

        Verdict verdict = verdict(withScores(
                drawn, row -> row.scores().get(0) > row.scores().get(1) ? List.of(1.0, 0.0) : List.of(0.0, 1.0)));

        assertThat(verdict.kind()).isEqualTo(Verdict.Kind.REVEALS);
    }

    @Test
    void aClassWhoseColumnIsConstantIsNotAnsweredForAndTheOthersAre() {
        PredictionTable drawn =
                VerdictTables.of(List.of(600, 600, 600), List.of(0.5, 0.5, 0.5)).table(1);

        Verdict verdict = verdict(withScores(
                drawn, row -> List.of(0.2, row.scores().get(1), row.scores().get(2))));

        assertThat(verdict.kind()).isEqualTo(Verdict.Kind.NO_EVIDENCE);
        assertThat(findings(verdict).uncovered())
                .containsExactly(new Uncovered(drawn.classes().get(0), Reason.EQUAL_SCORES));
        assertThat(findings(verdict).tested()).noneMatch(Tested::isMean);
    }

    @Test
    void twoClassesAreOneTest() {
        Verdict verdict =
                verdict(VerdictTables.of(List.of(60, 60), List.of(0.8, 0.8)).table(1));

        assertThat(findings(verdict).tested())
                .singleElement()
                .satisfies(one -> assertThat(one.isMean()).isFalse());
        assertThat(verdict.sentence()).startsWith("The images reveal recorded race: AUC 0.");
    }

    @Test
    void aNarrowerMarginTakesTheEquivalenceBack() {
        PredictionTable noise = Tables.table("internal", Tables.TWO, 1_200, 0, 2);

        assertThat(verdict(noise, PLAN.withMargin(0.01)).kind()).isEqualTo(Verdict.Kind.CANNOT_TELL);
    }

    @Test
    void theFormerRuleIsToldBesideAndDiffersWhereTheMeanHidesAClass() {
        PredictionTable table = VerdictTables.of(List.of(40, 40, 40, 40, 40), List.of(0.84, 0.45, 0.42, 0.45, 0.42))
                .table(12);
        Assessment assessment = assessment(table, PLAN);

        Verdict former = new FormerRule(PLAN)
                .apply("race", assessment.primary().level(Unit.PATIENT).former());

        assertThat(Objects.requireNonNull(assessment.verdict()).kind()).isEqualTo(Verdict.Kind.REVEALS);
        assertThat(former.kind()).isEqualTo(Verdict.Kind.NO_EVIDENCE);
        assertThat(former.isOfFormerRule()).isTrue();
        assertThat(former.sentence()).contains("no evidence of recorded race");
    }

    @Test
    void theRuleIsPrintedWithEveryDigitOfThePlan() {
        AssessmentPlan plan = new AssessmentPlan(
                Unit.PATIENT,
                0.975,
                200,
                2_000,
                0.004,
                0.125,
                AssessmentPlan.OperatingPoint.YOUDEN,
                11,
                3,
                Aggregation.MEAN);

        Verdict verdict = verdict(Tables.table("internal", Tables.TWO, 90, 1.5, 1), plan);

        assertThat(verdict.rule())
                .contains("two-sided 97.5 % interval")
                .contains("below 0.002 one-sided")
                .contains("the 99.2 % interval of every tested class lies within 0.5 ± 0.125 ");
        assertThat(verdict.sentence()).contains("(97.5 % CI ");
    }

    @Test
    void equivalenceIsStatedWithTheWholeMargin() {
        Verdict verdict = verdict(Tables.table("internal", Tables.TWO, 1_200, 0, 2), PLAN.withMargin(0.125));

        assertThat(verdict.sentence()).contains("equivalent to chance within ±0.125");
    }

    private static PredictionTable withScores(PredictionTable table, Function<PredictionRow, List<Double>> scores) {
        return PredictionRows.table(
                table.unit(),
                table.classes(),
                PredictionRows.of(table).stream()
                        .map(row -> new PredictionRow(
                                row.experiment(),
                                row.run(),
                                row.split(),
                                row.study(),
                                row.patient(),
                                row.image(),
                                row.truth(),
                                scores.apply(row)))
                        .toList());
    }

    private static VerdictFindings findings(Verdict verdict) {
        return Objects.requireNonNull(verdict.findings());
    }

    private static SampleSizes sizes(Verdict verdict) {
        return Objects.requireNonNull(findings(verdict).sizes());
    }

    private static Verdict verdict(PredictionTable table) {
        return verdict(table, PLAN);
    }

    private static Verdict verdict(PredictionTable table, AssessmentPlan plan) {
        return Objects.requireNonNull(assessment(table, plan).verdict());
    }

    private static Assessment assessment(PredictionTable table, AssessmentPlan plan) {
        return new Assessor(plan, Progress.SILENT).assess("race", table, Map.of(), Assessor.Relation.COHORTS);
    }
}
