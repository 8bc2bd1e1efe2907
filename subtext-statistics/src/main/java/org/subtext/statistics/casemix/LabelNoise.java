package org.subtext.statistics.casemix;

import org.subtext.statistics.Estimate;
import org.subtext.statistics.groups.Outcomes;
import org.subtext.statistics.groups.Rate;

/**
 * What labels that err do to rates, and how much erring would make a gap vanish.
 *
 * <p>Recorded labels find a present finding with probability u and leave an absent one with probability v, whatever the
 * score. With true rates TPR and FPR and true prevalence π, the recorded true positive rate is [TPR·π·u + FPR(1 − π)(1
 * − v)]/[π·u + (1 − π)(1 − v)]: labels that call too much pull it down to the false positive rate. The recorded false
 * positive rate is [FPR(1 − π)v + TPR·π(1 − u)]/[(1 − π)v + π(1 − u)].
 *
 * @param sensitivity u of the labels, in [0, 1]
 * @param specificity v of the labels, in [0, 1]
 */
public record LabelNoise(double sensitivity, double specificity) {
    public LabelNoise {
        if (!(sensitivity >= 0 && sensitivity <= 1 && specificity >= 0 && specificity <= 1)) {
            throw new IllegalArgumentException("sensitivity and specificity of labels lie in [0, 1]");
        }
    }

    /** The true positive rate that these labels show; undefined where they call nothing. */
    public Estimate recordedTruePositiveRate(double truePositiveRate, double falsePositiveRate, double prevalence) {
        return mixed(
                truePositiveRate,
                prevalence * sensitivity,
                falsePositiveRate,
                (1 - prevalence) * (1 - specificity),
                "positive");
    }

    /** The false positive rate that these labels show; undefined where they call everything. */
    public Estimate recordedFalsePositiveRate(double truePositiveRate, double falsePositiveRate, double prevalence) {
        return mixed(
                falsePositiveRate,
                (1 - prevalence) * specificity,
                truePositiveRate,
                prevalence * (1 - sensitivity),
                "negative");
    }

    private static Estimate mixed(double right, double rightly, double wrong, double wrongly, String what) {
        double all = rightly + wrongly;
        return all == 0
                ? Estimate.undefined("no row would be recorded " + what)
                : new Estimate.Point((right * rightly + wrong * wrongly) / all);
    }

    /**
     * The least label error in the worse served group that explains a gap wholly, if labels of the better served group
     * are right.
     *
     * @param mislabelled share of the group's recorded positives (of a gap in true positive rates) or negatives (in
     *     false positive rates) that would have to be wrong
     * @param labelError one less the specificity (sensitivity) that its labels would have to have
     */
    public record TippingPoint(Estimate mislabelled, Estimate labelError) {
        private static TippingPoint undefined(String reason) {
            return new TippingPoint(Estimate.undefined(reason), Estimate.undefined(reason));
        }
    }

    /**
     * Of a true positive rate that is lower in the worse group: a share q = (TPR_better − TPR_worse)/(TPR_better −
     * FPR_worse) of its recorded positives has no finding, so that 1 − v = q·ρ/(1 − ρ(1 − q)) at its recorded
     * prevalence ρ. Where labels of the better group err too, the difference that is needed is smaller, down to the gap
     * over 1 − FPR. Undefined without a gap in that direction, and where the group is called less often with the
     * recorded finding than without: then no such error explains it.
     */
    public static TippingPoint ofTruePositiveRates(Outcomes better, Outcomes worse) {
        return tippingPoint(
                Rate.TRUE_POSITIVE.of(better),
                Rate.TRUE_POSITIVE.of(worse),
                Rate.FALSE_POSITIVE.of(worse),
                Rate.PREVALENCE.of(worse));
    }

    /**
     * Of a false positive rate that is higher in the worse group: a share m = (FPR_worse − FPR_better)/(TPR_worse −
     * FPR_better) of its recorded negatives has the finding, so that 1 − u = m(1 − ρ)/(1 − (1 − ρ)(1 − m)).
     */
    public static TippingPoint ofFalsePositiveRates(Outcomes better, Outcomes worse) {
        return tippingPoint(
                Rate.FALSE_POSITIVE.of(better),
                Rate.FALSE_POSITIVE.of(worse),
                Rate.TRUE_POSITIVE.of(worse),
                Rate.PREVALENCE.of(worse).mapValue(prevalence -> 1 - prevalence));
    }

    /** The worse group's rate is a mixture of the better one's and of that of rows with the other label. */
    private static TippingPoint tippingPoint(Estimate better, Estimate worse, Estimate other, Estimate recorded) {
        for (Estimate needed : new Estimate[] {better, worse, other}) {
            if (needed instanceof Estimate.Undefined undefined) {
                return TippingPoint.undefined(undefined.reason());
            }
        }
        double gap = better.valueOr(0) - worse.valueOr(0);
        double reach = better.valueOr(0) - other.valueOr(0);
        if (gap == 0) {
            return new TippingPoint(new Estimate.Point(0), new Estimate.Point(0));
        }
        double share = gap / reach;
        if (!(share > 0 && share <= 1)) {
            return TippingPoint.undefined("no label error in the worse group alone explains a gap of this direction");
        }
        double labelled = recorded.valueOr(0);
        double error = share * labelled / (1 - labelled * (1 - share));
        return new TippingPoint(new Estimate.Point(share), new Estimate.Point(error));
    }
}
