package org.subtext.volumes;

import java.nio.ByteBuffer;

/**
 * A NIfTI volume in memory: voxels as stored, values and slices on demand. Immutable, hence thread-safe.
 *
 * <p>Slices are cut along the axes of the body: whichever stored axis runs most nearly along superior to inferior
 * counts the axial slices, and so on, without interpolation. A fourth and further axes (time, direction) make several
 * volumes, whose slices are counted one volume after the other.
 */
public final class NiftiVolume {
    private final NiftiHeader header;
    private final ByteBuffer data;
    private final int[] storedAxes;
    private final int[] size;

    NiftiVolume(NiftiHeader header, byte[] data) {
        this.header = header;
        this.data = ByteBuffer.wrap(data).asReadOnlyBuffer().order(header.order());
        this.storedAxes = header.affine().storedAxes();
        this.size = new int[] {header.columns(), header.rows(), header.slices()};
    }

    /** Slices of one volume in that plane. */
    public int slicesPerVolume(Plane plane) {
        return size(plane.across());
    }

    /** Slices in that plane, of all volumes. */
    public int slices(Plane plane) {
        return slicesPerVolume(plane) * header.volumes();
    }

    /** Volumes along the fourth and further axes; 1 of an ordinary scan. */
    public int volumes() {
        return header.volumes();
    }

    /** Memory that the voxels take. */
    long bytes() {
        return data.capacity();
    }

    /** Pixels across and down a slice. */
    public int width(Plane plane) {
        return size(plane.columns());
    }

    public int height(Plane plane) {
        return size(plane.rows());
    }

    /** Whether voxels are colours. */
    public boolean isColour() {
        return header.type() == NiftiType.RGB24;
    }

    /**
     * Where a slice lies: its centre's coordinate along the axis of the body in millimetres, by the header's matrix.
     *
     * @param slice counted from 1
     */
    public double positionMm(Plane plane, int slice) {
        double[] row = header.affine().row(plane.across());
        double position = row[3];
        int along = stored(plane.across());
        int index = slice(plane, (slice - 1) % slicesPerVolume(plane));
        for (int axis = 0; axis < 3; axis++) {
            position += row[axis] * (axis == along ? index : (size[axis] - 1) / 2.0);
        }
        return position;
    }

    /** Millimetres from one slice to the next. */
    public double spacingMm(Plane plane) {
        return header.affine().spacing(stored(plane.across()));
    }

    /**
     * Values of a slice, row by row from the top, scaled by the header's slope and intercept (HU, where the file holds
     * HU).
     *
     * @param slice counted from 1
     * @throws IllegalStateException of a colour volume
     */
    public double[] values(Plane plane, int slice) {
        if (isColour()) {
            throw new IllegalStateException("a colour volume has no values, only colours");
        }
        double[] values = new double[width(plane) * height(plane)];
        walk(
                plane,
                slice,
                (to, at) -> values[to] = header.slope() * header.type().read(data, at) + header.intercept());
        return values;
    }

    /** Red, green and blue of each pixel of a colour slice, row by row from the top. */
    public byte[] colours(Plane plane, int slice) {
        byte[] colours = new byte[3 * width(plane) * height(plane)];
        walk(plane, slice, (to, at) -> data.get(at, colours, 3 * to, 3));
        return colours;
    }

    /**
     * What white and black stand for without a window: the header's display range, else the least and greatest value.
     */
    GreyRange range() {
        if (header.displayHigh() > header.displayLow() && Double.isFinite(header.displayHigh() - header.displayLow())) {
            return new GreyRange(header.displayLow(), header.displayHigh());
        }
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int at = 0; at < data.capacity(); at += header.type().bytes()) {
            double value = header.slope() * header.type().read(data, at) + header.intercept();
            if (Double.isFinite(value)) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        return low <= high ? new GreyRange(low, high) : new GreyRange(0, 1);
    }

    private interface Voxel {
        void visit(int pixel, int offset);
    }

    private void walk(Plane plane, int slice, Voxel voxel) {
        if (slice < 1 || slice > slices(plane)) {
            throw new IndexOutOfBoundsException("slice " + slice + " of " + slices(plane));
        }
        int volume = (slice - 1) / slicesPerVolume(plane);
        int width = width(plane);
        int height = height(plane);
        int[] at = new int[3];
        at[stored(plane.across())] = slice(plane, (slice - 1) % slicesPerVolume(plane));
        for (int y = 0; y < height; y++) {
            at[stored(plane.rows())] = pixel(plane.rows(), y);
            for (int x = 0; x < width; x++) {
                at[stored(plane.columns())] = pixel(plane.columns(), x);
                int offset = ((volume * size[2] + at[2]) * size[1] + at[1]) * size[0] + at[0];
                voxel.visit(y * width + x, offset * header.type().bytes());
            }
        }
    }

    /**
     * The stored index of the axial slice that many above the lowest, or of another slice from the side its plane
     * names.
     */
    private int slice(Plane plane, int step) {
        return plane == Plane.AXIAL ? storedIndex(plane.across(), step) : pixel(plane.across(), step);
    }

    /** The stored index of a pixel counted from the patient's right, from anterior or from superior. */
    private int pixel(int body, int step) {
        return storedIndex(body, size(body) - 1 - step);
    }

    private int storedIndex(int body, int towardsRightAnteriorSuperior) {
        return storedAxes[body] > 0 ? towardsRightAnteriorSuperior : size(body) - 1 - towardsRightAnteriorSuperior;
    }

    private int stored(int body) {
        return Math.abs(storedAxes[body]) - 1;
    }

    private int size(int body) {
        return size[stored(body)];
    }
}
