package org.subtext.learn.training;

import java.util.stream.IntStream;
import org.subtext.learn.inference.Scoring;
import org.subtext.learn.networks.Network;
import org.subtext.recognition.Activation;
import org.subtext.recognition.Inference;
import org.subtext.recognition.LabelledImages;
import org.subtext.recognition.LabelledImages.Truth;
import org.subtext.recognition.TrainingPlan;
import org.subtext.statistics.BinaryScores;
import org.subtext.statistics.DeLong;

/**
 * How well a network does on the validation images after a pass, scored as it would be afterwards.
 *
 * @param loss mean cross-entropy without weights or smoothing, of findings over all known truths; NaN without any
 * @param auc macro one-versus-rest AUC, of findings over their known truths; NaN when none has both kinds of images
 */
record Validation(double loss, double auc) {
    private static final double LEAST_PROBABILITY = 1e-30; // keeps a certain mistake finite

    static Validation of(Network network, TrainingPlan plan, LabelledImages images) {
        if (images.size() == 0) {
            return new Validation(Double.NaN, Double.NaN);
        }
        Activation activation = images.areFindings() ? Activation.SIGMOID : Activation.SOFTMAX;
        int classes = network.spec().classes();
        double[][] scoresOfClass = new double[classes][images.size()];
        new Scoring(network, Inference.of(plan, activation), plan.execution().workers())
                .score(
                        images.pixels(),
                        images.rows(),
                        (position, scores) -> {
                            for (int c = 0; c < classes; c++) {
                                scoresOfClass[c][position] = scores[c];
                            }
                        },
                        count -> {});
        return new Validation(meanLoss(scoresOfClass, images), macroAuc(scoresOfClass, images));
    }

    private static double meanLoss(double[][] scoresOfClass, LabelledImages images) {
        if (images.areFindings()) {
            return meanBinaryLoss(scoresOfClass, images);
        }
        double sum = 0;
        for (int i = 0; i < images.size(); i++) {
            sum -= Math.log(Math.max(scoresOfClass[images.label(i)][i], LEAST_PROBABILITY));
        }
        return sum / images.size();
    }

    private static double meanBinaryLoss(double[][] scoresOfFinding, LabelledImages images) {
        double sum = 0;
        long known = 0;
        for (int finding = 0; finding < scoresOfFinding.length; finding++) {
            for (int i = 0; i < images.size(); i++) {
                Truth truth = images.truth(i, finding);
                if (truth != Truth.UNKNOWN) {
                    double score = scoresOfFinding[finding][i];
                    sum -= Math.log(Math.max(truth == Truth.PRESENT ? score : 1 - score, LEAST_PROBABILITY));
                    known++;
                }
            }
        }
        return known == 0 ? Double.NaN : sum / known;
    }

    /** Mean over the classes that have images both inside and outside. */
    private static double macroAuc(double[][] scoresOfClass, LabelledImages images) {
        return IntStream.range(0, scoresOfClass.length)
                .mapToDouble(c -> auc(scoresOfClass[c], images, c))
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
    }

    private static double auc(double[] scores, LabelledImages images, int positive) {
        int[] known = IntStream.range(0, scores.length)
                .filter(i -> !images.areFindings() || images.truth(i, positive) != Truth.UNKNOWN)
                .toArray();
        boolean[] labels = new boolean[known.length];
        double[] own = new double[known.length];
        for (int i = 0; i < known.length; i++) {
            labels[i] = images.areFindings()
                    ? images.truth(known[i], positive) == Truth.PRESENT
                    : images.label(known[i]) == positive;
            own[i] = scores[known[i]];
        }
        return DeLong.wald(BinaryScores.independent(own, labels), 0.95).valueOr(Double.NaN);
    }
}
