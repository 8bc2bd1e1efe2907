package org.subtext.tables;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An age as a cell or a DICOM header holds it: a count and its unit, as in DICOM's age strings (PS3.5 section 6.2, VR
 * AS: 045Y, 018M, 003W, 010D).
 *
 * @param count of the units, not negative
 */
public record AgeText(int count, Unit unit) {
    /** What is counted; a year has 365.25 days. */
    public enum Unit {
        YEARS("Y"),
        MONTHS("M"),
        WEEKS("W"),
        DAYS("D");

        private final String letter;

        Unit(String letter) {
            this.letter = letter;
        }

        /** As an age string writes it. */
        public String letter() {
            return letter;
        }

        /** So many of them in years. */
        public double years(double number) {
            return switch (this) {
                case YEARS -> number;
                case MONTHS -> number / 12;
                case WEEKS -> number * 7 / 365.25;
                case DAYS -> number / 365.25;
            };
        }

        /** The unit of a letter in upper case; years without one. */
        public static Unit ofLetter(String letter) {
            for (Unit unit : values()) {
                if (unit.letter.equals(letter)) {
                    return unit;
                }
            }
            return YEARS;
        }
    }

    /** Fewer than three digits and a missing unit occur. */
    private static final Pattern AGE_STRING = Pattern.compile("(\\d{1,3})\\s*([YMWD]?)");

    /** Any number, perhaps with a unit, or a top-coded age such as 90+. */
    private static final Pattern NUMBER = Pattern.compile("(-?\\d+(?:\\.\\d+)?(?:[eE][-+]?\\d+)?)([YMWD+]?)");

    /** The age of an age string, the unit in either case; empty when it is none. */
    public static Optional<AgeText> of(String text) {
        Matcher matcher = AGE_STRING.matcher(text.strip().toUpperCase(Locale.ROOT));
        return matcher.matches()
                ? Optional.of(new AgeText(Integer.parseInt(matcher.group(1)), Unit.ofLetter(matcher.group(2))))
                : Optional.empty();
    }

    /** The number in a cell of any column, ages in years; empty where it holds none. */
    public static OptionalDouble number(String cell) {
        Matcher matcher = NUMBER.matcher(cell.strip());
        return matcher.matches()
                ? OptionalDouble.of(Unit.ofLetter(matcher.group(2)).years(Double.parseDouble(matcher.group(1))))
                : OptionalDouble.empty();
    }

    public double years() {
        return unit.years(count);
    }
}
