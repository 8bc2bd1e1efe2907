package org.subtext.report.charts;

import java.util.ArrayList;
import java.util.List;
import org.subtext.routes.contract.Recovery;
import org.subtext.routes.contract.Recovery.Point;
import org.subtext.wording.Digits;

/**
 * With what probability a signal is found, by its strength on a logarithmic axis: the fitted curve, what was found at
 * the strengths tried, and the planned power with the strength that reaches it. One column wide.
 */
public final class PowerChart {
    private static final double WIDTH = 360;
    private static final double HEIGHT = 240;
    private static final double LEFT = 46;
    private static final double RIGHT = 14;
    private static final double TOP = 12;
    private static final double BOTTOM = 44;
    private static final double RADIUS = 3;
    private static final double[] MANTISSAS = {1, 1.5, 2, 3, 5, 7};
    private static final Axis SHARE = Axis.share("");

    private final Recovery recovery;
    private final double low;
    private final double high;
    private final List<Markup> marks = new ArrayList<>();

    private PowerChart(Recovery recovery) {
        this.recovery = recovery;
        this.low = recovery.curve().get(0).strength();
        this.high = recovery.curve().get(recovery.curve().size() - 1).strength();
    }

    /** Of a recovery with a curve. */
    public static Markup draw(Recovery recovery) {
        PowerChart chart = new PowerChart(recovery);
        chart.frame();
        chart.power();
        return Svg.drawing(WIDTH, HEIGHT, "Share of draws in which a " + recovery.signal() + " is found", chart.marks);
    }

    private void frame() {
        double bottom = HEIGHT - BOTTOM;
        Recovery.Span interval = recovery.interval();
        if (interval != null) {
            double from = interval.from() == null ? LEFT : x(interval.from());
            double to = interval.to() == null ? WIDTH - RIGHT : x(interval.to());
            marks.add(Svg.rectangle(from, TOP, Math.max(1, to - from), bottom - TOP, Svg.SHADE));
        }
        for (double tick : SHARE.ticks()) {
            marks.add(Svg.line(LEFT, y(tick), WIDTH - RIGHT, y(tick), Svg.GRID, 0.8));
            marks.add(Svg.endingAt(LEFT - 6, y(tick) + 4, SHARE.tickText(tick)));
        }
        double free = Double.NEGATIVE_INFINITY;
        for (double tick : ticks()) {
            String text = Digits.exact(tick);
            double half = Svg.widthOf(text) / 2;
            if (x(tick) - half > free) {
                marks.add(Svg.line(x(tick), bottom, x(tick), bottom + 4, Svg.RULE, 1));
                marks.add(Svg.centred(x(tick), bottom + 16, text));
                free = x(tick) + half + 4;
            }
        }
        marks.add(Svg.line(LEFT, bottom, WIDTH - RIGHT, bottom, Svg.RULE, 1));
        marks.add(
                Svg.centred((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, Svg.fitted(recovery.axis(), WIDTH - LEFT - RIGHT)));
        double middle = (TOP + bottom) / 2;
        marks.add(Svg.centred(12, middle, "share found")
                .with("transform", "rotate(-90 12 " + NumberText.coordinate(middle) + ")"));
    }

    private void power() {
        double wanted = y(recovery.power());
        marks.add(
                Svg.line(LEFT, wanted, WIDTH - RIGHT, wanted, Svg.FAINT_INK, 1).with("stroke-dasharray", "4 3"));
        List<double[]> curve = recovery.curve().stream()
                .map(point -> new double[] {x(point.strength()), y(point.share())})
                .toList();
        marks.add(Svg.curve(curve, Svg.colour(0), 1.6, "none"));
        for (Point tried : recovery.tried()) {
            if (tried.strength() >= low && tried.strength() <= high) {
                marks.add(Svg.circle(x(tried.strength()), y(tried.share()), RADIUS, Svg.colour(0)));
            }
        }
        Double strength = recovery.strength();
        if (strength != null && recovery.bound() == Recovery.Bound.FOUND_AT) {
            marks.add(Svg.line(x(strength), wanted, x(strength), HEIGHT - BOTTOM, Svg.INK, 1));
        }
    }

    private List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        for (double decade = Math.pow(10, Math.floor(Math.log10(low))); decade <= high; decade *= 10) {
            for (double mantissa : MANTISSAS) {
                double tick = decade * mantissa;
                if (tick >= low && tick <= high) {
                    ticks.add(Math.round(tick * 1e6) / 1e6);
                }
            }
        }
        return ticks;
    }

    private double x(double strength) {
        double share = Math.log(strength / low) / Math.log(high / low);
        return LEFT + Math.max(0, Math.min(1, share)) * (WIDTH - LEFT - RIGHT);
    }

    private double y(double share) {
        return HEIGHT - BOTTOM - SHARE.position(share) * (HEIGHT - TOP - BOTTOM);
    }
}
