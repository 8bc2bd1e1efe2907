package org.subtext.web.pages;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.subtext.audit.compare.Comparison.Compared;
import org.subtext.audit.compare.Comparison.Difference;
import org.subtext.report.charts.Axis;
import org.subtext.report.charts.Markup;
import org.subtext.report.charts.Svg;

/** AUCs or rates of two runs, a line each of them, and beside them the differences with their intervals around 0. */
final class CompareChart {
    private static final double WIDTH = 640;
    private static final double LABELS = 126;
    private static final double AUC_FROM = 136;
    private static final double AUC_TO = 276;
    private static final double DIFFERENCE_FROM = 306;
    private static final double DIFFERENCE_TO = 440;
    private static final double ROW = 22;
    private static final double TOP = 34;

    private CompareChart() {}

    /** Where a value lies on one of the two. */
    private record Panel(Axis axis, double from, double to) {
        double x(double value) {
            return from + axis.position(value) * (to - from);
        }
    }

    static Markup draw(Compared compared) {
        List<Difference> lines = compared.differences();
        Panel aucs = new Panel(axis(compared.measure(), 0.5, lines, true), AUC_FROM, AUC_TO);
        Panel differences = new Panel(axis("first less second", 0, lines, false), DIFFERENCE_FROM, DIFFERENCE_TO);
        double bottom = TOP + ROW * lines.size();
        List<Markup> marks = new ArrayList<>();
        marks.add(Svg.rectangle(AUC_FROM, 6, 8, 8, Svg.colour(0)));
        marks.add(Svg.text(AUC_FROM + 12, 14, "first: " + Svg.fitted(compared.first(), 150)));
        marks.add(ring(DIFFERENCE_FROM + 4, 10));
        marks.add(Svg.text(DIFFERENCE_FROM + 12, 14, "second: " + Svg.fitted(compared.second(), 150)));
        frame(marks, aucs, 0.5, bottom);
        frame(marks, differences, 0, bottom);
        for (int i = 0; i < lines.size(); i++) {
            line(marks, aucs, differences, lines.get(i), TOP + ROW * i + ROW / 2);
        }
        String title = compared.measure() + " of " + compared.first() + " and " + compared.second()
                + ", and their differences";
        return Svg.drawing(WIDTH, bottom + 38, title, marks);
    }

    private static Axis axis(String label, double reference, List<Difference> lines, boolean isOfAucs) {
        double low = reference;
        double high = reference;
        for (Difference one : lines) {
            Double[] values = isOfAucs
                    ? new Double[] {one.first(), one.second()}
                    : new Double[] {one.difference(), one.lower(), one.upper()};
            for (Double value : values) {
                low = value == null ? low : Math.min(low, value);
                high = value == null ? high : Math.max(high, value);
            }
        }
        return low < high ? Axis.around(label, low, high, 4) : Axis.around(label, reference - 0.1, reference + 0.1, 4);
    }

    private static void frame(List<Markup> marks, Panel panel, double reference, double bottom) {
        for (double tick : panel.axis().ticks()) {
            marks.add(Svg.line(panel.x(tick), TOP - 6, panel.x(tick), bottom, Svg.GRID, 0.8));
            marks.add(Svg.centred(panel.x(tick), bottom + 15, panel.axis().tickText(tick)));
        }
        marks.add(Svg.line(panel.x(reference), TOP - 6, panel.x(reference), bottom, Svg.FAINT_INK, 1)
                .with("stroke-dasharray", "4 3"));
        marks.add(Svg.line(panel.from(), bottom, panel.to(), bottom, Svg.RULE, 1));
        marks.add(Svg.centred(
                (panel.from() + panel.to()) / 2, bottom + 31, panel.axis().label()));
    }

    private static void line(List<Markup> marks, Panel aucs, Panel differences, Difference one, double y) {
        marks.add(Svg.text(4, y + 4, Svg.fitted(one.of(), LABELS)));
        marks.add(Svg.text(DIFFERENCE_TO + 14, y + 4, Svg.fitted(one.text(), WIDTH - DIFFERENCE_TO - 14)));
        Double first = one.first();
        Double second = one.second();
        if (first != null && second != null) {
            marks.add(Svg.line(aucs.x(first), y, aucs.x(second), y, Svg.RULE, 1));
            marks.add(Svg.rectangle(aucs.x(first) - 4, y - 4, 8, 8, Svg.colour(0)));
            marks.add(ring(aucs.x(second), y));
        }
        difference(marks, differences, one.difference(), one.lower(), one.upper(), y);
    }

    private static void difference(
            List<Markup> marks,
            Panel panel,
            @Nullable Double value,
            @Nullable Double lower,
            @Nullable Double upper,
            double y) {
        if (lower != null && upper != null) {
            marks.add(Svg.line(panel.x(lower), y, panel.x(upper), y, Svg.INK, 1.6));
        }
        if (value != null) {
            marks.add(Svg.rectangle(panel.x(value) - 3.5, y - 3.5, 7, 7, Svg.INK));
        }
    }

    private static Markup ring(double x, double y) {
        return Svg.circle(x, y, 4, "#ffffff").with("stroke", Svg.colour(1)).with("stroke-width", 2);
    }
}
