package org.subtext.deidentification.identifiers;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The digits of a number as it may repeat an id: 73915551, 7.3915551E7 and 0.73915551 are all of one.
 *
 * @param all of the mantissa, without sign and point
 * @param parts before the point, and of the whole number where an exponent makes it one; not the few behind a point,
 *     which are as many a measure's
 */
record NumberDigits(String all, List<String> parts) {
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d*)(?:\\.(\\d*))?(?:[eE]([+-]?\\d{1,2}))?");

    NumberDigits {
        parts = List.copyOf(parts);
    }

    /** Of a number in decimal digits; of anything else none. */
    static NumberDigits of(String text) {
        String stripped = text.strip();
        Matcher matcher = NUMBER.matcher(stripped);
        if (!matcher.matches()) {
            return new NumberDigits("", List.of());
        }
        String whole = matcher.group(1);
        String fraction = matcher.group(2) == null ? "" : matcher.group(2);
        List<String> parts = new ArrayList<>(List.of(whole));
        if (matcher.group(3) != null && !(whole + fraction).isEmpty()) {
            BigDecimal value = new BigDecimal(stripped).abs().stripTrailingZeros();
            if (value.scale() <= 0) {
                parts.add(value.toBigInteger().toString());
            }
        }
        return new NumberDigits(whole + fraction, parts);
    }
}
