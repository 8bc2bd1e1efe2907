package org.subtext.dicom.codec;

import java.util.Arrays;

/**
 * Coding parameters of a JPEG-LS scan (ITU-T T.87 C.2.4.1.1).
 *
 * @param maximum MAXVAL, the largest sample
 * @param near largest error of a near-lossless sample, 0 for lossless
 * @param t1 lower bounds of the regions into which gradients are quantised; {@code t2} and {@code t3} likewise
 * @param reset counts at which a context is halved
 */
record JpegLsParameters(int maximum, int near, int t1, int t2, int t3, int reset) {
    private static final int BASIC_T1 = 3;
    private static final int BASIC_T2 = 7;
    private static final int BASIC_T3 = 21;
    private static final int BASIC_RESET = 64;

    /** Zeros in a preset stand for defaults. */
    static JpegLsParameters of(int bits, int near, int[] preset, JpegSegment scan) throws PixelDataException {
        int maximum = preset[0] == 0 ? (1 << bits) - 1 : preset[0];
        if (maximum >= 1 << bits || near > Math.min(255, maximum / 2)) {
            throw scan.damaged("JPEG-LS with MAXVAL " + maximum + " and NEAR " + near + " for " + bits + " bits");
        }
        int t1;
        int t2;
        int t3;
        if (maximum >= 128) {
            int factor = (Math.min(maximum, 4095) + 128) / 256;
            t1 = within(factor * (BASIC_T1 - 2) + 2 + 3 * near, near + 1, maximum);
            t2 = within(factor * (BASIC_T2 - 3) + 3 + 5 * near, t1, maximum);
            t3 = within(factor * (BASIC_T3 - 4) + 4 + 7 * near, t2, maximum);
        } else {
            int factor = 256 / (maximum + 1);
            t1 = within(Math.max(2, BASIC_T1 / factor + 3 * near), near + 1, maximum);
            t2 = within(Math.max(3, BASIC_T2 / factor + 5 * near), t1, maximum);
            t3 = within(Math.max(4, BASIC_T3 / factor + 7 * near), t2, maximum);
        }
        t1 = preset[1] == 0 ? t1 : preset[1];
        t2 = preset[2] == 0 ? t2 : preset[2];
        t3 = preset[3] == 0 ? t3 : preset[3];
        int reset = preset[4] == 0 ? BASIC_RESET : preset[4];
        if (t1 < near + 1 || t2 < t1 || t3 < t2 || t3 > maximum || reset < 3) {
            throw scan.damaged("JPEG-LS thresholds " + t1 + ", " + t2 + ", " + t3 + " and RESET " + reset);
        }
        return new JpegLsParameters(maximum, near, t1, t2, t3, reset);
    }

    private static int within(int value, int low, int high) {
        return value > high || value < low ? low : value;
    }

    /** Number of distinct prediction errors. */
    int range() {
        return (maximum + 2 * near) / (2 * near + 1) + 1;
    }

    /** Bits of an error that is coded as it is. */
    int errorBits() {
        return 32 - Integer.numberOfLeadingZeros(range() - 1);
    }

    /** Longest code word. */
    int limit() {
        int bits = Math.max(2, 32 - Integer.numberOfLeadingZeros(maximum));
        return 2 * (bits + Math.max(8, bits));
    }

    /** Region of every gradient from -maximum to maximum, -4 to 4, at index gradient + maximum. */
    byte[] regions() {
        byte[] regions = new byte[2 * maximum + 1];
        int[] bounds = {near + 1, t1, t2, t3, maximum + 1};
        for (int region = 1; region <= 4; region++) {
            int from = Math.min(bounds[region - 1], maximum + 1);
            int to = Math.max(from, bounds[region]);
            Arrays.fill(regions, maximum + from, maximum + to, (byte) region);
            Arrays.fill(regions, maximum - to + 1, maximum - from + 1, (byte) -region);
        }
        return regions;
    }
}
