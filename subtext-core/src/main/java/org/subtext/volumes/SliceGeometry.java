package org.subtext.volumes;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where a slice lies in the patient, by PS3.3 section C.7.6.2.1.1. Millimetres; x to the patient's left, y to
 * posterior, z to superior.
 *
 * @param normal unit vector across the slice, turned so that its greatest part points to the left, to posterior or to
 *     superior
 * @param corner Image Position: the centre of the first pixel
 * @param orientation directions of rows and columns as recorded, six cosines
 */
public record SliceGeometry(Vector normal, Vector corner, List<Double> orientation) {
    /** How far from 1 a direction's length, and from 0 the cosine between the two, may lie. */
    private static final double INEXACT = 0.01;

    /** Directions closer than this are one orientation: an angle of about 0.06 degrees. */
    private static final double SAME_DIRECTION = 0.001;

    /** A vector of three numbers. */
    public record Vector(double x, double y, double z) {
        double dot(Vector other) {
            return x * other.x + y * other.y + z * other.z;
        }

        Vector cross(Vector o) {
            return new Vector(y * o.z - z * o.y, z * o.x - x * o.z, x * o.y - y * o.x);
        }

        Vector times(double factor) {
            return new Vector(factor * x, factor * y, factor * z);
        }

        double length() {
            return Math.sqrt(dot(this));
        }

        double greatestPart() {
            double most = x;
            most = Math.abs(y) > Math.abs(most) ? y : most;
            return Math.abs(z) > Math.abs(most) ? z : most;
        }
    }

    public SliceGeometry {
        orientation = List.copyOf(orientation);
    }

    /**
     * The geometry of recorded values.
     *
     * @param position Image Position (Patient) (0020,0032), three numbers
     * @param cosines Image Orientation (Patient) (0020,0037), six numbers
     * @return nothing where numbers are missing, or the two directions are no perpendicular unit vectors
     */
    public static Optional<SliceGeometry> of(double[] position, double[] cosines) {
        if (position.length != 3 || cosines.length != 6) {
            return Optional.empty();
        }
        Vector row = new Vector(cosines[0], cosines[1], cosines[2]);
        Vector column = new Vector(cosines[3], cosines[4], cosines[5]);
        boolean perpendicular = Math.abs(row.length() - 1) < INEXACT
                && Math.abs(column.length() - 1) < INEXACT
                && Math.abs(row.dot(column)) < INEXACT;
        Vector at = new Vector(position[0], position[1], position[2]);
        if (!perpendicular || !Double.isFinite(at.length())) {
            return Optional.empty();
        }
        Vector across = row.cross(column);
        Vector unit = across.times(Math.signum(across.greatestPart()) / across.length());
        return Optional.of(
                new SliceGeometry(unit, at, Arrays.stream(cosines).boxed().toList()));
    }

    /** Whether two slices are turned alike. */
    boolean isParallelTo(SliceGeometry other) {
        for (int i = 0; i < orientation.size(); i++) {
            if (Math.abs(orientation.get(i) - other.orientation.get(i)) > SAME_DIRECTION) {
                return false;
            }
        }
        return true;
    }

    /** How many millimetres along a stack's normal the slice lies. */
    public double positionMm(Vector stackNormal) {
        return corner.dot(stackNormal);
    }
}
