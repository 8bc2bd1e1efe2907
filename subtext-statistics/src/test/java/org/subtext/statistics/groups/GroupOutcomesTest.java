package org.subtext.statistics.groups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.subtext.statistics.Findings.PRINTED;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.Findings;
import org.subtext.statistics.Fixture;
import org.subtext.statistics.Roc;
import org.subtext.testing.Seeds;

class GroupOutcomesTest {
    private static final Findings FINDINGS = Findings.read();
    private static final Grouping RACES = Grouping.of(FINDINGS.races());
    private static final GroupOutcomes COHORT = GroupOutcomes.at(0.629, FINDINGS.all(), RACES);

    /** fairlearn 0.15.0 MetricFrame(y_true, score >= 0.629, sensitive_features=race). */
    @ParameterizedTest
    @CsvSource({
        "Asian, 24, 14, 0.857142857143, 0.3, 0.142857142857, 0.7, 0.8, 0.777777777778, 0.625",
        "Black, 34, 19, 0.684210526316, 0.333333333333, 0.315789473684, 0.666666666667, 0.722222222222, 0.625, 0.529411764706",
        "White, 108, 50, 0.8, 0.155172413793, 0.2, 0.844827586207, 0.816326530612, 0.830508474576, 0.453703703704",
        "all, 166, 83, 0.78313253012, 0.204819277108, 0.21686746988, 0.795180722892, 0.792682926829, 0.785714285714, 0.493975903614"
    })
    void ratesAgreeWithFairlearn(
            String group,
            double rows,
            double positives,
            double tpr,
            double fpr,
            double fnr,
            double tnr,
            double ppv,
            double npv,
            double selection) {
        Outcomes outcomes = group.equals("all") ? COHORT.overall() : COHORT.of(group);
        assertThat(outcomes.rows()).isEqualTo(rows);
        assertThat(outcomes.positives()).isEqualTo(positives);
        double[] expected = {tpr, fpr, fnr, tnr, ppv, npv, selection, positives / rows};
        for (Rate rate : Rate.values()) {
            assertThat(Fixture.value(rate.of(outcomes))).as(rate.name()).isCloseTo(expected[rate.ordinal()], PRINTED);
        }
    }

    /** fairlearn 0.15.0: difference and ratio between groups and to overall. */
    @ParameterizedTest
    @CsvSource({
        "TRUE_POSITIVE, 0.172932330827, 0.798245614035, 0.0989220038047, 0.873684210526, Black, Asian",
        "FALSE_POSITIVE, 0.17816091954, 0.465517241379, 0.128514056225, 0.614457831325, White, Black",
        "FALSE_NEGATIVE, 0.172932330827, 0.452380952381, 0.0989220038047, 0.65873015873, Asian, Black",
        "POSITIVE_PREDICTIVE_VALUE, 0.09410430839, 0.884722222222, 0.070460704607, 0.911111111111, Black, White",
        "NEGATIVE_PREDICTIVE_VALUE, 0.205508474576, 0.752551020408, 0.160714285714, 0.795454545455, Black, White",
        "SELECTION, 0.171296296296, 0.725925925926, 0.131024096386, 0.790361445783, White, Asian"
    })
    void spreadsAgreeWithFairlearn(
            Rate rate,
            double difference,
            double ratio,
            double toOverall,
            double ratioToOverall,
            String low,
            String high) {
        Spread spread = COHORT.spread(rate);
        assertThat(Fixture.value(spread.difference())).isCloseTo(difference, PRINTED);
        assertThat(Fixture.value(spread.ratio())).isCloseTo(ratio, PRINTED);
        assertThat(Fixture.value(COHORT.farthestFromOverall(rate))).isCloseTo(toOverall, PRINTED);
        assertThat(Fixture.value(COHORT.smallestRatioToOverall(rate))).isCloseTo(ratioToOverall, PRINTED);
        assertThat(spread.lowest()).containsExactly(low);
        assertThat(spread.highest()).containsExactly(high);
        assertThat(spread.leftOut()).isEmpty();
    }

    /** fairlearn 0.15.0 equalized_odds_difference, equalized_odds_ratio; NumPy 2.4.6. */
    @Test
    void oddsAgreeWithFairlearn() {
        assertThat(Fixture.value(COHORT.equalisedOdds())).isCloseTo(0.17816091954, PRINTED);
        assertThat(Fixture.value(COHORT.equalisedOddsMean())).isCloseTo(0.175546625184, PRINTED);
        assertThat(Fixture.value(COHORT.equalisedOddsRatio())).isCloseTo(0.465517241379, PRINTED);
        assertThat(Fixture.value(COHORT.averageAbsoluteOdds("Asian", "White"))).isCloseTo(0.100985221675, PRINTED);
        assertThat(Fixture.value(COHORT.averageAbsoluteOdds("Black", "White"))).isCloseTo(0.146975196612, PRINTED);
    }

