package org.subtext.report.charts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.subtext.routes.contract.RouteFindings;
import org.subtext.routes.contract.SettingResult;
import org.subtext.statistics.Estimate;
import org.subtext.wording.Digits;

/** AUC over a route's axis with the band of its intervals, one line a mode. One column wide. */
public final class RouteCurveChart {
    private static final double WIDTH = 360;
    private static final double HEIGHT = 270;
    private static final double LEFT = 46;
    private static final double RIGHT = 14;
    private static final double TOP = 26;
    private static final double BOTTOM = 44;

    /** A wider span is drawn by its logarithm. */
    private static final double WIDE = 8;

    private final Axis vertical;
    private final SettingResult baseline;
    private final double low;
    private final double high;
    private final boolean isLogarithmic;
    private final List<Markup> marks = new ArrayList<>();

    private RouteCurveChart(Axis vertical, SettingResult baseline, List<SettingResult> settings) {
        this.vertical = vertical;
        this.baseline = baseline;
        low = settings.stream().mapToDouble(RouteCurveChart::position).min().orElse(0);
        high = settings.stream().mapToDouble(RouteCurveChart::position).max().orElse(1);
        isLogarithmic = low > 0 && high / low >= WIDE;
    }

    /** Settings that stand on the axis and have an AUC. */
    public static List<SettingResult> points(RouteFindings route) {
        return route.settings().stream()
                .filter(one ->
                        one.setting().position() != null && one.macroAuc().isDefined())
                .sorted(Comparator.comparingDouble(RouteCurveChart::position))
                .toList();
    }

    public static Markup draw(RouteFindings route, Axis auc, SettingResult baseline) {
        List<SettingResult> settings = points(route);
        RouteCurveChart chart = new RouteCurveChart(auc, baseline, settings);
        chart.frame(settings, String.valueOf(route.axis()));
        Map<ModeMark, List<SettingResult>> byMode = new LinkedHashMap<>();
        settings.forEach(one -> byMode.computeIfAbsent(ModeMark.of(one.setting().mode()), mode -> new ArrayList<>())
                .add(one));
        byMode.forEach(chart::band);
        byMode.forEach(chart::line);
        chart.legend(byMode.keySet().stream().toList());
        return Svg.drawing(WIDTH, HEIGHT, "AUC of " + route.route() + " settings over " + route.axis(), chart.marks);
    }

    private static double position(SettingResult one) {
        Double position = one.setting().position();
        return position == null ? 0 : position;
    }

    private void frame(List<SettingResult> settings, String label) {
        double bottom = HEIGHT - BOTTOM;
        if (baseline.macroAuc() instanceof Estimate.Known known) {
            double upper = y(known.interval().upper());
            double lower = y(known.interval().lower());
            marks.add(Svg.rectangle(LEFT, upper, WIDTH - LEFT - RIGHT, Math.max(1, lower - upper), Svg.SHADE));
        }
        for (double tick : vertical.ticks()) {
            marks.add(Svg.line(LEFT, y(tick), WIDTH - RIGHT, y(tick), Svg.GRID, 0.8));
            marks.add(Svg.endingAt(LEFT - 6, y(tick) + 4, vertical.tickText(tick)));
        }
        marks.add(
                Svg.line(LEFT, y(0.5), WIDTH - RIGHT, y(0.5), Svg.FAINT_INK, 1).with("stroke-dasharray", "4 3"));
        if (baseline.macroAuc().isDefined()) {
            double at = y(baseline.macroAuc().valueOr(0.5));
            marks.add(Svg.line(LEFT, at, WIDTH - RIGHT, at, Svg.INK, 1));
        }
        double free = Double.NEGATIVE_INFINITY;
        for (double tick : settings.stream()
                .mapToDouble(RouteCurveChart::position)
                .distinct()
                .toArray()) {
            marks.add(Svg.line(x(tick), bottom, x(tick), bottom + 4, Svg.RULE, 1));
            String text = Digits.exact(tick);
            double half = Svg.widthOf(text) / 2;
            if (x(tick) - half > free) {
                marks.add(Svg.centred(x(tick), bottom + 16, text));
                free = x(tick) + half + 4;
            }
        }
        marks.add(Svg.line(LEFT, bottom, WIDTH - RIGHT, bottom, Svg.RULE, 1));
        marks.add(Svg.centred((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, Svg.fitted(label, WIDTH - LEFT)));
        double middle = (TOP + bottom) / 2;
        marks.add(Svg.centred(12, middle, "AUC")
                .with("transform", "rotate(-90 12 " + NumberText.coordinate(middle) + ")"));
    }

    private void band(ModeMark mode, List<SettingResult> settings) {
        List<double[]> outline = new ArrayList<>();
        for (SettingResult one : settings) {
            outline.add(new double[] {x(position(one)), y(bound(one, true))});
        }
        for (int i = settings.size() - 1; i >= 0; i--) {
            outline.add(new double[] {x(position(settings.get(i))), y(bound(settings.get(i), false))});
        }
        marks.add(Svg.area(outline, mode.colour(), 0.14));
    }

    private static double bound(SettingResult one, boolean isUpper) {
        if (one.macroAuc() instanceof Estimate.Known known) {
            return isUpper ? known.interval().upper() : known.interval().lower();
        }
        return one.macroAuc().valueOr(0.5);
    }

    private void line(ModeMark mode, List<SettingResult> settings) {
        List<double[]> curve = new ArrayList<>();
        for (SettingResult one : settings) {
            curve.add(new double[] {x(position(one)), y(one.macroAuc().valueOr(0.5))});
        }
        marks.add(Svg.curve(curve, mode.colour(), 1.6, mode.dash()));
        for (int i = 0; i < settings.size(); i++) {
            marks.add(mode.at(curve.get(i)[0], curve.get(i)[1], settings.get(i).reveals()));
        }
    }

    private void legend(List<ModeMark> modes) {
        double x = LEFT + 4;
        for (ModeMark mode : modes) {
            marks.add(Svg.line(x, 10, x + 22, 10, mode.colour(), 1.6).with("stroke-dasharray", mode.dash()));
            marks.add(mode.at(x + 11, 10, true));
            marks.add(Svg.text(x + 27, 14, mode.words()));
            x += 40 + Svg.widthOf(mode.words());
        }
    }

    private double x(double value) {
        if (high <= low) {
            return (LEFT + WIDTH - RIGHT) / 2;
        }
        double share = isLogarithmic ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
        return LEFT + 10 + share * (WIDTH - LEFT - RIGHT - 20);
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - vertical.position(value) * (HEIGHT - TOP - BOTTOM);
    }
}
