package org.subtext.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.subtext.report.charts.Axis;
import org.subtext.report.charts.Markup;
import org.subtext.report.charts.Svg;
import org.subtext.statistics.Estimate;
import org.subtext.survey.SurveyResult.Column;
import org.subtext.survey.SurveyResult.Found;

/** Columns by line: what images tell of them, and beside it what they tell of the attribute, on one scale. */
final class SurveyChart {
    private static final double WIDTH = 720;
    private static final double LABELS = 190;
    private static final double GAP = 26;
    private static final double ROW = 19;
    private static final double TOP = 30;
    private static final double END = WIDTH - 14;

    private final Axis axis;
    private final List<Markup> marks = new ArrayList<>();
    private final double bottom;

    private SurveyChart(Axis axis, int rows) {
        this.axis = axis;
        bottom = TOP + ROW * rows;
    }

    /** @param attribute null where none was asked about: there is one panel then */
    static Markup draw(List<Column> columns, @Nullable String attribute) {
        SurveyChart chart = new SurveyChart(axis(columns), columns.size());
        double end = attribute == null ? END : (LABELS + END - GAP) / 2;
        chart.panel(
                "Images tell the column",
                LABELS,
                end,
                columns.stream().map(Column::fromImages).toList(),
                0);
        if (attribute != null) {
            List<@Nullable Found> associations = new ArrayList<>();
            columns.forEach(one -> associations.add(one.association()));
            chart.panel("The column tells " + attribute, end + GAP, END, associations, 1);
        }
        for (int i = 0; i < columns.size(); i++) {
            chart.marks.add(
                    Svg.text(4, chart.y(i) + 4, Svg.fitted(columns.get(i).column(), LABELS - 12)));
        }
        return Svg.drawing(
                WIDTH,
                chart.bottom + 38,
                "AUC of each column from the images" + (attribute == null ? "" : ", and of " + attribute + " from it"),
                chart.marks);
    }

    private static Axis axis(List<Column> columns) {
        double low = 0.45;
        for (Found found : columns.stream()
                .flatMap(one ->
                        Stream.of(one.fromImages(), Objects.requireNonNullElse(one.association(), one.fromImages())))
                .toList()) {
            if (found.auc() instanceof Estimate.Known known) {
                low = Math.min(low, known.interval().lower());
            }
        }
        return Axis.around("AUC", Math.max(0, low), 1, 5);
    }

    private double y(int row) {
        return TOP + ROW * row + ROW / 2;
    }

    private void panel(String title, double from, double to, List<? extends @Nullable Found> found, int colour) {
        marks.add(Svg.centred((from + to) / 2, 14, Svg.fitted(title, to - from)).with("font-weight", "bold"));
        for (double tick : axis.ticks()) {
            marks.add(Svg.line(x(tick, from, to), TOP - 6, x(tick, from, to), bottom, Svg.GRID, 0.8));
            marks.add(Svg.centred(x(tick, from, to), bottom + 15, axis.tickText(tick)));
        }
        marks.add(Svg.line(x(0.5, from, to), TOP - 6, x(0.5, from, to), bottom, Svg.FAINT_INK, 1)
                .with("stroke-dasharray", "4 3"));
        marks.add(Svg.line(from, bottom, to, bottom, Svg.RULE, 1));
        marks.add(Svg.centred((from + to) / 2, bottom + 31, axis.label()));
        for (int i = 0; i < found.size(); i++) {
            Found one = found.get(i);
            if (one != null && one.auc().isDefined()) {
                draw(one, from, to, y(i), Svg.colour(colour));
            }
        }
    }

    private void draw(Found found, double from, double to, double y, String colour) {
        if (found.auc() instanceof Estimate.Known known) {
            marks.add(Svg.line(
                    x(known.interval().lower(), from, to), y, x(known.interval().upper(), from, to), y, colour, 1.6));
        }
        marks.add(Svg.rectangle(
                        x(found.auc().valueOr(0.5), from, to) - 3.5, y - 3.5, 7, 7, found.shown() ? colour : "#ffffff")
                .with("stroke", colour)
                .with("stroke-width", 1.4));
    }

    private double x(double value, double from, double to) {
        return from + axis.position(value) * (to - from);
    }
}
