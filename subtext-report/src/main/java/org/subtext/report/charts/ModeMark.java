package org.subtext.report.charts;

import java.util.ArrayList;
import java.util.List;
import org.subtext.routes.contract.Mode;

/**
 * How a mode is told from the others: a shape, a colour and a word. Filled where the attribute is revealed, else
 * hollow.
 */
public enum ModeMark {
    TESTED_UNDER("tested under", 0, "none"),
    NEWLY_TRAINED("newly trained", 1, "6 3"),
    WARM_STARTED("warm start", 4, "8 3 2 3"),
    FROM_TABLE("from the table", 2, "none"),
    FROM_FEATURES("from features", 6, "2 2"),
    FROM_EMBEDDINGS("from embeddings", 3, "none"),
    SUBSET("stored scores", 5, "none");

    private static final double SIZE = 4;

    private final String words;
    private final int colour;
    private final String dash;

    ModeMark(String words, int colour, String dash) {
        this.words = words;
        this.colour = colour;
        this.dash = dash;
    }

    public static ModeMark of(Mode mode) {
        return switch (mode) {
            case TESTED_UNDER -> TESTED_UNDER;
            case NEWLY_TRAINED -> NEWLY_TRAINED;
            case WARM_STARTED -> WARM_STARTED;
            case FROM_TABLE -> FROM_TABLE;
            case FROM_FEATURES -> FROM_FEATURES;
            case FROM_EMBEDDINGS -> FROM_EMBEDDINGS;
            case SUBSET -> SUBSET;
        };
    }

    /** Short enough for a column of a figure. */
    public String words() {
        return words;
    }

    public String colour() {
        return Svg.colour(colour);
    }

    String dash() {
        return dash;
    }

    /** The mark at a point. */
    public Markup at(double x, double y, boolean isFilled) {
        return shape(x, y)
                .with("fill", isFilled ? colour() : "#ffffff")
                .with("stroke", colour())
                .with("stroke-width", 1.4);
    }

    private Markup shape(double x, double y) {
        return switch (this) {
            case TESTED_UNDER -> polygon(x, y, -SIZE, -SIZE, SIZE, -SIZE, SIZE, SIZE, -SIZE, SIZE);
            case NEWLY_TRAINED, WARM_STARTED ->
                Svg.circle(x, y, this == NEWLY_TRAINED ? SIZE + 0.3 : SIZE - 0.8, "#ffffff");
            case FROM_TABLE, FROM_FEATURES -> {
                double up = this == FROM_TABLE ? -1 : 1;
                yield polygon(x, y, 0, 1.3 * SIZE * up, 1.2 * SIZE, -0.9 * SIZE * up, -1.2 * SIZE, -0.9 * SIZE * up);
            }
            case FROM_EMBEDDINGS -> polygon(x, y, 0, -1.35 * SIZE, 1.35 * SIZE, 0, 0, 1.35 * SIZE, -1.35 * SIZE, 0);
            case SUBSET ->
                polygon(
                        x,
                        y,
                        -1.4 * SIZE,
                        -0.6 * SIZE,
                        1.4 * SIZE,
                        -0.6 * SIZE,
                        1.4 * SIZE,
                        0.6 * SIZE,
                        -1.4 * SIZE,
                        0.6 * SIZE);
        };
    }

    private static Markup polygon(double x, double y, double... corners) {
        List<double[]> points = new ArrayList<>();
        for (int i = 0; i < corners.length; i += 2) {
            points.add(new double[] {x + corners[i], y + corners[i + 1]});
        }
        return Svg.area(points, "#ffffff", 1);
    }
}
