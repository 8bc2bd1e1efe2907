package org.subtext.tables;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A date as a cell writes it, with its time where it has one. What a cell alone does not say stays open: 03/04/2019 is
 * of 3 April or of 4 March, and only its column may tell.
 *
 * @param form how it is written
 * @param year of four digits; of {@link Form#NUMBER} and {@link Form#TWO_DIGIT_YEAR} 0
 * @param first the first of month and day as they stand; the month where the form tells
 * @param second the other one
 * @param number the value of a {@link Form#NUMBER}, else 0
 * @param secondOfDay null where no time is written
 * @param zoneSeconds east of Greenwich, null where no zone is written
 */
public record DateText(
        Form form,
        int year,
        int first,
        int second,
        double number,
        @Nullable Double secondOfDay,
        @Nullable Integer zoneSeconds) {
    /** How dates are written. */
    public enum Form {
        /** 2019-12-31, 2019/12/31, 20191231, 31-Dec-2019, Dec 31, 2019: day and month are told apart. */
        CERTAIN,
        /** 2019-12: a month without its day; the first of it stands in {@link #day}. */
        MONTH,
        /** 31/12/2019, 31.12.2019, 12-31-2019: day first or month first. */
        YEAR_LAST,
        /** 31/12/19, 19-12-31, 31-Dec-19: which century, and often which part is the year, is open. */
        TWO_DIGIT_YEAR,
        /** A day or visit number, a year, a spreadsheet's serial number. */
        NUMBER
    }

    private static final int EARLIEST = 1800;
    private static final int LATEST = 2299;
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    private static final String TIME =
            "(?:(?:[T ]|\\s+)(?<hour>\\d{1,2}):(?<minute>\\d{2})(?::(?<second>\\d{2}(?:[.,]\\d+)?))?"
                    + "\\s*(?:(?<half>[AaPp])\\.?[Mm]\\.?)?\\s*(?<zone>Z|UTC|GMT|[+-]\\d{2}(?::?\\d{2})?)?)?";
    private static final Pattern YEAR_FIRST = Pattern.compile("(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})" + TIME);
    private static final Pattern YEAR_MONTH = Pattern.compile("(\\d{4})[-/](\\d{1,2})");
    private static final Pattern COMPACT = Pattern.compile(
            "(\\d{4})(\\d{2})(\\d{2})(?:[T ]?(\\d{2})(\\d{2})?(\\d{2}(?:\\.\\d+)?)?)?(?<zone>Z|[+-]\\d{4})?");
    private static final Pattern YEAR_LAST = Pattern.compile("(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4})" + TIME);
    private static final Pattern DAY_MONTH_NAME =
            Pattern.compile("(\\d{1,2})[-/. ]*\\s*([A-Za-z]{3,9})\\.?[-/., ]*\\s*(\\d{2}|\\d{4})" + TIME);
    private static final Pattern MONTH_NAME_DAY =
            Pattern.compile("([A-Za-z]{3,9})\\.?[- ]+(\\d{1,2})(?:,\\s*|[- ]+)(\\d{4})" + TIME);
    private static final Pattern TWO_DIGITS = Pattern.compile("\\d{1,2}([-/.])\\d{1,2}\\1\\d{2}(?:[T ].*)?");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

    /** The date in a cell; empty where it holds none, or one that no calendar has. */
    public static Optional<DateText> of(String cell) {
        Matcher matcher = YEAR_FIRST.matcher(cell);
        if (matcher.matches()) {
            return certain(matcher, number(matcher, 1), number(matcher, 3), number(matcher, 4));
        }
        matcher = YEAR_MONTH.matcher(cell);
        if (matcher.matches()) {
            int year = number(matcher, 1);
            int month = number(matcher, 2);
            return isDate(year, month, 1)
                    ? Optional.of(new DateText(Form.MONTH, year, month, 1, 0, null, null))
                    : Optional.empty();
        }
        matcher = COMPACT.matcher(cell);
        if (matcher.matches()) {
            Optional<DateText> compact = compact(matcher);
            if (compact.isPresent()) {
                return compact;
            }
        }
        matcher = YEAR_LAST.matcher(cell);
        if (matcher.matches()) {
            return yearLast(matcher, number(matcher, 1), number(matcher, 3), number(matcher, 4));
        }
        if (TWO_DIGITS.matcher(cell).matches()) {
            return Optional.of(new DateText(Form.TWO_DIGIT_YEAR, 0, 0, 0, 0, null, null));
        }
        if (NUMBER.matcher(cell).matches()) {
            return Optional.of(new DateText(Form.NUMBER, 0, 0, 0, Double.parseDouble(cell), null, null));
        }
        return byMonthName(cell);
    }

    private static Optional<DateText> byMonthName(String cell) {
        Matcher matcher = DAY_MONTH_NAME.matcher(cell);
        if (matcher.matches()) {
            int month = month(matcher.group(2));
            return month > 0 && matcher.group(3).length() == 2
                    ? Optional.of(new DateText(Form.TWO_DIGIT_YEAR, 0, 0, 0, 0, null, null))
                    : certain(matcher, number(matcher, 3), month, number(matcher, 1));
        }
        matcher = MONTH_NAME_DAY.matcher(cell);
        return matcher.matches()
                ? certain(matcher, number(matcher, 3), month(matcher.group(1)), number(matcher, 2))
                : Optional.empty();
    }

    private static Optional<DateText> certain(Matcher matcher, int year, int month, int day) {
        return isDate(year, month, day) ? timed(matcher, Form.CERTAIN, year, month, day) : Optional.empty();
    }

    private static Optional<DateText> yearLast(Matcher matcher, int first, int second, int year) {
        return isDate(year, first, second) || isDate(year, second, first)
                ? timed(matcher, Form.YEAR_LAST, year, first, second)
                : Optional.empty();
    }

    /** As DICOM writes a date (DA) and a moment (DT). */
    private static Optional<DateText> compact(Matcher matcher) {
        int year = number(matcher, 1);
        if (!isDate(year, number(matcher, 2), number(matcher, 3))) {
            return Optional.empty();
        }
        Double second = null;
        if (matcher.group(4) != null) {
            second = number(matcher, 4) * 3600.0
                    + (matcher.group(5) == null ? 0 : number(matcher, 5) * 60.0)
                    + (matcher.group(6) == null ? 0 : Double.parseDouble(matcher.group(6)));
        }
        return Optional.of(new DateText(
                Form.CERTAIN,
                year,
                number(matcher, 2),
                number(matcher, 3),
                0,
                second,
                second == null ? null : zone(matcher.group("zone"))));
    }

    private static Optional<DateText> timed(Matcher matcher, Form form, int year, int first, int second) {
        if (matcher.group("hour") == null) {
            return Optional.of(new DateText(form, year, first, second, 0, null, null));
        }
        int hour = Integer.parseInt(matcher.group("hour"));
        String half = matcher.group("half");
        if (half != null) {
            hour = hour % 12 + (half.equalsIgnoreCase("p") ? 12 : 0);
        }
        String seconds = matcher.group("second");
        double secondOfDay = hour * 3600.0
                + Integer.parseInt(matcher.group("minute")) * 60.0
                + (seconds == null ? 0 : Double.parseDouble(seconds.replace(',', '.')));
        return Optional.of(new DateText(form, year, first, second, 0, secondOfDay, zone(matcher.group("zone"))));
    }

    private static @Nullable Integer zone(@Nullable String text) {
        if (text == null) {
            return null;
        }
        if (Character.isLetter(text.charAt(0))) {
            return 0;
        }
        String digits = text.replaceAll("\\D", "");
        int minutes = digits.length() > 2 ? Integer.parseInt(digits.substring(2)) : 0;
        int seconds = Integer.parseInt(digits.substring(0, 2)) * 3600 + minutes * 60;
        return text.startsWith("-") ? -seconds : seconds;
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    private static int month(String name) {
        return name.length() < 3 ? 0 : MONTHS.indexOf(name.substring(0, 3).toLowerCase(Locale.ROOT)) + 1;
    }

    private static boolean isDate(int year, int month, int day) {
        if (year < EARLIEST || year > LATEST) {
            return false;
        }
        try {
            return LocalDate.of(year, month, day).getYear() == year;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** Whether it can be read with the day first, or is certain. */
    public boolean isWithDayFirst() {
        return form != Form.YEAR_LAST || isDate(year, second, first);
    }

    /** Whether it can be read with the month first, or is certain. */
    public boolean isWithMonthFirst() {
        return form != Form.YEAR_LAST || isDate(year, first, second);
    }

    /**
     * Seconds since 1970 where the cell alone is certain of its day, midnight where it has no time; empty otherwise.
     */
    public OptionalDouble moment() {
        if (form != Form.CERTAIN) {
            return OptionalDouble.empty();
        }
        double second = secondOfDay == null ? 0 : secondOfDay;
        return OptionalDouble.of(day(false).toEpochDay() * 86_400.0 + second - (zoneSeconds == null ? 0 : zoneSeconds));
    }

    /** The day, of a form that has one. */
    public LocalDate day(boolean dayFirst) {
        return form == Form.YEAR_LAST && dayFirst
                ? LocalDate.of(year, second, first)
                : LocalDate.of(year, first, second);
    }
}
