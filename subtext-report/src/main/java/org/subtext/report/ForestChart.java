package org.subtext.report;

import java.util.ArrayList;
import java.util.List;
import org.subtext.report.charts.Axis;
import org.subtext.report.charts.Markup;
import org.subtext.report.charts.NumberText;
import org.subtext.report.charts.Svg;
import org.subtext.statistics.Estimate;
import org.subtext.wording.Lists;

/** Estimates with their intervals, one a line, under headings: a forest plot. */
public final class ForestChart {
    private static final double WIDTH = 640;
    private static final double LABELS = 210;
    private static final double COUNTS = 288;
    private static final double PLOT_FROM = 304;
    private static final double PLOT_TO = 500;
    private static final double ROW = 19;

    /** A line of the plot; a heading has no estimate to show and an empty count. */
    public record Line(String label, String count, Estimate estimate, boolean isHeading) {
        public static Line heading(String text) {
            return new Line(text, "", Estimate.undefined(""), true);
        }

        public static Line of(String label, String count, Estimate estimate) {
            return new Line(label, count, estimate, false);
        }

        /** A line whose number is hidden. */
        public static Line notTold(String label) {
            return new Line(label, "", Estimate.hidden(""), false);
        }
    }

    private ForestChart() {}

    /** The lines of shared results: the mean over classes first, then each class. */
    static List<Line> lines(List<ResultTable> tables) {
        List<Line> lines = new ArrayList<>();
        for (ResultTable table : tables) {
            lines.add(new Line(table.experiment(), table.unit().plural(), Estimate.undefined(""), true));
            lines.add(line("Mean over classes", table.mean()));
            table.classes().forEach(one -> lines.add(line(one.name(), one)));
        }
        return lines;
    }

    private static Line line(String label, ResultTable.Row row) {
        return Line.of(label, NumberText.count(row.cases()), row.auc());
    }

    /**
     * Draws AUCs around one half.
     *
     * @param countHeader what the counts are: "patients"
     * @param reference value of the dashed line
     */
    public static Markup draw(String title, String axisLabel, String countHeader, double reference, List<Line> lines) {
        Axis axis = axisOver(axisLabel, reference, lines);
        double bottom = 26 + ROW * lines.size();
        List<Markup> marks = new ArrayList<>();
        marks.add(Svg.endingAt(COUNTS, 14, countHeader).with("fill", Svg.FAINT_INK));
        marks.add(Svg.text(PLOT_TO + 14, 14, "estimate (interval)").with("fill", Svg.FAINT_INK));
        for (double tick : axis.ticks()) {
            marks.add(Svg.line(x(axis, tick), 20, x(axis, tick), bottom, Svg.GRID, 0.8));
            marks.add(Svg.centred(x(axis, tick), bottom + 15, axis.tickText(tick)));
        }
        marks.add(Svg.line(x(axis, reference), 20, x(axis, reference), bottom, Svg.FAINT_INK, 1)
                .with("stroke-dasharray", "4 3"));
        marks.add(Svg.line(PLOT_FROM, bottom, PLOT_TO, bottom, Svg.RULE, 1));
        marks.add(Svg.centred((PLOT_FROM + PLOT_TO) / 2, bottom + 31, axisLabel));
        for (int i = 0; i < lines.size(); i++) {
            drawLine(marks, axis, lines.get(i), 26 + ROW * i + ROW / 2);
        }
        return Svg.drawing(WIDTH, bottom + 38, title, marks);
    }

    /** The numbers of the lines, for who would rather read them. */
    public static Table table(String caption, String countHeader, List<Line> lines) {
        Table table = new Table(caption, List.of("Line", Lists.capitalised(countHeader), "Estimate (interval)"));
        for (Line line : lines) {
            if (line.isHeading()) {
                table.group(line.label());
            } else {
                table.row(
                        line.label(),
                        line.count(),
                        line.estimate().isDefined()
                                ? NumberText.cell(line.estimate())
                                : NumberText.notDefined(line.estimate()));
            }
        }
        return table;
    }

    private static void drawLine(List<Markup> marks, Axis axis, Line line, double y) {
        if (line.isHeading()) {
            marks.add(Svg.text(4, y + 4, Svg.fitted(line.label(), COUNTS)).with("font-weight", "bold"));
            return;
        }
        marks.add(Svg.text(14, y + 4, Svg.fitted(line.label(), LABELS)));
        marks.add(Svg.endingAt(COUNTS, y + 4, line.count()));
        Estimate estimate = line.estimate();
        if (!estimate.isDefined()) {
            marks.add(Svg.text(PLOT_TO + 14, y + 4, NumberText.notDefined(line.estimate()))
                    .with("fill", Svg.FAINT_INK));
            return;
        }
        if (estimate instanceof Estimate.Known known) {
            marks.add(Svg.line(
                    x(axis, known.interval().lower()),
                    y,
                    x(axis, known.interval().upper()),
                    y,
                    Svg.colour(0),
                    1.6));
        }
        double at = x(axis, estimate.valueOr(0));
        marks.add(Svg.rectangle(at - 3.5, y - 3.5, 7, 7, Svg.colour(0)));
        marks.add(Svg.text(PLOT_TO + 14, y + 4, NumberText.cell(estimate)));
    }

    static Axis axisOver(String label, double reference, List<Line> lines) {
        double low = reference;
        double high = reference;
        for (Line line : lines) {
            if (line.estimate() instanceof Estimate.Known known) {
                low = Math.min(low, Math.min(known.interval().lower(), known.value()));
                high = Math.max(high, Math.max(known.interval().upper(), known.value()));
            } else if (line.estimate().isDefined()) {
                low = Math.min(low, line.estimate().valueOr(reference));
                high = Math.max(high, line.estimate().valueOr(reference));
            }
        }
        return low < high
                ? Axis.around(label, low, high, 4)
                // nothing is drawn: an axis of no width would have ticks that no number needs
                : Axis.around(label, reference - 0.5, reference + 0.5, 4);
    }

    private static double x(Axis axis, double value) {
        return PLOT_FROM + axis.position(value) * (PLOT_TO - PLOT_FROM);
    }
}
