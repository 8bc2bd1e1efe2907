package org.subtext.report;

import java.util.Locale;
import java.util.OptionalInt;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.Interval;

/** How the report writes numbers: the same everywhere and in every locale. */
final class NumberText {
    private NumberText() {}

    /** A count with thousands separators: {@code 38,240}. */
    static String count(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    /** The same, or that it is hidden. */
    static String count(OptionalInt n) {
        return n.isPresent() ? count(n.getAsInt()) : "hidden";
    }

    /** A count with its noun: {@code 1 patient}, {@code 1,000 images}. */
    static String counted(long n, String singular, String plural) {
        return count(n) + " " + (n == 1 ? singular : plural);
    }

    /** Decimals with a true minus sign; never {@code −0.00}. */
    static String decimals(double value, int digits) {
        String text = String.format(Locale.ROOT, "%." + digits + "f", Math.abs(value));
        boolean isZero = text.chars().allMatch(c -> c == '0' || c == '.');
        return value < 0 && !isZero ? "−" + text : text;
    }

    /** Three decimals, or a dash: for AUCs and shares. */
    static String value(Estimate estimate) {
        return estimate.isDefined() ? decimals(estimate.valueOr(0), 3) : "–";
    }

    /** A p value: three decimals, {@code <0.001} below. */
    static String p(double p) {
        return p < 0.001 ? "<0.001" : decimals(p, 3);
    }

    /** A p value, or a dash. */
    static String p(Estimate estimate) {
        return estimate.isDefined() ? p(estimate.valueOr(1)) : "–";
    }

    /** {@code p <0.001} or {@code p = 0.012}. */
    static String pPhrase(Estimate estimate) {
        if (!estimate.isDefined()) {
            return "p not defined";
        }
        String text = p(estimate);
        return text.startsWith("<") ? "p " + text : "p = " + text;
    }

    /** {@code 0.874–0.943}; with "to" where a bound is negative, since a dash would read as a minus. */
    static String bounds(Interval interval) {
        String separator = interval.lower() < 0 ? " to " : "–";
        return decimals(interval.lower(), 3) + separator + decimals(interval.upper(), 3);
    }

    /** {@code 0.874–0.943}, or a dash. */
    static String bounds(Estimate estimate) {
        return estimate instanceof Estimate.Known known ? bounds(known.interval()) : "–";
    }

    /** {@code 0.912 (95% CI 0.874–0.943)}; the reason where undefined. */
    static String withInterval(Estimate estimate) {
        if (estimate instanceof Estimate.Undefined undefined) {
            return "not defined (" + undefined.reason() + ")";
        }
        if (estimate instanceof Estimate.Known known) {
            return "%s (%s CI %s)"
                    .formatted(value(estimate), level(known.interval().level()), bounds(estimate));
        }
        return value(estimate);
    }

    /** {@code 0.912 (0.874–0.943)} for table cells; the reason where undefined. */
    static String cell(Estimate estimate) {
        if (estimate instanceof Estimate.Undefined undefined) {
            return "not defined: " + undefined.reason();
        }
        return estimate instanceof Estimate.Known ? value(estimate) + " (" + bounds(estimate) + ")" : value(estimate);
    }

    /** A share as a whole or tenth percentage: {@code 95%}, {@code 97.5%}. */
    static String level(double share) {
        double percent = share * 100;
        boolean whole = Math.abs(percent - Math.rint(percent)) < 1e-9;
        return decimals(percent, whole ? 0 : 1) + "%";
    }

    /** The shortest plain writing of a parameter: {@code 0.0003}, {@code 12}. */
    static String parameter(double value) {
        String text = java.math.BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
        return text.startsWith("-") ? "−" + text.substring(1) : text;
    }

    /** A coordinate in a drawing: at most two decimals, an ASCII minus sign. */
    static String coordinate(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("a drawing has finite coordinates, got " + value);
        }
        String text =
                String.format(Locale.ROOT, "%.2f", value).replaceAll("0+$", "").replaceAll("\\.$", "");
        return text.equals("-0") ? "0" : text;
    }
}
