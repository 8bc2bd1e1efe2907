package org.subtext.statistics.casemix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.subtext.statistics.Findings.PRINTED;
import static org.subtext.statistics.Fixture.value;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.subtext.statistics.ClusterStatistic;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.Findings;
import org.subtext.statistics.casemix.GapLadder.Place;
import org.subtext.statistics.groups.GroupOutcomes;
import org.subtext.statistics.groups.Grouping;
import org.subtext.statistics.groups.Rate;
import org.subtext.testing.Seeds;

class GapLadderTest {
    private static final List<Rate> RATES = List.of(Rate.TRUE_POSITIVE, Rate.FALSE_POSITIVE);

    /** fairlearn 0.15.0 rates(sample_weight) at threshold 0.629, cells of label and view. */
    @Test
    void gapsAgreeWithWeightsOfAnotherProgram() {
        Findings findings = Findings.read();
        boolean[] calls = new boolean[findings.truths().length];
        for (int row = 0; row < calls.length; row++) {
            calls[row] = findings.scores()[row] >= 0.629;
        }
        GapLadder ladder = GapLadder.of(
                findings.truths(), calls, Grouping.of(findings.races()), List.of(Grouping.of(findings.views())));
        assertThat(value(ladder.gap(0, Rate.TRUE_POSITIVE, "Black", "White"))).isCloseTo(-0.115789473684, PRINTED);
        assertThat(value(ladder.gap(2, Rate.TRUE_POSITIVE, "Black", "White")))
                .isCloseTo(0.63339070568 - 0.810009267841, PRINTED);
        assertThat(value(ladder.gap(2, Rate.FALSE_POSITIVE, "Asian", "White")))
                .isCloseTo(0.242685025818 - 0.155764877693, PRINTED);
    }

    /** A patient who is drawn twice counts as one with twice the images: weights are made of the draw. */
    @Seeds(100)
    void aDrawIsAsATableThatHoldsItsPatientsAsOftenAsDrawn(SplittableRandom random) {
        Cases cases = Cases.drawn(random, 60);
        byte[] weights = new byte[20];
        for (int patient = 0; patient < weights.length; patient++) {
            weights[patient] = (byte) random.nextInt(4);
        }
        List<Place> places = new ArrayList<>();
        for (Rate rate : RATES) {
            for (int rung = 0; rung < 3; rung++) {
                places.add(new Place(rate, rung));
            }
        }
        ClusterStatistic statistic = cases.ladder().statistic(places, "b", "a", cases.patients(), weights.length);
        double[] drawn = new double[places.size()];
        boolean exists = statistic.evaluate(weights, drawn, 0);
        GapLadder repeated = cases.repeated(weights).ladder();
        List<Estimate> expected = places.stream()
                .map(place -> repeated.gap(place.rung(), place.rate(), "b", "a"))
                .toList();
        assertThat(exists).isEqualTo(expected.stream().allMatch(Estimate::isDefined));
        for (int i = 0; exists && i < drawn.length; i++) {
            assertThat(drawn[i]).isCloseTo(value(expected.get(i)), within(1e-12));
        }
    }

    @Seeds(50)
    void matchingTheLabelAloneMovesNoRateWithinIt(SplittableRandom random) {
        GapLadder ladder = Cases.drawn(random, 80).ladder();
        for (Rate rate : RATES) {
            Estimate raw = ladder.gap(0, rate, "b", "a");
            Estimate matched = ladder.gap(1, rate, "b", "a");
            if (raw.isDefined() && matched.isDefined()) {
                assertThat(value(matched)).isCloseTo(value(raw), within(1e-12));
            }
        }
    }

    /** What the views explain wholly is no gap once views are matched. */
    @Test
    void aGapOfCaseMixAloneIsExplained() {
        boolean[] truths = new boolean[120];
        boolean[] calls = new boolean[120];
        List<String> groups = new ArrayList<>();
        List<String> views = new ArrayList<>();
        Arrays.fill(truths, true);
        for (int row = 0; row < 120; row++) {
            boolean isFirst = row < 60;
            boolean isPortable = row % 60 < (isFirst ? 20 : 40);
            groups.add(isFirst ? "a" : "b");
            views.add(isPortable ? "AP" : "PA");
            calls[row] = isPortable ? row % 2 == 0 : row % 10 != 0;
        }
        GapLadder ladder = GapLadder.of(truths, calls, Grouping.of(groups), List.of(Grouping.of(views)));
        assertThat(value(ladder.gap(1, Rate.TRUE_POSITIVE, "b", "a"))).isLessThan(-0.1);
        assertThat(value(ladder.gap(2, Rate.TRUE_POSITIVE, "b", "a"))).isCloseTo(0, within(1e-12));
        assertThat(ladder.weights(2, "b", "a").cost("b").effectiveRows()).isLessThan(60);
    }

    private record Cases(boolean[] truths, boolean[] calls, List<String> groups, List<String> views, int[] patients) {
        static Cases drawn(SplittableRandom random, int rows) {
            boolean[] truths = new boolean[rows];
            boolean[] calls = new boolean[rows];
            int[] patients = new int[rows];
            List<String> groups = new ArrayList<>();
            List<String> views = new ArrayList<>();
            for (int row = 0; row < rows; row++) {
                patients[row] = row % 20;
                truths[row] = random.nextBoolean();
                calls[row] = random.nextInt(3) > 0;
                groups.add(List.of("a", "b", "c").get(patients[row] % 3));
                views.add(random.nextBoolean() ? "AP" : "PA");
            }
            return new Cases(truths, calls, groups, views, patients);
        }

        GapLadder ladder() {
            return GapLadder.of(truths, calls, Grouping.of(groups), List.of(Grouping.of(views)));
        }

        Cases repeated(byte[] weights) {
            List<Integer> rows = new ArrayList<>();
            for (int row = 0; row < truths.length; row++) {
                for (int copy = 0; copy < weights[patients[row]]; copy++) {
                    rows.add(row);
                }
            }
            boolean[] ofTruths = new boolean[rows.size()];
            boolean[] ofCalls = new boolean[rows.size()];
            for (int i = 0; i < ofTruths.length; i++) {
                ofTruths[i] = truths[rows.get(i)];
                ofCalls[i] = calls[rows.get(i)];
            }
            return new Cases(
                    ofTruths,
                    ofCalls,
                    rows.stream().map(groups::get).toList(),
                    rows.stream().map(views::get).toList(),
                    new int[0]);
        }
    }

    @Test
    void gapsWithoutWeightsAreThoseOfOutcomes() {
        Cases cases = Cases.drawn(new SplittableRandom(1), 60);
        GroupOutcomes outcomes = GroupOutcomes.of(cases.truths(), cases.calls(), Grouping.of(cases.groups()));
        assertThat(cases.ladder().gap(0, Rate.TRUE_POSITIVE, "b", "a"))
                .isEqualTo(outcomes.minus(Rate.TRUE_POSITIVE, "b", "a"));
    }
}
