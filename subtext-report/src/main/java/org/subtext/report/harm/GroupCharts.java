package org.subtext.report.harm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.subtext.harm.HarmAssessment;
import org.subtext.harm.beside.BesideGaps;
import org.subtext.harm.beside.ScoreCurve;
import org.subtext.report.Page;
import org.subtext.report.Table;
import org.subtext.report.charts.Axis;
import org.subtext.report.charts.Markup;
import org.subtext.report.charts.NumberText;
import org.subtext.report.charts.Plot;
import org.subtext.report.charts.Svg;
import org.subtext.statistics.Estimate;

/** Figures of one finding with a curve a group; a group whose curve may not be drawn is not in them. */
final class GroupCharts {
    private static final double WIDTH = 350;
    private static final double HEIGHT = 310;
    private static final double NAME = 130;
    private static final String DASHED = "4 3";

    /** Below this a decision curve is not drawn: acting does more harm than the figure has room for. */
    private static final double LOWEST_BENEFIT = -0.1;

    /** In steps of this, so that a drawing tells no count. */
    private static final double DRAWN = 0.005;

    private final HarmShown shown;
    private final HarmShown.Both finding;

    /** A figure, and the points that it draws. */
    record Drawn(Markup drawing, Table points) {
        Page.Figure under(String caption) {
            return new Page.Figure(drawing, caption, points);
        }
    }

    GroupCharts(HarmShown shown, HarmShown.Both finding) {
        this.shown = shown;
        this.finding = finding;
    }

    private HarmAssessment.OfFinding assessed() {
        return finding.assessed();
    }

    /** Each group's ROC curve, with a mark where the common threshold puts it; empty where none may be drawn. */
    Optional<Drawn> roc() {
        Plot plot = new Plot(WIDTH, HEIGHT, Axis.share("False positive rate"), Axis.share("True positive rate"));
        plot.add(Svg.line(plot.x(0), plot.y(0), plot.x(1), plot.y(1), Svg.RULE, 1)
                .with("stroke-dasharray", DASHED));
        List<Plot.LegendEntry> legend = new ArrayList<>();
        List<Markup> marks = new ArrayList<>();
        Map<String, List<double[]>> lines = new LinkedHashMap<>();
        for (BesideGaps.OfGroup group : finding.beside().groups()) {
            Optional<ScoreCurve> curve = shown.beside().curve(assessed(), group);
            if (curve.isEmpty()) {
                continue;
            }
            List<double[]> line = new ArrayList<>();
            curve.get()
                    .points()
                    .forEach(point -> line.add(plot.at(point.falsePositiveRate(), point.truePositiveRate())));
            plot.add(Svg.curve(line, shown.colour(group.group()), 1.7, shown.dash(group.group())));
            curve.get()
                    .operating()
                    .map(point -> plot.at(point.falsePositiveRate(), point.truePositiveRate()))
                    .ifPresent(at -> marks.add(Svg.circle(at[0], at[1], 4.4, shown.colour(group.group()))
                            .with("stroke", "#ffffff")
                            .with("stroke-width", 1.4)));
            Estimate auc = assessed().group(group.group()).auc();
            lines.put(group.group() + ", AUC " + NumberText.value(auc), points(curve.get()));
            legend.add(entry(group.group(), "  " + NumberText.value(auc)));
        }
        marks.forEach(plot::add);
        Table points = Table.ofPoints(
                "Points of the curves" + byGroup() + "; the first of each is the mark of the common threshold.",
                List.of("False positive rate", "True positive rate"),
                lines);
        return drawn(
                plot,
                legend,
                Corner.LOWER_RIGHT,
                "ROC " + shown.either("curves by group", "curve") + ", " + finding.title(),
                points);
    }

    private static List<double[]> points(ScoreCurve curve) {
        return Stream.concat(curve.operating().stream(), curve.points().stream())
                .map(point -> new double[] {point.falsePositiveRate(), point.truePositiveRate()})
                .toList();
    }

    private String byGroup() {
        return shown.either(", by group", "");
    }

    /** Observed share against mean score; empty where scores are no probabilities or no group may be drawn. */
    Optional<Drawn> calibration() {
        Plot plot = new Plot(WIDTH, HEIGHT, Axis.share("Mean score of a bin"), Axis.share("Share with the finding"));
        plot.add(Svg.line(plot.x(0), plot.y(0), plot.x(1), plot.y(1), Svg.RULE, 1)
                .with("stroke-dasharray", DASHED));
        List<Plot.LegendEntry> legend = new ArrayList<>();
        Map<String, List<double[]>> lines = new LinkedHashMap<>();
        for (BesideGaps.OfGroup group : finding.beside().groups()) {
            Optional<ScoreCurve> curve = shown.beside().curve(assessed(), group);
            if (curve.isEmpty() || group.decisions().isEmpty()) {
                continue;
            }
            List<double[]> line = new ArrayList<>();
            lines.put(
                    group.group(),
                    curve.get().bins().stream()
                            .map(bin -> new double[] {stepped(bin.meanScore()), stepped(bin.observedShare())})
                            .toList());
            for (ScoreCurve.Bin bin : curve.get().bins()) {
                double[] at = plot.at(stepped(bin.meanScore()), stepped(bin.observedShare()));
                line.add(at);
                plot.add(Svg.circle(at[0], at[1], 2.6, shown.colour(group.group())));
            }
            plot.add(Svg.curve(line, shown.colour(group.group()), 1.4, shown.dash(group.group())));
            legend.add(entry(group.group(), ""));
        }
        Table points = Table.ofPoints(
                "The points of the figure" + byGroup() + ".",
                List.of("Mean score of a bin", "Share with the finding"),
                lines);
        return drawn(
                plot,
                legend,
                Corner.UPPER_LEFT,
                "Calibration" + shown.either(" by group", "") + ", " + finding.title(),
                points);
    }

