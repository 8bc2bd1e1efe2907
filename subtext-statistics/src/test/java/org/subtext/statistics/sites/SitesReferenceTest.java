package org.subtext.statistics.sites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.subtext.statistics.BinaryScores;
import org.subtext.statistics.ClusteredAuc;
import org.subtext.statistics.Clusters;
import org.subtext.statistics.DeLong;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.Interval;

/**
 * Numbers of other programs: NumPy 2.4.6 and SciPy 1.17.1 (bins, sums, drift), R 4.2.2 with pROC 1.18.0 (AUC) and with
 * metafor 3.8-1 (random effects); the tables are written by validation/sites/tables.py.
 */
class SitesReferenceTest {
    private static final Offset<Double> CLOSED = within(1e-12);
    private static final double LEVEL = 0.95;

    private static double value(Estimate estimate) {
        assertThat(estimate.isDefined()).as("%s", estimate).isTrue();
        return estimate.valueOr(0);
    }

    /** Within 1e-9 of the value, as closed forms are. */
    private static void near(double found, double expected) {
        assertThat(found).isCloseTo(expected, within(1e-9 * Math.abs(expected)));
    }

    private static BinaryScores rowsOf(List<String[]> rows) {
        return BinaryScores.independent(ReferenceRows.numbers(rows, 3), ReferenceRows.flags(rows, 2));
    }

    @Test
    void boundsOfBinnedScoresHoldThePooledAuc() {
        for (int set = 0; set < 2; set++) {
            List<String[]> rows = ReferenceRows.ofSet("scores", set);
            double[] scores = ReferenceRows.numbers(rows, 3);
            boolean[] labels = ReferenceRows.flags(rows, 2);
            for (String[] expected : ReferenceRows.ofSet("bounds", set)) {
                AucBounds bounds = BinnedScores.of(scores, labels, Integer.parseInt(expected[4]))
                        .auc();
                near(bounds.lower(), Double.parseDouble(expected[5]));
                near(bounds.middle(), Double.parseDouble(expected[6]));
                near(bounds.upper(), Double.parseDouble(expected[7]));
                assertThat(bounds.contains(Double.parseDouble(expected[1]))).isTrue();
            }
        }
    }

    @Test
    void countsAddedBySiteAreCountsOfAll() {
        List<String[]> rows = ReferenceRows.ofSet("scores", 1);
        BinnedScores sum = BinnedScores.of(new long[1024], new long[1024]);
        for (int site = 0; site < 5; site++) {
            String name = String.valueOf(site);
            List<String[]> own =
                    rows.stream().filter(row -> row[1].equals(name)).toList();
            BinnedScores counted = BinnedScores.of(ReferenceRows.numbers(own, 3), ReferenceRows.flags(own, 2), 1024);
            sum = sum.plus(counted);
        }
        AucBounds pooled = BinnedScores.of(ReferenceRows.numbers(rows, 3), ReferenceRows.flags(rows, 2), 1024)
                .auc();
        assertThat(sum.auc()).isEqualTo(pooled);
    }

    @Test
    void withinSitesEveryPairWeighsTheSameAndNotEverySite() {
        for (int set = 0; set < 4; set++) {
            WithinSiteAuc all = WithinSiteAuc.NONE;
            for (String[] site : ReferenceRows.ofSet("sites", set)) {
                long pairs = Long.parseLong(site[2]) * Long.parseLong(site[3]);
                long outranked = Math.round(2 * pairs * Double.parseDouble(site[4]));
                all = all.plus(new WithinSiteAuc(outranked, pairs, 0));
            }
            String[] expected = ReferenceRows.ofSet("bounds", set).get(0);
            near(value(all.value()), Double.parseDouble(expected[2]));
            assertThat(value(all.value())).isNotCloseTo(Double.parseDouble(expected[3]), within(1e-4));
        }
    }

    @Test
    void withinSitesOfRowsIsThatOfCounts() {
        for (int set = 0; set < 2; set++) {
            List<String[]> rows = ReferenceRows.ofSet("scores", set);
            WithinSiteAuc all = WithinSiteAuc.NONE;
            for (String site : rows.stream().map(row -> row[1]).distinct().toList()) {
                all = all.plus(WithinSiteAuc.of(
                        rowsOf(rows.stream().filter(row -> row[1].equals(site)).toList())));
            }
            near(
                    value(all.value()),
                    Double.parseDouble(ReferenceRows.ofSet("bounds", set).get(0)[2]));
        }
    }

