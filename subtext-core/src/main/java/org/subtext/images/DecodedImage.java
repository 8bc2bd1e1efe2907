package org.subtext.images;

/**
 * One image at full size and full precision: unsigned samples of 8 or 16 bits, rows from top to bottom, grey or
 * interleaved RGB.
 *
 * <p>A colour image whose three channels are equal everywhere is grey: {@link #of8Bit} and {@link #of16Bit} see to it,
 * so that a picture saved once as grey and once as colour has one {@link PixelHash}. Sample arrays are handed over,
 * not copied. Immutable by that agreement, hence thread-safe.
 */
final class DecodedImage {
    private final int width;
    private final int height;
    private final int channels;
    private final byte[] bytes;
    private final short[] words;
    private final boolean wide;

    private DecodedImage(int width, int height, int channels, byte[] bytes, short[] words, boolean wide) {
        long expected = (long) width * height * channels;
        int found = wide ? words.length : bytes.length;
        if (width < 1 || height < 1 || found != expected) {
            throw new IllegalArgumentException(
                    "an image of " + width + " x " + height + " x " + channels + " has not " + found + " samples");
        }
        this.width = width;
        this.height = height;
        this.channels = channels;
        this.bytes = bytes;
        this.words = words;
        this.wide = wide;
    }

    static DecodedImage of8Bit(int width, int height, int channels, byte[] samples) {
        if (channels == 3 && isGrey(samples)) {
            byte[] grey = new byte[samples.length / 3];
            for (int i = 0; i < grey.length; i++) {
                grey[i] = samples[3 * i];
            }
            return new DecodedImage(width, height, 1, grey, new short[0], false);
        }
        return new DecodedImage(width, height, channels, samples, new short[0], false);
    }

    static DecodedImage of16Bit(int width, int height, int channels, short[] samples) {
        if (channels == 3 && isGrey(samples)) {
            short[] grey = new short[samples.length / 3];
            for (int i = 0; i < grey.length; i++) {
                grey[i] = samples[3 * i];
            }
            return new DecodedImage(width, height, 1, new byte[0], grey, true);
        }
        return new DecodedImage(width, height, channels, new byte[0], samples, true);
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** 1 or 3. */
    int channels() {
        return channels;
    }

    /** 8 or 16. */
    int bits() {
        return wide ? 16 : 8;
    }

    /** Sample in 0..255 or 0..65535, by {@link #bits}. */
    int sample(int x, int y, int channel) {
        int i = (y * width + x) * channels + channel;
        return wide ? words[i] & 0xFFFF : bytes[i] & 0xFF;
    }

    /** The samples of an 8-bit image; empty for 16 bits. Not to be changed. */
    byte[] bytes() {
        return bytes;
    }

    /** The samples of a 16-bit image; empty for 8 bits. Not to be changed. */
    short[] words() {
        return words;
    }

    private static boolean isGrey(byte[] rgb) {
        for (int i = 0; i < rgb.length; i += 3) {
            if (rgb[i] != rgb[i + 1] || rgb[i] != rgb[i + 2]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isGrey(short[] rgb) {
        for (int i = 0; i < rgb.length; i += 3) {
            if (rgb[i] != rgb[i + 1] || rgb[i] != rgb[i + 2]) {
                return false;
            }
        }
        return true;
    }
}
