package org.subtext.sources.phantom;

/**
 * How far the beam runs through each material, for every pixel of a square raster: line integrals in cm.
 *
 * <p>Bodies are painted by their closed-form chords, each within its bounding box. Coordinates are centimetres on the
 * detector: x from the midline to the right of the image, y from its upper edge downwards.
 */
final class PathLengths {
    /** Edge of the detector, cm. */
    static final double FIELD = 36;

    final int side;
    final double pitch;
    /** Soft tissue of unit density, cm. */
    final float[] soft;
    /** Lung, cm; it takes the place of soft tissue. */
    final float[] lung;
    /** Cortical bone in excess of the soft tissue that it displaces, cm. */
    final float[] bone;

    private final float[] scratch;

    PathLengths(int side) {
        this.side = side;
        this.pitch = FIELD / side;
        this.soft = new float[side * side];
        this.lung = new float[side * side];
        this.bone = new float[side * side];
        this.scratch = new float[side * side];
    }

    double x(int column) {
        return (column + 0.5) * pitch - FIELD / 2;
    }

    double y(int row) {
        return (row + 0.5) * pitch;
    }

    /**
     * Adds {@code density} times the chord of an ellipsoid, 2·depth·√(1 − (u/a)² − (v/b)²).
     *
     * @param angle rotation of the axes a and b in the image plane, radians, clockwise
     */
    void addEllipsoid(
            float[] material, double cx, double cy, double a, double b, double depth, double angle, double density) {
        double reach = Math.max(a, b);
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        for (int row = rowFrom(cy - reach); row <= rowTo(cy + reach); row++) {
            for (int column = columnFrom(cx - reach); column <= columnTo(cx + reach); column++) {
                double dx = x(column) - cx;
                double dy = y(row) - cy;
                double u = (dx * cos + dy * sin) / a;
                double v = (dy * cos - dx * sin) / b;
                double rest = 1 - u * u - v * v;
                if (rest > 0) {
                    material[row * side + column] += (float) (2 * depth * density * Math.sqrt(rest));
                }
            }
        }
    }

    /**
     * Adds {@code density} times the chord of a tube along a polyline whose radius runs linearly from one to the other.
     *
     * @param hollow share of the radius that is marrow, of a quarter of the wall's density; 0 for a solid tube
     */
    void addTube(
            float[] material, double[][] points, double fromRadius, double toRadius, double hollow, double density) {
        double reach = Math.max(fromRadius, toRadius);
        double left = Double.MAX_VALUE;
        double right = -Double.MAX_VALUE;
        double top = Double.MAX_VALUE;
        double bottom = -Double.MAX_VALUE;
        int last = points.length - 1;
        for (int i = 0; i <= last; i++) {
            left = Math.min(left, points[i][0] - reach);
            right = Math.max(right, points[i][0] + reach);
            top = Math.min(top, points[i][1] - reach);
            bottom = Math.max(bottom, points[i][1] + reach);
            if (i > 0) {
                double r0 = fromRadius + (toRadius - fromRadius) * (i - 1) / last;
                double r1 = fromRadius + (toRadius - fromRadius) * i / last;
                markSegment(points[i - 1], points[i], (r0 + r1) / 2, hollow);
            }
        }
        for (int row = rowFrom(top); row <= rowTo(bottom); row++) {
            for (int column = columnFrom(left); column <= columnTo(right); column++) {
                int pixel = row * side + column;
                material[pixel] += (float) density * scratch[pixel];
                scratch[pixel] = 0;
            }
        }
    }

    /** Keeps the longest chord, so that neighbouring segments of one tube do not add up. */
    private void markSegment(double[] p, double[] q, double radius, double hollow) {
        double ex = q[0] - p[0];
        double ey = q[1] - p[1];
        double length2 = Math.max(1e-12, ex * ex + ey * ey);
        double marrow2 = radius * radius * hollow * hollow;
        int rowEnd = rowTo(Math.max(p[1], q[1]) + radius);
        int columnStart = columnFrom(Math.min(p[0], q[0]) - radius);
        int columnEnd = columnTo(Math.max(p[0], q[0]) + radius);
        for (int row = rowFrom(Math.min(p[1], q[1]) - radius); row <= rowEnd; row++) {
            for (int column = columnStart; column <= columnEnd; column++) {
                double dx = x(column) - p[0];
                double dy = y(row) - p[1];
                double along = Math.min(1, Math.max(0, (dx * ex + dy * ey) / length2));
                dx -= along * ex;
                dy -= along * ey;
                double d2 = dx * dx + dy * dy;
                if (d2 < radius * radius) {
                    double chord = 2 * Math.sqrt(radius * radius - d2);
                    double inner = d2 < marrow2 ? 1.5 * Math.sqrt(marrow2 - d2) : 0;
                    int pixel = row * side + column;
                    scratch[pixel] = Math.max(scratch[pixel], (float) (chord - inner));
                }
            }
        }
    }

    /** Averages blocks of {@code factor} × {@code factor} pixels. */
    PathLengths shrink(int factor) {
        PathLengths small = new PathLengths(side / factor);
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                int to = row / factor * small.side + column / factor;
                int from = row * side + column;
                small.soft[to] += soft[from] / (factor * factor);
                small.lung[to] += lung[from] / (factor * factor);
                small.bone[to] += bone[from] / (factor * factor);
            }
        }
        return small;
    }

    private int rowFrom(double y) {
        return Math.max(0, (int) Math.floor(y / pitch));
    }

    private int rowTo(double y) {
        return Math.min(side - 1, (int) Math.ceil(y / pitch));
    }

    private int columnFrom(double x) {
        return rowFrom(x + FIELD / 2);
    }

    private int columnTo(double x) {
        return rowTo(x + FIELD / 2);
    }
}
