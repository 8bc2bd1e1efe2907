package org.subtext.statistics.sites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.subtext.statistics.BinaryScores;
import org.subtext.statistics.ClusteredAuc;
import org.subtext.statistics.ClusteredShare;
import org.subtext.statistics.Clusters;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.gaps.RateGap;
import org.subtext.testing.Seeds;

/** Sums over sites against the same rows in one place. */
class SummedSitesTest {
    private static final int SITES = 4;
    private static final double LEVEL = 0.95;

    /** Patients of several images with a site each; scores on a coarse grid, so that there are ties. */
    private static final class Cohort {
        final double[] scores;
        final boolean[] labels;
        final int[] patients;
        final int[] siteOfPatient;

        Cohort(SplittableRandom random) {
            int count = 60 + random.nextInt(60);
            siteOfPatient = new int[count];
            int[] images = new int[count];
            for (int patient = 0; patient < count; patient++) {
                siteOfPatient[patient] = random.nextInt(SITES);
                images[patient] = 1 + random.nextInt(4);
            }
            int rows = Arrays.stream(images).sum();
            scores = new double[rows];
            labels = new boolean[rows];
            patients = new int[rows];
            int row = 0;
            for (int patient = 0; patient < count; patient++) {
                for (int image = 0; image < images[patient]; image++, row++) {
                    labels[row] = random.nextInt(3) == 0;
                    scores[row] = Math.round(50 * (0.6 * random.nextDouble() + (labels[row] ? 0.3 : 0.1))) / 50.0;
                    patients[row] = patient;
                }
            }
        }

        /** The rows of one site, its patients numbered anew. */
        BinaryScores site(int site) {
            int[] rows = IntStream.range(0, scores.length)
                    .filter(row -> siteOfPatient[patients[row]] == site)
                    .toArray();
            int[] own = Arrays.stream(rows).map(row -> patients[row]).toArray();
            boolean[] ownLabels = new boolean[rows.length];
            for (int i = 0; i < rows.length; i++) {
                ownLabels[i] = labels[rows[i]];
            }
            return BinaryScores.of(
                    Arrays.stream(rows).mapToDouble(row -> scores[row]).toArray(), ownLabels, Clusters.dense(own));
        }
    }

    private static int[] bins(BinaryScores rows, int bins) {
        int[] ofRows = new int[rows.size()];
        Arrays.setAll(ofRows, row -> BinnedScores.bin(rows.score(row), bins));
        return ofRows;
    }

    private static boolean[] labels(BinaryScores rows) {
        boolean[] labels = new boolean[rows.size()];
        for (int row = 0; row < labels.length; row++) {
            labels[row] = rows.isPositive(row);
        }
        return labels;
    }

    private static int[] patients(BinaryScores rows) {
        int[] patients = new int[rows.size()];
        Arrays.setAll(patients, rows::cluster);
        return patients;
    }

    @Seeds(50)
    void binsAsFineAsTheScoresLoseNothing(SplittableRandom random) {
        Cohort cohort = new Cohort(random);
        BinaryScores pooled = BinaryScores.of(cohort.scores, cohort.labels, cohort.patients);
        BinnedScores counts = BinnedScores.of(cohort.scores, cohort.labels, 1 << 12);
        PlacementSums sums = PlacementSums.NONE;
        for (int site = 0; site < SITES; site++) {
            BinaryScores own = cohort.site(site);
            sums = sums.plus(PlacementSums.of(counts.placements(), bins(own, 1 << 12), labels(own), patients(own)));
        }
        double expected = ClusteredAuc.variance(pooled).valueOr(-1);
        assertThat(sums.variance().valueOr(-2)).isCloseTo(expected, within(1e-9 * expected));
        Estimate.Known interval = (Estimate.Known) sums.interval(counts.auc().middle(), LEVEL);
        Estimate.Known ofRows = (Estimate.Known) ClusteredAuc.logit(pooled, LEVEL);
        assertThat(interval.interval().lower()).isCloseTo(ofRows.interval().lower(), within(1e-9));
        assertThat(interval.value()).isCloseTo(ofRows.value(), within(1e-12));
    }

