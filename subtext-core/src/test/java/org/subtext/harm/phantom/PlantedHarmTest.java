package org.subtext.harm.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.subtext.harm.FindingColumn;
import org.subtext.harm.FindingTable;
import org.subtext.harm.HarmAssessment;
import org.subtext.harm.HarmAssessor;
import org.subtext.harm.HarmPlan;
import org.subtext.harm.OperatingPlan;
import org.subtext.harm.Roles;
import org.subtext.harm.Verdict;
import org.subtext.harm.beside.BesideAssessor;
import org.subtext.harm.beside.BesideGaps;
import org.subtext.provenance.Seed;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.Interval;
import org.subtext.statistics.groups.GroupOutcomes;
import org.subtext.statistics.groups.Rate;

/** What was planted is what is found: 3,000 patients each. */
class PlantedHarmTest {
    private static final HarmPlan PLAN = HarmPlan.of("group", PlantedHarm.REFERENCE)
            .withComparison(groups -> groups.withStrata(List.of("view")))
            .withDraws(200)
            .withSeed(11);

    private record Found(HarmAssessment.OfFinding assessed, BesideGaps.OfFinding beside) {
        HarmAssessment.Gap gap(Rate rate) {
            return assessed.gaps().stream()
                    .filter(one -> one.rate() == rate)
                    .findFirst()
                    .orElseThrow();
        }

