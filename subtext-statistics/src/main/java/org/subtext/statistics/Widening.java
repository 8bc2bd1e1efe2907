package org.subtext.statistics;

import java.util.Arrays;
import java.util.Locale;

/**
 * By how much AUCs vary more than their standard error says, and intervals and p-values that allow for it.
 *
 * <p>Intervals are widened about the estimate on the logit scale, on which they neither leave (0, 1) nor need a
 * variance: logit(limit′) = logit(AUC) + f·(logit(limit) − logit(AUC)). The exact bound under perfect separation of k
 * independent pairs, (1 − level)^(1/k), becomes that of k/f² pairs. A permutation p compares the observed deviation
 * over f.
 *
 * @param factor 1 or more; 1 changes nothing
 */
public record Widening(double factor) {
    /** Changes nothing. */
    public static final Widening NONE = new Widening(1);

    public Widening {
        if (!(factor >= 1) || Double.isInfinite(factor)) {
            throw new IllegalArgumentException("a widening is a finite factor of at least 1, got " + factor);
        }
    }

    /** An AUC with its interval widened; what has no interval stays as it is. */
    public Estimate of(Estimate auc) {
        if (factor == 1 || !(auc instanceof Estimate.Known known)) {
            return auc;
        }
        Interval narrow = known.interval();
        String method = String.format(Locale.ROOT, "%s, widened %.3f times", narrow.method(), factor);
        return new Estimate.Known(
                known.value(),
                new Interval(
                        limit(known.value(), narrow.lower()),
                        limit(known.value(), narrow.upper()),
                        narrow.level(),
                        method));
    }

    /** An observed value, its deviation from the mean of draws without signal divided by the factor. */
    double towardMean(double[] draws, double observed) {
        if (factor == 1) {
            return observed;
        }
        double mean = Arrays.stream(draws).sum() / draws.length;
        return mean + (observed - mean) / factor;
    }

    private double limit(double auc, double limit) {
        if (limit <= 0 || limit >= 1) {
            return limit;
        }
        if (auc >= 1) {
            return Math.pow(limit, factor * factor);
        }
        if (auc <= 0) {
            return 1 - Math.pow(1 - limit, factor * factor);
        }
        double centre = AucInterval.logOdds(auc);
        return AucInterval.expit(centre + factor * (AucInterval.logOdds(limit) - centre));
    }
}
