package org.subtext.harm.models;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.gaps.GapDifference;
import org.subtext.statistics.gaps.GroupShares;
import org.subtext.statistics.gaps.ModelExchange;
import org.subtext.statistics.gaps.PairedShares;
import org.subtext.statistics.gaps.PermutedFamily;
import org.subtext.statistics.gaps.RateGap;
import org.subtext.statistics.groups.Rate;

/**
 * All that is kept of a pair of models until every one was exchanged: a few numbers a group, and nothing of its rows.
 *
 * @param rates that were compared, by group, in the order in which they were tested
 * @param reason why nothing was compared; empty where something was
 */
record ReadPair(
        String finding,
        String first,
        String second,
        List<OfGroup> groups,
        Map<Rate, Map<String, OfRate>> rates,
        String reason) {
    /** Images of a group that one model calls alone. */
    record OfGroup(String group, ModelDifferences.Discordant with, ModelDifferences.Discordant without) {}

    /**
     * One rate of one group.
     *
     * @param gap empty for the reference
     */
    record OfRate(Estimate first, Estimate second, RateGap difference, Optional<GapDifference> gap) {
        static OfRate of(PairedShares shares, String group, String reference, double level) {
            return new OfRate(
                    rate(shares.first(), group, level),
                    rate(shares.second(), group, level),
                    shares.difference(group),
                    group.equals(reference) ? Optional.empty() : Optional.of(shares.gapDifference(group, reference)));
        }

        private static Estimate rate(GroupShares shares, String group, double level) {
            return shares.share(group)
                    .map(share -> share.studentWilson(level))
                    .orElse(Estimate.undefined("no row of the rate"));
        }
    }

    ReadPair {
        groups = List.copyOf(groups);
        rates = Collections.unmodifiableMap(rates);
    }

    /**
     * With what became of it.
     *
     * @param from place of its first rate in the family
     */
    ModelDifferences.OfPair tested(PermutedFamily<ModelExchange.Result> tests, int from, double alpha) {
        double joint = tests.simultaneousLevel(alpha);
        List<ModelDifferences.OfGroup> found = new ArrayList<>();
        for (OfGroup group : groups) {
            Map<Rate, ModelDifferences.OfRate> ofRates = new EnumMap<>(Rate.class);
            int next = from;
            for (Map.Entry<Rate, Map<String, OfRate>> rate : rates.entrySet()) {
                ModelExchange.Result result = tests.results().get(next++);
                OfRate one = rate.getValue().get(group.group());
                if (one != null) {
                    ofRates.put(rate.getKey(), of(one, group.group(), result, 1 - alpha, joint));
                }
            }
            found.add(new ModelDifferences.OfGroup(group.group(), group.with(), group.without(), ofRates));
        }
        return new ModelDifferences.OfPair(finding, first, second, found, reason);
    }

    private static ModelDifferences.OfRate of(
            OfRate read, String group, ModelExchange.Result result, double own, double joint) {
        ModelExchange.Test ofRate = Objects.requireNonNull(result.rates().get(group));
        ModelExchange.Test ofGap = result.gaps().get(group);
        return new ModelDifferences.OfRate(
                read.first(),
                read.second(),
                new ModelDifferences.Difference(
                        read.difference().mover(own), read.difference().mover(joint), ofRate.p(), ofRate.adjustedP()),
                ofGap == null
                        ? Optional.empty()
                        : read.gap()
                                .map(gap -> new ModelDifferences.Difference(
                                        gap.mover(own), gap.mover(joint), ofGap.p(), ofGap.adjustedP())));
    }
}
