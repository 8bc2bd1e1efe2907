package org.subtext.report.harm;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.subtext.harm.beside.BesideGaps;
import org.subtext.report.Page;
import org.subtext.report.Table;
import org.subtext.report.charts.NumberText;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.calibration.CurveErrors;
import org.subtext.statistics.calibration.ErrorFloor;
import org.subtext.wording.Digits;
import org.subtext.wording.IntervalText;
import org.subtext.wording.Lists;

/** Calibration beside its floor, and what acting on scores is worth. */
final class CalibrationSection {
    private static final double FIRST = 0.1;
    private static final double SECOND = 0.2;

    private final Page page;
    private final HarmShown shown;

    private CalibrationSection(Page page, HarmShown shown) {
        this.page = page;
        this.shown = shown;
    }

    static void write(Page page, HarmShown shown) {
        new CalibrationSection(page, shown).write();
    }

    /** Why nothing is said of the calibration of a finding. */
    static String whyNot(List<BesideGaps.OfGroup> groups) {
        return groups.stream()
                .map(group -> group.calibration().error())
                .flatMap(error -> error instanceof Estimate.Undefined none ? Stream.of(none.reason()) : Stream.empty())
                .findFirst()
                .orElse("no rows");
    }

    private void write() {
        page.section("calibration", "Calibration beside its floor, and net benefit");
        List<HarmShown.Both> probabilities = shown.drawn().stream()
                .filter(finding -> finding.beside().groups().stream()
                        .anyMatch(group -> !group.decisions().isEmpty()))
                .toList();
        Map<String, List<String>> others = shown.drawn().stream()
                .filter(finding -> !probabilities.contains(finding))
                .collect(groupingBy(
                        finding -> whyNot(finding.beside().groups()),
                        TreeMap::new,
                        mapping(HarmShown.Both::title, toList())));
        others.forEach((why, titles) ->
                page.paragraph("Nothing is said of the calibration of " + Lists.and(titles) + ": " + why + "."));
        if (probabilities.isEmpty()) {
            return;
        }
        page.paragraph(
                "The calibration error of perfect probabilities is above 0 in few images, and the more so the fewer"
                        + " there are. " + shown.either("A group's", "An")
                        + " error means something only where it lies above its"
                        + shown.either(" own", "") + " floor.");
        errors(probabilities);
        distances(probabilities);
        recalibrated(probabilities);
        List<Page.Figure> figures = new ArrayList<>();
        for (HarmShown.Both finding : probabilities) {
            GroupCharts charts = new GroupCharts(shown, finding);
            charts.calibration()
                    .ifPresent(drawn -> figures.add(
                            drawn.under(finding.title() + ". Share with the finding by score; diagonal: calibrated.")));
            charts.decisions()
                    .ifPresent(drawn -> figures.add(drawn.under(
                            finding.title() + ". Net benefit of acting by the score; dotted: of acting on everybody;"
                                    + " line at 0: on nobody."
                                    + shown.either(
                                            " It depends on the prevalence, so each group is compared with its own dotted"
                                                    + " line.",
                                            ""))));
        }
        CurveSection.inPairs(page, figures);
    }

    private void errors(List<HarmShown.Both> findings) {
        Table table = new Table(
                "Calibration" + shown.either(" of each group", "")
                        + ". Error: expected calibration error over ten bins of equal width. Floor: the"
                        + " error that perfect probabilities would have. Slope: 1 where"
                        + " calibrated, below 1 where scores are too near to 0 and 1. Mean less share: above 0 where"
                        + " scores are too high on the whole. Intervals by patient, one by one." + shown.leftOut(),
                List.of(shown.groupColumn(), "Error", "Floor", "Slope", "Mean less share", "Brier"));
        for (HarmShown.Both finding : findings) {
            table.group(finding.title());
            for (BesideGaps.OfGroup group : finding.beside().groups()) {
                table.row(
                        shown.beside().isExact(finding.assessed(), group.group())
                                ? cells(group)
                                : hidden(group.group(), 5));
            }
        }
        page.table(table);
    }

    private void distances(List<HarmShown.Both> findings) {
        Table table = new Table(
                "Distance of scores from a smooth curve of what came true, over images: the mean (ICI), the median (E50),"
                        + " that of nine in ten (E90), the largest (Emax). Curve: local parabolas (loess, span 0.75) from 100"
                        + " images with 20 of either kind on, else steps that never fall, whose largest distance may be one"
                        + " patient's and is hidden. Perfect probabilities have distances above 0 too, the more so the fewer"
                        + " images there are." + shown.leftOut(),
                List.of(shown.groupColumn(), "ICI", "E50", "E90", "Emax", "Curve"));
        for (HarmShown.Both finding : findings) {
            table.group(finding.title());
            for (BesideGaps.OfGroup group : finding.beside().groups()) {
                table.row(
                        shown.beside().isExact(finding.assessed(), group.group())
                                ? distances(group.group(), group.calibration().curve())
                                : hidden(group.group(), 5));
            }
        }
        page.table(table);
    }

