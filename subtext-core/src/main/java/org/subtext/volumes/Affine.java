package org.subtext.volumes;

import java.util.Arrays;

/**
 * From voxel indices to millimetres, and which stored axis runs along which axis of the body.
 *
 * <p>Taken from the sform where its code is above 0, else from the qform, else from the voxel sizes alone with the
 * first axis to the left, as ANALYZE had it and nibabel reads it. Immutable.
 */
final class Affine {
    /** The header's fields of geometry: qform and sform by nifti1.h, methods 2 and 3. */
    record Fields(int sformCode, double[] sform, int qformCode, double[] quaternion, double[] pixdim) {}

    /** Three units in the last place of a float at 1, nibabel's threshold for the first part of a quaternion. */
    private static final double ROUNDING = 3 * 1.1920929e-7;

    private final double[][] rows;

    private Affine(double[][] rows) {
        this.rows = rows;
    }

    static Affine of(Fields fields, int[] size) throws VolumeException {
        Affine affine;
        if (fields.sformCode() > 0) {
            affine = new Affine(new double[][] {
                Arrays.copyOfRange(fields.sform(), 0, 4),
                Arrays.copyOfRange(fields.sform(), 4, 8),
                Arrays.copyOfRange(fields.sform(), 8, 12)
            });
        } else if (fields.qformCode() > 0) {
            affine = ofQuaternion(fields.quaternion(), fields.pixdim());
        } else {
            affine = ofVoxelSizes(fields.pixdim(), size);
        }
        affine.check();
        return affine;
    }

    /** Millimetres per step along a stored axis. */
    double spacing(int axis) {
        return Math.sqrt(rows[0][axis] * rows[0][axis] + rows[1][axis] * rows[1][axis] + rows[2][axis] * rows[2][axis]);
    }

    /** Row of the matrix: 0 right, 1 anterior, 2 superior; four numbers. */
    double[] row(int axis) {
        return rows[axis].clone();
    }

    /**
     * For each axis of the body (right, anterior, superior), the stored axis that runs along it, plus 1, negative where
     * it runs the other way. The rotation nearest to the matrix decides; stored axes choose in order of how clearly
     * they point.
     */
    int[] storedAxes() {
        double[][] rotation = nearestRotation();
        int[] stored = new int[3];
        Integer[] order = {0, 1, 2};
        Arrays.sort(order, (a, b) -> Double.compare(clearest(rotation, b), clearest(rotation, a)));
        for (int axis : order) {
            int best = -1;
            for (int body = 0; body < 3; body++) {
                if (stored[body] == 0
                        && (best < 0 || Math.abs(rotation[body][axis]) > Math.abs(rotation[best][axis]))) {
                    best = body;
                }
            }
            stored[best] = rotation[best][axis] < 0 ? -axis - 1 : axis + 1;
        }
        return stored;
    }

    private static double clearest(double[][] rotation, int axis) {
        return Math.max(
                Math.abs(rotation[0][axis]), Math.max(Math.abs(rotation[1][axis]), Math.abs(rotation[2][axis])));
    }

    /**
     * Higham's Newton iteration for the polar factor, doi:10.1137/0907079; converges quadratically for any regular
     * matrix.
     */
    private double[][] nearestRotation() {
        double[][] x = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                x[i][j] = rows[i][j] / spacing(j);
            }
        }
        for (int step = 0; step < 100; step++) {
            double[][] cofactors = cofactors(x);
            double determinant = determinant(x, cofactors);
            double change = 0;
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 3; j++) {
                    double next = (x[i][j] + cofactors[i][j] / determinant) / 2;
                    change = Math.max(change, Math.abs(next - x[i][j]));
                    x[i][j] = next;
                }
            }
            if (change < 1e-14) {
                break;
            }
        }
        return x;
    }

    private void check() throws VolumeException {
        double[][] direction = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                direction[i][j] = rows[i][j] / spacing(j);
            }
            if (!Double.isFinite(rows[i][3])) {
                direction[i][0] = Double.NaN;
            }
        }
        double volume = Math.abs(determinant(direction, cofactors(direction)));
        if (!(volume > 1e-6)) {
            throw new VolumeException("a NIfTI header whose orientation matrix is not three independent directions;"
                    + " the sform or qform is damaged");
        }
    }

    private static double[][] cofactors(double[][] m) {
        double[][] c = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                int a = (i + 1) % 3;
                int b = (i + 2) % 3;
                int d = (j + 1) % 3;
                int e = (j + 2) % 3;
                c[i][j] = m[a][d] * m[b][e] - m[a][e] * m[b][d];
            }
        }
        return c;
    }

    private static double determinant(double[][] m, double[][] cofactors) {
        return m[0][0] * cofactors[0][0] + m[0][1] * cofactors[0][1] + m[0][2] * cofactors[0][2];
    }

    private static Affine ofQuaternion(double[] q, double[] pixdim) throws VolumeException {
        double b = q[0];
        double c = q[1];
        double d = q[2];
        double rest = 1 - (b * b + c * c + d * d);
        if (!(rest > -1e-6)) {
            throw new VolumeException("a NIfTI header whose quaternion is longer than 1; the qform is damaged");
        }
        // Of half a turn the first part is 0, of which rounding to single precision must not make a small angle.
        double a = rest < ROUNDING ? 0 : Math.sqrt(rest);
        double scale = rest < ROUNDING ? 1 / Math.sqrt(b * b + c * c + d * d) : 1;
        b *= scale;
        c *= scale;
        d *= scale;
        double x = pixdim[1];
        double y = pixdim[2];
        double z = pixdim[0] < 0 ? -pixdim[3] : pixdim[3];
        return new Affine(new double[][] {
            {x * (a * a + b * b - c * c - d * d), y * 2 * (b * c - a * d), z * 2 * (b * d + a * c), q[3]},
            {x * 2 * (b * c + a * d), y * (a * a + c * c - b * b - d * d), z * 2 * (c * d - a * b), q[4]},
            {x * 2 * (b * d - a * c), y * 2 * (c * d + a * b), z * (a * a + d * d - b * b - c * c), q[5]}
        });
    }

    private static Affine ofVoxelSizes(double[] pixdim, int[] size) {
        double[][] rows = new double[3][4];
        for (int axis = 0; axis < 3; axis++) {
            double step = pixdim[axis + 1] == 0 ? 1 : Math.abs(pixdim[axis + 1]);
            rows[axis][axis] = axis == 0 ? -step : step;
            rows[axis][3] = -rows[axis][axis] * (size[axis] - 1) / 2;
        }
        return new Affine(rows);
    }
}