    /** NumPy 2.4.6. */
    @ParameterizedTest
    @CsvSource({
        "Asian, 0.0890269151139, 0.108219178082",
        "Black, -0.128289473684, 0.156862745098",
        "White, 0.0424242424242, -0.164827586207"
    })
    void gapsToTheRestAgree(String group, double tpr, double fpr) {
        assertThat(Fixture.value(COHORT.minusRest(Rate.TRUE_POSITIVE, group))).isCloseTo(tpr, PRINTED);
        assertThat(Fixture.value(COHORT.minusRest(Rate.FALSE_POSITIVE, group))).isCloseTo(fpr, PRINTED);
    }

    @Test
    void groupsThatWouldReadTheSameAreRefused() {
        Grouping first = Grouping.of(List.of("x & y", "x"));
        assertThatThrownBy(() -> first.and(Grouping.of(List.of("z", "y & z")))).hasMessageContaining("one name");
        assertThatThrownBy(() -> Grouping.of(List.of("a", "a"), new int[] {0, 1}))
                .hasMessageContaining("one name");
    }

    @Test
    void worstGroupsAreNamed() {
        assertThat(COHORT.worst(Rate.TRUE_POSITIVE)).containsExactly("Black");
        assertThat(COHORT.worst(Rate.FALSE_POSITIVE)).containsExactly("Black");
        assertThat(COHORT.worst(Rate.PREVALENCE)).isEmpty();
    }

    /** fairlearn 0.15.0. */
    @ParameterizedTest
    @CsvSource({
        "Asian & F, 17, 11, 0.909090909091, 0.166666666667",
        "Asian & M, 7, 3, 0.666666666667, 0.5",
        "Black & F, 13, 8, 0.75, 0.4",
        "Black & M, 21, 11, 0.636363636364, 0.3",
        "White & F, 51, 29, 0.862068965517, 0.181818181818",
        "White & M, 57, 21, 0.714285714286, 0.138888888889"
    })
    void intersectionsAgreeWithFairlearn(String cell, double rows, double positives, double tpr, double fpr) {
        GroupOutcomes cells = GroupOutcomes.at(0.629, FINDINGS.all(), RACES.and(Grouping.of(FINDINGS.sexes())));
        assertThat(cells.of(cell).rows()).isEqualTo(rows);
        assertThat(cells.of(cell).positives()).isEqualTo(positives);
        assertThat(Fixture.value(cells.rate(Rate.TRUE_POSITIVE, cell))).isCloseTo(tpr, PRINTED);
        assertThat(Fixture.value(cells.rate(Rate.FALSE_POSITIVE, cell))).isCloseTo(fpr, PRINTED);
    }

    /** fairlearn 0.15.0 on the label turned round. */
    @Test
    void underdiagnosisIsTheFalsePositiveRateOfNoFinding() {
        GroupOutcomes noFinding = COHORT.turnedRound();
        double[] expected = {0.142857142857, 0.315789473684, 0.2};
        for (int group = 0; group < 3; group++) {
            String name = Findings.RACES.get(group);
            assertThat(Fixture.value(noFinding.rate(Rate.FALSE_POSITIVE, name)))
                    .isCloseTo(expected[group], PRINTED)
                    .isEqualTo(Fixture.value(COHORT.rate(Rate.FALSE_NEGATIVE, name)));
        }
        assertThat(noFinding.of("Black").positives()).isEqualTo(15);
        assertThat(noFinding.turnedRound().of("Black")).isEqualTo(COHORT.of("Black"));
    }

    /** NumPy 2.4.6, one threshold a view. */
    @Test
    void callsMayComeFromSeveralThresholds() {
        boolean[] calls = new boolean[FINDINGS.scores().length];
        for (int row = 0; row < calls.length; row++) {
            calls[row] = FINDINGS.scores()[row] >= (FINDINGS.views().get(row).equals("AP") ? 0.665 : 0.618);
        }
        GroupOutcomes perView = GroupOutcomes.of(FINDINGS.truths(), calls, RACES);
        assertThat(Fixture.value(perView.rate(Rate.TRUE_POSITIVE, "Black"))).isCloseTo(0.578947368421, PRINTED);
        assertThat(Fixture.value(perView.rate(Rate.FALSE_POSITIVE, "Black"))).isCloseTo(0.266666666667, PRINTED);
        assertThat(Fixture.value(Rate.TRUE_POSITIVE.of(perView.overall()))).isCloseTo(0.759036144578, PRINTED);
        assertThat(Fixture.value(Rate.FALSE_POSITIVE.of(perView.overall()))).isCloseTo(0.192771084337, PRINTED);
        GroupOutcomes byView = GroupOutcomes.at(0.629, FINDINGS.all(), Grouping.of(FINDINGS.views()));
        assertThat(Fixture.value(byView.rate(Rate.TRUE_POSITIVE, "AP"))).isCloseTo(0.952380952381, PRINTED);
        assertThat(Fixture.value(byView.rate(Rate.FALSE_POSITIVE, "PA"))).isCloseTo(0.148936170213, PRINTED);
    }

