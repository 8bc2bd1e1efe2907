package org.subtext.silo.sums;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.subtext.problems.InvalidInputException;
import org.subtext.silo.sums.ScopeFigures.AucFigures;
import org.subtext.silo.sums.ScopeFigures.RateFigure;
import org.subtext.silo.sums.ScopeFigures.ScopeCounts;
import org.subtext.statistics.ClusteredShare;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.gaps.RateGap;
import org.subtext.statistics.groups.Rate;
import org.subtext.statistics.sites.AucBounds;
import org.subtext.statistics.sites.BetweenSites;
import org.subtext.statistics.sites.BinnedScores;
import org.subtext.statistics.sites.Moments;
import org.subtext.statistics.sites.PlacementSums;
import org.subtext.statistics.sites.RandomEffects;
import org.subtext.statistics.sites.WithinSiteAuc;

/**
 * The result of an audit across sites, from the opened sums and what sites told of themselves.
 *
 * @param terms of the plan
 * @param sites whose answers are in the sum of {@link Counts}
 * @param scopes everyone, and then each group
 * @param gaps of rates, each group less the first
 * @param own by site, of those who told
 * @param leftOut patients by reason, over the sites that told it
 * @param sitesTellingLeftOut how many those are
 */
public record SummedAudit(
        Terms terms,
        int sites,
        List<ScopeFigures> scopes,
        List<Gap> gaps,
        List<SiteFigures> own,
        Map<String, Long> leftOut,
        long sitesTellingLeftOut) {
    /** Of all intervals. */
    public static final double LEVEL = 0.95;

    public SummedAudit {
        scopes = List.copyOf(scopes);
        gaps = List.copyOf(gaps);
        own = List.copyOf(own);
        leftOut = new LinkedHashMap<>(leftOut);
    }

    /**
     * A rate of a group less that of another.
     *
     * @param rate which it is
     * @param group whose rate is taken
     * @param reference whose rate is taken off
     * @param gap with its interval
     */
    public record Gap(Rate rate, String group, String reference, Estimate gap) {}

    /**
     * Reads sums.
     *
     * @param sums by the name of their operation; {@link Presence} and {@link Counts} are needed, others where the
     *     plan asks for them
     * @param own by the name of a site, what it answered to the operation of one site
     */
    public static SummedAudit read(Terms terms, Map<String, Sums> sums, Map<String, long[]> own) {
        Sums presence = needed(sums, Presence.NAME);
        Sums counts = needed(sums, Counts.NAME);
        List<ScopeFigures> scopes = new ArrayList<>();
        for (int scope = 0; scope < terms.scopes().size(); scope++) {
            scopes.add(new Reader(terms, presence, counts, sums).scope(scope));
        }
        Map<String, Long> leftOut = new LinkedHashMap<>();
        for (int reason = 0; reason < terms.flow().size(); reason++) {
            leftOut.put(terms.flow().get(reason), counts.counts(Counts.LEFT_OUT)[reason]);
        }
        List<SiteFigures> figures = new TreeMap<>(own)
                .entrySet().stream()
                        .map(site -> OwnFigures.read(terms, site.getKey(), site.getValue()))
                        .toList();
        return new SummedAudit(
                terms, counts.sites(), scopes, gaps(scopes), figures, leftOut, presence.count(Presence.SITES_FLOW));
    }

    private static Sums needed(Map<String, Sums> sums, String name) {
        Sums found = sums.get(name);
        if (found == null) {
            throw new InvalidInputException("The sums lack \"" + name + "\", on which all others rest. Expected it"
                    + " before them in every plan. Ask for it first.");
        }
        return found;
    }

    private static List<Gap> gaps(List<ScopeFigures> scopes) {
        List<ScopeFigures> open = scopes.stream()
                .skip(1)
                .filter(scope -> scope.closed().isEmpty())
                .toList();
        List<Gap> gaps = new ArrayList<>();
        for (ScopeFigures group : open.subList(Math.min(1, open.size()), open.size())) {
            ScopeFigures reference = open.get(0);
            for (int rate = 0;
                    rate < Math.min(group.rates().size(), reference.rates().size());
                    rate++) {
                Optional<ClusteredShare> share = group.rates().get(rate).sums().share();
                Optional<ClusteredShare> other =
                        reference.rates().get(rate).sums().share();
                gaps.add(new Gap(
                        group.rates().get(rate).rate(),
                        group.name(),
                        reference.name(),
                        RateGap.moverOf(share, other, LEVEL)));
            }
        }
        return gaps;
    }

    /** Everyone. */
    public ScopeFigures everyone() {
        return scopes.get(0);
    }

    /** Sites whose own AUC can be joined on the logit scale. */
    public List<SiteFigures> joinable() {
        return own.stream()
                .filter(site -> site.auc().isDefined())
                .filter(site -> site.standardError() > 0)
                .filter(site -> site.auc().valueOr(0) > 0 && site.auc().valueOr(1) < 1)
                .toList();
    }

    /** Why the sites' AUCs are not joined; empty where they are. A site that cannot be joined is not passed over. */
    public Optional<String> whyNotJoined() {
        long told = own.stream().filter(site -> site.auc().isDefined()).count();
        if (told < Sums.FEWEST_SITES) {
            return Optional.of("fewer than " + Sums.FEWEST_SITES + " sites tell their own AUC");
        }
        return joinable().size() < told
                ? Optional.of("a site separates the classes perfectly, which has no place on the logit scale")
                : Optional.empty();
    }

    /** The AUC of a site like these; empty where sites cannot be joined. */
    public Optional<RandomEffects> joined(BetweenSites method) {
        if (whyNotJoined().isPresent()) {
            return Optional.empty();
        }
        List<SiteFigures> sitesJoined = joinable();
        return Optional.of(RandomEffects.of(
                sitesJoined.stream().mapToDouble(site -> site.auc().valueOr(0)).toArray(),
                sitesJoined.stream().mapToDouble(SiteFigures::standardError).toArray(),
                method));
    }

    /** Sites whose AUC lies outside where that of the next site is expected; none where too few tell. */
    public List<String> outsidePrediction() {
        Estimate prediction = joined(BetweenSites.REML)
                .map(effects -> effects.prediction(LEVEL))
                .orElseGet(() -> Estimate.undefined("sites are not joined"));
        return prediction instanceof Estimate.Known known
                ? joinable().stream()
                        .filter(site -> !known.interval().contains(site.auc().valueOr(0)))
                        .map(SiteFigures::site)
                        .toList()
                : List.of();
    }

    /** Reads one scope after the other. */
    private static final class Reader {
        private final Terms terms;
        private final Sums presence;
        private final Sums counts;
        private final Map<String, Sums> sums;

        Reader(Terms terms, Sums presence, Sums counts, Map<String, Sums> sums) {
            this.terms = terms;
            this.presence = presence;
            this.counts = counts;
            this.sums = sums;
        }

        ScopeFigures scope(int scope) {
            int[] groups = groupsOf(scope);
            Optional<String> closed = groups.length == 0
                    ? Optional.of("every group is closed")
                    : scope == 0 ? Optional.empty() : Presence.whyClosed(presence, scope - 1);
            boolean isOpen = closed.isEmpty();
            Sums bins = sums.get(ScoreBins.NAME);
            Sums ages = sums.get(Ages.NAME);
            Sums calibration = sums.get(CalibrationBins.NAME);
            Moments moments = ages == null || !isOpen ? new Moments(0, 0, 0, 0) : Ages.read(terms, ages, scope);
            Optional<AucBounds> bounds = bins == null || !isOpen ? Optional.empty() : bounds(bins, scope);
            return new ScopeFigures(
                    terms.scopes().get(scope),
                    counts(scope, groups),
                    closed,
                    new AucFigures(
                            bounds,
                            bounds.isEmpty() ? notAsked(closed) : pooled(bins, scope, bounds.get()),
                            bounds.isEmpty() ? notAsked(closed) : within(bins, scope),
                            bounds.isEmpty() || scope > 0 ? notAsked(closed) : drawn(bounds.get())),
                    calibration == null || !isOpen
                            ? Optional.empty()
                            : Optional.of(CalibrationBins.read(terms, calibration, scope)),
                    isOpen ? rates(scope) : List.of(),
                    moments.count() < terms.limit() ? notAsked(closed) : moments.mean(),
                    moments.count() < terms.limit() ? notAsked(closed) : moments.deviation());
        }

        private ScopeCounts counts(int scope, int[] groups) {
            return new ScopeCounts(
                    sum(counts, Counts.PATIENTS_WITH_POSITIVES, groups),
                    sum(counts, Counts.PATIENTS_WITH_NEGATIVES, groups),
                    sum(counts, Counts.POSITIVES, groups),
                    sum(counts, Counts.NEGATIVES, groups),
                    sum(presence, Presence.SITES_WITHHELD, scope == 0 ? all() : groups));
        }

        private static Estimate notAsked(Optional<String> closed) {
            return Estimate.undefined(closed.orElse("not asked for, or not told by enough sites"));
        }

        private int[] all() {
            return IntStream.range(0, terms.groups().size()).toArray();
        }

        /** The group of a scope; of everyone those that are open. */
        private int[] groupsOf(int scope) {
            return scope > 0
                    ? new int[] {scope - 1}
                    : IntStream.of(all())
                            .filter(group -> Presence.whyClosed(presence, group).isEmpty())
                            .toArray();
        }

        private static long sum(Sums of, String block, int[] groups) {
            long[] values = of.counts(block);
            return IntStream.of(groups).mapToLong(group -> values[group]).sum();
        }

        private Optional<AucBounds> bounds(Sums bins, int scope) {
            BinnedScores binned = ScoreBins.binned(terms, bins, scope);
            return binned.obstacle().isPresent() ? Optional.empty() : Optional.of(binned.auc());
        }

        /** What a round lacked whose sites were others. */
        private Optional<Estimate> withoutSpread(@Nullable Sums spread, Sums bins, int scope) {
            if (spread == null) {
                return Optional.of(Estimate.undefined("the plan does not ask how sure it is"));
            }
            PlacementSums placed = Spread.placementSums(spread, scope);
            BinnedScores binned = ScoreBins.binned(terms, bins, scope);
            boolean areSame = placed.positives() == binned.positives() && placed.negatives() == binned.negatives();
            return areSame
                    ? Optional.empty()
                    : Optional.of(Estimate.undefined("other images were counted in the round of the scores than in that"
                            + " of their spread: a site left or came between them"));
        }

        private Estimate pooled(@Nullable Sums bins, int scope, AucBounds bounds) {
            if (bins == null) {
                return notAsked(Optional.empty());
            }
            Sums spread = sums.get(Spread.NAME);
            return withoutSpread(spread, bins, scope).isPresent() || spread == null
                    ? new Estimate.Point(bounds.middle())
                    : Spread.placementSums(spread, scope).interval(bounds.middle(), LEVEL);
        }

        private Estimate within(@Nullable Sums bins, int scope) {
            if (bins == null) {
                return notAsked(Optional.empty());
            }
            Sums spread = sums.get(Spread.NAME);
            WithinSiteAuc without =
                    new WithinSiteAuc(bins.counts(ScoreBins.OUTRANKED)[scope], bins.counts(ScoreBins.PAIRS)[scope], 0);
            return withoutSpread(spread, bins, scope).isPresent() || spread == null
                    ? without.value()
                    : Spread.within(bins, spread, scope).interval(LEVEL);
        }

        private Estimate drawn(AucBounds bounds) {
            Sums draws = sums.get(Bootstrap.NAME);
            return draws == null
                    ? notAsked(Optional.empty())
                    : Bootstrap.interval(terms, draws, bounds.middle(), LEVEL);
        }

        private List<RateFigure> rates(int scope) {
            Sums rates = sums.get(RateCounts.NAME);
            if (rates == null) {
                return List.of();
            }
            List<RateFigure> figures = new ArrayList<>();
            for (int rate = 0; rate < RateCounts.RATES.size(); rate++) {
                var own = RateCounts.read(terms, rates, scope, rate);
                Estimate share = own.share()
                        .map(known -> known.studentWilson(LEVEL))
                        .orElseGet(() -> Estimate.undefined("no image that counts"));
                figures.add(new RateFigure(RateCounts.RATES.get(rate), own, share));
            }
            return figures;
        }
    }
}
