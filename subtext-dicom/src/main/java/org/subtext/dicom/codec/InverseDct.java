package org.subtext.dicom.codec;

/**
 * The inverse 8 x 8 cosine transform in integers: columns, then rows, each by the 11 multiplications of Loeffler,
 * Ligtenberg and Moschytz (1989), doi:10.1109/ICASSP.1989.266596, with constants of 13 fractional bits.
 *
 * <p>The standard asks for accuracy, not for one result; this scaling is the one that the reference implementations of
 * DICOM toolkits share, so samples equal theirs. Not thread-safe: it holds a buffer.
 */
final class InverseDct {
    private static final int FRACTION = 13;
    private static final int C0_298 = fixed(0.298631336);
    private static final int C0_390 = fixed(0.390180644);
    private static final int C0_541 = fixed(0.541196100);
    private static final int C0_765 = fixed(0.765366865);
    private static final int C0_899 = fixed(0.899976223);
    private static final int C1_175 = fixed(1.175875602);
    private static final int C1_501 = fixed(1.501321110);
    private static final int C1_847 = fixed(1.847759065);
    private static final int C1_961 = fixed(1.961570560);
    private static final int C2_053 = fixed(2.053119869);
    private static final int C2_562 = fixed(2.562915447);
    private static final int C3_072 = fixed(3.072711026);

    private final int kept;
    private final int centre;
    private final int maximum;
    private final int[] work = new int[64];

    /** @param bits precision of a sample, 8 or 12; wider ones leave fewer bits between the two passes */
    InverseDct(int bits) {
        this.kept = bits <= 8 ? 2 : 1;
        this.centre = 1 << (bits - 1);
        this.maximum = (1 << bits) - 1;
    }

    /** Dequantised coefficients, row by row, to samples at {@code at} and seven rows below. */
    void transform(int[] block, short[] target, int at, int stride) {
        for (int column = 0; column < 8; column++) {
            if ((block[column + 8]
                            | block[column + 16]
                            | block[column + 24]
                            | block[column + 32]
                            | block[column + 40]
                            | block[column + 48]
                            | block[column + 56])
                    == 0) {
                int flat = block[column] << kept;
                for (int i = column; i < 64; i += 8) {
                    work[i] = flat;
                }
            } else {
                pass(block, column, 8, FRACTION - kept);
            }
        }
        for (int row = 0; row < 8; row++) {
            pass(work, 8 * row, 1, FRACTION + kept + 3);
            int to = at + row * stride;
            for (int i = 0; i < 8; i++) {
                int value = work[8 * row + i] + centre;
                target[to + i] = (short) (value < 0 ? 0 : Math.min(value, maximum));
            }
        }
    }

    /** One transform of eight values, {@code step} apart; the result lies in {@link #work} at the same places. */
    private void pass(int[] in, int first, int step, int shift) {
        int x0 = in[first];
        int x1 = in[first + step];
        int x2 = in[first + 2 * step];
        int x3 = in[first + 3 * step];
        int x4 = in[first + 4 * step];
        int x5 = in[first + 5 * step];
        int x6 = in[first + 6 * step];
        int x7 = in[first + 7 * step];

        int rotated = (x2 + x6) * C0_541;
        int even2 = rotated - x6 * C1_847;
        int even3 = rotated + x2 * C0_765;
        int even0 = (x0 + x4) << FRACTION;
        int even1 = (x0 - x4) << FRACTION;
        int a0 = even0 + even3;
        int a3 = even0 - even3;
        int a1 = even1 + even2;
        int a2 = even1 - even2;

        int sum = (x7 + x3 + x5 + x1) * C1_175;
        int z1 = -(x7 + x1) * C0_899;
        int z2 = -(x5 + x3) * C2_562;
        int z3 = sum - (x7 + x3) * C1_961;
        int z4 = sum - (x5 + x1) * C0_390;
        int b0 = x7 * C0_298 + z1 + z3;
        int b1 = x5 * C2_053 + z2 + z4;
        int b2 = x3 * C3_072 + z2 + z3;
        int b3 = x1 * C1_501 + z1 + z4;

        int half = 1 << (shift - 1);
        work[first] = (a0 + b3 + half) >> shift;
        work[first + 7 * step] = (a0 - b3 + half) >> shift;
        work[first + step] = (a1 + b2 + half) >> shift;
        work[first + 6 * step] = (a1 - b2 + half) >> shift;
        work[first + 2 * step] = (a2 + b1 + half) >> shift;
        work[first + 5 * step] = (a2 - b1 + half) >> shift;
        work[first + 3 * step] = (a3 + b0 + half) >> shift;
        work[first + 4 * step] = (a3 - b0 + half) >> shift;
    }

    private static int fixed(double value) {
        return (int) (value * (1 << FRACTION) + 0.5);
    }
}
