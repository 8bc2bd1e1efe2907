package org.subtext.cohort;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.subtext.problems.Problems;
import org.subtext.tables.DateText;
import org.subtext.tables.DateText.Form;
import org.subtext.tables.NotRecorded;

/**
 * The order of the dates of a column, however they are written, as long as the whole column leaves no doubt.
 *
 * <p>Several forms may stand in one column where each is certain. Day and month are told apart by any row in which only
 * one reading is a date; where no row tells, where two rows tell otherwise, where years have two digits, and where
 * numbers stand among dates, the column is refused: a wrong order would choose a wrong value without a trace. Times
 * count where every row has one; else days alone are compared.
 */
public final class DateOrder {
    private static final double SECONDS_OF_DAY = 86_400;
    private static final String MEND = "Write all of them as 2019-03-31.";

    private final double[] moments;

    private DateOrder(double[] moments) {
        this.moments = moments;
    }

    /** Whether a row has a date. */
    public boolean has(int row) {
        return !Double.isNaN(moments[row]);
    }

    /** Order of two rows that have one. */
    public int compare(int row, int other) {
        return Double.compare(moments[row], moments[other]);
    }

    /**
     * The order of a column's cells.
     *
     * @param cells one a row, null where empty
     * @param name of the column
     * @param rowNumber the number of a row in messages
     * @return empty where something is wrong, which is then among the problems
     */
    public static Optional<DateOrder> of(
            List<? extends @Nullable String> cells, String name, IntUnaryOperator rowNumber, Problems problems) {
        return new Reading(cells, name, rowNumber, problems).order();
    }

    /** One reading of a column. */
    private static final class Reading {
        private final List<? extends @Nullable String> cells;
        private final String name;
        private final IntUnaryOperator rowNumber;
        private final Problems problems;
        private final @Nullable DateText[] dates;
        private boolean isSound = true;

        Reading(List<? extends @Nullable String> cells, String name, IntUnaryOperator rowNumber, Problems problems) {
            this.cells = cells;
            this.name = name;
            this.rowNumber = rowNumber;
            this.problems = problems;
            this.dates = new DateText[cells.size()];
        }

        Optional<DateOrder> order() {
            parse();
            boolean dayFirst = dayFirst();
            refuseMixed();
            return isSound ? Optional.of(new DateOrder(moments(dayFirst))) : Optional.empty();
        }

        private void parse() {
            Map<String, Optional<DateText>> known = new HashMap<>();
            for (int row = 0; row < dates.length; row++) {
                String cell = cells.get(row);
                if (cell == null || NotRecorded.is(cell)) {
                    continue;
                }
                Optional<DateText> date = known.computeIfAbsent(cell, DateText::of);
                dates[row] = date.orElse(null);
                if (date.isEmpty()) {
                    problem(
                            "date without order",
                            row,
                            "the date \"" + cell + "\", which no calendar has",
                            "The latest value needs dates such as 2019-03-31 or 20190331, or numbers. " + MEND);
                } else if (date.get().form() == Form.TWO_DIGIT_YEAR) {
                    problem(
                            "two-digit year",
                            row,
                            "the date \"" + cell + "\", with a year of two digits",
                            "Which century is meant, and which part is the year, cannot be known. " + MEND);
                }
            }
        }

        private boolean dayFirst() {
            int day = first(date -> !date.isWithMonthFirst());
            int month = first(date -> !date.isWithDayFirst());
            int open = first(date -> date.form() == Form.YEAR_LAST);
            if (day >= 0 && month >= 0) {
                isSound = false;
                problems.add("Column " + name + " writes \"" + cells.get(day) + "\" in row "
                        + rowNumber.applyAsInt(day) + ", with the day first, and \"" + cells.get(month) + "\" in row "
                        + rowNumber.applyAsInt(month) + ", with the month first, so of others nobody knows which comes"
                        + " first. " + MEND);
            } else if (open >= 0 && day < 0 && month < 0) {
                DateText date = dates[open];
                isSound = false;
                problems.add("Column " + name + " writes \"" + cells.get(open) + "\" in row "
                        + rowNumber.applyAsInt(open) + ": "
                        + (date == null
                                ? ""
                                : date.day(true) + " with the day first, or " + date.day(false)
                                        + " with the month first")
                        + ", and no row of the column tells which is meant. " + MEND);
            }
            return day >= 0;
        }