    /** Net benefit by threshold beside that of acting on everybody; empty as above. */
    Optional<Drawn> decisions() {
        double most = finding.beside().groups().stream()
                .filter(group -> shown.beside().isExact(assessed(), group.group()))
                .flatMap(group -> group.decisions().stream())
                .mapToDouble(one -> Math.max(
                        one.benefit().model().valueOr(0),
                        one.benefit().treatAll().valueOr(0)))
                .max()
                .orElse(0);
        Plot plot = new Plot(
                WIDTH,
                HEIGHT,
                new Axis("Probability from which on one acts", 0, 0.5, 0.1),
                new Axis("Net benefit an image", LOWEST_BENEFIT, Math.max(1, Math.ceil(most * 10)) / 10, 0.1));
        plot.add(Svg.line(plot.x(0), plot.y(0), plot.x(0.5), plot.y(0), Svg.FAINT_INK, 1));
        List<Plot.LegendEntry> legend = new ArrayList<>();
        Map<String, List<double[]>> lines = new LinkedHashMap<>();
        for (BesideGaps.OfGroup group : finding.beside().groups()) {
            if (!shown.beside().isExact(assessed(), group.group())
                    || group.decisions().isEmpty()) {
                continue;
            }
            List<double[]> model = new ArrayList<>();
            List<double[]> all = new ArrayList<>();
            for (BesideGaps.Decision one : group.decisions()) {
                add(model, plot, one.threshold(), one.benefit().model());
                add(all, plot, one.threshold(), one.benefit().treatAll());
            }
            plot.add(Svg.curve(all, shown.colour(group.group()), 0.8, "2 3"));
            plot.add(Svg.curve(model, shown.colour(group.group()), 1.7, shown.dash(group.group())));
            lines.put(
                    group.group(),
                    group.decisions().stream()
                            .map(one -> new double[] {
                                one.threshold(),
                                benefit(one.benefit().model()),
                                benefit(one.benefit().treatAll())
                            })
                            .toList());
            legend.add(entry(group.group(), ""));
        }
        Table points = Table.ofPoints(
                "The points of the figure" + byGroup() + "; – where it has no room.",
                List.of("Probability", "By the score", "On everybody"),
                lines);
        return drawn(
                plot,
                legend,
                Corner.UPPER_RIGHT,
                "Net benefit" + shown.either(" by group", "") + ", " + finding.title(),
                points);
    }

    /** As it is drawn; NaN where it is not. */
    private double benefit(Estimate benefit) {
        double value = stepped(benefit.valueOr(LOWEST_BENEFIT - 1));
        return value >= LOWEST_BENEFIT ? value : Double.NaN;
    }

    private void add(List<double[]> line, Plot plot, double threshold, Estimate benefit) {
        double value = stepped(benefit.valueOr(LOWEST_BENEFIT - 1));
        if (value >= LOWEST_BENEFIT) {
            line.add(plot.at(threshold, value));
        }
    }

    private double stepped(double value) {
        return shown.told().isInternal() ? value : Math.round(value / DRAWN) * DRAWN;
    }

    private Plot.LegendEntry entry(String group, String after) {
        return new Plot.LegendEntry(Svg.fitted(group, NAME) + after, shown.colour(group), shown.dash(group));
    }

    /** Where no curve of a figure lies: of its legend. */
    private enum Corner {
        LOWER_RIGHT,
        UPPER_LEFT,
        UPPER_RIGHT
    }

    private static Optional<Drawn> drawn(
            Plot plot, List<Plot.LegendEntry> legend, Corner corner, String title, Table points) {
        if (legend.isEmpty()) {
            return Optional.empty();
        }
        double widest =
                legend.stream().mapToDouble(Plot.LegendEntry::width).max().orElse(0);
        double left = corner == Corner.UPPER_LEFT ? plot.x(0) + 10 : plot.right() - widest - 4;
        double lowest = corner == Corner.LOWER_RIGHT ? plot.bottom() - 10 : plot.top() + 14 + 15 * (legend.size() - 1);
        plot.legend(left, lowest, legend);
        return Optional.of(new Drawn(plot.drawing(title), points));
    }
}
