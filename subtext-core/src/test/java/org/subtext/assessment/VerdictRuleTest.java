package org.subtext.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.subtext.predictions.Aggregation;
import org.subtext.predictions.PredictionTable;
import org.subtext.predictions.Unit;
import org.subtext.progress.Progress;

class VerdictRuleTest {
    private static final AssessmentPlan PLAN = AssessmentPlan.ofDefaults(3).withReplicates(200);

    static List<List<String>> classes() {
        return List.of(Tables.TWO, Tables.THREE);
    }

    @ParameterizedTest
    @MethodSource("classes")
    void aPlantedDifferenceIsRevealed(List<String> classes) {
        Verdict verdict = verdict(Tables.table("internal", classes, 90, 1.5, 1));

        assertThat(verdict.kind()).isEqualTo(Verdict.Kind.REVEALS);
        assertThat(verdict.neededPatients()).isZero();
        assertThat(verdict.sentence()).contains("90 patients").contains("CI");
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
    void noiseOfFewPatientsCannotTellAndSaysHowManyWould(List<String> classes) {
        Verdict verdict = verdict(Tables.table("internal", classes, 30, 0, 2));

        assertThat(verdict.kind()).isEqualTo(Verdict.Kind.CANNOT_TELL);
        assertThat(verdict.neededPatients()).isGreaterThan(30);
    }

    @Test
    void aNarrowerMarginTakesTheEquivalenceBack() {
        PredictionTable noise = Tables.table("internal", Tables.TWO, 1_200, 0, 2);

        assertThat(verdict(noise, PLAN.withMargin(0.01)).kind()).isEqualTo(Verdict.Kind.CANNOT_TELL);
    }

    @Test
    void scoresThatSpeakAgainstTheRecordedClassAreNotARevelation() {
        Verdict verdict = verdict(Tables.table("internal", Tables.TWO, 90, -1.5, 4));

        assertThat(verdict.kind()).isEqualTo(Verdict.Kind.CANNOT_TELL);
    }

    @Test
    void theRuleIsPrintedWithEveryDigitOfThePlan() {
        AssessmentPlan plan = new AssessmentPlan(
                Unit.PATIENT,
                0.975,
                200,
                200,
                0.004,
                0.125,
                AssessmentPlan.OperatingPoint.YOUDEN,
                11,
                3,
                Aggregation.MEAN);

        Verdict verdict = verdict(Tables.table("internal", Tables.TWO, 90, 1.5, 1), plan);

        assertThat(verdict.rule())
                .contains("its 97.5 % interval")
                .contains("is below 0.004.")
                .contains("the 99.2 % interval lies within 0.5 ± 0.125 ");
        assertThat(verdict.sentence()).contains("(97.5 % CI ");
    }

    @Test
    void equivalenceIsStatedWithTheWholeMargin() {
        Verdict verdict = verdict(Tables.table("internal", Tables.TWO, 1_200, 0, 2), PLAN.withMargin(0.125));

        assertThat(verdict.sentence()).contains("equivalent to chance within ±0.125");
    }

    private static Verdict verdict(PredictionTable table) {
        return verdict(table, PLAN);
    }

    private static Verdict verdict(PredictionTable table, AssessmentPlan plan) {
        Assessment assessment =
                new Assessor(plan, Progress.SILENT).assess("race", table, Map.of(), Assessor.Relation.COHORTS);
        return Objects.requireNonNull(assessment.verdict());
    }
}
