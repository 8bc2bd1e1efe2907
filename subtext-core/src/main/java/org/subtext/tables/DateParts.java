package org.subtext.tables;

import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A column of dates as columns of their own: day of the week, month, and year.
 *
 * <p>A part that a date does not have, or that its writing leaves open, is not recorded: 2019-12 has no day of the
 * week, and the year alone is told of 03/04/2019 where no date of the column says which of the two is the month.
 */
public final class DateParts {
    /** How the day of the week is called. */
    public static final String WEEKDAY = "weekday";

    /**
     * One part of each date.
     *
     * @param name what it is: "weekday"
     * @param cells one a row of the table
     */
    public record Part(String name, List<@Nullable String> cells) {}

    private final List<@Nullable DateText> dates;
    private final boolean isDayFirst;
    private final boolean isOrderKnown;

    private DateParts(List<@Nullable DateText> dates) {
        this.dates = dates;
        isDayFirst = dates.stream().allMatch(date -> date == null || date.isWithDayFirst());
        boolean isMonthFirst = dates.stream().allMatch(date -> date == null || date.isWithMonthFirst());
        isOrderKnown = isDayFirst != isMonthFirst;
    }

    /** Empty where the column holds anything that is no date, or nothing. */
    public static Optional<DateParts> of(List<@Nullable String> cells) {
        List<@Nullable DateText> dates = new ArrayList<>();
        boolean any = false;
        for (String cell : cells) {
            DateText date = cell == null ? null : DateText.of(cell).orElse(null);
            if (cell != null && (date == null || date.form() == DateText.Form.NUMBER)) {
                return Optional.empty();
            }
            any |= date != null;
            dates.add(date);
        }
        return any ? Optional.of(new DateParts(dates)) : Optional.empty();
    }

    /** Weekday, month and year, in English. */
    public List<Part> parts() {
        return List.of(
                part(
                        "weekday",
                        date -> day(date)
                                .map(day -> day.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH))),
                part(
                        "month",
                        date -> date.form() == DateText.Form.MONTH
                                ? Optional.of(monthOf(date.day(false)))
                                : day(date).map(DateParts::monthOf)),
                part(
                        "year",
                        date -> date.form() == DateText.Form.TWO_DIGIT_YEAR
                                ? Optional.empty()
                                : Optional.of(Integer.toString(date.year()))));
    }

    private static String monthOf(LocalDate day) {
        return day.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    private Optional<LocalDate> day(DateText date) {
        return switch (date.form()) {
            case CERTAIN -> Optional.of(date.day(false));
            case YEAR_LAST ->
                isOrderKnown || date.first() == date.second() ? Optional.of(date.day(isDayFirst)) : Optional.empty();
            case MONTH, TWO_DIGIT_YEAR, NUMBER -> Optional.empty();
        };
    }

    private Part part(String name, Function<DateText, Optional<String>> read) {
        List<@Nullable String> cells = new ArrayList<>();
        for (DateText date : dates) {
            cells.add(date == null ? null : read.apply(date).orElse(null));
        }
        return new Part(name, cells);
    }
}
