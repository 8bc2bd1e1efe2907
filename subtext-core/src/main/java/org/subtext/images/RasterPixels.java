package org.subtext.images;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.MultiPixelPackedSampleModel;
import java.awt.image.Raster;
import java.util.Arrays;

/**
 * Takes samples out of the platform's image types as they are stored.
 *
 * <p>{@link BufferedImage#getRGB} is avoided on purpose: it converts grey through a linear-light profile and so changes
 * its values, and it knows 8 bits only.
 */
final class RasterPixels {
    private RasterPixels() {}

    /** Of unsigned samples. */
    static DecodedImage of(BufferedImage image) throws UnreadableImageException {
        return of(image, false);
    }

    /**
     * The same of a file whose palette is known: the platform's reader fills up a short one, and what lies beyond it
     * would be its last colour.
     *
     * @param colours of the palette; 0 where there is none, as of grey of one bit
     */
    static DecodedImage ofPalette(BufferedImage image, int colours) throws UnreadableImageException {
        Raster raster = image.getRaster();
        if (colours > 0 && image.getColorModel() instanceof IndexColorModel) {
            int[] line = new int[raster.getWidth()];
            long beyond = 0;
            for (int y = 0; y < raster.getHeight(); y++) {
                raster.getSamples(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, 0, line);
                beyond += Arrays.stream(line).filter(index -> index >= colours).count();
            }
            if (beyond > 0) {
                throw new UnreadableImageException("a damaged palette image: " + beyond + " of its pixels name a colour"
                        + " beyond the " + colours + " of its palette; export it again as grey or RGB");
            }
        }
        return of(image, false);
    }

    /** @param signed whether the file says that its samples are, which the platform's types do not of bytes */
    static DecodedImage of(BufferedImage image, boolean signed) throws UnreadableImageException {
        ColorModel model = image.getColorModel();
        if (model instanceof IndexColorModel palette) {
            return ofPalette(image.getRaster(), palette);
        }
        int colours = model.getNumColorComponents();
        if (colours != 1 && colours != 3) {
            throw new UnreadableImageException("an image of " + colours
                    + " colour components; grey (1) or RGB (3) was expected, export it as one of them");
        }
        int bits = image.getSampleModel().getSampleSize(0);
        return signed || bits > 16
                ? IntegerSamples.read(image.getRaster(), colours, signed, bits)
                : of(image.getRaster(), colours);
    }

    /** The first {@code colours} bands of at most 16 bits; what follows is alpha and is dropped. */
    static DecodedImage of(Raster raster, int colours) throws UnreadableImageException {
        int type = raster.getTransferType();
        int bits = raster.getSampleModel().getSampleSize(0);
        if (type == DataBuffer.TYPE_FLOAT || type == DataBuffer.TYPE_DOUBLE || type == DataBuffer.TYPE_SHORT) {
            throw new UnreadableImageException(
                    "an image of floating-point or signed samples; unsigned integers were expected, export 16-bit"
                            + " grey");
        }
        if (bits == 8 && type == DataBuffer.TYPE_BYTE && raster.getNumBands() == colours) {
            byte[] samples = (byte[]) raster.getDataElements(
                    raster.getMinX(), raster.getMinY(), raster.getWidth(), raster.getHeight(), null);
            return DecodedImage.of8Bit(raster.getWidth(), raster.getHeight(), colours, samples);
        }
        return bits <= 8 ? narrow(raster, colours, bits) : wide(raster, colours, bits);
    }

    private static boolean isGrey(IndexColorModel palette) {
        for (int i = 0; i < palette.getMapSize(); i++) {
            if (palette.getRed(i) != palette.getGreen(i) || palette.getRed(i) != palette.getBlue(i)) {
                return false;
            }
        }
        return true;
    }

    /** One byte a pixel by its index; a scanned page of bits is large, so they are taken from their bytes. */
    private static byte[] shaded(Raster raster, byte[] shades) {
        byte[] samples = new byte[Math.multiplyExact(raster.getWidth(), raster.getHeight())];
        int to = 0;
        if (raster.getSampleModel() instanceof MultiPixelPackedSampleModel model
                && raster.getDataBuffer() instanceof DataBufferByte buffer
                && model.getDataBitOffset() == 0
                && buffer.getOffset() == 0
                && raster.getSampleModelTranslateX() == raster.getMinX()
                && raster.getSampleModelTranslateY() == raster.getMinY()) {
            byte[] packed = buffer.getData();
            int bits = model.getPixelBitStride();
            int mask = (1 << bits) - 1;
            for (int y = 0; y < raster.getHeight(); y++) {
                int line = y * model.getScanlineStride();
                for (int at = 0; at < raster.getWidth() * bits; at += bits) {
                    samples[to++] = shades[packed[line + (at >> 3)] >> (8 - bits - (at & 7)) & mask];
                }
            }
            return samples;
        }
        int[] line = new int[raster.getWidth()];
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getSamples(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, 0, line);
            for (int index : line) {
                samples[to++] = shades[index];
            }
        }
        return samples;
    }

    private static DecodedImage narrow(Raster raster, int colours, int bits) {
        int maximum = (1 << bits) - 1;
        int bands = raster.getNumBands();
        byte[] samples = new byte[raster.getWidth() * raster.getHeight() * colours];
        int[] line = new int[raster.getWidth() * bands];
        int to = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, line);
            for (int x = 0; x < raster.getWidth(); x++) {
                for (int c = 0; c < colours; c++) {
                    samples[to++] = (byte) ((line[x * bands + c] * 255 + maximum / 2) / maximum);
                }
            }
        }
        return DecodedImage.of8Bit(raster.getWidth(), raster.getHeight(), colours, samples);
    }

    /** 9 to 15 bits are stretched to 16. */
    private static DecodedImage wide(Raster raster, int colours, int bits) {
        long maximum = (1L << bits) - 1;
        int bands = raster.getNumBands();
        short[] samples = new short[raster.getWidth() * raster.getHeight() * colours];
        int[] line = new int[raster.getWidth() * bands];
        int to = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, line);
            for (int x = 0; x < raster.getWidth(); x++) {
                for (int c = 0; c < colours; c++) {
                    samples[to++] = (short) ((line[x * bands + c] * 65535L + maximum / 2) / maximum);
                }
            }
        }
        return DecodedImage.of16Bit(raster.getWidth(), raster.getHeight(), colours, samples);
    }

    private static DecodedImage ofPalette(Raster raster, IndexColorModel palette) {
        if (isGrey(palette)) {
            byte[] shades = new byte[Math.max(palette.getMapSize(), 1 << palette.getPixelSize())];
            palette.getReds(shades);
            return DecodedImage.of8Bit(raster.getWidth(), raster.getHeight(), 1, shaded(raster, shades));
        }
        byte[] samples = new byte[raster.getWidth() * raster.getHeight() * 3];
        int[] line = new int[raster.getWidth()];
        int to = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getSamples(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, 0, line);
            for (int index : line) {
                samples[to++] = (byte) palette.getRed(index);
                samples[to++] = (byte) palette.getGreen(index);
                samples[to++] = (byte) palette.getBlue(index);
            }
        }
        return DecodedImage.of8Bit(raster.getWidth(), raster.getHeight(), 3, samples);
    }
}
