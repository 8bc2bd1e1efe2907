package org.subtext.report.harm;

import java.util.Optional;
import org.subtext.cohort.SmallestGroups;
import org.subtext.harm.HarmAssessment;
import org.subtext.harm.beside.BesideGaps;
import org.subtext.harm.beside.ScoreCurve;
import org.subtext.report.disclosure.ToldShare;
import org.subtext.report.disclosure.ToldShare.Form;
import org.subtext.statistics.groups.Outcomes;
import org.subtext.statistics.groups.Rate;

/**
 * What of the figures beside the gaps may be told: never more than of the gaps themselves.
 *
 * <p>A curve is drawn of groups whose rates are both told as they are, on cuts between which no few patients lie; what
 * is read off a curve elsewhere is told where it does not differ from the operating point by few. A matched gap, a
 * predictive value and a tipping point are functions of rates and told where those are; what is computed with all
 * groups together is told where every group is.
 */
public final class BesideTold {
    private static final int SMALLEST = SmallestGroups.TOLD;

    private final HarmTold told;

    public BesideTold(HarmTold told) {
        this.told = told;
    }

    /** Whether both rates of a group are told as they are. */
    public boolean isExact(HarmAssessment.OfFinding finding, String group) {
        return hasRate(finding, group, Rate.TRUE_POSITIVE) && hasRate(finding, group, Rate.FALSE_POSITIVE);
    }

    private boolean has(HarmAssessment.OfFinding finding, String group, Rate rate, Form form) {
        return told.share(finding, finding.group(group), rate).form() == form;
    }

    /** Whether one rate of a group is told as it is. */
    boolean hasRate(HarmAssessment.OfFinding finding, String group, Rate rate) {
        return told.isInternal() || has(finding, group, rate, Form.EXACT);
    }

    /** Whether every group's rates are. */
    boolean areAllExact(HarmAssessment.OfFinding finding) {
        return finding.groups().stream().allMatch(group -> isExact(finding, group.group()));
    }

    /** A curve that may be drawn. */
    Optional<ScoreCurve> curve(HarmAssessment.OfFinding finding, BesideGaps.OfGroup group) {
        boolean isDrawn = told.isInternal()
                || isExact(finding, group.group()) && group.curve().isOfMany();
        return isDrawn && !group.curve().points().isEmpty() ? Optional.of(group.curve()) : Optional.empty();
    }

    /**
     * The height of the group's own curve where it is defined. Where few lie between it and the operating point it is
     * told as lying within as many of that as are told of.
     */
    ToldShare sensitivityAtOwnRate(HarmAssessment.OfFinding finding, BesideGaps.OfGroup group) {
        double value = group.sensitivityAtOwnRate().valueOr(0);
        if (told.isInternal()) {
            return ToldShare.exact(value);
        }
        if (!isExact(finding, group.group())) {
            return ToldShare.WITHHELD;
        }
        Outcomes rows = CasesTold.rows(finding.group(group.group()));
        double all = rows.positives();
        double hits = value * all;
        if (isFew(hits) || isFew(all - hits)) {
            return ToldShare.WITHHELD;
        }
        double more = hits - rows.truePositives();
        if (!isFew(Math.abs(more))) {
            return ToldShare.exact(value);
        }
        double least = rows.truePositives() - (more < 0 ? SMALLEST : 0);
        double most = rows.truePositives() + (more > 0 ? SMALLEST : 0);
        return new ToldShare(Form.BETWEEN, Math.max(0, least / all), Math.min(1, most / all));
    }

    /** Whether a gap after matching may be told. */
    boolean isGapTold(HarmAssessment.OfFinding finding, BesideGaps.OfGap gap) {
        return hasRate(finding, gap.group(), gap.rate()) && hasRate(finding, gap.reference(), gap.rate());
    }

    /**
     * Whether what a rung of matching costs may be told: where every group has as many patients as are told of in
     * each cell. Weights are counts of a cell over counts of a group in it, so that of a smaller one they tell its
     * count; and an empty one is not told apart from a small one.
     */
    boolean isCostTold(BesideGaps.Rung rung) {
        return told.isInternal() || rung.fewestOfAll() >= SMALLEST;
    }

    /**
     * Whether the gap of a rung may be told: where both groups have as many patients as are told of in each cell, since
     * with the group's rate it would tell the rate of a smaller one. Matching the label alone leaves a gap as it is.
     */
    boolean isMatchedGapTold(BesideGaps.Rung rung) {
        return told.isInternal() || rung.matched().isEmpty() || rung.fewest() >= SMALLEST;
    }

    /** Whether the label error that would explain a gap may be told: it follows from both rates of a group. */
    boolean isLabelErrorTold(HarmAssessment.OfFinding finding, BesideGaps.OfGap gap) {
        return isExact(finding, gap.group()) && isExact(finding, gap.reference());
    }

    /**
     * Effective images of a group: to two digits where some group is hidden, since they are weighed towards the cases
     * of all; downwards, since they are never more than there are.
     */
    long effective(HarmAssessment.OfFinding finding, double rows) {
        long whole = Math.round(rows);
        return areAllExact(finding) ? whole : whole - whole % HarmSentences.unit(whole);
    }

    /** Intersections, to two decimals. */
    CrossedTold told(HarmAssessment.OfFinding finding, BesideGaps.Intersections found) {
        return told.isInternal()
                ? CrossedTold.all(found)
                : CrossedTold.of(found, group -> has(finding, group, found.rate(), Form.EXACT));
    }

    private static boolean isFew(double count) {
        return count > 1e-9 && count < SMALLEST - 1e-9;
    }
}
