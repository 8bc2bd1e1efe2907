package org.subtext.statistics.groups;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.subtext.statistics.BinaryScores;
import org.subtext.statistics.Estimate;

/**
 * What calls make of each group, and the gaps between groups.
 *
 * <p>A gap is one group less another; which is subtracted the caller names. Where a rate is undefined in a group so is
 * every gap that needs it, with the group named. Immutable. Checked against fairlearn 0.15.0 in
 * {@code GroupOutcomesTest}.
 */
public final class GroupOutcomes {
    private final List<String> names;
    private final List<Outcomes> outcomes;

    private GroupOutcomes(List<String> names, List<Outcomes> outcomes) {
        this.names = names;
        this.outcomes = List.copyOf(outcomes);
    }

    /** Of rows that are positive when their score is at or above one threshold. */
    public static GroupOutcomes at(double threshold, BinaryScores scores, Grouping groups) {
        boolean[] truths = new boolean[scores.size()];
        boolean[] calls = new boolean[scores.size()];
        for (int row = 0; row < truths.length; row++) {
            truths[row] = scores.isPositive(row);
            calls[row] = scores.score(row) >= threshold;
        }
        return of(truths, calls, groups);
    }

    /** Of rows that were called in any way: by several thresholds, or by a vendor's categories. */
    public static GroupOutcomes of(boolean[] truths, boolean[] calls, Grouping groups) {
        double[] once = new double[truths.length];
        Arrays.fill(once, 1);
        return weighted(truths, calls, groups, once);
    }

    /** The same where rows count by weight. */
    public static GroupOutcomes weighted(boolean[] truths, boolean[] calls, Grouping groups, double[] weights) {
        if (calls.length != truths.length || groups.rows() != truths.length || weights.length != truths.length) {
            throw new IllegalArgumentException("truths, calls, groups and weights have one entry a row");
        }
        requireWeights(weights);
        double[][] counts = new double[groups.count()][4];
        for (int row = 0; row < truths.length; row++) {
            counts[groups.of(row)][(truths[row] ? 0 : 2) + (calls[row] ? 0 : 1)] += weights[row];
        }
        List<Outcomes> outcomes = Arrays.stream(counts)
                .map(count -> new Outcomes(count[0], count[2], count[1], count[3]))
                .toList();
        return new GroupOutcomes(groups.names(), outcomes);
    }

