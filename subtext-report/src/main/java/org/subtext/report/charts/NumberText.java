package org.subtext.report.charts;

import java.util.Locale;
import java.util.OptionalInt;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.Interval;
import org.subtext.wording.Digits;
import org.subtext.wording.IntervalText;
import org.subtext.wording.PValueText;
import org.subtext.wording.Percent;

/** How the report writes estimates, in cells, labels and sentences. */
public final class NumberText {
    /** Instead of a number that is not told. */
    public static final String HIDDEN = "hidden";

    private NumberText() {}

    /** A count with thousands separators: {@code 38,240}. */
    public static String count(long n) {
        return Digits.count(n);
    }

    /** The same, or that it is hidden. */
    public static String count(OptionalInt n) {
        return n.isPresent() ? count(n.getAsInt()) : HIDDEN;
    }

    /** Three decimals, or that there is none: for AUCs and shares. */
    public static String value(Estimate estimate) {
        return estimate.isDefined() ? Digits.fixed(estimate.valueOr(0), 3) : none(estimate);
    }

    /** A p value, or that there is none. */
    public static String p(Estimate estimate) {
        return estimate.isDefined() ? PValueText.cell(estimate.valueOr(1)) : none(estimate);
    }

    /** In place of a number: a dash, or that it is hidden. */
    public static String none(Estimate estimate) {
        return estimate.isHidden() ? HIDDEN : "–";
    }

    /** {@code p < 0.001} or {@code p = 0.012}. */
    public static String pPhrase(Estimate estimate) {
        return "p " + (estimate.isDefined() ? PValueText.relation(estimate.valueOr(1)) : notDefined(estimate));
    }

    /** What an estimate without a value is: hidden, or not defined. */
    public static String notDefined(Estimate estimate) {
        return estimate.isHidden() ? HIDDEN : "not defined";
    }

    /** {@code 0.874–0.943}; with "to" where a bound is negative, since a dash would read as a minus. */
    public static String bounds(Interval interval) {
        return IntervalText.bounds(interval.lower(), interval.upper(), 3);
    }

    /** {@code 0.874–0.943}, or a dash. */
    public static String bounds(Estimate estimate) {
        return estimate instanceof Estimate.Known known ? bounds(known.interval()) : "–";
    }

    /** {@code 0.912 (95% CI 0.874–0.943)}; the reason where undefined. */
    public static String withInterval(Estimate estimate) {
        if (estimate instanceof Estimate.Undefined undefined) {
            return notDefined(estimate) + " (" + undefined.reason() + ")";
        }
        if (estimate instanceof Estimate.Known known) {
            return "%s (%s CI %s)"
                    .formatted(value(estimate), level(known.interval().level()), bounds(estimate));
        }
        return value(estimate);
    }

    /** {@code 0.912 (0.874–0.943)} for table cells; the reason where undefined. */
    public static String cell(Estimate estimate) {
        if (estimate instanceof Estimate.Undefined undefined) {
            return notDefined(estimate) + ": " + undefined.reason();
        }
        return estimate instanceof Estimate.Known ? value(estimate) + " (" + bounds(estimate) + ")" : value(estimate);
    }

    /** A share as a percentage: {@code 95%}, {@code 97.5%}. */
    public static String level(double share) {
        return Percent.exact(share) + "%";
    }

    /** A coordinate in a drawing: at most two decimals, an ASCII minus sign. */
    public static String coordinate(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("a drawing has finite coordinates, got " + value);
        }
        String text =
                String.format(Locale.ROOT, "%.2f", value).replaceAll("0+$", "").replaceAll("\\.$", "");
        return text.equals("-0") ? "0" : text;
    }
}
