package org.subtext.tables;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.subtext.problems.Remark;
import org.subtext.problems.Sentence;

/**
 * Numbers in a column of ages that are hardly ages: what a form writes where none was asked (999, -1, 0), slips, and
 * ages that a data set hides.
 */
public final class RecordedAges {
    private static final double OLDEST = 120;

    /** Where somebody is a child, 0 is an age; where nobody else is below ten it is a missing one. */
    private static final double CHILD = 10;

    private static final Pattern PARTS = Pattern.compile("[^A-Za-z]+|(?<=[a-z])(?=[A-Z])");
    private static final Set<String> OTHER_UNITS = Set.of("months", "month", "weeks", "week", "days", "day", "hours");

    private RecordedAges() {}

    /** Whether a column's name says that it holds ages in years. */
    public static boolean isNamedSo(String column) {
        List<String> parts = new ArrayList<>();
        for (String part : PARTS.split(column)) {
            parts.add(part.toLowerCase(Locale.ROOT));
        }
        return (parts.contains("age") || parts.contains("ages"))
                && parts.stream().noneMatch(OTHER_UNITS::contains);
    }

    /** Whether nobody is as old. */
    public static boolean isOdd(double age) {
        return age < 0 || age > OLDEST;
    }

    /** The odd ones of all columns of ages. */
    public static List<Remark> oddOnes(Table table) {
        return table.names().stream()
                .filter(RecordedAges::isNamedSo)
                .flatMap(name -> oddOnes(name, table.column(name).cells()).stream())
                .toList();
    }

    /** How many odd ones there are; empty where there are none, or where the column's name is of something else. */
    public static Optional<Remark> oddOnes(String column, Iterable<? extends @Nullable String> cells) {
        if (!isNamedSo(column)) {
            return Optional.empty();
        }
        Map<String, Double> known = new HashMap<>();
        long odd = 0;
        long zero = 0;
        boolean hasChildren = false;
        boolean hasOthers = false;
        String first = "";
        for (String cell : cells) {
            double age = cell == null ? Double.NaN : known.computeIfAbsent(cell, RecordedAges::number);
            if (isOdd(age)) {
                first = odd == 0 && cell != null ? cell : first;
                odd++;
            } else if (age == 0) {
                zero++;
            }
            hasChildren |= age > 0 && age < CHILD;
            hasOthers |= age >= CHILD;
        }
        if (hasChildren || !hasOthers) {
            zero = 0;
        }
        if (odd + zero == 0) {
            return Optional.empty();
        }
        Sentence found = Sentence.of("Column " + column + " holds ");
        if (odd > 0) {
            found = found.counted(odd, "age", "ages").and(" below 0 or above 120, such as " + first);
        }
        if (zero > 0) {
            found = (odd > 0 ? found.and(", and ") : found)
                    .counted(zero, "age", "ages")
                    .and(" of 0 where nobody else is under 10");
        }
        return Optional.of(new Remark(
                Remark.Code.ODD_AGES,
                found.and(". They count as they stand in bins, groups and means; empty them where they say that no age"
                        + " is recorded.")));
    }

    private static double number(String cell) {
        OptionalDouble number = AgeText.number(cell);
        return number.orElse(Double.NaN);
    }
}
