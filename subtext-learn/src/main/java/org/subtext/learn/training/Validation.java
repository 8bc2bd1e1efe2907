package org.subtext.learn.training;

import java.util.stream.IntStream;
import org.subtext.learn.inference.Scoring;
import org.subtext.learn.networks.Network;
import org.subtext.recognition.Inference;
import org.subtext.recognition.LabelledImages;
import org.subtext.recognition.TrainingPlan;
import org.subtext.statistics.BinaryScores;
import org.subtext.statistics.DeLong;

/**
 * How well a network does on the validation images after a pass, scored as it would be afterwards.
 *
 * @param loss mean cross-entropy without class weights or smoothing; NaN without images
 * @param auc macro one-versus-rest AUC; NaN when no class has both kinds of images
 */
record Validation(double loss, double auc) {
    private static final double LEAST_PROBABILITY = 1e-30; // keeps a certain mistake finite

    static Validation of(Network network, TrainingPlan plan, LabelledImages images) {
        if (images.size() == 0) {
            return new Validation(Double.NaN, Double.NaN);
        }
        int classes = network.spec().classes();
        double[][] scoresOfClass = new double[classes][images.size()];
        new Scoring(network, Inference.of(plan), plan.execution().workers())
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
        double sum = 0;
        for (int i = 0; i < images.size(); i++) {
            sum -= Math.log(Math.max(scoresOfClass[images.label(i)][i], LEAST_PROBABILITY));
        }
        return sum / images.size();
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
        boolean[] labels = new boolean[scores.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = images.label(i) == positive;
        }
        return DeLong.wald(BinaryScores.independent(scores, labels), 0.95).valueOr(Double.NaN);
    }
}
