package org.subtext.deidentification.streams;

/**
 * How one component of a JPEG 2000 tile is coded (ITU-T T.800 A.6.1 and A.6.2).
 *
 * @param levels decomposition levels, 0 to 32
 * @param blockAcross exponent of a code-block's width, 2 to 10
 * @param blockDown exponent of a code-block's height, 2 to 10
 * @param style flags of the code-blocks' passes
 * @param precincts exponents by resolution, width in the lower four bits and height above; empty for the largest
 */
@SuppressWarnings("ArrayRecordComponent") // private to the rewriting of one stream, never compared
record CodingStyle(int levels, int blockAcross, int blockDown, int style, byte[] precincts) {
    private static final int LAZY = 1;
    private static final int TERMINATED = 4;
    private static final int HIGH_THROUGHPUT = 0x40;

    /**
     * The style from byte {@code at} on.
     *
     * @param precincts whether sizes of precincts follow
     */
    static CodingStyle at(int at, boolean precincts, Marker segment) throws NotCleanedException {
        int levels = segment.u8(at);
        CodingStyle style = new CodingStyle(
                levels,
                (segment.u8(at + 1) & 15) + 2,
                (segment.u8(at + 2) & 15) + 2,
                segment.u8(at + 3),
                new byte[precincts && levels <= 32 ? levels + 1 : 0]);
        segment.u8(at + 4);
        for (int i = 0; i < style.precincts.length; i++) {
            style.precincts[i] = (byte) segment.u8(at + 5 + i);
        }
        if (levels > 32 || style.blockAcross > 10 || style.blockDown > 10 || style.blockAcross + style.blockDown > 12) {
            throw segment.damaged(
                    levels + " levels of code-blocks of 2^" + style.blockAcross + " x 2^" + style.blockDown);
        }
        return style;
    }

    /** Bytes that it takes. */
    int length() {
        return 5 + precincts.length;
    }

    int precinctAcross(int resolution) {
        return precincts.length == 0 ? 15 : precincts[resolution] & 15;
    }

    int precinctDown(int resolution) {
        return precincts.length == 0 ? 15 : precincts[resolution] >> 4 & 15;
    }

    /** Whether the passes of a block are the cleanup pass of HTJ2K and its refinements (T.814). */
    boolean highThroughput() {
        return (style & HIGH_THROUGHPUT) != 0;
    }

    /** Passes up to the next end of a codeword (T.800 table D.9), after a codeword of {@code before} passes, or 0. */
    int passesOfCodeword(int before) {
        if ((style & TERMINATED) != 0) {
            return 1;
        }
        if ((style & LAZY) != 0) {
            return before == 0 ? 10 : before == 1 || before == 10 ? 2 : 1;
        }
        return 109;
    }
}
