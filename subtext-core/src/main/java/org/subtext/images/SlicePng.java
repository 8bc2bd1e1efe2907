package org.subtext.images;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.subtext.address.ImageAddress;
import org.subtext.volumes.SlicePicture;
import org.subtext.volumes.VolumeException;
import org.subtext.volumes.VolumeSlices;

/** A slice of a volume as the bytes of a PNG, so that hashing, caching and decoding know files only. */
final class SlicePng {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int GREY = 0;
    private static final int RGB = 2;

    private SlicePng() {}

    /** An uncompressed PNG, 16-bit grey or 8-bit colour. */
    static byte[] of(ImageAddress address, VolumeSlices volumes) throws IOException {
        try {
            return png(volumes.picture(address));
        } catch (VolumeException e) {
            throw new UnreadableImageException(String.valueOf(e.getMessage()), e);
        }
    }

    private static byte[] png(SlicePicture picture) throws IOException {
        boolean grey = picture.colours().length == 0;
        int line = picture.width() * (grey ? 2 : 3);
        ByteBuffer lines = ByteBuffer.allocate((line + 1) * picture.height());
        for (int y = 0; y < picture.height(); y++) {
            lines.put((byte) 0); // no filter
            if (grey) {
                for (int x = 0; x < picture.width(); x++) {
                    lines.putShort(picture.greys()[y * picture.width() + x]);
                }
            } else {
                lines.put(picture.colours(), y * line, line);
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(lines.capacity() + 1024);
        out.writeBytes(SIGNATURE);
        ByteBuffer header = ByteBuffer.allocate(13).putInt(picture.width()).putInt(picture.height());
        header.put((byte) (grey ? 16 : 8)).put((byte) (grey ? GREY : RGB));
        chunk(out, "IHDR", header.array());
        chunk(out, "IDAT", deflated(lines.array()));
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    private static byte[] deflated(byte[] lines) throws IOException {
        Deflater stored = new Deflater(Deflater.NO_COMPRESSION);
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream(lines.length + 1024);
            try (DeflaterOutputStream deflating = new DeflaterOutputStream(out, stored, 1 << 16)) {
                deflating.write(lines);
            }
            return out.toByteArray();
        } finally {
            stored.end();
        }
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] content) {
        byte[] typed = ByteBuffer.allocate(4 + content.length)
                .put(type.getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .put(content)
                .array();
        CRC32 sum = new CRC32();
        sum.update(typed);
        out.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
        out.writeBytes(typed);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }
}
