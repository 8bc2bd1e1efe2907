package org.subtext.volumes;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A NIfTI-1 (348 bytes) or NIfTI-2 (540 bytes) header, as far as slices need it.
 *
 * @param columns voxels along the first stored axis, which varies fastest
 * @param rows voxels along the second
 * @param slices voxels along the third
 * @param volumes volumes along all further axes together
 * @param offset byte at which voxels start in their file
 * @param slope of stored value to value; 1 where the header has 0 or no number
 * @param intercept of stored value to value; 0 where the slope says that there is none
 * @param displayLow {@code cal_min}
 * @param displayHigh {@code cal_max}; no display range where it is not above {@code displayLow}
 * @param pair whether voxels are in an .img file of their own
 * @param affine voxel index (i, j, k) to millimetres, 3 by 4; x to the right, y to anterior, z to superior
 */
record NiftiHeader(
        ByteOrder order,
        NiftiType type,
        int columns,
        int rows,
        int slices,
        int volumes,
        long offset,
        double slope,
        double intercept,
        double displayLow,
        double displayHigh,
        boolean pair,
        Affine affine) {
    static final int BYTES_1 = 348;
    static final int BYTES_2 = 540;

    /** Larger than any CT or MR volume in use: 1 GiB of voxels; a header that claims more is refused unread. */
    static final long MOST_BYTES = 1L << 30;

    private static final int MAGIC_1 = 344;

    /** Whether a file starts like a NIfTI header, in either byte order. */
    static boolean startsOne(byte[] file) {
        if (file.length < BYTES_1) {
            return false;
        }
        int size = ByteBuffer.wrap(file).getInt(0);
        return isSize(size) || isSize(Integer.reverseBytes(size));
    }

    /** Parses a header; every field that sizes or places something is checked. */
    static NiftiHeader of(byte[] file) throws VolumeException {
        if (file.length < BYTES_1) {
            throw new VolumeException(
                    "not a NIfTI volume: " + file.length + " bytes, a header has at least " + BYTES_1 + "; truncated");
        }
        ByteBuffer header = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        if (!isSize(header.getInt(0))) {
            header.order(ByteOrder.BIG_ENDIAN);
        }
        return switch (header.getInt(0)) {
            case BYTES_1 -> first(header);
            case BYTES_2 -> second(header);
            default ->
                throw new VolumeException("not a NIfTI volume: its first field is " + header.getInt(0) + ", " + BYTES_1
                        + " or " + BYTES_2 + " was expected");
        };
    }

    /** Bytes that the voxels take. */
    long dataBytes() {
        return (long) columns * rows * slices * volumes * type.bytes();
    }

    private static boolean isSize(int value) {
        return value == BYTES_1 || value == BYTES_2;
    }

    private static NiftiHeader first(ByteBuffer header) throws VolumeException {
        boolean pair = pair(header, MAGIC_1, '1');
        long[] dim = new long[8];
        double[] pixdim = new double[8];
        for (int i = 0; i < 8; i++) {
            dim[i] = header.getShort(40 + 2 * i);
            pixdim[i] = header.getFloat(76 + 4 * i);
        }
        double[] quaternion = new double[6];
        for (int i = 0; i < 6; i++) {
            quaternion[i] = header.getFloat(256 + 4 * i);
        }
        double[] rows = new double[12];
        for (int i = 0; i < 12; i++) {
            rows[i] = header.getFloat(280 + 4 * i);
        }
        return build(
                header.order(),
                NiftiType.of(header.getShort(70), header.getShort(72)),
                dim,
                header.getFloat(108),
                new double[] {header.getFloat(112), header.getFloat(116)},
                new double[] {header.getFloat(128), header.getFloat(124)},
                pair,
                BYTES_1,
                new Affine.Fields(header.getShort(254), rows, header.getShort(252), quaternion, pixdim));
    }

    private static NiftiHeader second(ByteBuffer header) throws VolumeException {
        if (header.capacity() < BYTES_2) {
            throw new VolumeException("a NIfTI-2 header of " + header.capacity() + " bytes; " + BYTES_2
                    + " were expected, the file is truncated");
        }
        boolean pair = pair(header, 4, '2');
        long[] dim = new long[8];
        double[] pixdim = new double[8];
        for (int i = 0; i < 8; i++) {
            dim[i] = header.getLong(16 + 8 * i);
            pixdim[i] = header.getDouble(104 + 8 * i);
        }
        double[] quaternion = new double[6];
        for (int i = 0; i < 6; i++) {
            quaternion[i] = header.getDouble(352 + 8 * i);
        }
        double[] rows = new double[12];
        for (int i = 0; i < 12; i++) {
            rows[i] = header.getDouble(400 + 8 * i);
        }
        return build(
                header.order(),
                NiftiType.of(header.getShort(12), header.getShort(14)),
                dim,
                header.getLong(168),
                new double[] {header.getDouble(176), header.getDouble(184)},
                new double[] {header.getDouble(200), header.getDouble(192)},
                pair,
                BYTES_2,
                new Affine.Fields(header.getInt(348), rows, header.getInt(344), quaternion, pixdim));
    }

    /** The magic: "n+1" or "n+2" for one file, "ni1" or "ni2" for a pair. */
    private static boolean pair(ByteBuffer header, int at, char version) throws VolumeException {
        char second = (char) header.get(at + 1);
        if (header.get(at) != 'n' || second != '+' && second != 'i' || header.get(at + 2) != version) {
            throw new VolumeException("a header of NIfTI's size without its mark \"n+" + version + "\" at byte " + at
                    + "; ANALYZE 7.5 and damaged files are not read, convert to NIfTI");
        }
        return second == 'i';
    }

    private static NiftiHeader build(
            ByteOrder order,
            NiftiType type,
            long[] dim,
            double offset,
            double[] scale,
            double[] display,
            boolean pair,
            int headerBytes,
            Affine.Fields geometry)
            throws VolumeException {
        int[] size = size(dim, type);
        if (!(offset >= (pair ? 0 : headerBytes) && offset <= MOST_BYTES)) {
            throw new VolumeException("a NIfTI header that places its voxels at byte " + offset + "; "
                    + (pair ? 0 : headerBytes) + " or later was expected, the header is damaged");
        }
        boolean scaled = scale[0] != 0 && Double.isFinite(scale[0]);
        if (scaled && !Double.isFinite(scale[1])) {
            throw new VolumeException("a NIfTI header whose scl_inter is " + scale[1] + "; a number was expected");
        }
        return new NiftiHeader(
                order,
                type,
                size[0],
                size[1],
                size[2],
                size[3],
                (long) offset,
                scaled ? scale[0] : 1,
                scaled ? scale[1] : 0,
                display[0],
                display[1],
                pair,
                Affine.of(geometry, size));
    }

    private static int[] size(long[] dim, NiftiType type) throws VolumeException {
        if (dim[0] < 1 || dim[0] > 7) {
            throw new VolumeException("a NIfTI header of " + dim[0] + " dimensions; 1 to 7 were expected");
        }
        int[] size = {1, 1, 1, 1};
        long bytes = type.bytes();
        for (int axis = 1; axis <= dim[0]; axis++) {
            if (dim[axis] < 1 || dim[axis] > MOST_BYTES / bytes) {
                throw new VolumeException("a NIfTI header whose dimension " + axis + " has " + dim[axis]
                        + " voxels; at least 1 and no more than " + MOST_BYTES + " bytes in all were expected");
            }
            bytes *= dim[axis];
            size[Math.min(axis, 4) - 1] *= (int) dim[axis];
        }
        return size;
    }
}
