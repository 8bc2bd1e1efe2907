package org.subtext.statistics.groups;

import org.subtext.statistics.Estimate;

/**
 * How calls and truth meet in some rows. Counts are whole for plain rows and any numbers that are not negative for
 * weighted ones.
 */
public record Outcomes(double truePositives, double falsePositives, double falseNegatives, double trueNegatives) {
    public Outcomes {
        if (!(truePositives >= 0 && falsePositives >= 0 && falseNegatives >= 0 && trueNegatives >= 0)) {
            throw new IllegalArgumentException("counts of outcomes are not negative");
        }
    }

    static final Outcomes NONE = new Outcomes(0, 0, 0, 0);
    private static final Outcomes HIT = new Outcomes(1, 0, 0, 0);
    private static final Outcomes FALSE_ALARM = new Outcomes(0, 1, 0, 0);
    private static final Outcomes MISS = new Outcomes(0, 0, 1, 0);
    private static final Outcomes REST = new Outcomes(0, 0, 0, 1);

    public double positives() {
        return truePositives + falseNegatives;
    }

    public double negatives() {
        return falsePositives + trueNegatives;
    }

    public double rows() {
        return positives() + negatives();
    }

    public Outcomes plus(Outcomes other) {
        return new Outcomes(
                truePositives + other.truePositives,
                falsePositives + other.falsePositives,
                falseNegatives + other.falseNegatives,
                trueNegatives + other.trueNegatives);
    }

    /** Of a single row. */
    public static Outcomes ofRow(boolean truth, boolean call) {
        return truth ? (call ? HIT : MISS) : call ? FALSE_ALARM : REST;
    }

    /**
     * The same rows asked the other way round: No Finding for a finding. Its positives are the rows without the
     * finding, called where the finding is not; its false positive rate is the finding's false negative rate, the rate
     * of underdiagnosis (Seyyed-Kalantari and others 2021, doi:10.1038/s41591-021-01595-0).
     */
    public Outcomes turnedRound() {
        return new Outcomes(trueNegatives, falseNegatives, falsePositives, truePositives);
    }

    /**
     * The positive predictive value that the same sensitivity and false positive rate have at another prevalence π:
     * TPR·π/(TPR·π + FPR·(1 − π)). Undefined where a rate is or nothing is called.
     *
     * @param prevalence in [0, 1]
     */
    public Estimate positivePredictiveValueAt(double prevalence) {
        return predictiveValue(Rate.TRUE_POSITIVE, prevalence, Rate.FALSE_POSITIVE);
    }

    /** The negative predictive value at another prevalence: TNR·(1 − π)/(TNR·(1 − π) + FNR·π). */
    public Estimate negativePredictiveValueAt(double prevalence) {
        return predictiveValue(Rate.TRUE_NEGATIVE, 1 - prevalence, Rate.FALSE_NEGATIVE);
    }

    private Estimate predictiveValue(Rate right, double share, Rate wrong) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("a prevalence lies in [0, 1]");
        }
        Estimate rightly = right.of(this);
        Estimate wrongly = wrong.of(this);
        if (!rightly.isDefined() || !wrongly.isDefined()) {
            return rightly.isDefined() ? wrongly : rightly;
        }
        double among = rightly.valueOr(0) * share;
        double all = among + wrongly.valueOr(0) * (1 - share);
        return all == 0
                ? Estimate.undefined(
                        "no row would be called " + (right == Rate.TRUE_POSITIVE ? "positive" : "negative"))
                : new Estimate.Point(among / all);
    }
}
