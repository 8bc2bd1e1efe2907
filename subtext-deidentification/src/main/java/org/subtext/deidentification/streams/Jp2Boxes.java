package org.subtext.deidentification.streams;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The boxes of a JP2 file (ITU-T T.800 annex I), which does not belong into DICOM and occurs: of them all only the code
 * stream stays. Boxes that would change what is decoded (palettes, channels in another order) are refused.
 */
final class Jp2Boxes {
    private final byte[] file;
    private byte @Nullable [] stream;

    private Jp2Boxes(byte[] file) {
        this.file = file;
    }

    /** The bare code stream. */
    static byte[] codeStream(byte[] file, CutTally tally) throws NotCleanedException {
        if (file.length > 1 && file[0] == -1) {
            return file;
        }
        Jp2Boxes boxes = new Jp2Boxes(file);
        boxes.walk(0, file.length);
        byte[] found = boxes.stream;
        if (found == null) {
            throw new NotCleanedException("a JP2 file without a code stream. Get the file anew.");
        }
        tally.add(PixelCut.BOXES, file.length - found.length);
        return found;
    }

    private void walk(int from, int to) throws NotCleanedException {
        int at = from;
        while (to - at >= 8 && stream == null) {
            long length = u32(at);
            int header = 8;
            if (length == 1 && to - at >= 16) {
                length = u32(at + 8) << 32 | u32(at + 12);
                header = 16;
            } else if (length == 0) {
                length = to - at;
            }
            if (length < header || length > to - at) {
                throw new NotCleanedException(
                        "a JP2 box of " + length + " bytes where " + (to - at) + " are left. Get the file anew.");
            }
            box(new String(file, at + 4, 4, StandardCharsets.ISO_8859_1), at + header, at + (int) length);
            at += (int) length;
        }
    }

    private void box(String type, int from, int to) throws NotCleanedException {
        switch (type) {
            case "jp2h" -> walk(from, to);
            case "jp2c" -> stream = Arrays.copyOfRange(file, from, to);
            case "pclr", "cmap" -> throw changing("a palette");
            case "cdef" -> {
                for (int at = from + 2; at + 6 <= to; at += 6) {
                    long channel = u32(at) >> 16;
                    boolean colour = (u32(at) & 0xFFFF) == 0 && u32(at + 2) % 65536 == channel + 1;
                    if (!colour) {
                        throw changing("channels in another order, or of opacity");
                    }
                }
            }
            default -> {}
        }
    }

    private static NotCleanedException changing(String what) {
        return new NotCleanedException("a JP2 file with " + what
                + ", which DICOM does not have. Decompress it with the program that wrote it.");
    }

    private long u32(int at) {
        return (file[at] & 0xFFL) << 24
                | (file[at + 1] & 0xFF) << 16
                | (file[at + 2] & 0xFF) << 8
                | file[at + 3] & 0xFF;
    }
}