    /** Refuses weights that rows cannot count by: below 0, or no numbers. */
    public static void requireWeights(double[] weights) {
        for (int row = 0; row < weights.length; row++) {
            if (!(weights[row] >= 0 && weights[row] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("the weight of row " + (row + 1) + " is " + weights[row]
                        + "; a finite number that is not negative is expected");
            }
        }
    }

    /** The same rows asked the other way round, see {@link Outcomes#turnedRound}. */
    public GroupOutcomes turnedRound() {
        return new GroupOutcomes(
                names, outcomes.stream().map(Outcomes::turnedRound).toList());
    }

    public List<String> names() {
        return names;
    }

    public Outcomes of(String group) {
        return outcomes.get(Grouping.ordinal(names, group));
    }

    /** Some of the groups, in the order given. */
    public GroupOutcomes among(List<String> some) {
        return new GroupOutcomes(List.copyOf(some), some.stream().map(this::of).toList());
    }

    /** All groups together. */
    public Outcomes overall() {
        return outcomes.stream().reduce(Outcomes.NONE, Outcomes::plus);
    }

    /** All groups but one. */
    public Outcomes rest(String group) {
        return IntStream.range(0, names.size())
                .filter(other -> !names.get(other).equals(group))
                .mapToObj(outcomes::get)
                .reduce(Outcomes.NONE, Outcomes::plus);
    }

    /** A rate of one group. */
    public Estimate rate(Rate rate, String group) {
        return named(rate.of(of(group)), group);
    }

    /** A group less the reference that the caller names. */
    public Estimate minus(Rate rate, String group, String reference) {
        return combined(rate(rate, group), rate(rate, reference), (a, b) -> a - b);
    }

    /** A group less all other groups together. */
    public Estimate minusRest(Rate rate, String group) {
        return combined(rate(rate, group), named(rate.of(rest(group)), "the others"), (a, b) -> a - b);
    }

    /** Highest and lowest over groups. */
    public Spread spread(Rate rate) {
        Map<String, Double> values = values(rate);
        List<String> leftOut =
                names.stream().filter(group -> !values.containsKey(group)).toList();
        if (values.size() < 2) {
            Estimate none = Estimate.undefined("fewer than two groups have the rate");
            return new Spread(none, none, List.of(), List.of(), leftOut);
        }
        double lowest = Collections.min(values.values());
        double highest = Collections.max(values.values());
        return new Spread(
                new Estimate.Point(highest - lowest),
                highest == 0 ? Estimate.undefined("the rate is 0 in all groups") : new Estimate.Point(lowest / highest),
                with(values, lowest),
                with(values, highest),
                leftOut);
    }

    private static List<String> with(Map<String, Double> values, double one) {
        return values.entrySet().stream()
                .filter(entry -> entry.getValue() == one)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The groups that a rate serves worst, by name; none where no side of it is worse, or fewer than two have it. */
    public List<String> worst(Rate rate) {
        Spread spread = spread(rate);
        return switch (rate.worse()) {
            case LOWER -> spread.lowest();
            case HIGHER -> spread.highest();
            case NEITHER -> List.of();
        };
    }

    /** The largest distance of a group from all groups together. */
    public Estimate farthestFromOverall(Rate rate) {
        return ofAll(rate, (group, all) -> Math.abs(group - all)).max().stream()
                .mapToObj(value -> (Estimate) new Estimate.Point(value))
                .findFirst()
                .orElse(Estimate.undefined("no group has the rate"));
    }

    /** The smallest ratio of a group to all groups together, the smaller over the larger. */
    public Estimate smallestRatioToOverall(Rate rate) {
        double all = rate.of(overall()).valueOr(0);
        if (all == 0) {
            return Estimate.undefined("the rate is 0 or undefined over all groups");
        }
        double smallest = ofAll(rate, (group, whole) -> Math.min(group, whole) / Math.max(group, whole))
                .min()
                .orElseThrow();
        return new Estimate.Point(smallest);
    }

    /** The larger of the spreads of the true and the false positive rate (Hardt, Price and Srebro 2016). */
    public Estimate equalisedOdds() {
        return ofBothOdds(Spread::difference, Math::max);
    }

    /** Their mean. */
    public Estimate equalisedOddsMean() {
        return ofBothOdds(Spread::difference, (a, b) -> (a + b) / 2);
    }

    /** The smaller of their ratios. */
    public Estimate equalisedOddsRatio() {
        return ofBothOdds(Spread::ratio, Math::min);
    }

    /** Mean of the absolute differences of the true and of the false positive rate to a reference. */
    public Estimate averageAbsoluteOdds(String group, String reference) {
        return combined(
                minus(Rate.TRUE_POSITIVE, group, reference),
                minus(Rate.FALSE_POSITIVE, group, reference),
                (a, b) -> (Math.abs(a) + Math.abs(b)) / 2);
    }

    private Estimate ofBothOdds(Function<Spread, Estimate> part, DoubleBinaryOperator both) {
        return combined(part.apply(spread(Rate.TRUE_POSITIVE)), part.apply(spread(Rate.FALSE_POSITIVE)), both);
    }

    private DoubleStream ofAll(Rate rate, DoubleBinaryOperator withOverall) {
        double all = rate.of(overall()).valueOr(Double.NaN);
        return values(rate).values().stream().mapToDouble(group -> withOverall.applyAsDouble(group, all));
    }

    /** Of the groups that have the rate, in their order. */
    private Map<String, Double> values(Rate rate) {
        Map<String, Double> values = new LinkedHashMap<>();
        for (int group = 0; group < names.size(); group++) {
            if (rate.of(outcomes.get(group)) instanceof Estimate.Point point) {
                values.put(names.get(group), point.value());
            }
        }
        return values;
    }

    private static Estimate named(Estimate estimate, String group) {
        return estimate instanceof Estimate.Undefined undefined
                ? Estimate.undefined(undefined.reason() + " in " + group)
                : estimate;
    }

    private static Estimate combined(Estimate first, Estimate second, DoubleBinaryOperator formula) {
        if (!first.isDefined() || !second.isDefined()) {
            return first.isDefined() ? second : first;
        }
        return new Estimate.Point(formula.applyAsDouble(first.valueOr(0), second.valueOr(0)));
    }
}
