package org.subtext.report.harm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.subtext.harm.along.RatesAlong;
import org.subtext.report.Page;
import org.subtext.report.Table;
import org.subtext.report.charts.Axis;
import org.subtext.report.charts.NumberText;
import org.subtext.report.charts.Plot;
import org.subtext.report.charts.Svg;
import org.subtext.statistics.Estimate;
import org.subtext.wording.Digits;
import org.subtext.wording.Percent;

/** Rates along recorded numbers: curves with their bands, differences between declared numbers, slopes. */
final class AlongSection {
    private static final double WIDTH = 340;
    private static final double HEIGHT = 250;

    /** Of more rates only the tables tell. */
    private static final int MOST_DRAWN = 6;

    private final Page page;
    private final HarmShown shown;
    private final AlongTold told;

    private AlongSection(Page page, HarmShown shown) {
        this.page = page;
        this.shown = shown;
        this.told = shown.along();
    }

    static void write(Page page, HarmShown shown) {
        if (!shown.content().along().rates().isEmpty()) {
            new AlongSection(page, shown).write();
        }
    }

    private RatesAlong along() {
        return shown.content().along();
    }

    private void write() {
        page.section("along", "Along a number, without bins");
        page.paragraph(AlongText.answer(shown.content())
                + shown.either(" A family of its own beside that of the groups, with the same margin and level.", "")
                + " Rates are smooth (logistic, natural cubic spline, images of a patient counted together) and of all "
                + shown.either("groups", "patients") + " together; nothing is told"
                + " where fewer than " + shown.content().plan().comparison().leastPatients()
                + " patients lie beyond a number."
                + told.reasons().stream().map(reason -> " " + reason.sentence()).collect(Collectors.joining()));
        List<Page.Figure> figures = new ArrayList<>();
        for (RatesAlong.OfRate rate : along().rates()) {
            if (told.isTold(rate) && rate.curve().size() > 1 && figures.size() < MOST_DRAWN) {
                figures.add(figure(rate));
            }
        }
        CurveSection.inPairs(page, figures);
        differences();
        slopes();
    }

    private Page.Figure figure(RatesAlong.OfRate rate) {
        Plot plot = new Plot(
                WIDTH,
                HEIGHT,
                Axis.around(
                        rate.column(),
                        rate.curve().get(0).at(),
                        rate.curve().get(rate.curve().size() - 1).at(),
                        5),
                Axis.share(HarmSentences.words(rate.rate())));
        List<double[]> middle = new ArrayList<>();
        List<double[]> lower = new ArrayList<>();
        List<double[]> upper = new ArrayList<>();
        for (RatesAlong.Point point : rate.curve()) {
            if (point.rate() instanceof Estimate.Known known) {
                middle.add(plot.at(point.at(), known.value()));
                lower.add(plot.at(point.at(), known.interval().lower()));
                upper.add(plot.at(point.at(), known.interval().upper()));
            }
        }
        plot.add(Svg.curve(lower, Svg.colour(0), 0.8, "2 3"));
        plot.add(Svg.curve(upper, Svg.colour(0), 0.8, "2 3"));
        plot.add(Svg.curve(middle, Svg.colour(0), 1.7, Svg.dash(0)));
        String title = rate.title() + ": " + HarmSentences.words(rate.rate()) + " along " + rate.column();
        return new Page.Figure(
                plot.drawing(title),
                title + ". Dotted: limits at each number by itself, "
                        + Percent.exact(1 - shown.content().plan().decision().alpha()) + " %.",
                Table.ofPoints(
                        "The points of the figure.",
                        List.of(rate.column(), HarmSentences.words(rate.rate()), "Lower", "Upper"),
                        Map.of("", points(rate))));
    }

    private static List<double[]> points(RatesAlong.OfRate rate) {
        List<double[]> points = new ArrayList<>();
        for (RatesAlong.Point point : rate.curve()) {
            if (point.rate() instanceof Estimate.Known known) {
                points.add(new double[] {
                    point.at(),
                    known.value(),
                    known.interval().lower(),
                    known.interval().upper()
                });
            }
        }
        return points;
    }

    private void differences() {
        Table table = new Table(
                "Rates at declared numbers, each less that at the first. Intervals of rates hold one by one, those of"
                        + " differences for all together.",
                List.of("Number", "Rate", "Value", "Difference", "Verdict"),
                Set.of(1, 4));
        for (RatesAlong.OfRate rate : along().rates()) {
            table.group(rate.title() + ", " + rate.column());
            table.row(
                    AlongText.number(rate.reference()),
                    HarmSentences.words(rate.rate()),
                    told.isTold(rate) ? AlongText.rate(rate.atReference()) : NumberText.HIDDEN,
                    "reference",
                    "");
            for (RatesAlong.Difference one : rate.differences()) {
                table.row(
                        AlongText.number(one.at()),
                        HarmSentences.words(rate.rate()),
                        told.isTold(rate) ? AlongText.rate(one.rate()) : NumberText.HIDDEN,
                        told.isTold(rate) ? AlongText.difference(one.simultaneous()) : NumberText.HIDDEN,
                        AlongText.worse(one));
            }
        }
        page.table(table);
    }

    private void slopes() {
        Table table = new Table(
                "Slopes: by how much the log odds of a rate rise when the number rises by "
                        + Digits.exact(RatesAlong.STEP)
                        + ", along a straight line. A rate that falls and rises again has a slope of none. p for all"
                        + " slopes together, by exchanging numbers among patients.",
                List.of("Finding", "Rate", "Along", "Slope", "p"),
                Set.of(1, 2));
        for (RatesAlong.OfRate rate : along().rates()) {
            table.row(
                    rate.title(),
                    HarmSentences.words(rate.rate()),
                    rate.column(),
                    told.isTold(rate) ? AlongText.difference(rate.slope()) : NumberText.HIDDEN,
                    told.isTold(rate) ? AlongText.p(rate) : NumberText.HIDDEN);
        }
        page.table(table);
    }
}