    @Seeds(50)
    void coarseBinsHoldTheAucForCertain(SplittableRandom random) {
        Cohort cohort = new Cohort(random);
        BinaryScores pooled = BinaryScores.of(cohort.scores, cohort.labels, cohort.patients);
        double auc = ClusteredAuc.wald(pooled, LEVEL).valueOr(-1);
        int bins = 2 + random.nextInt(40);
        AucBounds bounds = BinnedScores.of(cohort.scores, cohort.labels, bins).auc();
        assertThat(bounds.lower() - 1e-12).isLessThanOrEqualTo(auc);
        assertThat(bounds.upper() + 1e-12).isGreaterThanOrEqualTo(auc);
    }

    @Seeds(50)
    void theWithinSiteAucIsTheWeightedSumOfIndependentSites(SplittableRandom random) {
        Cohort cohort = new Cohort(random);
        WithinSiteAuc sum = WithinSiteAuc.NONE;
        double value = 0;
        double variance = 0;
        double pairs = 0;
        for (int site = 0; site < SITES; site++) {
            BinaryScores own = cohort.site(site);
            sum = sum.plus(WithinSiteAuc.of(own));
            double weight = (double) own.positives() * own.negatives();
            value += weight * ClusteredAuc.wald(own, LEVEL).valueOr(0);
            variance += weight * weight * ClusteredAuc.variance(own).valueOr(0);
            pairs += weight;
        }
        assertThat(sum.value().valueOr(-1)).isCloseTo(value / pairs, within(1e-12));
        assertThat(sum.standardError().valueOr(-1)).isCloseTo(Math.sqrt(variance) / pairs, within(1e-12));
        assertThat(((Estimate.Known) sum.interval(LEVEL)).interval().contains(value / pairs))
                .isTrue();
    }

    @Seeds(50)
    void ratesOfSumsHaveTheIntervalOfPooledRows(SplittableRandom random) {
        int patients = 5 + random.nextInt(60);
        double[] hits = new double[patients];
        double[] rows = new double[patients];
        RateSums sum = RateSums.NONE;
        for (int patient = 0; patient < patients; patient++) {
            int own = random.nextInt(4);
            int called = random.nextInt(own + 1);
            hits[patient] = called;
            rows[patient] = own;
            sum = sum.plus(RateSums.ofPatient(called, own));
        }
        Optional<ClusteredShare> expected = ClusteredShare.of(hits, rows);
        assertThat(sum.share().isPresent()).isEqualTo(expected.isPresent());
        if (expected.isPresent()) {
            ClusteredShare found = sum.share().orElseThrow();
            assertThat(found.value()).isCloseTo(expected.get().value(), within(1e-12));
            assertThat(found.effectiveRows()).isCloseTo(expected.get().effectiveRows(), within(1e-6));
            assertThat(found.clusters()).isEqualTo(expected.get().clusters());
        }
    }

    @Seeds(20)
    void aGapOfGroupsWithoutCommonPatientsNeedsNoRows(SplittableRandom random) {
        int patients = 40;
        double[][] hits = new double[2][patients];
        double[][] rows = new double[2][patients];
        for (int patient = 0; patient < patients; patient++) {
            int group = patient % 2;
            rows[group][patient] = 1 + random.nextInt(3);
            hits[group][patient] = random.nextInt((int) rows[group][patient] + 1);
        }
        Estimate ofRows = RateGap.of(hits[0], rows[0], hits[1], rows[1]).mover(LEVEL);
        Estimate ofShares =
                RateGap.moverOf(ClusteredShare.of(hits[0], rows[0]), ClusteredShare.of(hits[1], rows[1]), LEVEL);
        assertThat(ofShares).isEqualTo(ofRows);
    }

    @Test
    void aSiteOfOneClassAddsNoPairs() {
        BinaryScores one = BinaryScores.independent(new double[] {0.1, 0.9}, new boolean[] {true, true});
        assertThat(WithinSiteAuc.of(one)).isEqualTo(WithinSiteAuc.NONE);
        assertThat(WithinSiteAuc.NONE.value()).isInstanceOf(Estimate.Undefined.class);
        assertThat(WithinSiteAuc.NONE.interval(LEVEL)).isInstanceOf(Estimate.Undefined.class);
    }

