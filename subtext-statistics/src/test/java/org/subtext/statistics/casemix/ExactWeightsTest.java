package org.subtext.statistics.casemix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.subtext.statistics.Findings.PRINTED;
import static org.subtext.statistics.Fixture.EXACT;
import static org.subtext.statistics.Fixture.value;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.subtext.statistics.BinaryScores;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.Findings;
import org.subtext.statistics.Roc;
import org.subtext.statistics.groups.GroupOutcomes;
import org.subtext.statistics.groups.Grouping;
import org.subtext.statistics.groups.Rate;
import org.subtext.testing.Seeds;

class ExactWeightsTest {
    private static final Findings FINDINGS = Findings.read();
    private static final Grouping RACES = Grouping.of(FINDINGS.races());
    private static final List<ExactWeights> LADDER = ExactWeights.ladder(
            RACES, List.of(labels(FINDINGS.truths()), Grouping.of(FINDINGS.views())), RACES.names());

    private static Grouping labels(boolean[] truths) {
        return Grouping.of(
                List.of("0", "1"),
                IntStream.range(0, truths.length)
                        .map(row -> truths[row] ? 1 : 0)
                        .toArray());
    }

    private static ExactWeights rung(String name) {
        return LADDER.get(name.equals("label") ? 0 : 1);
    }

    /** scikit-learn 1.9.1 roc_auc_score(sample_weight), fairlearn 0.15.0 rates(sample_weight). */
    @ParameterizedTest
    @CsvSource({
        "label, Asian, 23.3333333333, 24, 1.2, 0.857142857143, 0.3, 0.740740740741, 0.828571428571, 0.828571428571, 0.5967",
        "label, Black, 33.5294117647, 34, 1.13333333333, 0.684210526316, 0.333333333333, 0.672413793103, 0.782456140351, 0.782456140351, 0.587126315789",
        "label, White, 107.407407407, 108, 1.08, 0.8, 0.155172413793, 0.837545126354, 0.914137931034, 0.914137931034, 0.582342413793",
        "label_view, Asian, 22.014922605, 24, 1.73493975904, 0.876506024096, 0.242685025818, 0.783160322953, 0.863117703171, 0.828571428571, 0.589179109294",
        "label_view, Black, 31.8671733025, 34, 1.3752151463, 0.63339070568, 0.324440619621, 0.661275831087, 0.769882332378, 0.782456140351, 0.577410929432",
        "label_view, White, 107.249649714, 108, 1.13855421687, 0.810009267841, 0.155764877693, 0.83871500556, 0.917382215694, 0.914137931034, 0.584750530935"
    })
    void weightedRatesAgree(
            String rung,
            String race,
            double effective,
            int rows,
            double largest,
            double tpr,
            double fpr,
            double ppv,
            double auc,
            double unweighted,
            double meanScore) {
        ExactWeights weights = rung(rung);
        ExactWeights.Cost cost = weights.cost(race);
        assertThat(cost.effectiveRows() / effective).isCloseTo(1, PRINTED);
        assertThat(cost.rows()).isEqualTo(rows);
        assertThat(cost.largestWeight()).isCloseTo(largest, PRINTED);
        assertThat(cost.unmatched()).isZero();
        assertThat(weights.offSupport()).isEqualTo(new Estimate.Point(0));
        GroupOutcomes outcomes =
                GroupOutcomes.weighted(FINDINGS.truths(), calls(FINDINGS.all(), 0.629), RACES, weights.ofRows());
        assertThat(value(outcomes.rate(Rate.TRUE_POSITIVE, race))).isCloseTo(tpr, PRINTED);
        assertThat(value(outcomes.rate(Rate.FALSE_POSITIVE, race))).isCloseTo(fpr, PRINTED);
        assertThat(value(outcomes.rate(Rate.POSITIVE_PREDICTIVE_VALUE, race))).isCloseTo(ppv, PRINTED);
        double[] ofRows = weights.ofRows();
        double[] ofRace = IntStream.range(0, ofRows.length)
                .filter(row -> FINDINGS.races().get(row).equals(race))
                .mapToDouble(row -> ofRows[row])
                .toArray();
        BinaryScores scores = FINDINGS.of(race);
        assertThat(value(WeightedAuc.of(scores, ofRace))).isCloseTo(auc, PRINTED);
        assertThat(value(Roc.of(scores).auc())).isCloseTo(unweighted, PRINTED);
        double sum = 0;
        double weighted = 0;
        for (int row = 0; row < ofRace.length; row++) {
            sum += ofRace[row];
            weighted += ofRace[row] * scores.score(row);
        }
        assertThat(weighted / sum).isCloseTo(meanScore, PRINTED);
    }

