package org.subtext.harm.beside;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.subtext.harm.HarmAssessment;
import org.subtext.harm.HarmPlan;
import org.subtext.statistics.BootstrapDistribution;
import org.subtext.statistics.BootstrapSample;
import org.subtext.statistics.ClusterStatistic;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.Interval;
import org.subtext.statistics.casemix.ExactWeights;
import org.subtext.statistics.casemix.GapLadder;
import org.subtext.statistics.casemix.GapLadder.Place;
import org.subtext.statistics.casemix.LabelNoise;
import org.subtext.statistics.groups.GroupOutcomes;
import org.subtext.statistics.groups.Grouping;
import org.subtext.statistics.groups.Outcomes;

/** The assessed gaps of one finding once cases are matched, and what label error they would take. */
final class MatchedGaps {
    /** With more draws that lack a cell, an interval is of the patients who are left in them. */
    private static final double MOST_REDRAWN = 0.05;

    private final HarmPlan plan;
    private final List<HarmAssessment.Gap> gaps;
    private final GapLadder ladder;
    private final GroupOutcomes outcomes;
    private final int[] patients;
    private final int patientCount;

    /** By group that has gaps, in the order of first appearance: where the gap is defined. */
    private final Map<String, List<Place>> places = new LinkedHashMap<>();

    /**
     * @param gaps that were assessed
     * @param patients of the rows, below {@code patientCount}
     */
    MatchedGaps(
            HarmPlan plan,
            List<HarmAssessment.Gap> gaps,
            boolean[] truths,
            boolean[] calls,
            Grouping groups,
            List<Grouping> strata,
            int[] patients,
            int patientCount) {
        this.patients = patients.clone();
        this.patientCount = patientCount;
        this.plan = plan;
        this.gaps = gaps;
        this.ladder = GapLadder.of(truths, calls, groups, strata);
        this.outcomes = GroupOutcomes.of(truths, calls, groups);
        gaps.forEach(gap -> places.computeIfAbsent(gap.group(), this::places));
    }

    private List<Place> places(String group) {
        List<Place> defined = new ArrayList<>();
        for (HarmAssessment.Gap gap : gaps) {
            for (int rung = 0; gap.group().equals(group) && rung < ladder.rungs(); rung++) {
                if (ladder.gap(rung, gap.rate(), group, reference()).isDefined()) {
                    defined.add(new Place(gap.rate(), rung));
                }
            }
        }
        return defined;
    }

    private String reference() {
        return plan.comparison().reference();
    }

    /** One list a group. */
    List<List<ClusterStatistic>> drawn() {
        List<List<ClusterStatistic>> drawn = new ArrayList<>();
        places.forEach((group, defined) ->
                drawn.add(List.of(ladder.statistic(defined, group, reference(), patients, patientCount))));
        return drawn;
    }

    /** @param samples of {@link #drawn} */
    List<BesideGaps.OfGap> read(List<BootstrapSample> samples) {
        List<String> groups = List.copyOf(places.keySet());
        List<BesideGaps.OfGap> read = new ArrayList<>();
        for (HarmAssessment.Gap gap : gaps) {
            int place = groups.indexOf(gap.group());
            List<BesideGaps.Rung> rungs = new ArrayList<>();
            for (int rung = 1; rung < ladder.rungs(); rung++) {
                rungs.add(rung(gap, rung, samples.get(place)));
            }
            read.add(new BesideGaps.OfGap(
                    gap.rate(), gap.group(), reference(), gap.estimate(), rungs, tippingPoint(gap)));
        }
        return read;
    }

    private BesideGaps.Rung rung(HarmAssessment.Gap gap, int rung, BootstrapSample sample) {
        ExactWeights weights = ladder.weights(rung, gap.group(), reference());
        List<String> matched = plan.comparison().strata().subList(0, rung - 1);
        List<Place> defined = places.getOrDefault(gap.group(), List.of());
        int raw = defined.indexOf(new Place(gap.rate(), 0));
        int own = defined.indexOf(new Place(gap.rate(), rung));
        Estimate none = Estimate.undefined("the groups share no cell of these columns");
        boolean isDefined = raw >= 0 && own >= 0;
        return new BesideGaps.Rung(
                matched,
                isDefined ? interval(sample.statistic(own), sample) : none,
                isDefined ? interval(sample.difference(raw, own), sample) : none,
                isDefined ? share(gap, sample, raw, own) : none,
                weights.cost(gap.group()),
                weights.cost(reference()),
                ladder.fewestPatients(rung, List.of(gap.group(), reference()), patients),
                ladder.fewestPatients(rung, outcomes.names(), patients));
    }

    private Estimate interval(BootstrapDistribution distribution, BootstrapSample sample) {
        return isSteady(sample) ? distribution.percentile(level()) : distribution.observed();
    }

    private double level() {
        return 1 - plan.decision().alpha();
    }

    private boolean isSteady(BootstrapSample sample) {
        return sample.redrawn() <= MOST_REDRAWN * plan.draws();
    }

    /** Of a gap that may be none there is no share. */
    private Estimate share(HarmAssessment.Gap gap, BootstrapSample sample, int raw, int own) {
        if (!(gap.estimate() instanceof Estimate.Known known)
                || known.interval().contains(0)) {
            return Estimate.undefined("the gap may be none, so there is no share of it");
        }
        BootstrapDistribution before = sample.statistic(raw);
        BootstrapDistribution explained = sample.difference(raw, own);
        double value = explained.observed().valueOr(0) / before.observed().valueOr(1);
        double[] ofDraws = before.replicates();
        double[] parts = explained.replicates();
        Arrays.setAll(ofDraws, draw -> parts[draw] / ofDraws[draw]);
        Arrays.sort(ofDraws);
        boolean isFinite =
                ofDraws.length > 0 && Double.isFinite(ofDraws[0]) && Double.isFinite(ofDraws[ofDraws.length - 1]);
        return !isFinite || !isSteady(sample)
                ? new Estimate.Point(value)
                : new Estimate.Known(
                        value,
                        new Interval(
                                BootstrapDistribution.quantile(ofDraws, (1 - level()) / 2),
                                BootstrapDistribution.quantile(ofDraws, (1 + level()) / 2),
                                level(),
                                "patient-cluster bootstrap, percentile, paired, " + ofDraws.length + " draws"));
    }

    private LabelNoise.TippingPoint tippingPoint(HarmAssessment.Gap gap) {
        String worse = gap.harmed().orElse(gap.group());
        Outcomes ofWorse = outcomes.of(worse);
        Outcomes ofBetter = outcomes.of(worse.equals(gap.group()) ? reference() : gap.group());
        return switch (gap.rate()) {
            case TRUE_POSITIVE, FALSE_NEGATIVE -> LabelNoise.ofTruePositiveRates(ofBetter, ofWorse);
            case FALSE_POSITIVE, TRUE_NEGATIVE -> LabelNoise.ofFalsePositiveRates(ofBetter, ofWorse);
            case POSITIVE_PREDICTIVE_VALUE, NEGATIVE_PREDICTIVE_VALUE, SELECTION, PREVALENCE -> {
                Estimate none = Estimate.undefined("label error is weighed within the label");
                yield new LabelNoise.TippingPoint(none, none);
            }
        };
    }
}
