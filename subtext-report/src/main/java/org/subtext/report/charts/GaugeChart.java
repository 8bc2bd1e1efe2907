package org.subtext.report.charts;

import java.util.ArrayList;
import java.util.List;
import org.subtext.statistics.Estimate;
import org.subtext.wording.Digits;

/** The primary AUC with its interval, against one half and the band that counts as chance. */
public final class GaugeChart {
    private static final double WIDTH = 640;
    private static final double HEIGHT = 118;
    private static final double LINE = 54;

    private GaugeChart() {}

    public static Markup draw(Estimate auc, double margin) {
        double lowest = auc instanceof Estimate.Known known ? known.interval().lower() : auc.valueOr(0.5);
        Axis axis = Axis.around("AUC", Math.min(Math.min(0.3, 0.5 - margin), lowest), 1, 7);
        List<Markup> marks = new ArrayList<>();
        double from = x(axis, 0.5 - margin);
        double to = x(axis, 0.5 + margin);
        marks.add(Svg.rectangle(from, 22, to - from, 54, Svg.SHADE));
        marks.add(Svg.centred((from + to) / 2, 15, "counts as chance").with("fill", Svg.FAINT_INK));
        for (double tick : axis.ticks()) {
            marks.add(Svg.line(x(axis, tick), 76, x(axis, tick), 81, Svg.RULE, 1));
            marks.add(Svg.centred(x(axis, tick), 94, axis.tickText(tick)));
        }
        marks.add(Svg.line(x(axis, axis.low()), 76, x(axis, axis.high()), 76, Svg.RULE, 1));
        marks.add(Svg.line(x(axis, 0.5), 22, x(axis, 0.5), 76, Svg.FAINT_INK, 1).with("stroke-dasharray", "4 3"));
        marks.add(Svg.centred(x(axis, (axis.low() + axis.high()) / 2), 113, "AUC (0.5: no better than a coin)")
                .with("fill", Svg.FAINT_INK));
        drawEstimate(marks, axis, auc);
        return Svg.drawing(
                WIDTH,
                HEIGHT,
                "Primary AUC " + NumberText.withInterval(auc) + "; " + Digits.exact(0.5 - margin, 2) + " to "
                        + Digits.exact(0.5 + margin, 2) + " counts as chance",
                marks);
    }

    private static void drawEstimate(List<Markup> marks, Axis axis, Estimate auc) {
        if (!auc.isDefined()) {
            marks.add(Svg.centred(WIDTH / 2, LINE, NumberText.withInterval(auc)));
            return;
        }
        double value = auc.valueOr(0.5);
        if (auc instanceof Estimate.Known known) {
            double lower = x(axis, known.interval().lower());
            double upper = x(axis, known.interval().upper());
            marks.add(Svg.line(lower, LINE, upper, LINE, Svg.colour(0), 3));
            marks.add(Svg.line(lower, LINE - 6, lower, LINE + 6, Svg.colour(0), 2));
            marks.add(Svg.line(upper, LINE - 6, upper, LINE + 6, Svg.colour(0), 2));
        }
        marks.add(Svg.circle(x(axis, value), LINE, 5.5, Svg.colour(0)));
        double half = Svg.widthOf(NumberText.cell(auc)) / 2;
        double textAt = Math.min(WIDTH - half - 6, Math.max(half + 6, x(axis, value)));
        marks.add(Svg.centred(textAt, LINE - 15, NumberText.cell(auc)).with("font-weight", "bold"));
    }

    private static double x(Axis axis, double value) {
        return 30 + axis.position(value) * (WIDTH - 60);
    }
}
