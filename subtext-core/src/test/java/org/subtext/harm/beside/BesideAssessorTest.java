package org.subtext.harm.beside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.subtext.harm.FindingColumn;
import org.subtext.harm.FindingTable;
import org.subtext.harm.HarmAssessment;
import org.subtext.harm.HarmAssessor;
import org.subtext.harm.HarmPlan;
import org.subtext.harm.OperatingPlan;
import org.subtext.harm.Roles;
import org.subtext.harm.phantom.PlantedHarm;
import org.subtext.provenance.Seed;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.calibration.CurveErrors;
import org.subtext.statistics.groups.Rate;

/** On 166 synthetic images of 110 patients, at a threshold of 0.629. */
class BesideAssessorTest {
    /** Of numbers that another program printed with 12 significant digits. */
    private static final Offset<Double> PRINTED = within(1e-11);

    private static final HarmPlan PLAN = HarmPlan.of("race", "White")
            .withComparison(groups -> groups.withLeastPatients(5).withStrata(List.of("view")))
            .withOperating(OperatingPlan.fixedAt(0.629))
            .withDraws(200)
            .withSeed(3);

    private static final FindingTable TABLE = table(1);
    private static final BesideGaps.OfFinding FOUND = assess(TABLE, PLAN, 1);

    private static BesideGaps.OfFinding assess(FindingTable table, HarmPlan plan, int threads) {
        HarmAssessment assessment = HarmAssessor.assess(table, Roles.sameRows(table), plan, threads);
        return BesideAssessor.assess(table, Roles.sameRows(table), plan, assessment, threads)
                .findings()
                .get(0);
    }

    /** The images that the statistics module was checked on. */
    private static FindingTable table(double scale) {
        return table(score -> score * scale);
    }

