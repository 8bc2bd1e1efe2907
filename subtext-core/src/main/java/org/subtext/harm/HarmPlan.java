package org.subtext.harm;

import java.util.List;
import org.subtext.provenance.Seed;
import org.subtext.statistics.groups.Rate;
import org.subtext.statistics.operating.ThresholdRule;

/**
 * What is asked, all of it before a result is seen.
 *
 * @param attribute column whose groups are compared
 * @param reference the group that the others are compared with, by name and never by size
 * @param rule for one threshold of all groups
 * @param rates compared, each once, at least one; of each one side is worse
 * @param strata columns within whose values patients exchange their groups; may be none, and not the attribute
 * @param margin a gap up to this counts as none, in (0, 1)
 * @param alpha of the family of all gaps, two-sided
 * @param power with which a gap should be settled, for sizes that would do
 * @param draws permutations
 * @param leastPatients with rows of a rate, for a group to be assessed in it
 * @param seed of all that is random
 */
public record HarmPlan(
        String attribute,
        String reference,
        ThresholdRule rule,
        List<Rate> rates,
        List<String> strata,
        double margin,
        double alpha,
        double power,
        int draws,
        int leastPatients,
        Seed seed) {
    public HarmPlan {
        rates = List.copyOf(rates);
        strata = List.copyOf(strata);
        if (!(margin > 0 && margin < 1) || !(alpha > 0 && alpha < 0.5) || !(power > 0 && power < 1)) {
            throw new IllegalArgumentException("margin and power lie in (0, 1), alpha in (0, 0.5)");
        }
        if (rates.stream().distinct().count() < rates.size()) {
            throw new IllegalArgumentException(
                    "each rate is expected once: a gap that is counted twice is corrected once");
        }
        if (strata.contains(attribute)) {
            throw new IllegalArgumentException(
                    "patients exchange their groups within strata, so that " + attribute + " cannot be a stratum too");
        }
        if (draws < 1 || leastPatients < 2) {
            throw new IllegalArgumentException("at least one draw and two patients a group are expected");
        }
        if (rates.isEmpty() || rates.stream().anyMatch(rate -> rate.worse() == Rate.Worse.NEITHER)) {
            throw new IllegalArgumentException("rates are expected of which one side is worse, such as TRUE_POSITIVE");
        }
    }

    /**
     * True and false positive rates at the false positive rate nearest 0.20, margin 0.05, 2,000 draws, ten patients a
     * group at least.
     */
    public static HarmPlan of(String attribute, String reference) {
        return new HarmPlan(
                attribute,
                reference,
                new ThresholdRule.FalsePositiveRateNearest(0.2),
                List.of(Rate.TRUE_POSITIVE, Rate.FALSE_POSITIVE),
                List.of(),
                0.05,
                0.05,
                0.8,
                2_000,
                10,
                new Seed(0));
    }
}
