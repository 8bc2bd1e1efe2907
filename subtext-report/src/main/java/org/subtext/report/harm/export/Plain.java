package org.subtext.report.harm.export;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.subtext.statistics.Estimate;

/** Numbers as programs read them: a point, an ordinary minus sign, three decimals. */
final class Plain {
    private Plain() {}

    static String number(double value) {
        String text = String.format(Locale.ROOT, "%.3f", value);
        return text.equals("-0.000") ? "0.000" : text;
    }

    /** Four decimals, as p-values have. */
    static @Nullable String p(Estimate estimate) {
        return estimate.isDefined() ? String.format(Locale.ROOT, "%.4f", estimate.valueOr(1)) : null;
    }

    static @Nullable String value(Estimate estimate) {
        return estimate.isDefined() ? number(estimate.valueOr(0)) : null;
    }

    static @Nullable String lower(Estimate estimate) {
        return estimate instanceof Estimate.Known known
                ? number(known.interval().lower())
                : null;
    }

    static @Nullable String upper(Estimate estimate) {
        return estimate instanceof Estimate.Known known
                ? number(known.interval().upper())
                : null;
    }
}
