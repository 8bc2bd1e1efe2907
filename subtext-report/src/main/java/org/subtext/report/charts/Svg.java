package org.subtext.report.charts;

import java.util.List;
import java.util.Locale;

/**
 * The marks that all figures are made of: one typeface, one set of sizes, colours that colour-blind readers tell apart.
 *
 * <p>Presentation attributes only, no styles and no scripts, so that browsers and the PDF renderer draw the same.
 */
public final class Svg {
    /** Okabe and Ito (2008), Color universal design; yellow last, since it is faint on white. */
    private static final List<String> COLOURS =
            List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000", "#f0e442");

    private static final List<String> DASHES = List.of("none", "6 3", "2 2", "8 3 2 3");

    public static final String INK = "#1b1f24";
    public static final String FAINT_INK = "#57606a";
    public static final String GRID = "#e3e7eb";
    public static final String RULE = "#8c959f";
    public static final String SHADE = "#eef1f4";
    public static final double TEXT_SIZE = 11;

    private Svg() {}

    /** Colour of the i-th class, fold or group; repeats after eight. */
    public static String colour(int i) {
        return COLOURS.get(i % COLOURS.size());
    }

    /** Dash pattern that tells lines apart without colour. */
    public static String dash(int i) {
        return DASHES.get(i % DASHES.size());
    }

    /**
     * A drawing.
     *
     * @param title read aloud instead of the drawing
     */
    public static Markup drawing(double width, double height, String title, List<Markup> marks) {
        return Markup.tag("svg")
                .with("xmlns", "http://www.w3.org/2000/svg")
                .with("viewBox", "0 0 " + NumberText.coordinate(width) + " " + NumberText.coordinate(height))
                .with("width", width)
                .with("height", height)
                .with("role", "img")
                .with("aria-label", title)
                .with("font-family", "'Subtext Sans', 'Helvetica Neue', Arial, 'Liberation Sans', sans-serif")
                .with("font-size", TEXT_SIZE)
                .add(Markup.text("title", title))
                .addAll(marks);
    }

    public static Markup line(double x1, double y1, double x2, double y2, String colour, double width) {
        return Markup.tag("line")
                .with("x1", x1)
                .with("y1", y1)
                .with("x2", x2)
                .with("y2", y2)
                .with("stroke", colour)
                .with("stroke-width", width);
    }

    public static Markup rectangle(double x, double y, double width, double height, String fill) {
        return Markup.tag("rect")
                .with("x", x)
                .with("y", y)
                .with("width", width)
                .with("height", height)
                .with("fill", fill);
    }

    public static Markup circle(double x, double y, double radius, String fill) {
        return Markup.tag("circle")
                .with("cx", x)
                .with("cy", y)
                .with("r", radius)
                .with("fill", fill);
    }

    /** A text whose baseline starts at (x, y). */
    public static Markup text(double x, double y, String text) {
        return Markup.text("text", text).with("x", x).with("y", y).with("fill", INK);
    }

    public static Markup centred(double x, double y, String text) {
        return text(x, y, text).with("text-anchor", "middle");
    }

    public static Markup endingAt(double x, double y, String text) {
        return text(x, y, text).with("text-anchor", "end");
    }

    /** A polyline through points given as x, y pairs. */
    public static Markup curve(List<double[]> points, String colour, double width, String dash) {
        return Markup.tag("polyline")
                .with("points", pointList(points))
                .with("fill", "none")
                .with("stroke", colour)
                .with("stroke-width", width)
                .with("stroke-linejoin", "round")
                .with("stroke-dasharray", dash);
    }

    public static Markup area(List<double[]> points, String fill, double opacity) {
        return Markup.tag("polygon")
                .with("points", pointList(points))
                .with("fill", fill)
                .with("fill-opacity", opacity)
                .with("stroke", "none");
    }

    private static String pointList(List<double[]> points) {
        StringBuilder list = new StringBuilder();
        for (double[] point : points) {
            list.append(list.isEmpty() ? "" : " ")
                    .append(NumberText.coordinate(point[0]))
                    .append(',')
                    .append(NumberText.coordinate(point[1]));
        }
        return list.toString();
    }

    /** Room that a text takes at the usual size, on the generous side. */
    public static double widthOf(String text) {
        return text.length() * TEXT_SIZE * 0.56;
    }

    /** The text, or its start and an ellipsis where it would not fit. */
    public static String fitted(String text, double width) {
        int letters = (int) (width / (TEXT_SIZE * 0.56));
        return text.length() <= letters ? text : text.substring(0, Math.max(1, letters - 1)) + "…";
    }

    /** White at 0, full colour at 1; {@code #rrggbb}. */
    public static String tint(double share) {
        double s = Math.min(1, Math.max(0, share)) * 0.75;
        return String.format(Locale.ROOT, "#%02x%02x%02x", mix(s, 0x00), mix(s, 0x72), mix(s, 0xb2));
    }

    private static int mix(double share, int channel) {
        return (int) Math.round(255 + share * (channel - 255));
    }
}
