package org.subtext.report.charts;

import java.util.ArrayList;
import java.util.List;
import org.subtext.wording.Digits;

/**
 * One axis of a drawing.
 *
 * @param label with the unit, where there is one
 * @param low value at the left or lower end
 * @param high value at the other end, above {@code low}
 * @param step between ticks: 1, 2 or 5 times a power of ten
 */
public record Axis(String label, double low, double high, double step) {
    /** Whole axis ticks over [0, 1]. */
    public static Axis share(String label) {
        return new Axis(label, 0, 1, 0.2);
    }

    /** The smallest axis with round ends that holds both values, with about {@code ticks} ticks. */
    public static Axis around(String label, double low, double high, int ticks) {
        double span = Math.max(high - low, 1e-9);
        double rough = span / Math.max(1, ticks);
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double unit = rough / power;
        double step = power * (unit <= 1 ? 1 : unit <= 2 ? 2 : unit <= 5 ? 5 : 10);
        double from = Math.floor(low / step + 1e-9) * step;
        double to = Math.ceil(high / step - 1e-9) * step;
        return new Axis(label, from, to > from ? to : from + step, step);
    }

    public List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        int count = (int) Math.round((high - low) / step);
        for (int i = 0; i <= count; i++) {
            ticks.add(low + i * step);
        }
        return ticks;
    }

    public String tickText(double tick) {
        int digits = (int) Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
        return Digits.fixed(tick, digits);
    }

    /** Position in [0, 1]; values outside are put at the end. */
    public double position(double value) {
        return Math.min(1, Math.max(0, (value - low) / (high - low)));
    }
}
