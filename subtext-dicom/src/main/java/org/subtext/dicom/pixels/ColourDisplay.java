package org.subtext.dicom.pixels;

import org.subtext.dicom.codec.Samples;

/** Colour of three samples to RGB of 8 bits; wider samples keep their upper 8 bits. */
final class ColourDisplay {
    private ColourDisplay() {}

    static byte[] render(Samples samples, PixelAttributes pixels) {
        byte[] rgb = new byte[samples.count()];
        int shift = Math.max(0, pixels.bitsStored() - 8);
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (pixels.value(samples.get(i)) >> shift);
        }
        if (isYbr(samples, pixels)) {
            toRgb(rgb);
        }
        return rgb;
    }

    /** What the stream says of itself counts before Photometric Interpretation. */
    private static boolean isYbr(Samples samples, PixelAttributes pixels) {
        return switch (samples.colour()) {
            case RGB -> false;
            case YCBCR -> true;
            case UNSAID ->
                pixels.photometric() == Photometric.YBR_FULL || pixels.photometric() == Photometric.YBR_FULL_422;
        };
    }

    /** PS3.3 C.7.6.3.1.2, the inverse of YBR_FULL. */
    private static void toRgb(byte[] samples) {
        for (int i = 0; i + 2 < samples.length; i += 3) {
            int y = samples[i] & 0xFF;
            int cb = (samples[i + 1] & 0xFF) - 128;
            int cr = (samples[i + 2] & 0xFF) - 128;
            samples[i] = clamped(y + 1.402 * cr);
            samples[i + 1] = clamped(y - 0.344136 * cb - 0.714136 * cr);
            samples[i + 2] = clamped(y + 1.772 * cb);
        }
    }

    private static byte clamped(double value) {
        return (byte) Math.max(0, Math.min(255, Math.round(value)));
    }
}
