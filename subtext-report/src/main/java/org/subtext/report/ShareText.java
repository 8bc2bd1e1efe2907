package org.subtext.report;

import org.subtext.report.charts.NumberText;
import org.subtext.report.disclosure.OperatingCounts;
import org.subtext.statistics.Estimate;
import org.subtext.wording.Digits;
import org.subtext.wording.IntervalText;

/**
 * Shares whose numerator could be computed from the denominator: one that counts 1 to k − 1 events, or leaves as few
 * out, is printed as a bound.
 */
final class ShareText {
    private ShareText() {}

    /** A count told as a range: {@code 0.840–0.950}. */
    static String between(OperatingCounts.Count count) {
        return IntervalText.bounds(count.least() / (double) count.of(), count.most() / (double) count.of(), 3);
    }

    /** {@code 0.871 (0.812–0.920)}, or {@code >0.907} where fewer than k of the denominator are left out. */
    static String of(Estimate share, int denominator, int smallest) {
        if (!share.isDefined()) {
            return NumberText.cell(share);
        }
        if (denominator < smallest) {
            return "hidden";
        }
        long events = Math.round(share.valueOr(0) * denominator);
        long others = denominator - events;
        double bound = (double) smallest / denominator;
        if (events > 0 && events < smallest) {
            return "<" + Digits.fixed(bound, 3);
        }
        if (others > 0 && others < smallest) {
            return ">" + Digits.fixed(1 - bound, 3);
        }
        return NumberText.cell(share);
    }
}
