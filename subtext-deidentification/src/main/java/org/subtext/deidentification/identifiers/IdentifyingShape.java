package org.subtext.deidentification.identifiers;

import java.util.regex.Pattern;

/**
 * Values that identify somebody by their form, whoever that is: a day, a UID, seven digits and more in a row. No word
 * or measure of a column that describes images or people in general looks like one; digits behind a point are no such
 * row.
 */
public final class IdentifyingShape {
    private static final String YEAR = "(?:18|19|20)\\d{2}";
    private static final Pattern SHAPE = Pattern.compile("(?<![\\d.])\\d{7,}"
            + "|(?<!\\d)" + YEAR + "([-./ ])\\d{1,2}\\1\\d{1,2}(?!\\d)"
            + "|(?<!\\d)\\d{1,2}([-./ ])\\d{1,2}\\2" + YEAR + "(?!\\d)"
            + "|\\d+(?:\\.\\d+){4,}"
            + "|(?<![\\d.])\\+?\\d{2,5}[-/ ]{1,3}\\d{6,}");

    private IdentifyingShape() {}

    public static boolean isIn(String value) {
        return SHAPE.matcher(value).find();
    }
}
