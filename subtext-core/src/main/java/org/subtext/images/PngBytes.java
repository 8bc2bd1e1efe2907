package org.subtext.images;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** PNG files that hold their pixels and nothing else: no date, no text, no profile. */
final class PngBytes {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int GREY = 0;
    private static final int RGB = 2;
    private static final byte NO_FILTER = 0;
    private static final byte LEFT_NEIGHBOUR = 1;

    private PngBytes() {}

    /** Small: each sample as its difference from the one to its left, compressed. */
    static byte[] compressed(DecodedImage image) {
        return of(image, LEFT_NEIGHBOUR, Deflater.DEFAULT_COMPRESSION);
    }

    /** Quickly made and read, for pixels that are only handed on. */
    static byte[] stored(DecodedImage image) {
        return of(image, NO_FILTER, Deflater.NO_COMPRESSION);
    }

    /** Samples row by row as PNG holds them: interleaved, the upper byte of 16 bits first. */
    static byte[] samples(DecodedImage image) {
        if (image.bits() == 8) {
            return image.bytes();
        }
        ByteBuffer words = ByteBuffer.allocate(2 * image.words().length);
        words.asShortBuffer().put(image.words());
        return words.array();
    }

    private static byte[] of(DecodedImage image, byte filter, int level) {
        byte[] samples = samples(image);
        int perPixel = image.channels() * image.bits() / 8;
        int line = image.width() * perPixel;
        byte[] lines = new byte[(line + 1) * image.height()];
        for (int y = 0, to = 0; y < image.height(); y++) {
            lines[to++] = filter;
            int from = y * line;
            System.arraycopy(samples, from, lines, to, line);
            for (int i = perPixel; filter == LEFT_NEIGHBOUR && i < line; i++) {
                lines[to + i] -= samples[from + i - perPixel];
            }
            to += line;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(lines.length / 2 + 1024);
        out.writeBytes(SIGNATURE);
        ByteBuffer header = ByteBuffer.allocate(13).putInt(image.width()).putInt(image.height());
        header.put((byte) image.bits()).put((byte) (image.channels() == 1 ? GREY : RGB));
        chunk(out, "IHDR", header.array());
        chunk(out, "IDAT", deflated(lines, level));
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    private static byte[] deflated(byte[] lines, int level) {
        Deflater deflater = new Deflater(level);
        ByteArrayOutputStream out = new ByteArrayOutputStream(lines.length / 2 + 1024);
        try (DeflaterOutputStream deflating = new DeflaterOutputStream(out, deflater, 1 << 16)) {
            deflating.write(lines);
        } catch (IOException e) {
            throw new UncheckedIOException("compressing in memory failed", e);
        } finally {
            deflater.end();
        }
        return out.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] content) {
        byte[] typed = ByteBuffer.allocate(4 + content.length)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(content)
                .array();
        CRC32 sum = new CRC32();
        sum.update(typed);
        out.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
        out.writeBytes(typed);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }
}
