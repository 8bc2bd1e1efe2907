package org.subtext.tables;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.subtext.problems.Knob;
import org.subtext.problems.Remark;
import org.subtext.problems.Sentence;

/**
 * The groups that the cells of a column make: one a value. Of more values than are assessed the first by name are groups
 * and all others one; if they are numbers, bands are.
 *
 * <p>Definition: bands are of one width, 1, 2 or 5 times a power of ten, the narrowest of which at most {@value #BANDS}
 * hold all numbers, and begin at multiples of it: ages of 20 to 90 make decades.
 */
public final class GroupNames {
    /** As many bands leave enough patients in each of a cohort of some hundreds. */
    private static final int BANDS = 10;

    /** The group of all values beyond those that are assessed each by itself. */
    private static final String BEYOND = "all other values";

    private final String column;
    private final Wordings values;
    private final int most;
    private final List<@Nullable String> groups;
    private final @Nullable Double width;

    private GroupNames(
            String column, Wordings values, int most, List<@Nullable String> groups, @Nullable Double width) {
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
        Optional<Double> width = values.names().size() > most ? width(values.names()) : Optional.empty();
        Set<String> first = values.names().stream().sorted().limit(most).collect(Collectors.toSet());
        List<@Nullable String> groups = new ArrayList<>(cells.size());
        for (String cell : cells) {
            String name = values.name(cell);
            if (name == null) {
                groups.add(null);
            } else if (width.isPresent()) {
                groups.add(band(Double.parseDouble(name), width.get()));
            } else {
                groups.add(first.contains(name) ? name : BEYOND);
            }
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

    /** The width of bands; empty where a value is no finite number, or all are one. */
    private static Optional<Double> width(List<String> names) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (String name : names) {
            double number = number(name);
            if (!Double.isFinite(number)) {
                return Optional.empty();
            }
            low = Math.min(low, number);
            high = Math.max(high, number);
        }
        if (!(low < high)) {
            return Optional.empty();
        }
        double power = Math.pow(10, Math.floor(Math.log10((high - low) / BANDS)));
        for (double times : new double[] {1, 2, 5, 10, 20}) {
            double width = times * power;
            if (Math.floor(high / width) - Math.floor(low / width) + 1 <= BANDS) {
                return Optional.of(width);
            }
        }
        return Optional.empty();
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static String band(double number, double width) {
        double from = Math.floor(number / width) * width;
        return plain(from) + " to below " + plain(from + width);
    }

    private static String plain(double number) {
        return new BigDecimal(number, new MathContext(9)).stripTrailingZeros().toPlainString();
    }
}
