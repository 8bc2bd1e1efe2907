package org.subtext.deidentification.streams;

/**
 * A JPEG's frame header (ITU-T T.81 B.2.2).
 *
 * @param code second byte of its marker: C0 and C1 sequential, C2 progressive, C3 lossless
 * @param bits precision of a sample
 * @param ids identifier of each component
 * @param across horizontal sampling factors, 1 to 4
 * @param down vertical sampling factors, 1 to 4
 * @param tables number of each component's quantisation table
 */
@SuppressWarnings("ArrayRecordComponent") // private to the rewriting of one stream, never compared
record JpegHeader(int code, int bits, int height, int width, int[] ids, int[] across, int[] down, int[] tables) {
    /** @param numberOfLines height where the header leaves it to a later segment */
    static JpegHeader of(Marker marker, int numberOfLines) throws NotCleanedException {
        int count = marker.u8(5);
        if (count < 1 || count > 4) {
            throw marker.damaged("a frame of " + count + " components");
        }
        JpegHeader header = new JpegHeader(
                marker.code(),
                marker.u8(0),
                marker.u16(1) == 0 ? numberOfLines : marker.u16(1),
                marker.u16(3),
                new int[count],
                new int[count],
                new int[count],
                new int[count]);
        for (int i = 0; i < count; i++) {
            header.ids[i] = marker.u8(6 + 3 * i);
            header.across[i] = marker.u8(7 + 3 * i) >> 4;
            header.down[i] = marker.u8(7 + 3 * i) & 15;
            header.tables[i] = marker.u8(8 + 3 * i);
            boolean possible =
                    header.across[i] >= 1 && header.across[i] <= 4 && header.down[i] >= 1 && header.down[i] <= 4;
            if (!possible || header.tables[i] > 3) {
                throw marker.damaged("sampling factors or a table that cannot be");
            }
        }
        return header;
    }

    /** Refuses a stream of another size than the data set says: what is to be cut could not be told. */
    void check(PixelShape shape) throws NotCleanedException {
        if (width != shape.columns() || height != shape.rows() || ids.length != shape.samples()) {
            throw new NotCleanedException("a stream of " + width + " x " + height + " pixels of " + ids.length
                    + " samples where the data set says " + shape.columns() + " x " + shape.rows() + " of "
                    + shape.samples() + " in Columns (0028,0011), Rows (0028,0010) and Samples per Pixel (0028,0002)."
                    + " Correct the attributes.");
        }
    }

    boolean progressive() {
        return code == 0xC2;
    }

    boolean lossless() {
        return code == 0xC3;
    }

    int components() {
        return ids.length;
    }

    int indexOf(int id, Marker scan) throws NotCleanedException {
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] == id) {
                return i;
            }
        }
        throw scan.damaged("a scan of component " + id + ", which the frame header does not name");
    }

    /** Blocks, or samples of a lossless frame, across a component alone. */
    int unitsAcross(int component) {
        return ceil(ceil(width * across[component], max(across)), side());
    }

    /** Blocks, or samples of a lossless frame, down a component alone. */
    int unitsDown(int component) {
        return ceil(ceil(height * down[component], max(down)), side());
    }

    /** Units of all components together, across. */
    int jointAcross() {
        return ceil(width, side() * max(across));
    }

    /** Units of all components together, down. */
    int jointDown() {
        return ceil(height, side() * max(down));
    }

    private int side() {
        return lossless() ? 1 : 8;
    }

    private static int ceil(int value, int by) {
        return (value + by - 1) / by;
    }

    private static int max(int[] values) {
        int max = 1;
        for (int value : values) {
            max = Math.max(max, value);
        }
        return max;
    }

    /** The content of its segment. */
    byte[] content() {
        StreamWriter out = new StreamWriter(6 + 3 * ids.length);
        out.u8(bits).u16(height).u16(width).u8(ids.length);
        for (int i = 0; i < ids.length; i++) {
            out.u8(ids[i]).u8(across[i] << 4 | down[i]).u8(tables[i]);
        }
        return out.toBytes();
    }
}
