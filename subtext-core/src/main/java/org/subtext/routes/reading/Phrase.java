package org.subtext.routes.reading;

import org.subtext.assessment.VerdictRule;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.Interval;
import org.subtext.wording.Digits;
import org.subtext.wording.IntervalText;

/** Numbers in sentences. */
final class Phrase {
    private Phrase() {}

    /** {@code AUC 0.91 (0.88–0.94)}; three decimals where two would hide on which side of one half a bound lies. */
    static String auc(Estimate estimate) {
        if (estimate instanceof Estimate.Undefined undefined) {
            return "AUC " + none(estimate) + " (" + undefined.reason() + ")";
        }
        if (!(estimate instanceof Estimate.Known known)) {
            return "AUC " + Digits.fixed(estimate.valueOr(0), 2) + " without an interval";
        }
        Interval interval = known.interval();
        int digits = isAtHalf(interval.lower()) || isAtHalf(interval.upper()) ? 3 : 2;
        return "AUC " + IntervalText.around(known.value(), interval.lower(), interval.upper(), digits);
    }

    private static boolean isAtHalf(double bound) {
        return Math.abs(bound - VerdictRule.CHANCE) < 0.005 && bound != VerdictRule.CHANCE;
    }

    /** {@code −0.12 (−0.16 to −0.08)}. */
    static String change(Estimate estimate) {
        if (!(estimate instanceof Estimate.Known known)) {
            return estimate.isDefined() ? signed(estimate.valueOr(0)) : none(estimate);
        }
        return signed(known.value()) + " (" + signed(known.interval().lower()) + " to "
                + signed(known.interval().upper()) + ")";
    }

    static String upperLimit(Estimate estimate) {
        return estimate instanceof Estimate.Known known
                ? Digits.fixed(
                        known.interval().upper(), isAtHalf(known.interval().upper()) ? 3 : 2)
                : none(estimate);
    }

    private static String none(Estimate estimate) {
        return estimate.isHidden() ? "hidden" : "not defined";
    }

    private static String signed(double value) {
        return Digits.signed(value, Math.abs(value) < 0.01 ? 3 : 2);
    }
}
