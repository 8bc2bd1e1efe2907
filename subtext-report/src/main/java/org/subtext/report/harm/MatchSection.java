package org.subtext.report.harm;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.subtext.cohort.SmallestGroups;
import org.subtext.harm.HarmAssessment;
import org.subtext.harm.Verdict;
import org.subtext.harm.beside.BesideGaps;
import org.subtext.report.Page;
import org.subtext.report.Table;
import org.subtext.report.charts.NumberText;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.casemix.ExactWeights;
import org.subtext.wording.Digits;
import org.subtext.wording.Lists;
import org.subtext.wording.Percent;

/** Whether a gap is one of the cases or of the labels. */
final class MatchSection {
    /** Of more gaps nobody reads a ladder. */
    private static final int MOST = 12;

    private final Page page;
    private final HarmShown shown;

    private MatchSection(Page page, HarmShown shown) {
        this.page = page;
        this.shown = shown;
    }

    static void write(Page page, HarmShown shown) {
        new MatchSection(page, shown).write();
    }

    private record One(HarmShown.Both finding, BesideGaps.OfGap gap) {
        String title(HarmShown shown) {
            return finding.title() + ", " + HarmSentences.words(gap.rate()) + ", " + gap.group() + " less "
                    + shown.reference() + ": " + shown.numbers().difference(gap.raw());
        }
    }

    private void write() {
        page.section("matched", "Is it the cases, or the labels?");
        List<One> all = gaps();
        if (all.isEmpty()) {
            page.paragraph("No gap that may be told is away from 0 by its own interval, so there is none to explain.");
            return;
        }
        List<One> some = all.subList(0, Math.min(MOST, all.size()));
        if (some.size() < all.size()) {
            page.paragraph("The first " + some.size() + " of " + all.size() + " gaps that are away from 0 by their own"
                    + " intervals; the others are in the run's own files.");
        }
        ladder(some);
        tipping(some);
    }

    /** Shown ones first, and else those whose own interval does not hold 0. */
    private List<One> gaps() {
        List<One> harms = new ArrayList<>();
        List<One> others = new ArrayList<>();
        for (HarmShown.Both finding : shown.drawn()) {
            for (BesideGaps.OfGap gap : finding.beside().gaps()) {
                if (!shown.beside().isGapTold(finding.assessed(), gap)) {
                    continue;
                }
                if (verdict(finding.assessed(), gap) == Verdict.HARM_SHOWN) {
                    harms.add(new One(finding, gap));
                } else if (gap.raw() instanceof Estimate.Known known
                        && !known.interval().contains(0)) {
                    others.add(new One(finding, gap));
                }
            }
        }
        harms.addAll(others);
        return harms;
    }

    private static Verdict verdict(HarmAssessment.OfFinding finding, BesideGaps.OfGap gap) {
        return finding.gap(gap.rate(), gap.group())
                .map(HarmAssessment.Gap::verdict)
                .orElse(Verdict.NOT_ASSESSED);
    }

    private void ladder(List<One> gaps) {
        page.paragraph(
                "Each rung gives both groups one case mix by exact weights, a column more each time. Weights on the"
                        + " label alone cannot move a rate within it; that rung says so."
                        + (shown.content().plan().comparison().strata().isEmpty()
                                ? " No column to match was named: view, age or sex would tell more."
                                : ""));
        Table table = new Table(
                "Gaps once cases are matched. Explained: the gap before less the gap after, on the same draws of patients."
                        + " Effective images: as many unweighted ones tell as much. Left out: images in cells that one of"
                        + " the two groups has none in. Hidden: a group has fewer than " + SmallestGroups.TOLD
                        + " patients in a cell, or none. Intervals by patient, one by one.",
                List.of(
                        "Matched on",
                        "Gap",
                        "Explained",
                        "Share",
                        "Effective, group",
                        "reference",
                        "Largest weight",
                        "Left out"),
                Set.of());
        for (One one : gaps) {
            table.group(one.title(shown));
            one.gap().rungs().forEach(rung -> table.row(cells(one, rung)));
        }
        page.table(table);
    }

    private List<String> cells(One one, BesideGaps.Rung rung) {
        List<String> columns = new ArrayList<>(List.of("label"));
        columns.addAll(rung.matched());
        boolean isGapTold = shown.beside().isMatchedGapTold(rung);
        boolean isCostTold = shown.beside().isCostTold(rung);
        return List.of(
                Lists.and(columns),
                isGapTold ? shown.numbers().difference(rung.gap()) : NumberText.HIDDEN,
                isGapTold ? shown.numbers().difference(rung.explained()) : NumberText.HIDDEN,
                isGapTold ? share(rung.share()) : NumberText.HIDDEN,
                isCostTold ? effective(one, rung.ofGroup()) : NumberText.HIDDEN,
                isCostTold ? effective(one, rung.ofReference()) : NumberText.HIDDEN,
                isCostTold ? largestWeight(rung) : NumberText.HIDDEN,
                isCostTold ? leftOut(rung) : NumberText.HIDDEN);
    }

    private static String largestWeight(BesideGaps.Rung rung) {
        double ofGroup = rung.ofGroup().largestWeight();
        return Digits.fixed(Math.max(ofGroup, rung.ofReference().largestWeight()), 1);
    }

    private String effective(One one, ExactWeights.Cost cost) {
        return Digits.count(shown.beside().effective(one.finding().assessed(), cost.effectiveRows()));
    }

    private static String leftOut(BesideGaps.Rung rung) {
        ExactWeights.Cost group = rung.ofGroup();
        ExactWeights.Cost reference = rung.ofReference();
        double share =
                (group.unmatched() + reference.unmatched()) / (double) Math.max(1, group.rows() + reference.rows());
        return Percent.fixed(share, 1) + " %";
    }

    private static String share(Estimate share) {
        if (share instanceof Estimate.Known known) {
            return percent(known.value()) + " (" + percent(known.interval().lower()) + " to "
                    + percent(known.interval().upper()) + ") %";
        }
        return share.isDefined() ? percent(share.valueOr(0)) + " %" : "–";
    }

    private static String percent(double share) {
        return Digits.fixed(100 * share, 0);
    }

    private void tipping(List<One> gaps) {
        Table table = new Table(
                "Label error that would explain a gap wholly, if labels of the better served group are right. Mislabelled:"
                        + " share of the worse served group's recorded positives (of a gap in true positive rates) or"
                        + " negatives (in false positive rates) that would have to be wrong. Label error: one less the"
                        + " specificity (sensitivity) that its labels would have to have.",
                List.of("Gap", "Mislabelled", "Label error"));
        for (One one : gaps) {
            boolean isTold = shown.beside().isLabelErrorTold(one.finding().assessed(), one.gap());
            table.row(
                    one.title(shown),
                    isTold ? share(one.gap().tippingPoint().mislabelled()) : NumberText.HIDDEN,
                    isTold ? share(one.gap().tippingPoint().labelError()) : NumberText.HIDDEN);
        }
        page.table(table);
    }
}
