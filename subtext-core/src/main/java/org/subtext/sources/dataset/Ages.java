package org.subtext.sources.dataset;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Ages as data sets write them, in years. */
final class Ages {
    /** DICOM's age string, PS3.5 section 6.2: three digits and a unit. Some sets write fewer digits. */
    private static final Pattern AGE_STRING = Pattern.compile("(\\d{1,3})([YMWD])");

    private static final Pattern NUMBER = Pattern.compile("(\\d{1,3}(?:\\.\\d+)?)\\+?");
    private static final Pattern YEAR = Pattern.compile("(\\d{4})(?:\\.0*)?(?:\\D.*|\\d{4}(?:\\D.*)?)?");

    private Ages() {}

    /** "45", "45.0", "90+", "045Y", "018M" in years; null where the text is no age. */
    static @Nullable String years(@Nullable String text) {
        if (text == null) {
            return null;
        }
        Matcher coded = AGE_STRING.matcher(text.strip().toUpperCase(Locale.ROOT));
        if (coded.matches()) {
            int count = Integer.parseInt(coded.group(1));
            return switch (coded.group(2)) {
                case "M" -> written(count / 12.0);
                case "W" -> written(count / 52.1775);
                case "D" -> written(count / 365.2425);
                default -> Integer.toString(count);
            };
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
        return years == Math.rint(years) ? Long.toString((long) years) : String.format(Locale.ROOT, "%.2f", years);
    }
}