    @Test
    void summedPlacementsGiveTheClusteredVarianceOfPooledRows() {
        PlacementSums sums = sums(1 << 20);
        near(sums.s10(), 0.0380795271222824);
        near(sums.s01(), 0.02552684076326706);
        near(sums.s11(), -0.015422110118264961);
        near(value(sums.variance()), 0.000594032621314883);
        assertThat(List.of(sums.withPositives(), sums.withNegatives(), sums.patients()))
                .containsExactly(66L, 118L, 141L);
        assertThat(List.of(sums.positives(), sums.negatives())).containsExactly(83L, 186L);
        near(Math.sqrt(value(sums(256).variance())), 0.024403206202840623);
        // rows taken for independent say less than the truth: a trap
        assertThat(value(DeLong.variance(pooled()))).isCloseTo(0.000592862497472, within(1e-14));
        assertThat(value(sums.variance())).isGreaterThan(value(DeLong.variance(pooled())));
        near(value(ClusteredAuc.variance(pooled())), value(sums.variance()));
    }

    @Test
    void everySitesSumsAreAsTheyAreElsewhere() {
        List<PlacementSums> bySite = sumsBySite(1 << 20);
        assertThat(bySite.get(0).patients()).isEqualTo(49);
        near(bySite.get(0).sumOfSquaresPositives(), 0.5102772040818853);
        near(bySite.get(0).sumOfSquaresNegatives(), 1.932212432342864);
        near(bySite.get(0).sumOfProducts(), -0.1223734248454017);
        assertThat(bySite.get(1).withPositives()).isEqualTo(21);
        near(bySite.get(1).sumOfSquaresPositives(), 1.4401021333934714);
        near(bySite.get(1).sumOfSquaresNegatives(), 1.8157198078826602);
        near(bySite.get(1).sumOfProducts(), -0.11655583884124192);
        assertThat(bySite.get(2).withNegatives()).isEqualTo(37);
        near(bySite.get(2).sumOfSquaresPositives(), 1.1623335235051508);
        near(bySite.get(2).sumOfSquaresNegatives(), 0.9598229181661518);
        near(bySite.get(2).sumOfProducts(), 0.22361653023588401);
    }

    private static BinaryScores pooled() {
        List<String[]> rows = ReferenceRows.of("patients");
        int[] sites = ReferenceRows.ordinals(rows, 0);
        int[] patients = ReferenceRows.ordinals(rows, 1);
        List<String> names = new ArrayList<>();
        for (int row = 0; row < sites.length; row++) {
            names.add(sites[row] + "/" + patients[row]);
        }
        return BinaryScores.of(ReferenceRows.numbers(rows, 3), ReferenceRows.flags(rows, 2), Clusters.dense(names));
    }

    private static PlacementSums sums(int bins) {
        return sumsBySite(bins).stream().reduce(PlacementSums.NONE, PlacementSums::plus);
    }

    private static List<PlacementSums> sumsBySite(int bins) {
        List<String[]> rows = ReferenceRows.of("patients");
        BinPlacements placements = BinnedScores.of(ReferenceRows.numbers(rows, 3), ReferenceRows.flags(rows, 2), bins)
                .placements();
        List<PlacementSums> bySite = new ArrayList<>();
        for (String site : List.of("0", "1", "2")) {
            List<String[]> own =
                    rows.stream().filter(row -> row[0].equals(site)).toList();
            double[] scores = ReferenceRows.numbers(own, 3);
            int[] ofRows = new int[scores.length];
            for (int row = 0; row < scores.length; row++) {
                ofRows[row] = BinnedScores.bin(scores[row], bins);
            }
            bySite.add(
                    PlacementSums.of(placements, ofRows, ReferenceRows.flags(own, 2), ReferenceRows.ordinals(own, 1)));
        }
        return bySite;
    }

    @Test
    void randomEffectsAreThoseOfMetafor() {
        Map<String, BetweenSites> methods = Map.of(
                "FE", BetweenSites.NONE,
                "DL", BetweenSites.DERSIMONIAN_LAIRD,
                "REML", BetweenSites.REML,
                "PM", BetweenSites.PAULE_MANDEL);
        for (String[] row : ReferenceRows.of("metafor")) {
            List<String[]> sites = ReferenceRows.ofSet("hospitals", Integer.parseInt(row[0]));
            boolean isHksj = row[1].endsWith(" + HKSJ");
            RandomEffects effects = RandomEffects.of(
                    ReferenceRows.numbers(sites, 1),
                    ReferenceRows.numbers(sites, 2),
                    methods.getOrDefault(row[1].replace(" + HKSJ", ""), BetweenSites.NONE));
            double[] found = {
                effects.logit(),
                isHksj ? effects.hksjError() : effects.plainError(),
                effects.value(),
                (isHksj ? effects.hksj(LEVEL) : effects.plain(LEVEL)).lower(),
                (isHksj ? effects.hksj(LEVEL) : effects.plain(LEVEL)).upper(),
                effects.tauSquared(),
                effects.q(),
                100 * effects.iSquared(),
                (isHksj ? effects.hksjPrediction(LEVEL) : effects.plainPrediction(LEVEL)).lower(),
                (isHksj ? effects.hksjPrediction(LEVEL) : effects.plainPrediction(LEVEL)).upper()
            };
            for (int i = 0; i < found.length; i++) {
                if (!row[2 + i].isEmpty()) {
                    double expected = Double.parseDouble(row[2 + i]);
                    assertThat(found[i])
                            .as("set %s, %s, column %d", row[0], row[1], i)
                            .isCloseTo(expected, within(1e-6 * Math.abs(expected)));
                }
            }
        }
    }