        /** Numbers beside dates are days on another count, or what a spreadsheet made of dates that it misread. */
        private void refuseMixed() {
            int number = first(date -> date.form() == Form.NUMBER);
            int date = first(one -> one.form() != Form.NUMBER);
            if (number >= 0 && date >= 0) {
                isSound = false;
                problems.add("Column " + name + " holds the number " + cells.get(number) + " in row "
                        + rowNumber.applyAsInt(number) + " and the date " + cells.get(date) + " in row "
                        + rowNumber.applyAsInt(date) + ", which have no order. " + MEND);
            } else if (number >= 0 && areShortDates()) {
                isSound = false;
                problems.add("Column " + name + " holds numbers of six digits, such as " + cells.get(number)
                        + " in row " + rowNumber.applyAsInt(number)
                        + ", that look like dates with years of two digits. " + MEND);
            }
            int month = first(one -> one.form() == Form.MONTH);
            int day = first(one -> one.form() != Form.MONTH && one.form() != Form.NUMBER);
            if (month >= 0 && day >= 0) {
                isSound = false;
                problems.add("Column " + name + " holds a month without its day, " + cells.get(month) + ", in row "
                        + rowNumber.applyAsInt(month) + " and " + cells.get(day) + " in row "
                        + rowNumber.applyAsInt(day) + ", which may lie before or after it. " + MEND);
            }
            int zoned = first(one -> one.zoneSeconds() != null);
            int local = first(one -> one.secondOfDay() != null && one.zoneSeconds() == null);
            if (zoned >= 0 && local >= 0) {
                isSound = false;
                problems.add("Column " + name + " gives a time zone in row " + rowNumber.applyAsInt(zoned)
                        + " and none in row " + rowNumber.applyAsInt(local)
                        + ", so their times have no order. Give all of them one, or none, or days alone.");
            }
        }

        /** Whether all numbers have six digits and are a day, a month and two digits of a year in some order. */
        private boolean areShortDates() {
            boolean areMonths = true;
            for (int row = 0; row < dates.length; row++) {
                String cell = cells.get(row);
                if (dates[row] == null || cell == null) {
                    continue;
                }
                if (!cell.matches("\\d{6}")) {
                    return false;
                }
                int[] parts = {part(cell, 0), part(cell, 2), part(cell, 4)};
                boolean isDate = isDayAndMonth(parts[1], parts[2])
                        || isDayAndMonth(parts[0], parts[1])
                        || isDayAndMonth(parts[1], parts[0]);
                if (!isDate) {
                    return false;
                }
                areMonths &= (parts[0] == 19 || parts[0] == 20) && parts[2] >= 1 && parts[2] <= 12;
            }
            return !areMonths;
        }

        private static int part(String cell, int at) {
            return Integer.parseInt(cell.substring(at, at + 2));
        }

        private static boolean isDayAndMonth(int month, int day) {
            return month >= 1 && month <= 12 && day >= 1 && day <= 31;
        }

        private double[] moments(boolean dayFirst) {
            boolean hasTimes = Arrays.stream(dates)
                    .allMatch(date -> date == null || date.form() == Form.NUMBER || date.secondOfDay() != null);
            double[] moments = new double[dates.length];
            for (int row = 0; row < moments.length; row++) {
                DateText date = dates[row];
                moments[row] = date == null ? Double.NaN : moment(date, dayFirst, hasTimes);
            }
            return moments;
        }

        private static double moment(DateText date, boolean dayFirst, boolean hasTimes) {
            if (date.form() == Form.NUMBER) {
                return date.number();
            }
            double days = date.day(dayFirst).toEpochDay();
            Double second = date.secondOfDay();
            Integer zone = date.zoneSeconds();
            return hasTimes && second != null ? days * SECONDS_OF_DAY + second - (zone == null ? 0 : zone) : days;
        }

        private int first(java.util.function.Predicate<DateText> is) {
            for (int row = 0; row < dates.length; row++) {
                DateText date = dates[row];
                if (date != null && date.form() != Form.TWO_DIGIT_YEAR && is.test(date)) {
                    return row;
                }
            }
            return -1;
        }

        private void problem(String kind, int row, String found, String mend) {
            isSound = false;
            problems.add(kind, "Row " + rowNumber.applyAsInt(row) + " has " + found + " (column " + name + ").", mend);
        }
    }
}
