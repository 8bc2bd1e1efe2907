package org.subtext.images;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How stored rows and columns are to be turned before an image stands upright: tag 274 of TIFF 6.0 and of Exif, whose
 * values 1 to 8 are the order of these constants.
 *
 * <p>Photographed films, skin and eye pictures come lying on their side with such a tag, and every viewer turns them.
 */
enum Orientation {
    UPRIGHT(false, false, false),
    MIRRORED(false, true, false),
    TURNED_HALF(false, true, true),
    FLIPPED(false, false, true),
    TRANSPOSED(true, false, false),
    TURNED_RIGHT(true, false, true),
    TRANSVERSED(true, true, true),
    TURNED_LEFT(true, true, false);

    static final int TAG = 274;

    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    private static final int PNG_EXIF = 0x65584966; // eXIf
    private static final int PNG_FIRST_CHUNK = 8;
    private static final int PNG_CHUNK_FRAME = 12;
    private static final int JPEG_APP1 = 0xE1;
    private static final int JPEG_SCAN = 0xDA;

    private final boolean swapsSides;
    private final boolean mirrorsColumns;
    private final boolean flipsRows;

    /**
     * A way of turning.
     *
     * @param swapsSides rows become columns
     * @param mirrorsColumns stored columns are counted from the right
     * @param flipsRows stored rows are counted from below
     */
    Orientation(boolean swapsSides, boolean mirrorsColumns, boolean flipsRows) {
        this.swapsSides = swapsSides;
        this.mirrorsColumns = mirrorsColumns;
        this.flipsRows = flipsRows;
    }

    /** Of the tag's value; what is no value of it stands for upright, as viewers take it. */
    static Orientation ofTag(long value) {
        return value >= 1 && value <= values().length ? values()[(int) value - 1] : UPRIGHT;
    }

    /** Of any file; upright where it has no such tag, or is no image. */
    static Orientation of(byte[] file, @Nullable Integer page) {
        if (PngDecoder.isPng(file)) {
            return ofPng(file);
        }
        if (JpegHeader.isJpeg(file)) {
            return ofJpeg(file);
        }
        try {
            return TiffDirectory.isTiff(file) ? TiffPage.of(file, page).orientation() : UPRIGHT;
        } catch (UnreadableImageException e) {
            return UPRIGHT; // decoding says why
        }
    }

    /** Of a JPEG: the first Exif segment before its first scan. */
    static Orientation ofJpeg(byte[] file) {
        int at = 2;
        while (at + 4 <= file.length && (file[at] & 0xFF) == 0xFF) {
            int marker = file[at + 1] & 0xFF;
            if (marker == 0xFF) {
                at++; // fill byte
                continue;
            }
            int length = (file[at + 2] & 0xFF) << 8 | (file[at + 3] & 0xFF);
            if (marker == JPEG_SCAN || length < 2) {
                return UPRIGHT;
            }
            int from = at + 4;
            int end = Math.min(file.length, at + 2 + length);
            if (marker == JPEG_APP1 && startsWithExif(file, from, end)) {
                return ofExif(ByteBuffer.wrap(file, from + EXIF.length, end - from - EXIF.length));
            }
            at += 2 + length;
        }
        return UPRIGHT;
    }

    /** Of a PNG: its eXIf chunk, which may follow the pixels (third edition, section 11.3.4.4). */
    static Orientation ofPng(byte[] file) {
        ByteBuffer png = ByteBuffer.wrap(file);
        long at = PNG_FIRST_CHUNK;
        while (at + PNG_CHUNK_FRAME <= file.length) {
            int length = png.getInt((int) at);
            if (length < 0 || length > file.length - PNG_CHUNK_FRAME - at) {
                return UPRIGHT;
            }
            if (png.getInt((int) at + 4) == PNG_EXIF) {
                return ofExif(ByteBuffer.wrap(file, (int) at + 8, length));
            }
            at += PNG_CHUNK_FRAME + (long) length;
        }
        return UPRIGHT;
    }

    /** Of an Exif block, which is a small TIFF; damage in it loses no pixel and stands for upright. */
    private static Orientation ofExif(ByteBuffer block) {
        try {
            Optional<TiffDirectory> first = TiffDirectory.first(block.slice().order(ByteOrder.BIG_ENDIAN));
            return first.map(directory -> ofTag(directory.number(TAG, 1))).orElse(UPRIGHT);
        } catch (UnreadableImageException | IndexOutOfBoundsException e) {
            return UPRIGHT;
        }
    }

    private static boolean startsWithExif(byte[] file, int from, int end) {
        if (end - from < EXIF.length) {
            return false;
        }
        for (int i = 0; i < EXIF.length; i++) {
            if (file[from + i] != EXIF[i]) {
                return false;
            }
        }
        return true;
    }

    /** Its value of the tag, 1 to 8. */
    int tag() {
        return List.of(values()).indexOf(this) + 1;
    }

    /** The image upright: the same samples in another order. */
    DecodedImage upright(DecodedImage stored) {
        if (this == UPRIGHT) {
            return stored;
        }
        int width = swapsSides ? stored.height() : stored.width();
        int height = swapsSides ? stored.width() : stored.height();
        int channels = stored.channels();
        byte[] bytes = new byte[stored.bytes().length];
        short[] words = new short[stored.words().length];
        int to = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int across = swapsSides ? y : x;
                int down = swapsSides ? x : y;
                int column = mirrorsColumns ? stored.width() - 1 - across : across;
                int row = flipsRows ? stored.height() - 1 - down : down;
                int from = (row * stored.width() + column) * channels;
                for (int c = 0; c < channels; c++, to++) {
                    if (stored.bits() == 8) {
                        bytes[to] = stored.bytes()[from + c];
                    } else {
                        words[to] = stored.words()[from + c];
                    }
                }
            }
        }
        return stored.bits() == 8
                ? DecodedImage.of8Bit(width, height, channels, bytes)
                : DecodedImage.of16Bit(width, height, channels, words);
    }
}
