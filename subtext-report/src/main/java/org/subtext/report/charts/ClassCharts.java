package org.subtext.report.charts;

import java.util.ArrayList;
import java.util.List;
import org.subtext.assessment.ClassAssessment;
import org.subtext.assessment.ClassAssessment.HistogramBin;
import org.subtext.assessment.ClassAssessment.ReliabilityBin;
import org.subtext.assessment.ClassAssessment.RocPoint;

/** The figures that show one curve a class: ROC, calibration, distribution of scores. One journal column wide. */
public final class ClassCharts {
    private static final double WIDTH = 360;
    private static final double HEIGHT = 330;

    private ClassCharts() {}

    /** ROC curves with their pointwise bands, the chance line and a legend with the AUCs. */
    public static Markup roc(List<ClassAssessment> classes) {
        Plot plot = new Plot(WIDTH, HEIGHT, Axis.share("1 − specificity"), Axis.share("Sensitivity"));
        plot.add(Svg.line(plot.x(0), plot.y(0), plot.x(1), plot.y(1), Svg.RULE, 1)
                .with("stroke-dasharray", "4 3"));
        List<Plot.LegendEntry> legend = new ArrayList<>();
        for (int c = 0; c < classes.size(); c++) {
            List<double[]> band = new ArrayList<>();
            List<double[]> curve = new ArrayList<>();
            List<RocPoint> points = classes.get(c).roc();
            for (RocPoint point : points) {
                curve.add(plot.at(point.falsePositiveRate(), point.sensitivity()));
                band.add(plot.at(point.falsePositiveRate(), point.upper()));
            }
            for (int i = points.size() - 1; i >= 0; i--) {
                band.add(
                        plot.at(points.get(i).falsePositiveRate(), points.get(i).lower()));
            }
            if (!points.isEmpty()) {
                plot.add(Svg.area(band, Svg.colour(c), 0.13));
                plot.add(Svg.curve(curve, Svg.colour(c), 1.8, Svg.dash(c)));
            }
            String name = Svg.fitted(classes.get(c).name(), 150);
            legend.add(new Plot.LegendEntry(
                    name + "  " + NumberText.value(classes.get(c).auc()), Svg.colour(c), Svg.dash(c)));
        }
        double widest =
                legend.stream().mapToDouble(Plot.LegendEntry::width).max().orElse(0);
        plot.legend(plot.right() - widest - 4, plot.bottom() - 10, legend);
        return plot.drawing("ROC curves of " + names(classes));
    }

    /** Observed share against mean score of each bin; the area of a point grows with the cases in it. */
    public static Markup calibration(List<ClassAssessment> classes, int smallestCell) {
        Plot plot = new Plot(WIDTH, HEIGHT, Axis.share("Mean score in bin"), Axis.share("Observed share"));
        plot.add(Svg.line(plot.x(0), plot.y(0), plot.x(1), plot.y(1), Svg.RULE, 1)
                .with("stroke-dasharray", "4 3"));
        List<Plot.LegendEntry> legend = new ArrayList<>();
        int most = classes.stream()
                .flatMap(c -> c.reliability().stream())
                .mapToInt(ReliabilityBin::cases)
                .max()
                .orElse(1);
        for (int c = 0; c < classes.size(); c++) {
            List<double[]> curve = new ArrayList<>();
            for (ReliabilityBin bin : classes.get(c).reliability()) {
                if (bin.cases() == 0 || bin.cases() < smallestCell) {
                    continue;
                }
                double[] at = plot.at(bin.meanScore(), bin.observedShare());
                curve.add(at);
                double radius = 2 + 6 * Math.sqrt((double) bin.cases() / most);
                plot.add(Svg.circle(at[0], at[1], radius, Svg.colour(c)).with("fill-opacity", 0.55));
            }
            if (curve.size() > 1) {
                plot.add(Svg.curve(curve, Svg.colour(c), 1.2, Svg.dash(c)));
            }
            legend.add(new Plot.LegendEntry(Svg.fitted(classes.get(c).name(), 150), Svg.colour(c), Svg.dash(c)));
        }
        plot.legend(plot.x(0) + 12, plot.top() + 14 + 15 * (legend.size() - 1), legend);
        return plot.drawing("Calibration of the scores of " + names(classes));
    }

    /** Distribution of one class's score among its cases and among the others. */
    public static Markup scores(ClassAssessment oneClass, int position) {
        double top = oneClass.histogram().stream()
                .mapToDouble(bin -> Math.max(bin.positiveShare(), bin.negativeShare()))
                .max()
                .orElse(1);
        Axis vertical = Axis.around("Share of cases", 0, Math.max(top, 0.05), 4);
        String label = "Score for " + Svg.fitted(oneClass.name(), 160);
        List<HistogramBin> bins = oneClass.histogram();
        double low = bins.isEmpty() ? 0 : bins.get(0).from();
        double high = bins.isEmpty() ? 1 : bins.get(bins.size() - 1).to();
        Axis scores = low >= 0 && high <= 1 ? Axis.share(label) : Axis.around(label, low, high, 5);
        Plot plot = new Plot(WIDTH, 230, scores, vertical);
        plot.add(Svg.area(steps(plot, oneClass.histogram(), false), Svg.RULE, 0.25));
        plot.add(Svg.area(steps(plot, oneClass.histogram(), true), Svg.colour(position), 0.25));
        plot.add(Svg.curve(steps(plot, oneClass.histogram(), false), Svg.FAINT_INK, 1.2, "none"));
        plot.add(Svg.curve(steps(plot, oneClass.histogram(), true), Svg.colour(position), 1.6, "none"));
        List<Plot.LegendEntry> legend = List.of(
                new Plot.LegendEntry("recorded " + Svg.fitted(oneClass.name(), 100), Svg.colour(position), "none"),
                new Plot.LegendEntry("recorded otherwise", Svg.FAINT_INK, "none"));
        double widest =
                legend.stream().mapToDouble(Plot.LegendEntry::width).max().orElse(0);
        plot.legend((plot.x(0) + plot.right() - widest) / 2, plot.top() + 29, legend);
        return plot.drawing("Distribution of the score for " + oneClass.name());
    }

    private static List<double[]> steps(Plot plot, List<HistogramBin> bins, boolean positives) {
        List<double[]> points = new ArrayList<>();
        for (HistogramBin bin : bins) {
            double share = positives ? bin.positiveShare() : bin.negativeShare();
            if (points.isEmpty()) {
                points.add(plot.at(bin.from(), 0));
            }
            points.add(plot.at(bin.from(), share));
            points.add(plot.at(bin.to(), share));
        }
        if (!bins.isEmpty()) {
            points.add(plot.at(bins.get(bins.size() - 1).to(), 0));
        }
        return points;
    }

    private static String names(List<ClassAssessment> classes) {
        return String.join(", ", classes.stream().map(ClassAssessment::name).toList());
    }
}