    @Test
    void theWiderIntervalIsReported() {
        List<String[]> agreeing = ReferenceRows.ofSet("hospitals", 2);
        RandomEffects effects = RandomEffects.of(
                ReferenceRows.numbers(agreeing, 1), ReferenceRows.numbers(agreeing, 2), BetweenSites.DERSIMONIAN_LAIRD);
        Interval reported = effects.interval(LEVEL);
        assertThat(reported).isEqualTo(effects.plain(LEVEL));
        assertThat(reported.method()).doesNotContain("Hartung");
        assertThat(effects.hksj(LEVEL).upper()).isLessThan(reported.upper());
        // statsmodels 0.15.0 gives -0.0229 here
        assertThat(value(effects.betweenSites())).isZero();
    }

    @Test
    void threeHospitalsSayNothingOfHowMuchHospitalsDiffer() {
        List<String[]> three = ReferenceRows.ofSet("hospitals", 1);
        RandomEffects effects =
                RandomEffects.of(ReferenceRows.numbers(three, 1), ReferenceRows.numbers(three, 2), BetweenSites.REML);
        for (Estimate none : List.of(effects.betweenSites(), effects.inconsistency(), effects.prediction(LEVEL))) {
            assertThat(none).isInstanceOf(Estimate.Undefined.class);
            assertThat(((Estimate.Undefined) none).reason()).contains("of 3 sites");
        }
        assertThat(effects.interval(LEVEL).method()).contains("Hartung");
    }

    @Test
    void calibrationIsOfTheSummedBins() {
        long[][] counts = {
            {68, 108, 387, 292, 362, 127, 192, 278, 208, 3},
            {314, 181, 40, 93, 379, 240, 335, 221, 224, 260},
            {308, 224, 286, 42, 199, 215, 88, 294, 111, 108}
        };
        double[][] scores = {
            {3.761, 16.501, 96.228, 101.957, 165.777, 69.099, 119.997, 212.651, 176.933, 2.825},
            {17.597, 27.621, 8.834, 31.904, 173.328, 130.316, 216.741, 168.994, 188.531, 247.977},
            {9.182, 33.724, 64.771, 15.434, 88.745, 116.602, 56.065, 224.391, 95.035, 102.423}
        };
        long[][] positives = {
            {2, 10, 89, 103, 143, 63, 107, 195, 164, 3},
            {15, 25, 5, 27, 137, 121, 190, 143, 161, 222},
            {18, 35, 72, 14, 89, 109, 44, 211, 91, 87}
        };
        SummedCalibration sum = SummedCalibration.of(counts[0], scores[0], positives[0], 0);
        double weighted = value(sum.error()) * sum.images();
        for (int site = 1; site < 3; site++) {
            SummedCalibration own = SummedCalibration.of(counts[site], scores[site], positives[site], 0);
            weighted += value(own.error()) * own.images();
            sum = sum.plus(own);
        }
        near(value(sum.error()), 0.04814352674963634);
        // what a mean of the sites' errors would say: a trap
        near(weighted / sum.images(), 0.05277775981897528);
    }

    @Test
    void momentsAreThoseOfAllValues() {
        Moments sum = Moments.ofSite(57, 48.472, 12.787, 50)
                .plus(Moments.ofSite(410, 50.026, 12.266, 50))
                .plus(Moments.ofSite(1203, 48.918, 10.693, 50));
        near(value(sum.mean()), 49.17480119760479);
        near(value(sum.deviation()), 11.177899543675755);
    }

    @Test
    void driftIsMeasuredInThreeWays() {
        Drift drift = Drift.of(
                new long[] {40, 90, 160, 210, 190, 150, 90, 50, 15, 5},
                new long[] {20, 60, 120, 180, 220, 190, 120, 60, 20, 10});
        near(drift.stability(), 0.0713701795022099);
        near(drift.divergence(), 0.008855209934012363);
        assertThat(drift.kolmogorov()).isCloseTo(0.12, CLOSED);
        assertThat(drift.isAlarm()).isFalse();
        assertThat(drift.isSmoothed()).isFalse();
    }
}