    @Test
    void scoresThatSeparateHaveNoIntervalFromSums() {
        WithinSiteAuc perfect = new WithinSiteAuc(200, 100, 0);
        assertThat(perfect.interval(LEVEL)).isEqualTo(new Estimate.Point(1));
        assertThat(perfect.standardError()).isInstanceOf(Estimate.Undefined.class);
        BinnedScores counts = BinnedScores.of(new long[] {0, 20}, new long[] {30, 0});
        assertThat(counts.auc()).isEqualTo(new AucBounds(1, 1, 1));
        PlacementSums sums = new PlacementSums(50, 20, 30, 20, 30, 0, 0, 0);
        assertThat(sums.interval(1, LEVEL)).isEqualTo(new Estimate.Point(1));
        assertThat(new PlacementSums(3, 1, 2, 1, 2, 0, 0, 0).interval(0.5, LEVEL))
                .isInstanceOf(Estimate.Undefined.class);
    }

    @Test
    void withoutAClassThereIsNoAuc() {
        BinnedScores counts = BinnedScores.of(new long[] {0, 0}, new long[] {3, 4});
        assertThat(counts.obstacle()).contains("no positive among 7 images");
        assertThatThrownBy(counts::auc).hasMessageContaining("no positive");
        assertThat(BinnedScores.of(new long[] {1, 0}, new long[] {0, 0}).obstacle())
                .contains("no negative among 1 images");
    }

    @Test
    void aPerfectSiteHasNoPlaceOnTheLogitScale() {
        assertThat(RandomEffects.obstacle(new double[] {0.8, 1}, new double[] {0.1, 0.1}))
                .contains("0 or 1");
        assertThat(RandomEffects.obstacle(new double[] {0.8, 0.7}, new double[] {0.1, 0}))
                .contains("standard error");
        assertThat(RandomEffects.obstacle(new double[] {0.8}, new double[] {0.1}))
                .contains("two");
        assertThat(RandomEffects.obstacle(new double[] {0.8, 0.7}, new double[] {0.1, 0.1}))
                .isEmpty();
        assertThatThrownBy(() -> RandomEffects.of(new double[] {1, 1}, new double[] {1, 1}, BetweenSites.REML))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Seeds(30)
    void chanceAloneRaisesNoAlarm(SplittableRandom random) {
        long[] one = new long[10];
        long[] other = new long[10];
        for (int image = 0; image < 40; image++) {
            one[random.nextInt(10)]++;
            other[random.nextInt(10)]++;
        }
        Drift drift = Drift.of(one, other);
        assertThat(drift.isAlarm()).as("%s", drift).isFalse();
    }

    @Test
    void aShiftedDistributionRaisesAnAlarm() {
        Drift drift = Drift.of(new long[] {500, 300, 200, 0}, new long[] {0, 200, 300, 500});
        assertThat(drift.isAlarm()).isTrue();
        assertThat(drift.isSmoothed()).isTrue();
        assertThat(drift.kolmogorov()).isCloseTo(0.6, within(1e-12));
        assertThat(Drift.of(new long[] {5, 0}, new long[] {7, 0}).isAlarm()).isFalse();
    }

    @Test
    void brierAndBiasComeFromSums() {
        SummedCalibration sums =
                SummedCalibration.of(new double[] {0.2, 0.8, 1}, new boolean[] {false, true, true}, 10);
        assertThat(sums.brier().valueOr(-1)).isCloseTo((0.04 + 0.04) / 3, within(1e-12));
        assertThat(sums.inTheLarge().valueOr(-1)).isCloseTo(0, within(1e-12));
        assertThat(sums.count(9)).isEqualTo(1);
        assertThat(sums.positives(8)).isEqualTo(1);
        assertThat(sums.meanScore(2).valueOr(-1)).isEqualTo(0.2);
        assertThat(sums.meanScore(0)).isInstanceOf(Estimate.Undefined.class);
        assertThat(sums.bins()).isEqualTo(10);
        assertThat(Moments.of(new double[] {1}, 0).deviation()).isInstanceOf(Estimate.Undefined.class);
        assertThat(Moments.of(new double[0], 0).mean()).isInstanceOf(Estimate.Undefined.class);
    }
}
