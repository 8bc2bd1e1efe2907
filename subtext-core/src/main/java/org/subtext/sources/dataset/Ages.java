package org.subtext.sources.dataset;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.subtext.tables.AgeText;
import org.subtext.wording.Digits;

/** Ages as data sets write them, in years. */
final class Ages {
    private static final Pattern NUMBER = Pattern.compile("(\\d{1,3}(?:\\.\\d+)?)\\+?");
    private static final Pattern YEAR = Pattern.compile("(\\d{4})(?:\\.0*)?(?:\\D.*|\\d{4}(?:\\D.*)?)?");

    private Ages() {}

    /** "45", "45.0", "90+", "045Y", "018M" in years; null where the text is no age. */
    static @Nullable String years(@Nullable String text) {
        if (text == null) {
            return null;
        }
        Optional<AgeText> age = AgeText.of(text);
        if (age.isPresent()) {
            return written(age.get().years());
        }
        Matcher number = NUMBER.matcher(text.strip());
        return number.matches() ? written(Double.parseDouble(number.group(1))) : null;
    }

    /** The year of "2014", "1930.0", "20140915" or "2014-09-15". */
    static OptionalInt year(@Nullable String text) {
        Matcher year = YEAR.matcher(text == null ? "" : text.strip());
        return year.matches() ? OptionalInt.of(Integer.parseInt(year.group(1))) : OptionalInt.empty();
    }

    private static String written(double years) {
        return years == Math.rint(years) ? Long.toString((long) years) : Digits.fixed(years, 2);
    }
}