    private static FindingTable table(DoubleUnaryOperator of) {
        try {
            List<String[]> lines = Files.readAllLines(
                            Path.of("../subtext-statistics/src/test/resources/org/subtext/statistics/findings.csv"))
                    .stream()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .toList();
            boolean[] known = new boolean[lines.size()];
            boolean[] present = new boolean[known.length];
            double[] scores = new double[known.length];
            Arrays.fill(known, true);
            for (int row = 0; row < known.length; row++) {
                present[row] = lines.get(row)[4].equals("1");
                scores[row] = of.applyAsDouble(Double.parseDouble(lines.get(row)[5]));
            }
            return FindingTable.of(
                    column(lines, 0),
                    Map.of("race", column(lines, 1), "sex", column(lines, 2), "view", column(lines, 3)),
                    List.of(FindingColumn.of("nodule", known, present, scores)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> column(List<String[]> lines, int place) {
        return lines.stream().map(line -> line[place]).toList();
    }

    private static BesideGaps.OfGroup group(String name) {
        return FOUND.groups().stream()
                .filter(one -> one.group().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static BesideGaps.OfGap gap(BesideGaps.OfFinding found, Rate rate, String group) {
        return found.gaps().stream()
                .filter(one -> one.rate() == rate && one.group().equals(group))
                .findFirst()
                .orElseThrow();
    }

    private static double value(Estimate estimate) {
        assertThat(estimate.isDefined()).isTrue();
        return estimate.valueOr(0);
    }

    /** NumPy 2.4.6, scikit-learn 1.9.1 and statsmodels 0.15.0, bins of width 0.1; floors by the exact law. */
    @ParameterizedTest
    @CsvSource({
        "Asian, 0.120833333333, 0.204793571411, 1.19189900667, -0.234792602369, 0.0395833333333, 0.16212175",
        "Black, 0.143294117647, 0.174356819007, 1.23245253572, -0.215995270182, 0.0418235294118, 0.184114411765"
    })
    void calibrationAgreesWithOtherPrograms(
            String race, double error, double floor, double slope, double large, double difference, double brier) {
        BesideGaps.Calibrated found = group(race).calibration();
        assertThat(value(found.error())).isCloseTo(error, PRINTED);
        assertThat(found.floor().orElseThrow().value()).isCloseTo(floor, PRINTED);
        assertThat(value(found.recalibration().slope())).isCloseTo(slope, within(1e-9));
        assertThat(value(found.recalibration().inTheLarge())).isCloseTo(large, within(1e-9));
        assertThat(value(found.expectedMinusObserved())).isCloseTo(difference, PRINTED);
        assertThat(value(found.brier())).isCloseTo(brier, PRINTED);
    }

    /** R 4.2.2 {@code loess} by its default surface; of 34 images scikit-learn's isotonic regression. */
    /** Categories of a vendor of which some count as called: 0 and 1 are no chances of a finding. */
    @Test
    void decisionsAreNoProbabilities() {
        BesideGaps.OfFinding found =
                assess(table(score -> score >= 0.629 ? 1 : 0), PLAN.withOperating(OperatingPlan.fixedAt(1)), 1);
        assertThat(found.groups()).hasSameSizeAs(FOUND.groups()).allSatisfy(group -> {
            assertThat(group.calibration().error())
                    .isEqualTo(Estimate.undefined("all scores are 0 or 1: decisions, which are no probabilities"));
            assertThat(group.decisions()).isEmpty();
            assertThat(group.predictive().positive().isDefined()).isTrue();
        });
    }

    @Test
    void distancesFromASmoothCurveAgreeWithOtherPrograms() {
        CurveErrors white = group("White").calibration().curve();
        assertThat(white.curve()).isEqualTo(CurveErrors.Curve.LOESS);
        assertThat(value(white.mean())).isCloseTo(0.150459714789, within(1e-9));
        assertThat(value(white.median())).isCloseTo(0.160388557046, within(1e-9));
        assertThat(value(white.ninetieth())).isCloseTo(0.243115701246, within(1e-9));
        assertThat(value(white.largest())).isCloseTo(0.24343940216, within(1e-9));
        CurveErrors black = group("Black").calibration().curve();
        assertThat(black.curve()).isEqualTo(CurveErrors.Curve.ISOTONIC);
        assertThat(value(black.mean())).isCloseTo(0.102705882353, within(1e-9));
    }

    /** dcurves 1.1.7. */
    @ParameterizedTest
    @CsvSource({
        "Asian, 0.1, 0.541666666667, 0.537037037037",
        "Asian, 0.5, 0.375, 0.166666666667",
        "Black, 0.2, 0.463235294118, 0.448529411765",
        "White, 0.5, 0.259259259259, -0.0740740740741"
    })
    void netBenefitAgreesWithAnotherProgram(String race, double threshold, double model, double all) {
        BesideGaps.Decision found = group(race).decisions().stream()
                .filter(one -> one.threshold() == threshold)
                .findFirst()
                .orElseThrow();
        assertThat(value(found.benefit().model())).isCloseTo(model, PRINTED);
        assertThat(value(found.benefit().treatAll())).isCloseTo(all, PRINTED);
    }

    /** scikit-learn 1.9.1 and fairlearn 0.15.0 with weights of label, then of label and view. */
    @Test
    void theLadderAgreesWithOtherPrograms() {
        BesideGaps.OfGap found = gap(FOUND, Rate.TRUE_POSITIVE, "Black");
        BesideGaps.Rung label = found.rungs().get(0);
        assertThat(label.matched()).isEmpty();
        assertThat(value(label.gap())).isCloseTo(-0.115789473684, PRINTED);
        assertThat(value(label.explained())).isCloseTo(0, within(1e-12));
        assertThat(label.ofGroup().effectiveRows()).isCloseTo(33.5294117647, within(1e-9));
        assertThat(label.ofReference().effectiveRows()).isCloseTo(107.407407407, within(1e-8));
        BesideGaps.Rung view = found.rungs().get(1);
        assertThat(view.matched()).containsExactly("view");
        assertThat(value(view.gap())).isCloseTo(0.63339070568 - 0.810009267841, PRINTED);
        assertThat(view.gap()).isInstanceOf(Estimate.Known.class);
        assertThat(value(view.explained())).isCloseTo(value(found.raw()) - value(view.gap()), PRINTED);
        assertThat(view.ofGroup().effectiveRows()).isCloseTo(31.8671733025, within(1e-9));
        assertThat(view.ofGroup().largestWeight()).isCloseTo(1.3752151463, within(1e-9));
        // with 34 images of Black patients the gap may be none
        assertThat(view.share()).isInstanceOf(Estimate.Undefined.class);
    }

    @Test
    void predictiveValuesMoveWithThePrevalenceAndTheCurvePassesTheOperatingPoint() {
        BesideGaps.OfGroup black = group("Black");
        double tpr = 13 / 19.0;
        double fpr = 5 / 15.0;
        assertThat(value(FOUND.commonPrevalence())).isEqualTo(0.5);
        assertThat(value(black.predictive().positive())).isCloseTo(0.722222222222, PRINTED);
        assertThat(value(black.predictive().positiveAtCommon())).isCloseTo(tpr / (tpr + fpr), PRINTED);
        assertThat(value(black.predictive().negativeAtCommon())).isCloseTo((1 - fpr) / (1 - fpr + 1 - tpr), PRINTED);
        assertThat(black.curve().operating().orElseThrow()).isEqualTo(new ScoreCurve.Point(fpr, tpr));
        assertThat(black.curve().isOfMany()).isFalse();
        assertThat(black.sensitivityAtOwnRate()).isInstanceOf(Estimate.Known.class);
    }

    /** So much of the worse group's positives wrongly labelled, and the rest is served as the better group. */
    @Test
    void theTippingPointTakesTheGapAway() {
        double mislabelled =
                value(gap(FOUND, Rate.TRUE_POSITIVE, "Black").tippingPoint().mislabelled());
        double fpr = 5 / 15.0;
        assertThat((1 - mislabelled) * 0.8 + mislabelled * fpr).isCloseTo(13 / 19.0, PRINTED);
        assertThat(gap(FOUND, Rate.FALSE_POSITIVE, "Black")
                        .tippingPoint()
                        .mislabelled()
                        .isDefined())
                .isTrue();
    }

    /** Cells are drawn towards their margins, so that those of a group keep its count; all have intervals. */
    @Test
    void intersectionsAreDrawnTowardsTheirMargins() {
        BesideGaps.Intersections found = FOUND.intersections().get(0);
        assertThat(found.column()).isEqualTo("view");
        assertThat(found.rate()).isEqualTo(Rate.TRUE_POSITIVE);
        assertThat(found.designEffect()).isBetween(1.0, 1.5);
        assertThat(found.cells().stream().mapToInt(BesideGaps.Cell::rows).sum()).isEqualTo(83);
        for (String group : List.of("Asian", "Black", "White")) {
            List<BesideGaps.Cell> own = found.cells().stream()
                    .filter(cell -> cell.group().equals(group))
                    .toList();
            int hits = own.stream().mapToInt(BesideGaps.Cell::hits).sum();
            double pooled = own.stream()
                    .mapToDouble(cell -> cell.rows() * value(cell.pooled()))
                    .sum();
            assertThat(pooled).as(group).isCloseTo(hits, within(0.3));
        }
        assertThat(found.cells())
                .allMatch(cell -> cell.pooled() instanceof Estimate.Known known
                        && known.interval().contains(known.value()));
    }

    @Test
    void scoresThatAreNoProbabilitiesHaveCurvesAndNoCalibration() {
        HarmPlan plan = PLAN.withOperating(OperatingPlan.fixedAt(6.29));
        BesideGaps.OfGroup white = assess(table(10), plan, 1).groups().get(2);
        assertThat(white.decisions()).isEmpty();
        assertThat(white.calibration().floor()).isEmpty();
        assertThat(white.calibration().error()).isInstanceOf(Estimate.Undefined.class);
        assertThat(white.curve().points()).isEqualTo(group("White").curve().points());
        assertThat(white.sensitivityAtOwnRate()).isEqualTo(group("White").sensitivityAtOwnRate());
    }

    /** Grades of 0 to 5, of which one group happens to have those up to 1 alone. */
    @Test
    void whetherScoresAreProbabilitiesIsDecidedOverAllGroups() {
        List<FindingColumn> graded = new ArrayList<>();
        boolean[] known = new boolean[TABLE.rows()];
        boolean[] present = new boolean[known.length];
        double[] grades = new double[known.length];
        for (int row = 0; row < known.length; row++) {
            known[row] = true;
            present[row] = TABLE.findings().get(0).isPresent(row);
            grades[row] = races().get(row).equals("Asian") ? row % 2 : row % 6;
        }
        graded.add(FindingColumn.of("nodule", known, present, grades));
        FindingTable table = FindingTable.of(ids(), Map.of("race", races(), "view", races()), graded);
        assertThat(assess(table, PLAN.withOperating(OperatingPlan.fixedAt(1)), 1)
                        .groups())
                .hasSize(3)
                .allMatch(one ->
                        one.decisions().isEmpty() && !one.calibration().brier().isDefined());
    }

    @Test
    void theSameForAnyNumberOfThreads() {
        assertThat(assess(TABLE, PLAN, 3)).isEqualTo(FOUND);
    }

    @Test
    void aFindingWithoutAThresholdHasNoGapsAndItsCurves() {
        List<FindingColumn> none = new ArrayList<>();
        boolean[] all = new boolean[TABLE.rows()];
        Arrays.fill(all, true);
        none.add(FindingColumn.of("nodule", all, all, new double[all.length]));
        FindingTable table = FindingTable.of(ids(), Map.of("race", races(), "view", races()), none);
        BesideGaps.OfFinding found =
                assess(table, PLAN.withOperating(OperatingPlan.of(OperatingPlan.Rule.YOUDEN, null)), 1);
        assertThat(found.gaps()).isEmpty();
        assertThat(found.intersections()).isEmpty();
        assertThat(found.groups()).allMatch(one -> one.curve().points().isEmpty());
    }

    private static List<String> ids() {
        List<String> ids = new ArrayList<>();
        for (int row = 0; row < TABLE.rows(); row++) {
            ids.add("P" + TABLE.patient(row));
        }
        return ids;
    }

    private static List<String> races() {
        List<String> races = new ArrayList<>();
        for (int row = 0; row < TABLE.rows(); row++) {
            races.add(
                    TABLE.attribute("race").names().get(TABLE.attribute("race").of(row)));
        }
        return races;
    }

    /** Scores that are too low on the whole, p to its third power; the map is of other patients. */
    @Test
    void oneMapForAllGroupsComesFromThePatientsWhoChoose() {
        FindingTable calibrated = PlantedHarm.none().table(1_500, new Seed(3));
        FindingColumn finding = calibrated.findings().get(0);
        int rows = calibrated.rows();
        List<String> patients = new ArrayList<>();
        List<String> groups = new ArrayList<>();
        boolean[] known = new boolean[rows];
        boolean[] present = new boolean[rows];
        double[] low = new double[rows];
        for (int row = 0; row < rows; row++) {
            patients.add("P" + calibrated.patient(row));
            groups.add(calibrated
                    .attribute("group")
                    .names()
                    .get(calibrated.attribute("group").of(row)));
            known[row] = true;
            present[row] = finding.isPresent(row);
            low[row] = Math.pow(finding.score(row), 3);
        }
        FindingTable table = FindingTable.of(
                patients, Map.of("group", groups), List.of(FindingColumn.of("finding", known, present, low)));
        HarmPlan plan = HarmPlan.of("group", PlantedHarm.REFERENCE).withDraws(20);
        Roles roles = Roles.crossFitted(table, 5, new Seed(1));
        HarmAssessment assessment = HarmAssessor.assess(table, roles, plan, 1);
        for (BesideGaps.OfGroup group : BesideAssessor.assess(table, roles, plan, assessment, 1)
                .findings()
                .get(0)
                .groups()) {
            BesideGaps.Recalibrated after = group.recalibrated();
            assertThat(after.reason()).isEmpty();
            assertThat(value(group.calibration().error())).isGreaterThan(0.1);
            assertThat(value(after.error())).isLessThan(0.05);
            assertThat(Math.abs(value(after.expectedMinusObserved()))).isLessThan(0.03);
            // at 0.2 too few were acted on before
            assertThat(value(after.decisions().get(5).benefit().model()))
                    .isGreaterThan(value(group.decisions().get(5).benefit().model()));
        }
        Roles same = Roles.sameRows(table);
        BesideGaps.Recalibrated none = BesideAssessor.assess(
                        table, same, plan, HarmAssessor.assess(table, same, plan, 1), 1)
                .findings()
                .get(0)
                .groups()
                .get(0)
                .recalibrated();
        assertThat(none.reason()).isEqualTo("no other patients to fit the map on");
        assertThat(none.decisions()).isEmpty();
    }
}
