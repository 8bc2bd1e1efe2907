package org.subtext.dicom.codec;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Progressive JPEG of 8 bits, which DICOM retired and old archives hold: by the platform's reader, without colour
 * transform.
 */
final class ProgressiveJpeg {
    /** A block of 64 pixels takes a bit at least, its first coefficient. */
    private static final int PIXELS_PER_BYTE = 512;

    /** Ten are usual; each costs a pass over all coefficients, however short it is. */
    private static final int MOST_SCANS = 200;

    private ProgressiveJpeg() {}

    static Samples decode(byte[] stream, FrameShape shape, JpegFrame frame, JpegTables tables)
            throws PixelDataException {
        if (frame.bits() != 8) {
            throw new PixelDataException("progressive JPEG of " + frame.bits() + " bits; 8 were expected");
        }
        if ((long) shape.pixels() > (long) PIXELS_PER_BYTE * stream.length) {
            throw new PixelDataException("a progressive JPEG of " + stream.length + " bytes, too few for "
                    + shape.columns() + " x " + shape.rows() + " pixels; truncated");
        }
        int scans = scans(stream);
        if (scans > MOST_SCANS) {
            throw new PixelDataException("a progressive JPEG of " + scans + " scans; " + MOST_SCANS
                    + " at most were expected, it is damaged or hostile");
        }
        ImageReader reader = reader();
        try (MemoryCacheImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(stream))) {
            boolean[] damaged = new boolean[1];
            reader.addIIOReadWarningListener((source, warning) -> damaged[0] = true);
            reader.setInput(in, true, true);
            Raster raster = reader.readRaster(0, null);
            if (damaged[0]) {
                throw new PixelDataException("a damaged or truncated progressive JPEG");
            }
            int[] values = raster.getPixels(0, 0, raster.getWidth(), raster.getHeight(), (int[]) null);
            short[] samples = new short[values.length];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = (short) values[i];
            }
            if (samples.length != shape.samples()) {
                throw new PixelDataException("a progressive JPEG that decodes to " + samples.length + " samples; "
                        + shape.samples() + " were expected");
            }
            return Samples.of(shape, 8, tables.colour(frame), samples);
        } catch (PixelDataException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // The reader answers damaged streams with many exception types.
            throw new PixelDataException("a damaged progressive JPEG: " + e.getMessage(), e);
        } finally {
            reader.dispose();
        }
    }

    private static int scans(byte[] stream) {
        int scans = 0;
        for (int at = 0; at + 1 < stream.length; at++) {
            scans += stream[at] == (byte) 0xFF && stream[at + 1] == (byte) 0xDA ? 1 : 0;
        }
        return scans;
    }

    private static ImageReader reader() {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("jpeg");
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            if (reader.getClass().getName().startsWith("com.sun.imageio")) {
                return reader;
            }
            reader.dispose();
        }
        throw new IllegalStateException("the platform has no JPEG reader");
    }
}
