package org.subtext.folds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.subtext.assessment.PatientInterval;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.statistics.BinaryScores;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.Widening;

/**
 * Signal in the features of 264 patients of real films, through five folds: what the widening costs in power, and how
 * often intervals hold the mean AUC of the recipe at this size. Skipped where the films are absent.
 */
@Tag("slow")
class FoldedSignalTest {
    private static final int DEALS = 300;

    /** Factors hardly differ between deals, so that one in ten is measured. */
    private static final int DEALS_OF_A_FACTOR = 10;

    @TempDir
    Path cache;

    @ParameterizedTest
    @CsvSource({"0.12", "0.16", "0.22", "0.35"})
    void intervalsHoldTheRecipeAndPowerIsKept(double strength) throws IOException {
        double[] aucs = new double[DEALS];
        double[][] limits = new double[DEALS][2];
        double[][] narrow = new double[DEALS][2];
        int reveal = 0;
        try (ChestFilms films = ChestFilms.read(cache)) {
            List<RidgeLearner> rungs = ImageFeatures.of(films.pixels(), films.rows(), new Seed(1), Progress.SILENT)
                    .learners(0.5);
            RidgeLearner learner = ImageFeatures.of(films.pixels(), films.rows(), new Seed(2), Progress.SILENT)
                    .learners(0.5)
                    .get(3);
            Widening widening = Widening.NONE;
            for (int deal = 0; deal < DEALS; deal++) {
                Seed seed = new Seed(31).child("deal", deal);
                FoldedCases cases = films.labelled(new double[] {0.5, 0.5}, seed);
                if (deal % DEALS_OF_A_FACTOR == 0) {
                    NullCalibration calibration = new NullCalibration(
                            NullCalibration.RELABELLINGS, 0.5, seed.child("calibration"), Progress.SILENT);
                    widening = FoldCalibration.of(
                                    cases, false, NullCalibration.RELABELLINGS, calibration.spreads(cases, rungs))
                            .widening();
                }
                BinaryScores scores = scores(cases, planted(learner, cases, strength));
                Estimate auc = PatientInterval.ofAuc(List.of(scores), 0.95, widening);
                aucs[deal] = auc.valueOr(0);
                limits[deal] = limits(auc);
                narrow[deal] = limits(PatientInterval.ofAuc(List.of(scores), 0.95));
                reveal += FoldedLevelTest.reveals(List.of(scores), widening, seed.value()) ? 1 : 0;
            }
        }
        double mean =
                IntStream.range(0, DEALS).mapToDouble(d -> aucs[d]).average().orElseThrow();
        double deviation = Math.sqrt(IntStream.range(0, DEALS)
                        .mapToDouble(d -> (aucs[d] - mean) * (aucs[d] - mean))
                        .sum()
                / (DEALS - 1));
        double known = IntStream.range(0, DEALS)
                        .filter(d -> aucs[d] - 0.5 > 1.959964 * deviation)
                        .count()
                / (double) DEALS;
        double power = reveal / (double) DEALS;
        double coverage = coverage(limits, mean);
        Path figures = Path.of("target", "figures", "folds-signal-" + strength + ".txt");
        Files.createDirectories(figures.getParent());
        Files.writeString(
                figures,
                String.format(
                        Locale.ROOT,
                        "| %.3f | %.3f | %.1f %% | %.1f %% | %.3f | %.3f |%n",
                        mean,
                        deviation,
                        100 * known,
                        100 * power,
                        coverage(narrow, mean),
                        coverage));
        assertThat(coverage).isGreaterThan(0.92);
        if (mean > 0.69) {
            assertThat(power).isGreaterThan(known - 0.05);
        }
    }

    private static double coverage(double[][] limits, double truth) {
        return IntStream.range(0, limits.length)
                        .filter(d -> limits[d][0] <= truth && truth <= limits[d][1])
                        .count()
                / (double) limits.length;
    }

    private static double[] limits(Estimate auc) {
        return auc instanceof Estimate.Known known
                ? new double[] {known.interval().lower(), known.interval().upper()}
                : new double[] {auc.valueOr(0), auc.valueOr(0)};
    }

    /** Patients of the second class are moved along one direction of the features, the same in all deals. */
    private static RidgeLearner planted(RidgeLearner learner, FoldedCases cases, double strength) {
        SplittableRandom random = new Seed(32).random();
        int width = learner.features()[0].length;
        double[] direction = IntStream.range(0, width)
                .mapToDouble(j -> random.nextGaussian() / Math.sqrt(width))
                .toArray();
        float[][] moved = new float[learner.features().length][];
        for (int image = 0; image < moved.length; image++) {
            moved[image] = learner.features()[image].clone();
            if (cases.classOfPatient()[cases.patientOfImage()[image]] == 1) {
                for (int j = 0; j < width; j++) {
                    moved[image][j] += (float) (strength * direction[j]);
                }
            }
        }
        return new RidgeLearner(learner.name(), moved, learner.penalty(), learner.balance());
    }

    private static BinaryScores scores(FoldedCases cases, RidgeLearner learner) {
        double[] scores = new StandardisedAucs(cases, learner.influences(cases))
                .scores(new int[][] {cases.classOfPatient()}, 1)[0];
        boolean[] positives = new boolean[scores.length];
        for (int patient = 0; patient < positives.length; patient++) {
            positives[patient] = cases.classOfPatient()[patient] == 1;
        }
        return BinaryScores.independent(scores, positives);
    }
}