    /** scikit-learn 1.9.1 roc_auc_score. */
    @ParameterizedTest
    @CsvSource({"Asian, 0.828571428571", "Black, 0.782456140351", "White, 0.914137931034"})
    void aucsOfGroupsAgreeWithScikitLearn(String group, double auc) {
        assertThat(Fixture.value(Roc.of(RACES.rowsOf(FINDINGS.all(), group)).auc()))
                .isCloseTo(auc, PRINTED);
    }

    @Test
    void groupsWithoutPositivesHaveNoRateAndAreNamed() {
        GroupOutcomes outcomes = GroupOutcomes.of(
                new boolean[] {true, true, false, false},
                new boolean[] {true, false, false, true},
                Grouping.of(List.of("a", "b", "c", "c")));
        assertThat(outcomes.rate(Rate.TRUE_POSITIVE, "c")).isEqualTo(new Estimate.Undefined("no positive in c"));
        assertThat(outcomes.minus(Rate.TRUE_POSITIVE, "c", "a")).isEqualTo(new Estimate.Undefined("no positive in c"));
        assertThat(outcomes.spread(Rate.TRUE_POSITIVE).leftOut()).containsExactly("c");
        assertThat(outcomes.spread(Rate.TRUE_POSITIVE).difference()).isEqualTo(new Estimate.Point(1));
        assertThat(outcomes.spread(Rate.FALSE_POSITIVE).difference().isDefined())
                .isFalse();
        assertThat(outcomes.equalisedOdds().isDefined()).isFalse();
        assertThat(outcomes.of("c").positivePredictiveValueAt(0.5)).isEqualTo(new Estimate.Undefined("no positive"));
        assertThatThrownBy(() -> outcomes.of("d")).hasMessage("no group d among a, b, c");
    }

    @Test
    void groupsOfOneRateShareTheWorstPlace() {
        GroupOutcomes outcomes = GroupOutcomes.of(
                new boolean[] {true, true, true},
                new boolean[] {false, false, true},
                Grouping.of(List.of("x", "y", "z")));
        assertThat(outcomes.worst(Rate.TRUE_POSITIVE)).containsExactly("x", "y");
    }

    @Seeds(100)
    void predictiveValuesAtTheOwnPrevalenceAreTheOwnOnes(SplittableRandom random) {
        Outcomes outcomes = new Outcomes(
                random.nextInt(1, 30), random.nextInt(1, 30), random.nextInt(1, 30), random.nextInt(1, 30));
        double prevalence = outcomes.positives() / outcomes.rows();
        assertThat(Fixture.value(outcomes.positivePredictiveValueAt(prevalence)))
                .isCloseTo(Fixture.value(Rate.POSITIVE_PREDICTIVE_VALUE.of(outcomes)), Fixture.EXACT);
        assertThat(Fixture.value(outcomes.negativePredictiveValueAt(prevalence)))
                .isCloseTo(Fixture.value(Rate.NEGATIVE_PREDICTIVE_VALUE.of(outcomes)), Fixture.EXACT);
    }

    /** Turned round, what was right of positives is right of negatives. */
    @Seeds(50)
    void gapsAreAntisymmetricAndTurnRound(SplittableRandom random) {
        int rows = random.nextInt(20, 80);
        boolean[] truths = new boolean[rows];
        boolean[] calls = new boolean[rows];
        for (int row = 0; row < rows; row++) {
            truths[row] = random.nextBoolean();
            calls[row] = random.nextBoolean();
        }
        Grouping groups = Grouping.of(
                List.of("a", "b"), IntStream.range(0, rows).map(row -> row % 2).toArray());
        GroupOutcomes outcomes = GroupOutcomes.of(truths, calls, groups);
        for (Rate rate : Rate.values()) {
            assertThat(outcomes.minus(rate, "a", "b").valueOr(0))
                    .isEqualTo(-outcomes.minus(rate, "b", "a").valueOr(0));
            assertThat(outcomes.minusRest(rate, "a"))
                    .hasToString(outcomes.minus(rate, "a", "b").toString().replace("in b", "in the others"));
        }
        assertThat(outcomes.turnedRound().minus(Rate.TRUE_POSITIVE, "a", "b"))
                .isEqualTo(outcomes.minus(Rate.TRUE_NEGATIVE, "a", "b"));
    }
}
