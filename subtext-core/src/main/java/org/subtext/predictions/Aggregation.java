package org.subtext.predictions;

import java.util.Arrays;

/**
 * How the scores of the images of one study or patient become one score, for each class on its own.
 *
 * <p>The study that this tool repeats took the mean over a CT's slices. Scores that are no probabilities in [0, 1] have
 * no logit mean and no noisy-or; those are undefined, not clipped. Except for the mean, the scores of a case need not
 * sum to 1.
 */
public enum Aggregation {
    /** Arithmetic mean; the default. */
    MEAN("mean", false) {
        @Override
        double ofSorted(double[] scores) {
            double sum = 0;
            for (double score : scores) {
                sum += score;
            }
            return sum / scores.length;
        }
    },
    /** The middle score; of an even number the mean of the two middle ones. */
    MEDIAN("median", false) {
        @Override
        double ofSorted(double[] scores) {
            int middle = scores.length / 2;
            return scores.length % 2 == 1 ? scores[middle] : (scores[middle - 1] + scores[middle]) / 2;
        }
    },
    /** The highest score. */
    MAX("maximum", false) {
        @Override
        double ofSorted(double[] scores) {
            return scores[scores.length - 1];
        }
    },
    /** Mean of the highest tenth of the scores, at least one, rounded up. */
    TOP_TENTH("mean of the highest 10 %", false) {
        @Override
        double ofSorted(double[] scores) {
            int count = (scores.length + 9) / 10;
            return MEAN.ofSorted(Arrays.copyOfRange(scores, scores.length - count, scores.length));
        }
    },
    /** The probability whose log odds are the mean of the log odds; log odds are kept within ±12 ln 10. */
    LOGIT_MEAN("logit mean", true) {
        @Override
        double ofSorted(double[] scores) {
            double sum = 0;
            for (double score : scores) {
                double logOdds = Math.log(score) - Math.log1p(-score);
                sum += Math.min(CERTAIN, Math.max(-CERTAIN, logOdds));
            }
            return 1 / (1 + Math.exp(-sum / scores.length));
        }
    },
    /** One minus the product of what each score leaves: 1 − ∏(1 − p). Near 1 for long series, where ranks are lost. */
    NOISY_OR("noisy-or", true) {
        @Override
        double ofSorted(double[] scores) {
            double log = 0;
            for (double score : scores) {
                log += Math.log1p(-score);
            }
            return -Math.expm1(log);
        }
    };

    /** Log odds of a probability 10⁻¹² away from certainty. */
    private static final double CERTAIN = 12 * Math.log(10);

    private final String title;
    private final boolean ofProbabilities;

    Aggregation(String title, boolean ofProbabilities) {
        this.title = title;
        this.ofProbabilities = ofProbabilities;
    }

    /** In words, as a table prints it. */
    public String title() {
        return title;
    }

    /** Whether scores must lie in [0, 1]. */
    public boolean needsProbabilities() {
        return ofProbabilities;
    }

    /**
     * One score of several, at least one.
     *
     * @throws IllegalArgumentException for scores outside [0, 1] where {@link #needsProbabilities}
     */
    public double of(double... scores) {
        if (ofProbabilities && !Arrays.stream(scores).allMatch(score -> score >= 0 && score <= 1)) {
            throw new IllegalArgumentException(title + " needs probabilities; a score lies outside 0 to 1");
        }
        if (this == MEAN) {
            return MEAN.ofSorted(scores); // as given: keeps every bit of tables written before there was a choice
        }
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        return ofSorted(sorted);
    }

    abstract double ofSorted(double[] scores);
}
