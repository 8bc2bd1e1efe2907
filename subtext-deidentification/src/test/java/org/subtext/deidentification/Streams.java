package org.subtext.deidentification;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Locale;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Small code streams of 8 by 8 grey pixels, and what is put between their parts. */
final class Streams {
    /** All pixels 0, by the run mode of ISO/IEC 14495-1 section A.7: seventeen bits of 1, one stuffed. */
    private static final String JPEG_LS = "FFD8FFF7000B08000800080101110000FFDA0008010100000000FF7FC0FFD9";

    /** One tile, no wavelet level, one packet that says that it is empty (ISO/IEC 15444-1 section B.10.3). */
    private static final String JPEG_2000 = "FF4F"
            + "FF51002900000000000800000008000000000000000000000008000000080000000000000000000107" + "0101"
            + "FF52000C00000001000004040001"
            + "FF5C00044048"
            + "FF90000A0000000000000001".replace("0000000000000001", "0000" + "0000000F" + "00" + "01")
            + "FF93" + "00"
            + "FFD9";

    private Streams() {}

    static byte[] jpeg(boolean progressive) {
        BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 64; i++) {
            image.getRaster().setSample(i % 8, i / 8, 0, 3 * i);
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setProgressiveMode(progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), how);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    static byte[] jpegLs() {
        return HexFormat.of().parseHex(JPEG_LS);
    }

    static byte[] jpeg2000() {
        return HexFormat.of().parseHex(JPEG_2000);
    }

    /** A header of 64 bytes and one segment that repeats a 0 for 64 bytes (PS3.5 annex G). */
    static byte[] rle() {
        byte[] stream = new byte[66];
        stream[0] = 1;
        stream[4] = 64;
        stream[64] = (byte) 0xC1;
        return stream;
    }

    /** A marker segment of a text, with its length. */
    static byte[] segment(int marker, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0xFF);
        out.write(marker);
        out.write((content.length + 2) >> 8);
        out.write(content.length + 2);
        out.writeBytes(content);
        return out.toByteArray();
    }

    /** The stream with bytes put in before its {@code which}th marker of this kind, counted from 1. */
    static byte[] before(byte[] stream, int marker, int which, byte[] put) {
        int at = 0;
        for (int i = 0, seen = 0; i + 1 < stream.length; i++) {
            if ((stream[i] & 0xFF) == 0xFF && (stream[i + 1] & 0xFF) == marker && ++seen == which) {
                at = i;
                break;
            }
        }
        if (at == 0) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "no marker %02X number %d", marker, which));
        }
        return joined(part(stream, 0, at), put, part(stream, at, stream.length));
    }

    static byte[] part(byte[] bytes, int from, int to) {
        return java.util.Arrays.copyOfRange(bytes, from, to);
    }

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    /** A box of JP2 (ISO/IEC 15444-1 annex I). */
    static byte[] box(String type, byte[] content) {
        byte[] head = HexFormat.of().parseHex(HexFormat.of().toHexDigits(content.length + 8));
        return joined(head, Place.ascii(type), content);
    }
}
