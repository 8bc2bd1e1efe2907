package org.subtext.tables;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.subtext.problems.Knob;
import org.subtext.problems.Remark;
import org.subtext.problems.Sentence;

/**
 * The groups that the cells of a column make: one a value. Of more values than are assessed the first by name are
 * groups and all others one; if they are numbers, bands are.
 *
 * <p>Definition: bands are of one width, 1, 2 or 5 times a power of ten, the narrowest of which at most {@value #BANDS}
 * hold all numbers, and begin at multiples of it: ages of 20 to 90 make decades.
 */
public final class GroupNames {
    /** As many bands leave enough patients in each of a cohort of some hundreds. */
    private static final int BANDS = 10;

    /** More than a number of any use has; cells such as 1e999999999 are none. */
    private static final int MOST_DECIMALS = 300;

    private static final int LONGEST_NUMBER = 400;

    /** The group of all values beyond those that are assessed each by itself. */
    public static final String BEYOND = "all other values";

    private final String column;
    private final Wordings values;
    private final int most;
    private final List<@Nullable String> groups;
    private final @Nullable BigDecimal width;

    private GroupNames(
            String column, Wordings values, int most, List<@Nullable String> groups, @Nullable BigDecimal width) {
        this.column = column;
        this.values = values;
        this.most = most;
        this.groups = groups;
        this.width = width;
    }

    /**
     * The groups of a column.
     *
     * @param cells one an image
     * @param most so many are assessed each by itself
     */
    public static GroupNames of(String column, Wordings values, List<? extends @Nullable String> cells, int most) {
        Optional<BigDecimal> width = values.names().size() > most ? width(values.names()) : Optional.empty();
        List<String> sorted = values.names().stream().sorted().toList();
        Map<String, String> groupOfName = new HashMap<>();
        for (int i = 0; i < sorted.size(); i++) {
            String name = sorted.get(i);
            groupOfName.put(name, width.isPresent() ? band(name, width.get()) : i < most ? name : BEYOND);
        }
        List<@Nullable String> groups = new ArrayList<>(cells.size());
        for (String cell : cells) {
            String name = values.name(cell);
            groups.add(name == null ? null : groupOfName.get(name));
        }
        return new GroupNames(column, values, most, groups, width.orElse(null));
    }

    /** One a cell, in order; null where nothing is recorded. */
    public List<@Nullable String> ofCells() {
        return groups;
    }

    /**
     * What was made of the column.
     *
     * @param patients one a cell
     * @param recorded turns a word for nothing into a value
     */
    public List<Remark> remarks(List<String> patients, Knob recorded) {
        List<Remark> remarks = new ArrayList<>(values.remarks(column, recorded));
        int found = values.names().size();
        if (width != null) {
            remarks.add(Remark.of(
                    Remark.Code.GROUPS_IN_BANDS,
                    "Column " + column + " holds numbers of " + found + " values; they are assessed in bands of "
                            + plain(width) + "."));
        } else if (found > most) {
            remarks.add(new Remark(
                    Remark.Code.GROUPS_NOT_SHOWN,
                    Sentence.of("Column " + column + " has " + found + " values; the first " + most
                                    + " by name are assessed as groups, and the other " + (found - most)
                                    + (found - most == 1 ? " value of " : " values of "))
                            .counted(beyond(patients), "patient", "patients")
                            .and(" as one. Bring values together in the table.")));
        }
        return remarks;
    }

    private long beyond(List<String> patients) {
        return IntStream.range(0, groups.size())
                .filter(i -> BEYOND.equals(groups.get(i)))
                .mapToObj(patients::get)
                .distinct()
                .count();
    }

    /** The width of bands; empty where a value is no number, or all are one. */
    private static Optional<BigDecimal> width(List<String> names) {
        List<BigDecimal> numbers =
                names.stream().map(GroupNames::number).flatMap(Optional::stream).toList();
        if (numbers.size() < names.size()) {
            return Optional.empty();
        }
        BigDecimal low = numbers.stream().reduce(BigDecimal::min).orElse(BigDecimal.ZERO);
        BigDecimal high = numbers.stream().reduce(BigDecimal::max).orElse(BigDecimal.ZERO);
        double range = high.subtract(low).doubleValue();
        if (!(range > 0 && Double.isFinite(range))) {
            return Optional.empty();
        }
        int power = (int) Math.floor(Math.log10(range / BANDS));
        return Stream.of(1, 2, 5, 10, 20)
                .map(times -> BigDecimal.valueOf(times).scaleByPowerOfTen(power))
                .filter(width -> below(high, width).subtract(below(low, width)).intValue() < BANDS)
                .findFirst();
    }

    /** A number as it is written: in binary, 0.3 would stand below the band that begins at it. */
    private static Optional<BigDecimal> number(String text) {
        if (text.length() > LONGEST_NUMBER) {
            return Optional.empty(); // to turn digits into a number takes time that grows as their square
        }
        try {
            BigDecimal number = new BigDecimal(text);
            return Math.abs(number.scale()) <= MOST_DECIMALS ? Optional.of(number) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** How many whole widths lie below a number. */
    private static BigDecimal below(BigDecimal number, BigDecimal width) {
        return number.divide(width, 0, RoundingMode.FLOOR);
    }

    private static String band(String number, BigDecimal width) {
        BigDecimal from = below(new BigDecimal(number), width).multiply(width);
        return plain(from) + " to below " + plain(from.add(width));
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
