package org.subtext.report.charts;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.subtext.recognition.LearningCurve;
import org.subtext.recognition.LearningCurve.Epoch;

/** Loss and validation AUC by pass over the training images; one colour a fold, a ring at the pass that was kept. */
public final class LearningCurveChart {
    private static final double WIDTH = 360;
    private static final double HEIGHT = 260;

    private LearningCurveChart() {}

    /** Training loss solid, validation loss dashed. */
    public static Markup loss(List<LearningCurve> folds) {
        double top = 0;
        for (LearningCurve fold : folds) {
            for (Epoch epoch : fold.epochs()) {
                top = Math.max(top, Math.max(finite(epoch.trainingLoss()), finite(epoch.validationLoss())));
            }
        }
        Plot plot = new Plot(WIDTH, HEIGHT, passes(folds), Axis.around("Cross-entropy", 0, Math.max(top, 0.01), 5));
        for (int f = 0; f < folds.size(); f++) {
            curve(plot, folds.get(f), Epoch::trainingLoss, Svg.colour(f), "none");
            curve(plot, folds.get(f), Epoch::validationLoss, Svg.colour(f), "5 3");
            ring(plot, folds.get(f), Epoch::validationLoss, Svg.colour(f));
        }
        List<Plot.LegendEntry> legend = List.of(
                new Plot.LegendEntry("training", Svg.INK, "none"), new Plot.LegendEntry("validation", Svg.INK, "5 3"));
        plot.legend(plot.right() - 100, plot.top() + 29, legend);
        return plot.drawing("Training and validation loss by pass");
    }

    /** Macro AUC on the validation images. */
    public static Markup auc(List<LearningCurve> folds) {
        double bottom = 0.5;
        for (LearningCurve fold : folds) {
            for (Epoch epoch : fold.epochs()) {
                bottom = Double.isFinite(epoch.validationAuc()) ? Math.min(bottom, epoch.validationAuc()) : bottom;
            }
        }
        Plot plot = new Plot(WIDTH, HEIGHT, passes(folds), Axis.around("Validation AUC", bottom, 1, 5));
        List<Plot.LegendEntry> legend = new ArrayList<>();
        for (int f = 0; f < folds.size(); f++) {
            curve(plot, folds.get(f), Epoch::validationAuc, Svg.colour(f), "none");
            ring(plot, folds.get(f), Epoch::validationAuc, Svg.colour(f));
            legend.add(new Plot.LegendEntry("fold " + (f + 1), Svg.colour(f), "none"));
        }
        if (folds.size() > 1) {
            plot.legend(plot.right() - 80, plot.bottom() - 10, legend);
        }
        return plot.drawing("Validation AUC by pass");
    }

    private static Axis passes(List<LearningCurve> folds) {
        int most = folds.stream().mapToInt(fold -> fold.epochs().size()).max().orElse(1);
        Axis axis = Axis.around("Pass over the training images", 0, Math.max(most, 2), 6);
        return axis.step() < 1 ? new Axis(axis.label(), 0, Math.max(most, 2), 1) : axis;
    }

    private static void curve(
            Plot plot, LearningCurve fold, ToDoubleFunction<Epoch> value, String colour, String dash) {
        List<double[]> points = new ArrayList<>();
        for (Epoch epoch : fold.epochs()) {
            if (Double.isFinite(value.applyAsDouble(epoch))) {
                points.add(plot.at(epoch.epoch(), value.applyAsDouble(epoch)));
            }
        }
        if (!points.isEmpty()) {
            plot.add(Svg.curve(points, colour, 1.4, dash));
        }
    }

    private static void ring(Plot plot, LearningCurve fold, ToDoubleFunction<Epoch> value, String colour) {
        for (Epoch epoch : fold.epochs()) {
            if (epoch.epoch() == fold.bestEpoch() && Double.isFinite(value.applyAsDouble(epoch))) {
                double[] at = plot.at(epoch.epoch(), value.applyAsDouble(epoch));
                plot.add(Svg.circle(at[0], at[1], 3.5, "#ffffff")
                        .with("stroke", colour)
                        .with("stroke-width", 1.5));
            }
        }
    }

    private static double finite(double value) {
        return Double.isFinite(value) ? value : 0;
    }
}
