package org.subtext.routes;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.Interval;

/** Numbers in sentences. */
final class Phrase {
    private Phrase() {}

    /** {@code AUC 0.91 (0.88–0.94)}; three decimals where two would hide on which side of one half a bound lies. */
    static String auc(Estimate estimate) {
        if (estimate instanceof Estimate.Undefined undefined) {
            return "AUC not defined (" + undefined.reason() + ")";
        }
        if (!(estimate instanceof Estimate.Known known)) {
            return "AUC " + decimals(estimate.valueOr(0), 2) + " without an interval";
        }
        Interval interval = known.interval();
        int digits = isAtHalf(interval.lower()) || isAtHalf(interval.upper()) ? 3 : 2;
        return "AUC " + decimals(known.value(), digits) + " (" + decimals(interval.lower(), digits) + "–"
                + decimals(interval.upper(), digits) + ")";
    }

    private static boolean isAtHalf(double bound) {
        return Math.abs(bound - Grid.CHANCE) < 0.005 && bound != Grid.CHANCE;
    }

    /** {@code −0.12 (−0.16 to −0.08)}. */
    static String change(Estimate estimate) {
        if (!(estimate instanceof Estimate.Known known)) {
            return estimate.isDefined() ? signed(estimate.valueOr(0)) : "not defined";
        }
        return signed(known.value()) + " (" + signed(known.interval().lower()) + " to "
                + signed(known.interval().upper()) + ")";
    }

    static String upperLimit(Estimate estimate) {
        return estimate instanceof Estimate.Known known
                ? decimals(known.interval().upper(), isAtHalf(known.interval().upper()) ? 3 : 2)
                : "not defined";
    }

    /** The shortest plain writing: 10, 0.05. */
    static String number(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    /** "age", "age and sex", "age, sex and view". */
    static String list(List<String> items) {
        int last = items.size() - 1;
        return last < 1
                ? String.join("", items)
                : String.join(", ", items.subList(0, last)) + " and " + items.get(last);
    }

    static String capitalised(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private static String signed(double value) {
        String text = decimals(Math.abs(value), Math.abs(value) < 0.01 ? 3 : 2);
        boolean isZero = text.chars().allMatch(c -> c == '0' || c == '.');
        return isZero ? text : (value < 0 ? "−" : "+") + text;
    }

    private static String decimals(double value, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }
}
