package org.subtext.dicom.codec;

import java.util.Arrays;

/**
 * One frame's code stream, told by its own first bytes; a transfer syntax only says what to take a stream for that does
 * not tell, since archives exist in which the two disagree.
 */
public final class CodeStream {
    /** What a stream is coded with. */
    public enum Kind {
        JPEG,
        JPEG_LS,
        JPEG_2000,
        /** Run lengths, which have no mark of their own. */
        RLE,
        /** Native bytes deflated frame by frame (PS3.5 section A.4.12), which have no mark either. */
        DEFLATED
    }

    private CodeStream() {}

    /**
     * The kind of a stream by its content.
     *
     * <p>FF D8 opens JPEG and JPEG-LS, told apart by the frame header; FF 4F FF 51 a JPEG 2000 code stream; the
     * signature box of twelve bytes a JP2 file, which does not belong into DICOM and occurs.
     *
     * @param otherwise the kind of a stream that carries no mark, by its transfer syntax
     */
    public static Kind kind(byte[] stream, Kind otherwise) throws PixelDataException {
        if (starts(stream, 0xFF, 0xD8)) {
            return isJpegLs(stream) ? Kind.JPEG_LS : Kind.JPEG;
        }
        if (starts(stream, 0xFF, 0x4F, 0xFF, 0x51) || starts(stream, 0, 0, 0, 12, 'j', 'P', ' ', ' ')) {
            return Kind.JPEG_2000;
        }
        if (otherwise == Kind.RLE || otherwise == Kind.DEFLATED) {
            return otherwise;
        }
        throw new PixelDataException("a frame of " + stream.length + " bytes that is no " + otherwise
                + " stream, although the transfer syntax says so; it does not start with one's mark");
    }

    /**
     * Decodes a frame; its samples are those of the stream, with no colour transform but JPEG 2000's own.
     *
     * @param otherwise as in {@link #kind}
     */
    public static Samples decode(byte[] frame, FrameShape shape, Kind otherwise) throws PixelDataException {
        byte[] stream = withoutLeadingZeros(frame, otherwise);
        return switch (kind(stream, otherwise)) {
            case JPEG -> JpegDecoder.decode(stream, shape);
            case JPEG_LS -> JpegLsDecoder.decode(stream, shape);
            case JPEG_2000 -> Jpeg2000.decode(stream, shape);
            case RLE -> RleDecoder.decode(stream, shape);
            case DEFLATED -> DeflatedFrame.decode(stream, shape);
        };
    }

    /** A JPEG without the zeros that some writers put before it; of all other kinds what was given. */
    public static byte[] withoutLeadingZeros(byte[] stream, Kind otherwise) {
        int at = 0;
        if (otherwise == Kind.JPEG || otherwise == Kind.JPEG_LS) {
            while (at < stream.length && stream[at] == 0) {
                at++;
            }
        }
        boolean start = at + 1 < stream.length && stream[at] == -1 && stream[at + 1] == (byte) 0xD8;
        return at > 0 && start ? Arrays.copyOfRange(stream, at, stream.length) : stream;
    }

    private static boolean isJpegLs(byte[] stream) throws PixelDataException {
        int at = 0;
        for (JpegSegment segment = JpegSegment.next(stream, at);
                segment != null;
                segment = JpegSegment.next(stream, at)) {
            int marker = segment.marker();
            if (marker == 0xF7) {
                return true;
            }
            if (marker == 0xDA
                    || (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC)) {
                return false;
            }
            at = segment.end();
        }
        return false;
    }

    private static boolean starts(byte[] stream, int... bytes) {
        if (stream.length < bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if ((stream[i] & 0xFF) != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
