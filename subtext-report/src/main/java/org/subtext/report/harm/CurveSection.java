package org.subtext.report.harm;

import java.util.ArrayList;
import java.util.List;
import org.subtext.harm.HarmAssessment;
import org.subtext.harm.beside.BesideGaps;
import org.subtext.report.Page;
import org.subtext.report.Table;
import org.subtext.report.charts.NumberText;
import org.subtext.report.disclosure.ToldShare;
import org.subtext.statistics.groups.Rate;
import org.subtext.wording.Digits;
import org.subtext.wording.IntervalText;

/** Operating points on each group's own curve, and predictive values at one prevalence. */
final class CurveSection {
    private final Page page;
    private final HarmShown shown;

    private CurveSection(Page page, HarmShown shown) {
        this.page = page;
        this.shown = shown;
    }

    static void write(Page page, HarmShown shown) {
        new CurveSection(page, shown).write();
    }

    private void write() {
        page.section(
                "curves",
                shown.either("Operating points on each group's own curve", "The operating point on the model's curve"));
        if (shown.hasGroups()) {
            page.paragraph(
                    "A gap at the common threshold has two kinds of cause. Where a group's curve lies as high as the"
                            + " others' and only its mark lies elsewhere, its scores are shifted, and the threshold does not suit"
                            + " it. Where the curve itself lies lower, the model sees less in that group, and no threshold mends"
                            + " it.");
        }
        List<Page.Figure> figures = new ArrayList<>();
        for (HarmShown.Both finding : shown.drawn()) {
            new GroupCharts(shown, finding)
                    .roc()
                    .ifPresent(drawn -> figures.add(drawn.under(
                            finding.title() + ". ROC curve " + shown.either("of each group ", "") + "with its AUC; "
                                    + shown.either("marks: the common", "mark: the") + " threshold.")));
        }
        inPairs(page, figures);
        curves();
        predictive();
    }

    /** Two beside each other. */
    static void inPairs(Page page, List<Page.Figure> figures) {
        for (int from = 0; from < figures.size(); from += 2) {
            page.columns(figures.subList(from, Math.min(from + 2, figures.size())));
        }
    }

    private void curves() {
        Table table = new Table(
                "AUC" + shown.either(" of each group, its", ",") + " true positive rate where "
                        + shown.either("its own", "the") + " false positive rate is 0.20, and both rates at the "
                        + shown.either("common ", "") + "threshold. Intervals by patient, one by one."
                        + (shown.told().isInternal()
                                ? ""
                                : " Where few images lie between both thresholds, the former is told as a range (a to b).")
                        + shown.leftOut(),
                List.of(
                        shown.groupColumn(),
                        "AUC",
                        shown.either("TPR at own FPR 0.20", "TPR at FPR 0.20"),
                        "TPR at threshold",
                        "FPR at threshold"));
        for (HarmShown.Both finding : shown.drawn()) {
            table.group(finding.title());
            for (BesideGaps.OfGroup group : finding.beside().groups()) {
                HarmAssessment.OfGroup assessed = finding.assessed().group(group.group());
                table.row(
                        group.group(),
                        auc(finding, assessed),
                        own(finding, group),
                        rate(finding, group, Rate.TRUE_POSITIVE),
                        rate(finding, group, Rate.FALSE_POSITIVE));
            }
        }
        page.table(table);
    }

    /** As in the table of gaps, without a second interval. */
    private String rate(HarmShown.Both finding, BesideGaps.OfGroup group, Rate rate) {
        if (!shown.beside().isExact(finding.assessed(), group.group())) {
            return NumberText.HIDDEN;
        }
        return NumberText.value(rate.of(CasesTold.rows(finding.assessed().group(group.group()))));
    }

    private String own(HarmShown.Both finding, BesideGaps.OfGroup group) {
        ToldShare told = shown.beside().sensitivityAtOwnRate(finding.assessed(), group);
        if (told.form() != ToldShare.Form.WITHHELD
                && !group.sensitivityAtOwnRate().isDefined()) {
            return "–";
        }
        return switch (told.form()) {
            case EXACT -> NumberText.cell(group.sensitivityAtOwnRate());
            case BETWEEN -> IntervalText.spanning(told.lower(), told.upper(), 3);
            case WITHHELD -> NumberText.HIDDEN;
        };
    }

    private String auc(HarmShown.Both finding, HarmAssessment.OfGroup group) {
        if (!shown.told().isAucTold(finding.assessed(), group)) {
            return NumberText.HIDDEN;
        }
        return group.auc().isDefined() ? NumberText.cell(group.auc()) : "–";
    }

    private void predictive() {
        List<HarmShown.Both> told = shown.drawn().stream()
                .filter(finding -> shown.beside().areAllExact(finding.assessed()))
                .toList();
        if (told.isEmpty()) {
            return;
        }
        Table table = new Table(
                shown.either(
                        "Predictive values of each group at its own prevalence, and with the same rates at the prevalence of"
                                + " all images together: what is left then is not the prevalence.",
                        "Predictive values at the prevalence of these images."),
                shown.hasGroups()
                        ? List.of(shown.groupColumn(), "PPV", "NPV", "PPV at common", "NPV at common")
                        : List.of(shown.groupColumn(), "PPV", "NPV"));
        for (HarmShown.Both finding : told) {
            table.group(finding.title() + ", prevalence "
                    + Digits.fixed(finding.beside().commonPrevalence().valueOr(0), 3));
            for (BesideGaps.OfGroup group : finding.beside().groups()) {
                BesideGaps.PredictiveValues values = group.predictive();
                List<String> cells = new ArrayList<>(List.of(
                        group.group(), NumberText.value(values.positive()), NumberText.value(values.negative())));
                if (shown.hasGroups()) {
                    cells.add(NumberText.value(values.positiveAtCommon()));
                    cells.add(NumberText.value(values.negativeAtCommon()));
                }
                table.row(cells);
            }
        }
        page.table(table);
    }
}
