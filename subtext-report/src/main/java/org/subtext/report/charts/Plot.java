package org.subtext.report.charts;

import java.util.ArrayList;
import java.util.List;

/** A frame with two axes, to which curves and points are added in the units of the axes. Not thread-safe. */
public final class Plot {
    private static final double LEFT = 46;
    private static final double RIGHT = 12;
    private static final double TOP = 10;
    private static final double BOTTOM = 40;

    private final double width;
    private final double height;
    private final Axis horizontal;
    private final Axis vertical;
    private final List<Markup> marks = new ArrayList<>();

    public Plot(double width, double height, Axis horizontal, Axis vertical) {
        this.width = width;
        this.height = height;
        this.horizontal = horizontal;
        this.vertical = vertical;
        drawAxes();
    }

    public double x(double value) {
        return LEFT + horizontal.position(value) * (width - LEFT - RIGHT);
    }

    public double y(double value) {
        return height - BOTTOM - vertical.position(value) * (height - TOP - BOTTOM);
    }

    public double[] at(double x, double y) {
        return new double[] {x(x), y(y)};
    }

    public void add(Markup mark) {
        marks.add(mark);
    }

    /** Lines of a legend whose last entry stands just above the horizontal axis, right-aligned block from {@code x}. */
    public void legend(double x, double lowest, List<LegendEntry> entries) {
        double step = 15;
        double top = lowest - step * (entries.size() - 1);
        double widest =
                entries.stream().mapToDouble(e -> Svg.widthOf(e.text())).max().orElse(0);
        add(Svg.rectangle(x - 4, top - 12, widest + 34, step * entries.size() + 4, "#ffffff")
                .with("fill-opacity", 0.85));
        for (int i = 0; i < entries.size(); i++) {
            LegendEntry entry = entries.get(i);
            double y = top + i * step;
            add(Svg.line(x, y - 4, x + 20, y - 4, entry.colour(), 2).with("stroke-dasharray", entry.dash()));
            add(Svg.text(x + 26, y, entry.text()));
        }
    }

    /** A line of a legend. */
    public record LegendEntry(String text, String colour, String dash) {
        public double width() {
            return Svg.widthOf(text) + 30;
        }
    }

    public double right() {
        return width - RIGHT;
    }

    public double bottom() {
        return height - BOTTOM;
    }

    public double top() {
        return TOP;
    }

    public Markup drawing(String title) {
        return Svg.drawing(width, height, title, marks);
    }

    private void drawAxes() {
        for (double tick : horizontal.ticks()) {
            add(Svg.line(x(tick), TOP, x(tick), bottom(), Svg.GRID, 0.8));
            add(Svg.centred(x(tick), bottom() + 15, horizontal.tickText(tick)));
        }
        for (double tick : vertical.ticks()) {
            add(Svg.line(LEFT, y(tick), right(), y(tick), Svg.GRID, 0.8));
            add(Svg.endingAt(LEFT - 6, y(tick) + 4, vertical.tickText(tick)));
        }
        add(Svg.line(LEFT, bottom(), right(), bottom(), Svg.RULE, 1));
        add(Svg.line(LEFT, TOP, LEFT, bottom(), Svg.RULE, 1));
        add(Svg.centred((LEFT + right()) / 2, height - 6, horizontal.label()));
        double middle = (TOP + bottom()) / 2;
        add(Svg.centred(12, middle, vertical.label())
                .with("transform", "rotate(-90 12 " + NumberText.coordinate(middle) + ")"));
    }
}
