package org.subtext.harm;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.gaps.GroupShares;
import org.subtext.statistics.gaps.RateGap;
import org.subtext.statistics.groups.Rate;

/**
 * All that is kept of a finding until every one was permuted: a few numbers a group, and nothing of its rows.
 *
 * @param rates that are assessed, in the plan's order
 * @param obstacle why a gap was not assessed
 */
record ReadFinding(
        String finding,
        String model,
        List<Estimate> thresholds,
        boolean isOptimistic,
        List<HarmAssessment.OfGroup> groups,
        Map<Rate, OfRate> rates,
        String obstacle) {
    /**
     * One rate.
     *
     * @param gaps by group but the reference
     * @param worst groups that it serves worst
     */
    record OfRate(Map<String, RateGap> gaps, List<String> worst) {}

    ReadFinding {
        rates = Collections.unmodifiableMap(rates);
    }

    static ReadFinding of(JudgedFinding judged, HarmPlan plan, List<String> groups) {
        Map<Rate, OfRate> rates = new EnumMap<>(Rate.class);
        for (Rate rate : plan.rates()) {
            judged.shares(rate)
                    .ifPresent(shares ->
                            rates.put(rate, new OfRate(gaps(shares, plan), judged.worst(rate, shares.names()))));
        }
        return new ReadFinding(
                judged.finding().name(),
                judged.finding().model(),
                judged.thresholds(),
                judged.isOptimistic(),
                groups.stream().map(judged::ofGroup).toList(),
                rates,
                judged.obstacle());
    }

    private static Map<String, RateGap> gaps(GroupShares shares, HarmPlan plan) {
        String reference = plan.comparison().reference();
        Map<String, RateGap> gaps = new TreeMap<>();
        for (String group : shares.names()) {
            if (!group.equals(reference)) {
                gaps.put(group, shares.gap(group, reference));
            }
        }
        return gaps;
    }

    /** How many gaps are assessed. */
    int gaps() {
        return rates.values().stream().mapToInt(rate -> rate.gaps().size()).sum();
    }
}
