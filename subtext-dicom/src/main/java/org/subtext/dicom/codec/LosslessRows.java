package org.subtext.dicom.codec;

/** The inner loops of lossless JPEG: one row of all components of a scan. */
final class LosslessRows {
    /** A last byte may lack bits that encoders fill with ones and broken archives cut. */
    private static final int TOLERATED_BITS = 8;

    private final EntropyBits bits;
    private final HuffmanTable[] codes;
    private final int[][] differences;
    private final int[] components;
    private final short[] samples;
    private final int stride;
    private final int step;
    private long position;
    private long limit;

    LosslessRows(EntropyBits bits, HuffmanTable[] codes, int[] components, short[] samples, int stride, int step) {
        this.bits = bits;
        this.codes = codes;
        this.components = components;
        this.samples = samples;
        this.stride = stride;
        this.step = step;
        this.differences = new int[codes.length][];
        for (int i = 0; i < codes.length; i++) {
            differences[i] = i > 0 && codes[i] == codes[0] ? differences[0] : codes[i].differences();
        }
    }

    void startInterval(int interval) {
        position = bits.start(interval);
        limit = bits.limit(interval) + TOLERATED_BITS;
    }

    /** False where the bits are damaged or end. */
    boolean row(int y, int predictor, boolean first, int half) {
        int start = y * stride;
        if (codes.length > 1) {
            return interleaved(start, predictor, first, half);
        }
        // The first sample of a row has no left neighbour: the one above predicts it, or half the range.
        int at = start + components[0];
        if (!one(0, at, first ? half : samples[at - stride])) {
            return false;
        }
        return predictor == 1 ? leftOnly(at) : planar(at, predictor);
    }

    private boolean one(int i, int at, int prediction) {
        long next = bits.peek(position);
        int entry = codes[i].entry(next);
        int length = entry & 0xFF;
        int category = entry >>> 8;
        if (length == 0 || category > 16) {
            return false;
        }
        int difference;
        if (category == 16) {
            difference = 32768; // no bits follow (T.81 H.1.2.2)
        } else if (category == 0) {
            difference = 0;
        } else {
            int appended = (int) (next << length >>> (64 - category));
            difference = HuffmanTable.extend(appended, category);
            length += category;
        }
        position += length;
        samples[at] = (short) (prediction + difference);
        return position <= limit;
    }

    /** Predictor 1, the only one of selection value 1, and all that the first row ever uses. */
    private boolean leftOnly(int start) {
        int[] quick = differences[0];
        int last = start - start % stride + stride;
        int left = samples[start];
        for (int at = start + step; at < last; at += step) {
            int entry = quick[(int) (bits.peek(position) >>> (64 - HuffmanTable.LOOKUP_BITS))];
            if (entry != 0) {
                position += entry & 0xFFFF;
                left += entry >> 16;
                samples[at] = (short) left;
                if (position > limit) {
                    return false;
                }
            } else {
                if (!one(0, at, left)) {
                    return false;
                }
                left = samples[at];
            }
        }
        return true;
    }

    private boolean planar(int start, int predictor) {
        int[] quick = differences[0];
        int last = start - start % stride + stride;
        for (int at = start + step; at < last; at += step) {
            int prediction = predict(predictor, at);
            int entry = quick[(int) (bits.peek(position) >>> (64 - HuffmanTable.LOOKUP_BITS))];
            if (entry != 0) {
                position += entry & 0xFFFF;
                samples[at] = (short) (prediction + (entry >> 16));
                if (position > limit) {
                    return false;
                }
            } else if (!one(0, at, prediction)) {
                return false;
            }
        }
        return true;
    }

    private boolean interleaved(int start, int predictor, boolean first, int half) {
        for (int at = start; at < start + stride; at += step) {
            for (int i = 0; i < codes.length; i++) {
                int to = at + components[i];
                int prediction;
                if (at == start) {
                    prediction = first ? half : samples[to - stride];
                } else {
                    prediction = predictor == 1 ? samples[to - step] : predict(predictor, to);
                }
                int entry = differences[i][(int) (bits.peek(position) >>> (64 - HuffmanTable.LOOKUP_BITS))];
                if (entry != 0) {
                    position += entry & 0xFFFF;
                    samples[to] = (short) (prediction + (entry >> 16));
                    if (position > limit) {
                        return false;
                    }
                } else if (!one(i, to, prediction)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** T.81 table H.1. */
    private int predict(int predictor, int at) {
        int a = samples[at - step] & 0xFFFF;
        int b = samples[at - stride] & 0xFFFF;
        int c = samples[at - stride - step] & 0xFFFF;
        return switch (predictor) {
            case 1 -> a;
            case 2 -> b;
            case 3 -> c;
            case 4 -> a + b - c;
            case 5 -> a + ((b - c) >> 1);
            case 6 -> b + ((a - c) >> 1);
            default -> (a + b) >> 1;
        };
    }
}
