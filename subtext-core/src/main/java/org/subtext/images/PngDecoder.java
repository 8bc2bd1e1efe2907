package org.subtext.images;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads the common PNG: 8 or 16 bits, grey or RGB with or without alpha, interlaced or not. Alpha is dropped, gamma and
 * profiles are ignored, every checksum is checked.
 *
 * <p>Some two times the speed of the platform's reader, ten times where interlaced. Everything else (palette, 1 to 4
 * bits) is left to it: see {@link #handles}. Source: W3C, Portable Network Graphics, third edition, sections 5, 8, 9
 * and 11.
 */
final class PngDecoder {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int HEADER = 0x49484452; // IHDR
    private static final int PALETTE = 0x504C5445; // PLTE
    private static final int DATA = 0x49444154; // IDAT
    private static final int END = 0x49454E44; // IEND
    private static final int FIRST_CHUNK = SIGNATURE.length;
    private static final int CHUNK_FRAME = 12; // length, type, checksum
    /** Deflate cannot shrink by more than this (two bits for 258 bytes, RFC 1951). */
    private static final int LARGEST_DEFLATE_RATIO = 1032;

    /** What the IHDR chunk says. */
    record Header(int width, int height, int depth, int colourType, boolean interlaced) {
        /** Samples a pixel, alpha included. */
        int samplesPerPixel() {
            return switch (colourType) {
                case 2 -> 3;
                case 4 -> 2;
                case 6 -> 4;
                default -> 1;
            };
        }

        int colours() {
            return (colourType & 2) == 0 ? 1 : 3;
        }

        /** Bytes of all rows before they are filtered, Adam7 or not: no less than this is compressed. */
        private long rawBytes() {
            return (long) height * (((long) width * samplesPerPixel() * depth + 7) / 8);
        }

        /** Refuses sizes that no deflated file of this length can hold. */
        void requireHeldBy(int fileBytes) throws UnreadableImageException {
            if (rawBytes() > (long) fileBytes * LARGEST_DEFLATE_RATIO) {
                throw new UnreadableImageException("a truncated or hostile PNG: " + fileBytes
                        + " bytes cannot hold the " + width + " x " + height + " pixels it claims");
            }
        }

        /** Bytes that decoding takes: what is unpacked, and the samples that are made of it. */
        long memory() {
            long samples = (long) width * height * colours();
            long made = samples * (depth == 16 ? 2 : 1);
            boolean isCopied = depth == 16 || colours() != samplesPerPixel() || !handles(this);
            return rawBytes()
                    + (interlaced ? rawBytes() / 2 : 0)
                    + (isCopied ? made : 0)
                    + (colours() == 3 ? made / 3 : 0);
        }
    }

    /** Every how many pixels, from which on, a pass has one (section 8.2): left, top, across, down. */
    private record Pass(int left, int top, int across, int down) {
        int columns(Header header) {
            return (header.width() - left + across - 1) / across;
        }

        int rows(Header header) {
            return (header.height() - top + down - 1) / down;
        }
    }

    private static final Pass WHOLE = new Pass(0, 0, 1, 1);
    private static final List<Pass> ADAM7 = List.of(
            new Pass(0, 0, 8, 8),
            new Pass(4, 0, 8, 8),
            new Pass(0, 4, 4, 8),
            new Pass(2, 0, 4, 4),
            new Pass(0, 2, 2, 4),
            new Pass(1, 0, 2, 2),
            new Pass(0, 1, 1, 2));

    private final ByteBuffer png;
    private final Header header;
    private final int bytesPerPixel;
    private int stride;
    private int position = FIRST_CHUNK;

    private PngDecoder(byte[] file, Header header) {
        this.png = ByteBuffer.wrap(file);
        this.header = header;
        this.bytesPerPixel = header.samplesPerPixel() * header.depth() / 8;
    }

    /** How many colours a palette has (PLTE, section 11.2.2); 0 where there is none. */
    static int colours(byte[] file) {
        ByteBuffer png = ByteBuffer.wrap(file);
        long at = FIRST_CHUNK;
        while (at + CHUNK_FRAME <= file.length) {
            long length = png.getInt((int) at) & 0xFFFFFFFFL;
            int type = png.getInt((int) at + 4);
            if (type == PALETTE) {
                return (int) length / 3;
            }
            if (type == DATA) {
                return 0;
            }
            at += length + CHUNK_FRAME;
        }
        return 0;
    }

    static boolean isPng(byte[] file) {
        if (file.length < SIGNATURE.length) {
            return false;
        }
        for (int i = 0; i < SIGNATURE.length; i++) {
            if (file[i] != SIGNATURE[i]) {
                return false;
            }
        }
        return true;
    }

    static Header header(byte[] file) throws UnreadableImageException {
        if (file.length < FIRST_CHUNK + CHUNK_FRAME + 13) {
            throw new UnreadableImageException("a PNG truncated within its header, " + file.length + " bytes");
        }
        ByteBuffer png = ByteBuffer.wrap(file);
        if (png.getInt(FIRST_CHUNK + 4) != HEADER) {
            throw new UnreadableImageException("a damaged PNG: its first chunk is not the header");
        }
        int width = png.getInt(FIRST_CHUNK + 8);
        int height = png.getInt(FIRST_CHUNK + 12);
        return new Header(width, height, file[FIRST_CHUNK + 16], file[FIRST_CHUNK + 17], file[FIRST_CHUNK + 20] != 0);
    }

    static boolean handles(Header header) {
        boolean plainColour = header.colourType() == 0
                || header.colourType() == 2
                || header.colourType() == 4
                || header.colourType() == 6;
        return plainColour && (header.depth() == 8 || header.depth() == 16);
    }

    /** Decodes a file whose {@code header} is handled and whose size and memory the caller has accepted. */
    static DecodedImage decode(byte[] file, Header header) throws UnreadableImageException {
        long rawBytes = header.rawBytes();
        if (rawBytes > Integer.MAX_VALUE - 16) {
            throw new UnreadableImageException("a PNG of " + rawBytes + " bytes of pixels; the limit is 2 GiB");
        }
        return new PngDecoder(file, header).decode((int) rawBytes);
    }

    private DecodedImage decode(int rawBytes) throws UnreadableImageException {
        Inflater inflater = new Inflater();
        try {
            byte[] raw = new byte[rawBytes];
            if (!header.interlaced()) {
                decode(WHOLE, inflater, raw);
                return pixels(raw);
            }
            for (Pass pass : ADAM7) {
                if (pass.columns(header) > 0 && pass.rows(header) > 0) {
                    byte[] part = new byte[pass.columns(header) * pass.rows(header) * bytesPerPixel];
                    decode(pass, inflater, part);
                    spread(part, pass, raw);
                }
            }
            return pixels(raw);
        } catch (DataFormatException e) {
            throw new UnreadableImageException("a damaged PNG: its compressed pixels are corrupt", e);
        } finally {
            inflater.end();
        }
    }

    /** Unpacks the rows of a pass. */
    private void decode(Pass pass, Inflater inflater, byte[] raw) throws UnreadableImageException, DataFormatException {
        stride = pass.columns(header) * bytesPerPixel;
        byte[] line = new byte[stride + 1];
        int filled = 0;
        int row = 0;
        while (row < pass.rows(header)) {
            int n = inflater.inflate(line, filled, line.length - filled);
            filled += n;
            if (filled == line.length) {
                reconstruct(line, raw, row * stride);
                row++;
                filled = 0;
            } else if (n == 0) {
                position = feed(inflater, position);
            }
        }
    }

    /** Puts the pixels of a pass where they belong. */
    private void spread(byte[] part, Pass pass, byte[] raw) {
        int step = pass.across() * bytesPerPixel;
        int from = 0;
        for (int y = pass.top(); y < header.height(); y += pass.down()) {
            int to = (y * header.width() + pass.left()) * bytesPerPixel;
            for (int x = pass.left(); x < header.width(); x += pass.across()) {
                for (int i = 0; i < bytesPerPixel; i++) {
                    raw[to + i] = part[from++];
                }
                to += step;
            }
        }
    }

    /** Hands the next data chunk at or after a place to the inflater and returns the position after it. */
    private int feed(Inflater inflater, int from) throws UnreadableImageException {
        if (inflater.finished()) {
            throw new UnreadableImageException("a damaged PNG: its compressed pixels end too early");
        }
        int at = from;
        while (true) {
            if (at > png.limit() - CHUNK_FRAME) {
                throw new UnreadableImageException("a truncated PNG, " + png.limit() + " bytes");
            }
            int length = png.getInt(at);
            int type = png.getInt(at + 4);
            if (length < 0 || length > png.limit() - CHUNK_FRAME - at) {
                throw new UnreadableImageException("a truncated PNG, " + png.limit() + " bytes");
            }
            CRC32 checksum = new CRC32();
            checksum.update(png.array(), at + 4, length + 4);
            if ((int) checksum.getValue() != png.getInt(at + 8 + length)) {
                throw new UnreadableImageException("a damaged PNG: the checksum at byte " + at + " does not match");
            }
            if (type == END) {
                throw new UnreadableImageException("a damaged PNG: it ends before its last row");
            }
            int next = at + CHUNK_FRAME + length;
            if (type == DATA && length > 0) {
                inflater.setInput(png.array(), at + 8, length);
                return next;
            }
            at = next;
        }
    }

    /** Undoes the filter of one row (PNG section 9): {@code line} is the filter type and the filtered bytes. */
    private void reconstruct(byte[] line, byte[] raw, int start) throws UnreadableImageException {
        int above = start - stride;
        boolean first = start == 0;
        switch (line[0]) {
            case 0 -> System.arraycopy(line, 1, raw, start, stride);
            case 1 -> sub(line, raw, start);
            case 2 -> {
                if (first) {
                    System.arraycopy(line, 1, raw, start, stride);
                } else {
                    up(line, raw, start, above);
                }
            }
            case 3 -> average(line, raw, start, first ? -1 : above);
            case 4 -> {
                if (first) {
                    sub(line, raw, start); // with nothing above, Paeth predicts the left neighbour
                } else {
                    paeth(line, raw, start, above);
                }
            }
            default -> throw new UnreadableImageException("a damaged PNG: row filter " + line[0] + " does not exist");
        }
    }

    private void sub(byte[] line, byte[] raw, int start) {
        System.arraycopy(line, 1, raw, start, bytesPerPixel);
        for (int i = bytesPerPixel; i < stride; i++) {
            raw[start + i] = (byte) (line[i + 1] + raw[start + i - bytesPerPixel]);
        }
    }

    private void up(byte[] line, byte[] raw, int start, int above) {
        for (int i = 0; i < stride; i++) {
            raw[start + i] = (byte) (line[i + 1] + raw[above + i]);
        }
    }

    private void average(byte[] line, byte[] raw, int start, int above) {
        for (int i = 0; i < stride; i++) {
            int left = i < bytesPerPixel ? 0 : raw[start + i - bytesPerPixel] & 0xFF;
            int up = above < 0 ? 0 : raw[above + i] & 0xFF;
            raw[start + i] = (byte) (line[i + 1] + ((left + up) >> 1));
        }
    }

    private void paeth(byte[] line, byte[] raw, int start, int above) {
        for (int channel = 0; channel < bytesPerPixel; channel++) {
            int left = 0;
            int upperLeft = 0;
            for (int i = channel; i < stride; i += bytesPerPixel) {
                int up = raw[above + i] & 0xFF;
                int toLeft = Math.abs(up - upperLeft);
                int toUp = Math.abs(left - upperLeft);
                int toUpperLeft = Math.abs(left + up - 2 * upperLeft);
                int nearerOfTwo = toLeft <= toUp ? left : up;
                int predicted = Math.min(toLeft, toUp) <= toUpperLeft ? nearerOfTwo : upperLeft;
                left = (line[i + 1] + predicted) & 0xFF;
                raw[start + i] = (byte) left;
                upperLeft = up;
            }
        }
    }

    private DecodedImage pixels(byte[] raw) {
        int colours = header.colours();
        int perPixel = header.samplesPerPixel();
        if (header.depth() == 8) {
            return DecodedImage.of8Bit(
                    header.width(), header.height(), colours, colours == perPixel ? raw : withoutAlpha(raw));
        }
        short[] samples = new short[header.width() * header.height() * colours];
        ByteBuffer words = ByteBuffer.wrap(raw);
        for (int pixel = 0, i = 0; i < samples.length; pixel++) {
            for (int c = 0; c < colours; c++) {
                samples[i++] = words.getShort(2 * (pixel * perPixel + c));
            }
        }
        return DecodedImage.of16Bit(header.width(), header.height(), colours, samples);
    }

    private byte[] withoutAlpha(byte[] raw) {
        int colours = header.colours();
        byte[] samples = new byte[raw.length / (colours + 1) * colours];
        for (int from = 0, to = 0; to < samples.length; from++) {
            for (int c = 0; c < colours; c++) {
                samples[to++] = raw[from++];
            }
        }
        return samples;
    }
}