    private static List<String> hidden(String group, int cells) {
        List<String> row = new ArrayList<>(Collections.nCopies(cells, NumberText.HIDDEN));
        row.add(0, group);
        return row;
    }

    private List<String> distances(String group, CurveErrors errors) {
        boolean isSmooth = errors.curve() == CurveErrors.Curve.LOESS;
        boolean isDefined = errors.mean().isDefined();
        return List.of(
                group,
                NumberText.value(errors.mean()),
                NumberText.value(errors.median()),
                NumberText.value(errors.ninetieth()),
                isSmooth || !isDefined || shown.told().isInternal()
                        ? NumberText.value(errors.largest())
                        : NumberText.HIDDEN,
                !isDefined ? "–" : isSmooth ? "smooth" : "steps");
    }

    /** Net benefit to two decimals, which tells no count. */
    private void recalibrated(List<HarmShown.Both> findings) {
        Table table = new Table(
                "One recalibration" + shown.either(" for all groups", "")
                        + " (logistic, fitted on the patients who choose): calibration error after it"
                        + " beside its floor, scores less share, and net benefit at two thresholds before and after, beside"
                        + " acting on everybody."
                        + shown.either(" A map that helps all groups together may leave one where it was.", "")
                        + shown.leftOut(),
                List.of(
                        shown.groupColumn(),
                        "Error",
                        "Floor",
                        "Mean less share",
                        "At " + first(),
                        "after",
                        "all",
                        "At " + second(),
                        "after",
                        "all"));
        for (HarmShown.Both finding : findings) {
            String reason = finding.beside().groups().stream()
                    .map(group -> group.recalibrated().reason())
                    .findFirst()
                    .orElse("");
            table.group(finding.title() + (reason.isEmpty() ? "" : ": none, " + reason));
            for (BesideGaps.OfGroup group :
                    reason.isEmpty() ? finding.beside().groups() : List.<BesideGaps.OfGroup>of()) {
                table.row(
                        shown.beside().isExact(finding.assessed(), group.group())
                                ? recalibrated(group)
                                : hidden(group.group(), 9));
            }
        }
        page.table(table);
    }

    private static String first() {
        return Digits.exact(FIRST, 2);
    }

    private static String second() {
        return Digits.exact(SECOND, 2);
    }

    private static List<String> recalibrated(BesideGaps.OfGroup group) {
        BesideGaps.Recalibrated after = group.recalibrated();
        List<String> cells = new ArrayList<>(List.of(
                group.group(),
                NumberText.value(after.error()),
                floor(after.floor()),
                spanning(after.expectedMinusObserved(), 3)));
        for (double threshold : new double[] {FIRST, SECOND}) {
            cells.add(benefit(group.decisions(), threshold, false));
            cells.add(benefit(after.decisions(), threshold, false));
            cells.add(benefit(group.decisions(), threshold, true));
        }
        return cells;
    }

    private static String benefit(List<BesideGaps.Decision> decisions, double threshold, boolean isOfAll) {
        return decisions.stream()
                .filter(one -> one.threshold() == threshold)
                .map(one -> isOfAll ? one.benefit().treatAll() : one.benefit().model())
                .filter(Estimate::isDefined)
                .map(one -> Digits.fixed(one.valueOr(0), 2))
                .findFirst()
                .orElse("–");
    }

    private static List<String> cells(BesideGaps.OfGroup group) {
        BesideGaps.Calibrated one = group.calibration();
        return List.of(
                group.group(),
                NumberText.value(one.error()),
                floor(one.floor()),
                spanning(one.recalibration().slope(), 2),
                spanning(one.expectedMinusObserved(), 3),
                NumberText.value(one.brier()));
    }

    /** The error that perfect probabilities would have, or a dash. */
    static String floor(Optional<ErrorFloor> floor) {
        return floor.map(ErrorFloor::value).map(value -> Digits.fixed(value, 3)).orElse("–");
    }

    static String spanning(Estimate estimate, int digits) {
        if (estimate instanceof Estimate.Known known) {
            return IntervalText.aroundSpanning(
                    known.value(), known.interval().lower(), known.interval().upper(), digits);
        }
        return estimate.isDefined() ? Digits.fixed(estimate.valueOr(0), digits) : "–";
    }
}
