package org.subtext.harm;

import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.subtext.cohort.SmallestGroups;
import org.subtext.harm.OperatingPlan.Rule;
import org.subtext.statistics.groups.Rate;

/**
 * What is asked, all of it before a result is seen.
 *
 * @param comparison who is compared with whom
 * @param operating from which score on a row counts as called
 * @param rates compared, each once, at least one; of each one side is worse
 * @param decision by what a gap counts as harm
 * @param along columns of numbers along which rates are told beside the groups; mostly none
 * @param draws permutations
 * @param seed of all that is random
 */
public record HarmPlan(
        Comparison comparison,
        OperatingPlan operating,
        List<Rate> rates,
        Decision decision,
        List<Along> along,
        int draws,
        long seed) {
    /**
     * A column of numbers, such as age.
     *
     * @param at numbers at which rates are compared, the first with all others; none for the median and what lies far
     *     from it
     */
    public record Along(String column, List<Double> at) {
        /**
         * More are not compared: where a rate is assessed ends with its own patients, so that by many numbers near each
         * other it could be found out whose number has which truth.
         */
        public static final int MOST = 6;

        public Along {
            at = List.copyOf(at);
            if (at.size() == 1
                    || at.size() > MOST
                    || at.stream().distinct().count() < at.size()
                    || at.stream().anyMatch(number -> !Double.isFinite(number))) {
                throw new IllegalArgumentException("two to " + MOST + " numbers are compared, each once");
            }
        }
    }

    /**
     * Groups and their reference.
     *
     * @param attribute column whose groups are compared; empty where rates are told along numbers alone
     * @param reference the group that the others are compared with, by name and never by size
     * @param strata columns within whose values patients exchange their groups; may be none, and not the attribute
     * @param leastPatients with rows of a rate, for a group to be assessed in it
     */
    public record Comparison(String attribute, String reference, List<String> strata, int leastPatients) {
        /** All of whom rates are told along numbers alone: one group, and no gap. */
        public static final String EVERYBODY = "all patients";

        public Comparison {
            strata = List.copyOf(strata);
            if (strata.contains(attribute)) {
                throw new IllegalArgumentException("patients exchange their groups within strata, so that " + attribute
                        + " cannot be a stratum too");
            }
            if (leastPatients < 2) {
                throw new IllegalArgumentException("at least two patients a group are expected");
            }
        }

        /** Whether groups are compared. */
        public boolean hasGroups() {
            return !attribute.isEmpty();
        }

        public Comparison withStrata(List<String> value) {
            return new Comparison(attribute, reference, value, leastPatients);
        }

        public Comparison withLeastPatients(int value) {
            return new Comparison(attribute, reference, strata, value);
        }
    }

    /**
     * By what a gap counts.
     *
     * @param margin a gap up to this counts as none, in (0, 1)
     * @param alpha of the family of all gaps, two-sided
     * @param power with which a gap should be settled, for sizes that would do
     */
    public record Decision(double margin, double alpha, double power) {
        /** A margin of 0.05 at a level of 0.05, with a power of 0.80. */
        public static final Decision USUAL = new Decision(0.05, 0.05, 0.8);

        public Decision {
            if (!(margin > 0 && margin < 1) || !(alpha > 0 && alpha < 0.5) || !(power > 0 && power < 1)) {
                throw new IllegalArgumentException("margin and power lie in (0, 1), alpha in (0, 0.5)");
            }
        }
    }

    public HarmPlan {
        rates = List.copyOf(rates);
        // plans of earlier versions had none
        along = List.copyOf(Objects.requireNonNullElse(along, List.of()));
        if (!comparison.hasGroups() && along.isEmpty()) {
            throw new IllegalArgumentException("groups are compared, or rates along numbers");
        }
        if (along.stream().map(Along::column).distinct().count() < along.size()) {
            throw new IllegalArgumentException("each column of numbers is expected once");
        }
        if (rates.stream().distinct().count() < rates.size()) {
            throw new IllegalArgumentException(
                    "each rate is expected once: a gap that is counted twice is corrected once");
        }
        if (draws < 1) {
            throw new IllegalArgumentException("at least one draw is expected");
        }
        if (rates.isEmpty() || rates.stream().anyMatch(rate -> rate.worse() == Rate.Worse.NEITHER)) {
            throw new IllegalArgumentException("rates are expected of which one side is worse, such as TRUE_POSITIVE");
        }
    }

    /**
     * True and false positive rates at the false positive rate nearest 0.20, 2,000 draws; groups of as many patients as
     * can be told of.
     */
    public static HarmPlan of(String attribute, String reference) {
        return new HarmPlan(
                new Comparison(attribute, reference, List.of(), SmallestGroups.TOLD),
                OperatingPlan.of(Rule.FALSE_POSITIVE_RATE_NEAREST, 0.2),
                List.of(Rate.TRUE_POSITIVE, Rate.FALSE_POSITIVE),
                Decision.USUAL,
                List.of(),
                2_000,
                0);
    }

    /**
     * Rates along columns of numbers alone, of all patients together.
     *
     * @param columns at least one
     */
    public static HarmPlan ofNumbers(List<Along> columns) {
        HarmPlan usual = of("any", Comparison.EVERYBODY).withAlong(columns);
        return usual.withComparison(
                groups -> new Comparison("", Comparison.EVERYBODY, List.of(), groups.leastPatients()));
    }

    /** The recorded columns that the question is about: that of the groups, or those of the numbers. */
    public String about() {
        return comparison.hasGroups()
                ? comparison.attribute()
                : String.join(" and ", along.stream().map(Along::column).toList());
    }

    public HarmPlan withComparison(UnaryOperator<Comparison> change) {
        return new HarmPlan(change.apply(comparison), operating, rates, decision, along, draws, seed);
    }

    public HarmPlan withOperating(OperatingPlan value) {
        return new HarmPlan(comparison, value, rates, decision, along, draws, seed);
    }

    public HarmPlan withRates(List<Rate> value) {
        return new HarmPlan(comparison, operating, value, decision, along, draws, seed);
    }

    public HarmPlan withDecision(Decision value) {
        return new HarmPlan(comparison, operating, rates, value, along, draws, seed);
    }

    public HarmPlan withAlong(List<Along> value) {
        return new HarmPlan(comparison, operating, rates, decision, value, draws, seed);
    }

    public HarmPlan withDraws(int value) {
        return new HarmPlan(comparison, operating, rates, decision, along, value, seed);
    }

    public HarmPlan withSeed(long value) {
        return new HarmPlan(comparison, operating, rates, decision, along, draws, value);
    }
}
