package org.subtext.deidentification.pseudonyms;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Moves dates back by the same number of days wherever a patient occurs, so that the days between their images stay.
 *
 * <p>Only the day moves and only the day is kept: times of day and time zones are dropped, because they are needed by
 * no analysis here and can point at a patient through a hospital's own records.
 *
 * @param daysBack at least 1
 */
public record DateShift(int daysBack) {
    private static final Pattern DAY = Pattern.compile("(\\d{4})([-./]?)(\\d{2})\\2(\\d{2})(.*)");
    private static final Pattern CLOCK = Pattern.compile("([T ]?\\d[\\d:.]*)?\\s*(Z|[+-]\\d{2}:?\\d{2})?");

    /** The day of a date (DA), a date with time (DT), or an ISO date; empty for all else. */
    public static Optional<LocalDate> day(String text) {
        Matcher parts = DAY.matcher(text.strip());
        if (!parts.matches() || !CLOCK.matcher(parts.group(5)).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.of(
                    Integer.parseInt(parts.group(1)),
                    Integer.parseInt(parts.group(3)),
                    Integer.parseInt(parts.group(4))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    public LocalDate moved(LocalDate day) {
        return day.minusDays(daysBack);
    }

    /** The moved day as DICOM writes it, which is both a DA and a DT (PS3.5 section 6.2): 20190331. */
    public Optional<String> dicom(String text) {
        return day(text)
                .map(this::moved)
                .map(day -> String.format(
                        Locale.ROOT, "%04d%02d%02d", day.getYear(), day.getMonthValue(), day.getDayOfMonth()));
    }

    /** The moved day as tables write it: 2019-03-31. */
    public Optional<String> iso(String text) {
        return day(text).map(this::moved).map(LocalDate::toString);
    }
}
