package org.subtext.silo.amalgamated;

import java.util.Arrays;
import org.subtext.silo.masking.FixedPoint;
import org.subtext.silo.masking.Quorum;

/**
 * A student that learns from the mean of several sites' networks, whatever their architectures, on images that are
 * nobody's patients: each site sends logits under a mask, all get their mean.
 *
 * <p>Loss: T² times the cross entropy of softened probabilities, the mean over images. Source: Hinton, Vinyals and Dean
 * (2015), arXiv:1503.02531. Checked by its slope in {@code AmalgamatedTest}.
 *
 * @param temperature T, at least 1; at a higher one small probabilities count more
 */
public record Distillation(double temperature) {
    public Distillation {
        if (!(temperature >= 1 && Double.isFinite(temperature))) {
            throw new IllegalArgumentException("a temperature is at least 1, got " + temperature);
        }
    }

    /** What a student's logits cost, and how the cost moves with each of them. */
    public static final class Loss {
        private final double value;
        private final double[][] slope;

        private Loss(double value, double[][] slope) {
            this.value = value;
            this.slope = slope;
        }

        /** In nats, times T². */
        public double value() {
            return value;
        }

        /** {@code [image][class]}. */
        public double[][] slope() {
            return Arrays.stream(slope).map(double[]::clone).toArray(double[][]::new);
        }
    }

    /**
     * One site's labels as the vector that is masked: {@code [1, logit ..]} in steps of 2^-24.
     *
     * @param logits {@code [image][class]}, images and classes in the order of the plan
     */
    public static long[] masked(double[][] logits) {
        return FixedPoint.encode(
                1, Arrays.stream(logits).flatMapToDouble(Arrays::stream).toArray());
    }

    /**
     * The mean of all sites' logits, {@code [image][class]}, from the sum that was opened.
     *
     * @param sum over three sites or more
     */
    public static double[][] mean(long[] sum, int images, int classes) {
        if (images < 1 || classes < 2 || sum.length != 1 + images * classes) {
            throw new IllegalArgumentException(
                    "a sum of " + sum.length + " numbers for " + images + " images and " + classes + " classes");
        }
        if (sum[0] < Quorum.FEWEST_SITES) {
            throw new IllegalArgumentException("a mean over " + sum[0] + " sites tells of one of them");
        }
        double[] mean = FixedPoint.mean(sum);
        double[][] logits = new double[images][];
        Arrays.setAll(logits, image -> Arrays.copyOfRange(mean, image * classes, (image + 1) * classes));
        return logits;
    }

    /** What a student's logits cost beside the teachers'; both {@code [image][class]}. */
    public Loss loss(double[][] student, double[][] teachers) {
        if (student.length != teachers.length || student.length == 0) {
            throw new IllegalArgumentException(
                    "labels of " + teachers.length + " images for a student of " + student.length);
        }
        double value = 0;
        double[][] slope = new double[student.length][];
        for (int image = 0; image < student.length; image++) {
            if (student[image].length != teachers[image].length) {
                throw new IllegalArgumentException("image " + image + " has " + student[image].length + " classes and "
                        + teachers[image].length + " labels");
            }
            double[] wanted = logShares(teachers[image]);
            double[] found = logShares(student[image]);
            slope[image] = new double[found.length];
            for (int k = 0; k < found.length; k++) {
                value -= Math.exp(wanted[k]) * found[k] * temperature * temperature / student.length;
                slope[image][k] = temperature * (Math.exp(found[k]) - Math.exp(wanted[k])) / student.length;
            }
        }
        return new Loss(value, slope);
    }

    /** Logarithms of softened probabilities. */
    private double[] logShares(double[] logits) {
        double largest = Arrays.stream(logits).max().orElseThrow();
        double all = Math.log(Arrays.stream(logits)
                .map(one -> Math.exp((one - largest) / temperature))
                .sum());
        return Arrays.stream(logits)
                .map(one -> (one - largest) / temperature - all)
                .toArray();
    }
}
