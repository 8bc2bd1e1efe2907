package org.subtext.bench.limit;

import java.util.SplittableRandom;
import org.subtext.sources.phantom.KnownBackground;

/**
 * The likelihood ratio of two classes for whoever knows each image's background, machine and noise, and neither the
 * class nor how much of it a patient expresses: no reader of single images does better.
 *
 * <p>Images enter by their sufficient statistics (see {@link KnownBackground}), which are drawn here from their exact
 * distribution.
 */
final class KnownBackgroundObserver {
    private static final int STEPS = 200;

    private final double least;
    private final double most;

    /** A patient's expression is uniform between the two, which may be equal. */
    KnownBackgroundObserver(double least, double most) {
        this.least = least;
        this.most = most;
    }

    /** A score of one image of class 0 or 1, the higher the more it speaks for class 0. */
    double score(KnownBackground known, int group, SplittableRandom random) {
        double expression = least + (most - least) * random.nextDouble();
        double[][] q = known.separation();
        double first = random.nextGaussian();
        double second = random.nextGaussian();
        double own = Math.sqrt(q[0][0]);
        double shared = q[0][1] / own;
        double rest = Math.sqrt(Math.max(0, q[1][1] - shared * shared));
        double zero = expression * q[0][group] + own * first;
        double one = expression * q[1][group] + shared * first + rest * second;
        return logLikelihood(zero, q[0][0]) - logLikelihood(one, q[1][1]);
    }

    /** The mean of exp(x·t − x²·q/2) over expressions x, by the midpoint rule, as a logarithm. */
    private double logLikelihood(double statistic, double separation) {
        double highest = Double.NEGATIVE_INFINITY;
        double[] exponents = new double[STEPS];
        for (int i = 0; i < STEPS; i++) {
            double x = least + (most - least) * (i + 0.5) / STEPS;
            exponents[i] = x * statistic - x * x * separation / 2;
            highest = Math.max(highest, exponents[i]);
        }
        double sum = 0;
        for (double exponent : exponents) {
            sum += Math.exp(exponent - highest);
        }
        return highest + Math.log(sum / STEPS);
    }
}