        BesideGaps.OfGap besideGap(Rate rate) {
            return beside.gaps().stream()
                    .filter(one -> one.rate() == rate)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Found found(PlantedHarm planted) {
        FindingTable table = planted.table(3_000, new Seed(5));
        Roles roles = Roles.sameRows(table);
        HarmPlan plan = PLAN.withOperating(OperatingPlan.fixedAt(planted.threshold()));
        HarmAssessment assessment = HarmAssessor.assess(table, roles, plan, 2);
        BesideGaps beside = BesideAssessor.assess(table, roles, plan, assessment, 2);
        return new Found(assessment.findings().get(0), beside.findings().get(0));
    }

    private static Interval interval(Estimate estimate) {
        assertThat(estimate).isInstanceOf(Estimate.Known.class);
        return ((Estimate.Known) estimate).interval();
    }

    /** Over 100 tables of 400 patients the mean gap is the planted one, within four of its standard errors. */
    @Test
    void plantedGapsAreTrueOnAverage() {
        for (PlantedHarm planted : List.of(
                PlantedHarm.underdiagnosis(0.15),
                PlantedHarm.caseMix(0.5),
                PlantedHarm.labelNoise(0.9),
                PlantedHarm.amplified(0.5))) {
            List<FindingTable> tables = LongStream.range(0, 100)
                    .mapToObj(seed -> planted.table(400, new Seed(seed)))
                    .toList();
            for (Rate rate : List.of(Rate.TRUE_POSITIVE, Rate.FALSE_POSITIVE)) {
                double[] gaps = tables.stream()
                        .mapToDouble(table -> gap(table, planted.threshold(), rate))
                        .toArray();
                double mean = Arrays.stream(gaps).average().orElseThrow();
                double squares = Arrays.stream(gaps)
                        .map(gap -> (gap - mean) * (gap - mean))
                        .sum();
                double error = Math.sqrt(squares) / gaps.length;
                assertThat(mean).as(rate + " of " + planted).isCloseTo(planted.gap(rate), within(4 * error));
            }
        }
    }

    private static double gap(FindingTable table, double threshold, Rate rate) {
        FindingColumn finding = table.findings().get(0);
        boolean[] truths = new boolean[table.rows()];
        boolean[] calls = new boolean[truths.length];
        for (int row = 0; row < truths.length; row++) {
            truths[row] = finding.isPresent(row);
            calls[row] = finding.score(row) >= threshold;
        }
        return GroupOutcomes.of(truths, calls, table.attribute("group"))
                .minus(rate, PlantedHarm.GROUP, PlantedHarm.REFERENCE)
                .valueOr(Double.NaN);
    }

    @Test
    void equalGroupsAreFoundToBeAlike() {
        Found found = found(PlantedHarm.none());
        assertThat(PlantedHarm.none().gap(Rate.TRUE_POSITIVE)).isZero();
        assertThat(found.assessed().gaps()).noneMatch(gap -> gap.verdict() == Verdict.HARM_SHOWN);
        // scores are the chance of the finding
        BesideGaps.OfGroup reference = found.beside().groups().get(0);
        assertThat(interval(reference.calibration().recalibration().slope()).contains(1))
                .isTrue();
    }

    @Test
    void underdiagnosisIsShownAndStaysOnceCasesAreMatched() {
        PlantedHarm planted = PlantedHarm.underdiagnosis(0.15);
        assertThat(planted.gap(Rate.TRUE_POSITIVE)).isCloseTo(-0.15, within(1e-9));
        Found found = found(planted);
        assertThat(found.gap(Rate.TRUE_POSITIVE).verdict()).isEqualTo(Verdict.HARM_SHOWN);
        assertThat(found.gap(Rate.TRUE_POSITIVE).harmed()).contains(PlantedHarm.GROUP);
        BesideGaps.Rung view = found.besideGap(Rate.TRUE_POSITIVE).rungs().get(1);
        assertThat(interval(view.gap()).upper()).isLessThan(-0.05);
        assertThat(interval(view.share()).contains(0)).isTrue();
    }

    @Test
    void aGapOfCaseMixAloneIsExplainedByMatching() {
        PlantedHarm planted = PlantedHarm.caseMix(0.5);
        assertThat(planted.gapOfMatchedViews(Rate.TRUE_POSITIVE)).isCloseTo(0, within(1e-12));
        Found found = found(planted);
        assertThat(found.gap(Rate.TRUE_POSITIVE).verdict()).isEqualTo(Verdict.HARM_SHOWN);
        BesideGaps.Rung view = found.besideGap(Rate.TRUE_POSITIVE).rungs().get(1);
        assertThat(interval(view.gap()).contains(0)).isTrue();
        assertThat(interval(view.share()).contains(1)).isTrue();
        assertThat(interval(view.share()).lower()).isGreaterThan(0.5);
    }

    /** The tipping point is the label error that was planted, since nothing else was. */
    @Test
    void labelNoiseIsFoundAtItsTippingPoint() {
        PlantedHarm planted = PlantedHarm.labelNoise(0.9);
        assertThat(planted.gap(Rate.TRUE_POSITIVE)).isLessThan(-0.1);
        Found found = found(planted);
        Estimate error = found.besideGap(Rate.TRUE_POSITIVE).tippingPoint().labelError();
        assertThat(error.valueOr(0)).isCloseTo(0.1, within(0.03));
    }

    /** Shifted scores: the gap grows with the dose, and the group's own curve is as high. */
    @Test
    void amplifiedBiasGrowsWithItsDoseAndLeavesTheCurve() {
        double before = 0;
        for (double dose : new double[] {0.2, 0.5, 0.8}) {
            PlantedHarm planted = PlantedHarm.amplified(dose);
            assertThat(planted.gap(Rate.TRUE_POSITIVE)).isLessThan(before - 0.05);
            before = planted.gap(Rate.TRUE_POSITIVE);
        }
        PlantedHarm planted = PlantedHarm.amplified(0.5);
        Found found = found(planted);
        assertThat(found.gap(Rate.TRUE_POSITIVE).verdict()).isEqualTo(Verdict.HARM_SHOWN);
        double curve = 0.8046;
        for (BesideGaps.OfGroup group : found.beside().groups()) {
            assertThat(group.sensitivityAtOwnRate().valueOr(0)).isCloseTo(curve, within(0.03));
        }
    }

    @Test
    void theSameSeedGivesTheSameTable() {
        PlantedHarm planted = PlantedHarm.none();
        assertThat(planted.csv(20, new Seed(1))).isEqualTo(planted.csv(20, new Seed(1)));
        assertThat(planted.csv(20, new Seed(2))).isNotEqualTo(planted.csv(20, new Seed(1)));
        assertThat(planted.csv(20, new Seed(1)).lines().skip(1).count())
                .isEqualTo(planted.table(20, new Seed(1)).rows());
        assertThatThrownBy(() -> PlantedHarm.underdiagnosis(0.9)).hasMessageContaining("0 to 0.75");
    }
}
