package org.subtext.folds;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.subtext.folds.FoldCalibration.Learner;
import org.subtext.images.PixelSource;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.statistics.NullDispersion;

/**
 * Measures on a cohort's own images, patients and folds how widely pooled AUCs spread where there is no signal.
 *
 * <p>Each relabelling exchanges recorded classes between the patients of a fold, so that every fold keeps its counts,
 * and trains every cheap learner again; z = (AUC − ½)/standard error clustered by patient, for each class against the
 * rest. For two classes one of the two is looked at, as the other mirrors it.
 *
 * <p>That each pair of patients meets twice, i teaching whoever assesses j and j whoever assesses i, at most doubles
 * the variance of scores that are linear in labels (Cauchy and Schwarz: Σ h_ij·h_ji ≤ Σ h_ij²), so deviations up to √2
 * are to be expected and are found with one image a patient.
 *
 * <p>Relabelling r draws from a stream of its own: the same result for any number of threads.
 */
public final class NullCalibration {
    /** So that a deviation is known to 3 %; the widest of several learners errs to the wide side by about as much. */
    public static final int RELABELLINGS = 500;

    /** With fewer (a class rests on one patient) nothing is known of a spread. */
    private static final int FEWEST_DRAWS = 100;

    private final int relabellings;
    private final double balance;
    private final Seed seed;
    private final Progress progress;

    /**
     * A calibration.
     *
     * @param relabellings at least 100
     * @param balance how the recogniser that is audited weighs images: n^−balance where a patient has n; 0 where every
     *     image counts the same, 1 where every patient does
     * @param seed of filters, sample and relabellings
     */
    public NullCalibration(int relabellings, double balance, Seed seed, Progress progress) {
        if (relabellings < FEWEST_DRAWS) {
            throw new IllegalArgumentException(
                    "a calibration needs at least " + FEWEST_DRAWS + " relabellings, got " + relabellings);
        }
        this.relabellings = relabellings;
        this.balance = balance;
        this.seed = seed;
        this.progress = progress;
    }

    /**
     * Calibrates folds.
     *
     * @param rows pixel row of each image of {@code cases}
     */
    public FoldCalibration of(FoldedCases cases, PixelSource pixels, int[] rows) {
        CaseSample sample = CaseSample.of(cases, seed.child("sample"));
        int[] sampledRows =
                Arrays.stream(sample.images()).map(image -> rows[image]).toArray();
        List<RidgeLearner> learners =
                ImageFeatures.of(pixels, sampledRows, seed, progress).learners(balance);
        return FoldCalibration.of(
                sample.cases(),
                sample.images().length < cases.images(),
                relabellings,
                spreads(sample.cases(), learners));
    }

    /** The spread of each learner's standardised AUCs. */
    List<Learner> spreads(FoldedCases cases, List<RidgeLearner> learners) {
        int[][] labels = new int[relabellings][];
        Arrays.setAll(labels, r -> cases.relabelled(seed.child("relabelling", r).random()));
        progress.begin("Relabelling patients", learners.size(), "learners");
        List<Learner> found = new ArrayList<>();
        for (RidgeLearner learner : learners) {
            double[] z = new StandardisedAucs(cases, learner.influences(cases)).under(labels);
            if (z.length >= FEWEST_DRAWS) {
                found.add(new Learner(learner.name(), NullDispersion.of(z)));
            }
            progress.advance(1, learner.name());
        }
        progress.end(
                relabellings + " relabellings of " + cases.patients() + " patients, " + learners.size() + " learners");
        return found;
    }
}
