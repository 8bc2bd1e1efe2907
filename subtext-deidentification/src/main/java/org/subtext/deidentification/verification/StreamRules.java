package org.subtext.deidentification.verification;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Whether encapsulated pixels are one code stream a frame, each with nothing but what a decoder needs. */
final class StreamRules {
    private static final String SYNTAX = "1.2.840.10008.1.2.";

    private StreamRules() {}

    static void check(FileWalk.Parts parts, BiConsumer<FindingKind, String> found) {
        List<Span> fragments = parts.fragments();
        if (fragments.isEmpty()) {
            return;
        }
        PixelRules.Shape shape = PixelRules.Shape.of(parts);
        List<Span> frames = fragments.subList(1, fragments.size());
        if (frames.size() != shape.frames()) {
            found.accept(FindingKind.SIZE, frames.size() + " fragments for " + shape.frames() + " frames");
        }
        if (!offsetsAreRight(parts, fragments.get(0), frames)) {
            found.accept(FindingKind.STREAM_STRUCTURE, "basic offset table");
        }
        String syntax = parts.text(0x00020010);
        String kind = syntax.startsWith(SYNTAX) ? syntax.substring(SYNTAX.length()) : "";
        for (int frame = 0; frame < frames.size(); frame++) {
            Span span = frames.get(frame);
            String where = "frame " + (frame + 1);
            switch (kind) {
                case "4.50", "4.51", "4.57", "4.70", "4.80", "4.81" ->
                    JpegWalk.check(parts.bytes(), span.from(), span.to())
                            .ifPresent(said -> found.accept(FindingKind.STREAM_STRUCTURE, where + ": " + said));
                case "4.90", "4.91", "4.92", "4.93", "4.201", "4.202", "4.203" ->
                    Jpeg2000Walk.check(parts.bytes(), span.from(), span.to())
                            .ifPresent(said -> found.accept(FindingKind.STREAM_STRUCTURE, where + ": " + said));
                case "5" -> runLengths(parts, span, shape, where, found);
                case "8.1" -> deflated(parts, span, shape, where, found);
                case "1.98" -> {
                    if (span.length() != shape.frameBytes() + (shape.frameBytes() & 1)) {
                        found.accept(FindingKind.SIZE, where);
                    }
                }
                default -> found.accept(FindingKind.STREAM_NOT_LOOKED_INTO, where);
            }
        }
    }

    /** Empty, or the place of each frame's item behind the first item (PS3.5 section A.4). */
    private static boolean offsetsAreRight(FileWalk.Parts parts, Span table, List<Span> frames) {
        if (table.length() == 0) {
            return true;
        }
        if (table.length() != 4 * frames.size()) {
            return false;
        }
        for (int i = 0; i < frames.size(); i++) {
            long offset = parts.number(table, 2 * i) | (long) parts.number(table, 2 * i + 1) << 16;
            if (offset != frames.get(i).from() - frames.get(0).from()) {
                return false;
            }
        }
        return true;
    }

    /** A header of 64 bytes, then each byte plane run by run to its last sample (PS3.5 annex G). */
    private static void runLengths(
            FileWalk.Parts parts,
            Span span,
            PixelRules.Shape shape,
            String where,
            BiConsumer<FindingKind, String> found) {
        byte[] bytes = parts.bytes();
        int from = span.from();
        long segments = Math.max(1, shape.samples() * shape.allocated() / 8);
        long bytesEach = shape.allocated() < 8 ? shape.frameBytes() : shape.rows() * shape.columns();
        boolean right = span.length() >= 64 && segments <= 15 && little(bytes, from) == segments;
        int at = from + 64;
        for (int i = 0; right && i < 15; i++) {
            int offset = little(bytes, from + 4 + 4 * i);
            if (i >= segments) {
                right = offset == 0;
                continue;
            }
            // One byte of padding may make the segment before it even.
            right = offset == at - from || offset == at - from + 1 && bytes[at] == 0;
            at = right ? runs(bytes, from + offset, span.to(), bytesEach) : at;
            right = right && at > 0;
        }
        right = right && (at == span.to() || at == span.to() - 1 && bytes[at] == 0);
        if (!right) {
            found.accept(FindingKind.STREAM_STRUCTURE, where + ": run lengths");
        }
    }

    /** The byte behind the runs that make so many bytes; -1 where they make more or fewer. */
    private static int runs(byte[] bytes, int from, int to, long count) {
        long made = 0;
        int at = from;
        while (made < count && at < to) {
            int head = bytes[at++];
            if (head >= 0) {
                made += head + 1;
                at += head + 1;
            } else if (head != -128) {
                made += 1 - head;
                at++;
            } else {
                return -1;
            }
        }
        return made == count && at <= to ? at : -1;
    }

    private static int little(byte[] bytes, int at) {
        return bytes[at] & 0xFF | (bytes[at + 1] & 0xFF) << 8 | (bytes[at + 2] & 0xFF) << 16 | bytes[at + 3] << 24;
    }

    private static void deflated(
            FileWalk.Parts parts,
            Span span,
            PixelRules.Shape shape,
            String where,
            BiConsumer<FindingKind, String> found) {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(parts.bytes(), span.from(), span.length());
            byte[] buffer = new byte[1 << 16];
            long most = shape.frameBytes() + 1;
            while (!inflater.finished() && inflater.getBytesWritten() <= most) {
                if (inflater.inflate(buffer) == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    break;
                }
            }
            long written = inflater.getBytesWritten();
            boolean right = inflater.finished()
                    && (written == shape.frameBytes() || written == most && written % 2 == 0)
                    && inflater.getRemaining() <= 1;
            if (!right) {
                found.accept(FindingKind.STREAM_STRUCTURE, where + ": deflated");
            }
        } catch (DataFormatException e) {
            found.accept(FindingKind.STREAM_STRUCTURE, where + ": deflated");
        } finally {
            inflater.end();
        }
    }
}
