package org.subtext.deidentification.streams;

import java.util.List;
import org.subtext.dicom.codec.FrameShape;
import org.subtext.dicom.codec.JpegLsScanEnd;
import org.subtext.dicom.codec.PixelDataException;

/**
 * A JPEG-LS stream (ITU-T T.87) written anew: frame header, preset parameters, the colour transform of one vendor, and
 * scans up to their last bit, which decoding finds.
 */
final class JpegLsStream {
    private static final int FRAME = 0xF7;
    private static final int PRESETS = 0xF8;
    private static final int TRANSFORM = 0xE8;
    private static final int PRESET_LENGTH = 11;

    private JpegLsStream() {}

    static CleanStream clean(byte[] stream, PixelShape shape, CutTally tally) throws NotCleanedException {
        byte[] whole = segments(stream, tally);
        List<JpegLsScanEnd> scans;
        try {
            scans = JpegLsScanEnd.of(
                    whole, new FrameShape(shape.columns(), shape.rows(), shape.samples(), shape.bitsAllocated()));
        } catch (PixelDataException | IllegalArgumentException e) {
            throw new NotCleanedException(e.getMessage() + ". Get the file anew.");
        }
        return new CleanStream(withoutRests(whole, scans, tally), precision(whole));
    }

    private static int precision(byte[] stream) throws NotCleanedException {
        Marker marker = Marker.next(stream, 2);
        while (marker.code() != FRAME) {
            marker = Marker.next(stream, marker.to());
        }
        return marker.u8(0);
    }

    /** All that is needed, scans with whatever bytes follow their last sample. */
    private static byte[] segments(byte[] stream, CutTally tally) throws NotCleanedException {
        StreamWriter out = new StreamWriter(stream.length).u8(0xFF).u8(Marker.SOI);
        int at = 2;
        Marker marker = Marker.next(stream, at);
        while (marker.code() != Marker.EOI && marker.code() >= 0) {
            tally.add(PixelCut.FILLING, marker.at() - at);
            at = marker.to();
            if (marker.code() == FRAME) {
                segment(marker, 6 + 3 * marker.u8(5), out, tally);
            } else if (marker.code() == Marker.SOS) {
                for (int i = 0; i < marker.u8(0); i++) {
                    if (marker.u8(2 + 2 * i) != 0) {
                        throw new NotCleanedException("JPEG-LS with a mapping table, which is not read."
                                + " Decompress the file with the program that wrote it.");
                    }
                }
                segment(marker, 4 + 2 * marker.u8(0), out, tally);
                at = scanEnd(stream, at);
                out.put(stream, marker.to(), at - marker.to());
            } else if (marker.code() == PRESETS && marker.u8(0) == 1) {
                segment(marker, PRESET_LENGTH, out, tally);
            } else if (marker.code() == PRESETS && marker.u8(0) > 3) {
                throw marker.damaged("parameters of kind " + marker.u8(0));
            } else if (marker.code() == TRANSFORM && marker.length() >= 5 && marker.begins("mrfx")) {
                segment(marker, 5, out, tally);
            } else if (marker.code() == Marker.DRI && number(marker) != 0) {
                throw new NotCleanedException("JPEG-LS with restart intervals, which is not read."
                        + " Decompress the file with the program that wrote it.");
            } else {
                tally.add(marker.code() == PRESETS ? PixelCut.UNUSED_TABLE : marker.kind(), marker.whole());
            }
            marker = Marker.next(stream, at);
        }
        int end = marker.code() == Marker.EOI ? marker.to() : at;
        tally.add(PixelCut.FILLING, end - at - (marker.code() == Marker.EOI ? 2 : 0));
        tally.add(PixelCut.BEHIND_STREAM, JpegStream.behind(stream, end));
        return out.u8(0xFF).u8(Marker.EOI).toBytes();
    }

    private static int number(Marker marker) throws NotCleanedException {
        int number = 0;
        for (int i = 0; i < marker.length(); i++) {
            number |= marker.u8(i);
        }
        return number;
    }

    private static void segment(Marker marker, int length, StreamWriter out, CutTally tally)
            throws NotCleanedException {
        marker.u8(length - 1);
        out.u8(0xFF).u8(marker.code()).u16(length + 2).put(marker.stream(), marker.from(), length);
        tally.add(PixelCut.UNKNOWN_SEGMENT, marker.length() - length);
    }

    /** A byte of FF is followed by a bit of 0 within a scan, so by 80 and above in a marker (T.87 A.1). */
    private static int scanEnd(byte[] stream, int from) {
        int at = from;
        while (at < stream.length && !(stream[at] == -1 && (at + 1 == stream.length || stream[at + 1] < 0))) {
            at++;
        }
        return at;
    }

    private static byte[] withoutRests(byte[] whole, List<JpegLsScanEnd> scans, CutTally tally) {
        StreamWriter out = new StreamWriter(whole.length);
        int at = 0;
        for (JpegLsScanEnd scan : scans) {
            out.put(whole, at, scan.to() - at);
            at = scanEnd(whole, scan.from());
            byte last = whole[scan.to() - 1];
            if (scan.unusedBits() > 0 && scan.to() > scan.from()) {
                last &= (byte) -(1 << scan.unusedBits());
                out.last(last);
            }
            if (last == -1) {
                // What follows would be read as a marker.
                out.u8(0);
            }
            tally.add(PixelCut.BEHIND_SCAN, at - scan.to() - (last == -1 && at > scan.to() ? 1 : 0));
        }
        return out.put(whole, at, whole.length - at).toBytes();
    }
}