    /** NumPy 2.4.6: share of the cell among all rows over its share in the group. */
    @ParameterizedTest
    @CsvSource({
        "label, Asian, 0, 1.2",
        "label, Asian, 1, 0.857142857143",
        "label, Black, 0, 1.13333333333",
        "label, Black, 1, 0.894736842105",
        "label, White, 0, 0.931034482759",
        "label, White, 1, 1.08",
        "label_view, Asian, 0 & AP, 1.73493975904",
        "label_view, Asian, 0 & PA, 0.97074010327",
        "label_view, Asian, 1 & AP, 1.01204819277",
        "label_view, Asian, 1 & PA, 0.740963855422",
        "label_view, Black, 0 & AP, 0.921686746988",
        "label_view, Black, 0 & PA, 1.3752151463",
        "label_view, Black, 1 & AP, 0.71686746988",
        "label_view, Black, 1 & PA, 1.19965576592",
        "label_view, White, 0 & AP, 0.93686746988",
        "label_view, White, 0 & PA, 0.926615553122",
        "label_view, White, 1 & AP, 1.13855421687",
        "label_view, White, 1 & PA, 1.02594995366"
    })
    void weightsOfCellsAgree(String rung, String race, String cell, double weight) {
        assertThat(rung(rung).weight(race, cell)).isCloseTo(weight, PRINTED);
    }

    /** Rates within the label cannot move by weights of the label. */
    @Seeds(100)
    void weightsOnTheLabelAloneMoveNoRateWithinIt(SplittableRandom random) {
        int rows = random.nextInt(30, 200);
        boolean[] truths = new boolean[rows];
        double[] scores = new double[rows];
        List<String> names = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            truths[row] = row % 2 == 0 && random.nextInt(3) > 0;
            scores[row] = random.nextInt(10) + (truths[row] ? 2 : 0);
            names.add(row % 4 < 2 ? "a" : "b");
        }
        BinaryScores all = BinaryScores.independent(scores, truths);
        Grouping groups = Grouping.of(names);
        ExactWeights weights = ExactWeights.of(groups, labels(truths));
        boolean[] calls = calls(all, 6);
        GroupOutcomes plain = GroupOutcomes.of(truths, calls, groups);
        GroupOutcomes weighted = GroupOutcomes.weighted(truths, calls, groups, weights.ofRows());
        double[] ofRows = weights.ofRows();
        for (String group : List.of("a", "b")) {
            for (Rate rate : List.of(Rate.TRUE_POSITIVE, Rate.FALSE_POSITIVE)) {
                assertThat(value(weighted.rate(rate, group))).isCloseTo(value(plain.rate(rate, group)), EXACT);
            }
            double[] ofGroup = IntStream.range(0, rows)
                    .filter(row -> names.get(row).equals(group))
                    .mapToDouble(row -> ofRows[row])
                    .toArray();
            BinaryScores scoresOfGroup = groups.rowsOf(all, group);
            assertThat(value(WeightedAuc.of(scoresOfGroup, ofGroup)))
                    .isCloseTo(value(Roc.of(scoresOfGroup).auc()), EXACT);
            // and both groups have the prevalence of all rows
            assertThat(value(weighted.rate(Rate.PREVALENCE, group)))
                    .isCloseTo(value(Rate.PREVALENCE.of(plain.overall())), EXACT);
        }
    }

    @Test
    void cellsThatAGroupLacksAreLeftOutAndCounted() {
        Grouping groups = Grouping.of(List.of("a", "a", "a", "b", "b", "c"));
        Grouping cells = Grouping.of(List.of("x", "x", "y", "x", "z", "y"));
        ExactWeights pair = ExactWeights.of(groups, cells, List.of("a", "b"));
        assertThat(pair.ofRows()).containsExactly(1, 1, 0, 1, 0, 0);
        assertThat(pair.cost("a")).isEqualTo(new ExactWeights.Cost(3, 2, 1, 1));
        assertThat(pair.offSupport()).isEqualTo(new Estimate.Point(0.5));
        ExactWeights all = ExactWeights.of(groups, cells);
        assertThat(all.ofRows()).containsOnly(0);
        assertThat(all.cost("a").effectiveRows()).isZero();
        assertThat(all.offSupport()).isEqualTo(new Estimate.Point(1));
    }

    @Test
    void anAucNeedsWeightInBothClasses() {
        BinaryScores scores = BinaryScores.independent(new double[] {1, 2}, new boolean[] {true, false});
        assertThat(WeightedAuc.of(scores, new double[] {1, 0}))
                .isEqualTo(new Estimate.Undefined("no negative with a weight"));
    }

    @Test
    void weightsBelowZeroAreRefused() {
        boolean[] truths = {true, false};
        BinaryScores scores = BinaryScores.independent(new double[] {1, 2}, truths);
        assertThatThrownBy(() -> WeightedAuc.of(scores, new double[] {1, -0.5})).hasMessageContaining("row 2 is -0.5");
        assertThatThrownBy(() -> GroupOutcomes.weighted(
                        truths, truths, Grouping.of(List.of("a", "a")), new double[] {Double.NaN, 1}))
                .hasMessageContaining("row 1 is NaN");
    }

    private static boolean[] calls(BinaryScores scores, double threshold) {
        boolean[] calls = new boolean[scores.size()];
        for (int row = 0; row < calls.length; row++) {
            calls[row] = scores.score(row) >= threshold;
        }
        return calls;
    }
}
