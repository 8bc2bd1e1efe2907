package org.subtext.dicom.codec;

import java.util.Arrays;

/**
 * What a JPEG-LS scan has learnt so far: 365 contexts of gradients and 2 of interrupted runs (ITU-T T.87 A.2 to A.7).
 *
 * <p>A code word that no encoder writes sets {@link #failed}; samples stay within their range whatever is read.
 */
final class JpegLsContexts {
    private static final int GRADIENTS = 365;

    private final JpegLsBits bits;
    private final int maximum;
    private final int near;
    private final int step;
    private final int wrap;
    private final int reset;
    private final int errorBits;
    private final int limit;

    // By context: sum of error sizes, bias, correction of the prediction, occurrences.
    private final int[] sizes = new int[GRADIENTS + 2];
    private final int[] bias = new int[GRADIENTS];
    private final int[] correction = new int[GRADIENTS];
    private final int[] count = new int[GRADIENTS + 2];
    private final int[] negative = new int[2];
    private boolean failed;

    JpegLsContexts(JpegLsBits bits, JpegLsParameters parameters) {
        this.bits = bits;
        this.maximum = parameters.maximum();
        this.near = parameters.near();
        this.step = 2 * near + 1;
        this.wrap = parameters.range() * step;
        this.reset = parameters.reset();
        this.errorBits = parameters.errorBits();
        this.limit = parameters.limit();
        Arrays.fill(sizes, Math.max(2, (parameters.range() + 32) / 64));
        Arrays.fill(count, 1);
    }

    boolean failed() {
        return failed;
    }

    /**
     * A sample predicted from its left, upper and upper left neighbours, in a context of gradients (T.87 A.4 to A.6).
     */
    int regular(int signed, int left, int top, int upLeft) {
        int sign = signed >> 31;
        int q = (signed ^ sign) - sign;
        int low = Math.min(left, top);
        int high = Math.max(left, top);
        int predicted = upLeft >= high ? low : upLeft <= low ? high : left + top - upLeft;
        predicted += (correction[q] ^ sign) - sign;
        predicted = predicted < 0 ? 0 : Math.min(predicted, maximum);

        int n = count[q];
        int a = sizes[q];
        int k = parameter(n, a);
        int mapped = golomb(k, limit);
        int error = mapped >>> 1 ^ -(mapped & 1);
        int b = bias[q];
        if (k == 0 && near == 0 && 2 * b <= -n) {
            error = ~error;
        }
        update(q, error, n, a, b);
        return near(predicted, (error ^ sign) - sign);
    }

    private void update(int q, int error, int occurrences, int size, int biased) {
        int n = occurrences;
        int b = biased + error * step;
        int a = size + Math.abs(error);
        if (n == reset) {
            a >>= 1;
            b >>= 1;
            n >>= 1;
        }
        n++;
        if (b <= -n) {
            b = Math.max(b + n, -n + 1);
            correction[q] = Math.max(-128, correction[q] - 1);
        } else if (b > 0) {
            b = Math.min(b - n, 0);
            correction[q] = Math.min(127, correction[q] + 1);
        }
        sizes[q] = a;
        bias[q] = b;
        count[q] = n;
    }

    /** The error of the sample that ends a run (T.87 A.7.2). */
    int interruption(int kind, int runBits) {
        int q = GRADIENTS + kind;
        int n = count[q];
        int k = parameter(n, kind == 0 ? sizes[q] : sizes[q] + (n >> 1));
        int mapped = golomb(k, limit - runBits - 1);
        int doubled = mapped + kind;
        boolean map = (doubled & 1) != 0;
        int size = (doubled + 1) >> 1;
        int error = (k != 0 || 2 * negative[kind] >= n) == map ? -size : size;
        if (error < 0) {
            negative[kind]++;
        }
        sizes[q] += (mapped + 1 - kind) >> 1;
        if (n == reset) {
            sizes[q] >>= 1;
            negative[kind] >>= 1;
            n >>= 1;
        }
        count[q] = n + 1;
        return error;
    }

    /** Prediction plus dequantised error, modulo the range and within it (T.87 A.4.5 and A.8). */
    int near(int predicted, int error) {
        int value = predicted + error * step;
        if (value < -near) {
            value += wrap;
        } else if (value > maximum + near) {
            value -= wrap;
        }
        return value < 0 ? 0 : Math.min(value, maximum);
    }

    /** Smallest k for which n times two to the k is not below a. */
    private static int parameter(int n, int a) {
        int k = Math.max(0, Integer.numberOfLeadingZeros(n) - Integer.numberOfLeadingZeros(a));
        return n << k < a ? k + 1 : k;
    }

    private int golomb(int k, int longest) {
        int escape = longest - errorBits - 1;
        int zeros = bits.zeros(escape);
        if (zeros < escape) {
            return zeros << k | bits.bits(k);
        }
        failed |= zeros > escape;
        return bits.bits(errorBits) + 1;
    }
}
