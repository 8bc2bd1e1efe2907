package org.subtext.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.subtext.report.charts.Axis;
import org.subtext.report.charts.Markup;
import org.subtext.report.charts.ModeMark;
import org.subtext.report.charts.NumberText;
import org.subtext.report.charts.Svg;
import org.subtext.routes.contract.SettingResult;
import org.subtext.statistics.Estimate;

/** AUC of every setting of a family with its interval, between chance and the unchanged images. */
final class RouteForestChart {
    private static final double WIDTH = 720;
    private static final double LABELS = 190;
    private static final double MODES = 212;
    private static final double PLOT_FROM = 316;
    private static final double PLOT_TO = 578;
    private static final double ROW = 18;
    private static final double TOP = 44;

    /** A line: a setting, or a heading where there is none. */
    record Line(String label, @Nullable SettingResult result) {}

    private final Axis axis;
    private final SettingResult baseline;

    /** @param axis shared by all families, so that figures can be compared */
    RouteForestChart(Axis axis, SettingResult baseline) {
        this.axis = axis;
        this.baseline = baseline;
    }

    /** The axis that holds every interval, from one half or below to 1. */
    static Axis axis(List<SettingResult> settings) {
        double low = 0.45;
        for (SettingResult one : settings) {
            if (one.macroAuc() instanceof Estimate.Known known) {
                low = Math.min(low, known.interval().lower());
            }
        }
        return Axis.around("AUC, mean over classes", Math.max(0, low), 1, 5);
    }

    Markup draw(String title, List<Line> lines) {
        double bottom = TOP + ROW * lines.size();
        List<Markup> marks = new ArrayList<>();
        reference(marks, bottom);
        for (double tick : axis.ticks()) {
            marks.add(Svg.line(x(tick), TOP - 4, x(tick), bottom, Svg.GRID, 0.8));
            marks.add(Svg.centred(x(tick), bottom + 15, axis.tickText(tick)));
        }
        marks.add(Svg.line(x(0.5), TOP - 4, x(0.5), bottom, Svg.FAINT_INK, 1).with("stroke-dasharray", "4 3"));
        marks.add(Svg.centred(x(0.5), TOP - 9, "chance").with("fill", Svg.FAINT_INK));
        marks.add(Svg.line(PLOT_FROM, bottom, PLOT_TO, bottom, Svg.RULE, 1));
        marks.add(Svg.centred((PLOT_FROM + PLOT_TO) / 2, bottom + 31, axis.label()));
        marks.add(Svg.text(PLOT_TO + 14, TOP - 9, "AUC (interval)").with("fill", Svg.FAINT_INK));
        legend(marks, lines);
        for (int i = 0; i < lines.size(); i++) {
            draw(marks, lines.get(i), TOP + ROW * i + ROW / 2);
        }
        return Svg.drawing(WIDTH, bottom + 38, title, marks);
    }

    /** The unchanged images: their AUC as a line, its interval as a band. */
    private void reference(List<Markup> marks, double bottom) {
        Estimate auc = baseline.macroAuc();
        if (!auc.isDefined()) {
            return;
        }
        if (auc instanceof Estimate.Known known) {
            double from = x(known.interval().lower());
            marks.add(Svg.rectangle(
                    from, TOP - 4, Math.max(1, x(known.interval().upper()) - from), bottom - TOP + 4, Svg.SHADE));
        }
        double at = x(auc.valueOr(0.5));
        marks.add(Svg.line(at, TOP - 4, at, bottom, Svg.INK, 1));
        double half = Svg.widthOf("unchanged images") / 2;
        boolean isNearChance = at - x(0.5) < half + 30;
        double left = x(0.5) + 30;
        boolean isNearEnd = at + half > PLOT_TO - 4;
        Markup name = isNearChance
                ? Svg.text(left, TOP - 9, "unchanged images")
                : isNearEnd
                        ? Svg.endingAt(PLOT_TO - 2, TOP - 9, "unchanged images")
                        : Svg.centred(at, TOP - 9, "unchanged images");
        marks.add(name.with("fill", Svg.FAINT_INK));
    }

    private static void legend(List<Markup> marks, List<Line> lines) {
        Set<ModeMark> used = new LinkedHashSet<>();
        for (Line line : lines) {
            SettingResult result = line.result();
            if (result != null) {
                used.add(ModeMark.of(result.setting().mode()));
            }
        }
        double x = 10;
        for (ModeMark mark : used) {
            marks.add(mark.at(x, 12, true));
            marks.add(Svg.text(x + 9, 16, mark.words()));
            x += 26 + Svg.widthOf(mark.words());
        }
        ModeMark any = used.isEmpty() ? ModeMark.TESTED_UNDER : used.iterator().next();
        marks.add(any.at(x, 12, false));
        marks.add(Svg.text(x + 9, 16, "hollow: not shown to reveal it"));
    }

    private void draw(List<Markup> marks, Line line, double y) {
        SettingResult result = line.result();
        if (result == null) {
            marks.add(
                    Svg.text(4, y + 4, Svg.fitted(line.label(), PLOT_FROM - 10)).with("font-weight", "bold"));
            return;
        }
        ModeMark mark = ModeMark.of(result.setting().mode());
        marks.add(Svg.text(14, y + 4, Svg.fitted(line.label(), LABELS)));
        marks.add(Svg.text(MODES, y + 4, Svg.fitted(mark.words(), PLOT_FROM - MODES - 8))
                .with("fill", Svg.FAINT_INK));
        Estimate auc = result.macroAuc();
        if (!auc.isDefined()) {
            marks.add(Svg.text(PLOT_TO + 14, y + 4, RoutesDisclosure.isHidden(result) ? "hidden" : "not defined")
                    .with("fill", Svg.FAINT_INK));
            return;
        }
        if (auc instanceof Estimate.Known known) {
            marks.add(
                    Svg.line(x(known.interval().lower()), y, x(known.interval().upper()), y, mark.colour(), 1.6));
        }
        marks.add(mark.at(x(auc.valueOr(0.5)), y, result.reveals()));
        marks.add(Svg.text(PLOT_TO + 14, y + 4, NumberText.cell(auc)));
    }

    private double x(double value) {
        return PLOT_FROM + axis.position(value) * (PLOT_TO - PLOT_FROM);
    }
}
