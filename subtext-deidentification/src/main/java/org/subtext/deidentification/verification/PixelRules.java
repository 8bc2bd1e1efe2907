package org.subtext.deidentification.verification;

import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** Whether pixels, palettes and look-up tables are as large as their attributes call for, with no bit more in use. */
final class PixelRules {
    private static final Set<Integer> PIXELS = Set.of(FileWalk.PIXEL_DATA, 0x7FE00008, 0x7FE00009);
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
    private static final int ROWS = 0x00280010;
    private static final int COLUMNS = 0x00280011;
    private static final int ALLOCATED = 0x00280100;
    private static final int STORED = 0x00280101;
    private static final int HIGH_BIT = 0x00280102;
    private static final int SIGNED = 0x00280103;
    private static final int LUT_DESCRIPTOR = 0x00283002;
    private static final int LUT_DATA = 0x00283006;

    private PixelRules() {}

    /** How pixels are laid out, as the attributes say. */
    record Shape(long rows, long columns, long samples, int allocated, long frames, boolean halved) {
        static Shape of(FileWalk.Parts parts) {
            String frames = parts.text(0x00280008).strip();
            int samples = parts.number(0x00280002);
            return new Shape(
                    parts.number(ROWS),
                    parts.number(COLUMNS),
                    samples < 0 ? 1 : samples,
                    parts.number(ALLOCATED),
                    NUMBER.matcher(frames).matches() ? Math.max(1, Long.parseLong(frames)) : 1,
                    parts.text(0x00280004).equals("YBR_FULL_422"));
        }

        /** Bytes of all native frames, without padding. */
        long nativeBytes() {
            long perPixel = halved ? 2 : samples;
            return (rows * columns * perPixel * frames * allocated + 7) / 8;
        }

        /** Bytes of one frame as one code stream decodes to. */
        long frameBytes() {
            return (rows * columns * samples * allocated + 7) / 8;
        }
    }

    static void check(FileWalk.Parts parts, BiConsumer<FindingKind, String> found) {
        int pixelElements = 0;
        for (Span span : parts.values()) {
            if (PIXELS.contains(span.tag())) {
                pixelElements++;
                if (!span.isTop()) {
                    found.accept(FindingKind.NOT_ALLOWED, span.where());
                } else {
                    nativePixels(parts, span, found);
                }
            }
        }
        if (pixelElements + (parts.fragments().isEmpty() ? 0 : 1) > 1) {
            found.accept(FindingKind.NOT_ALLOWED, "more than one element of pixel data");
        }
        boolean coloured = parts.text(0x00280004).equals("PALETTE COLOR");
        for (int colour = 1; colour <= 3; colour++) {
            palette(parts, 0x00281100 + colour, 0x00281200 + colour, found);
            if (!parts.top(0x00281220 + colour).isEmpty()) {
                segmented(parts, parts.top(0x00281220 + colour).get(0), found);
            }
        }
        for (Span span : parts.values()) {
            if (span.tag() == LUT_DATA) {
                table(parts, span, found);
            }
            boolean palette = span.tag() >>> 8 == 0x002812;
            boolean descriptor = span.tag() >= 0x00281101 && span.tag() <= 0x00281103 || span.tag() == LUT_DESCRIPTOR;
            if (palette && !span.isTop()) {
                found.accept(FindingKind.NOT_ALLOWED, span.where());
            } else if (descriptor && span.length() > 6
                    || span.length() > 0 && !coloured && (palette || descriptor && span.tag() != LUT_DESCRIPTOR)) {
                found.accept(FindingKind.SIZE, span.where());
            }
        }
    }

    private static void nativePixels(FileWalk.Parts parts, Span span, BiConsumer<FindingKind, String> found) {
        Shape shape = Shape.of(parts);
        long bytes = shape.nativeBytes();
        long padded = bytes + (bytes & 1);
        boolean padIsZero = bytes == padded || span.length() == padded && parts.bytes()[span.to() - 1] == 0;
        if (span.length() != padded || !padIsZero) {
            found.accept(FindingKind.SIZE, span.where());
        } else if (span.tag() == FileWalk.PIXEL_DATA && !unusedBitsAreEmpty(parts, span, shape.allocated())) {
            found.accept(FindingKind.UNUSED_BITS, span.where());
        } else if (span.tag() != FileWalk.PIXEL_DATA && !FloatRules.areCanonical(parts.bytes(), span)) {
            found.accept(FindingKind.UNUSED_BITS, span.where() + " not a number");
        }
    }

    /** Outside the value there are zeros, or above a signed value copies of its sign. */
    private static boolean unusedBitsAreEmpty(FileWalk.Parts parts, Span span, int allocated) {
        int stored = parts.number(STORED);
        int high = parts.number(HIGH_BIT) < 0 ? stored - 1 : parts.number(HIGH_BIT);
        if (allocated < 8 || allocated > 32 || stored < 1 || stored >= allocated || high >= allocated) {
            return true;
        }
        boolean signed = parts.number(SIGNED) == 1;
        long all = (1L << allocated) - 1;
        long above = all & ~((1L << high + 1) - 1);
        long below = (1L << high + 1 - stored) - 1;
        int unit = allocated / 8;
        byte[] bytes = parts.bytes();
        for (int at = span.from(); at + unit <= span.to(); at += unit) {
            long cell = 0;
            for (int i = unit - 1; i >= 0; i--) {
                cell = cell << 8 | bytes[at + i] & 0xFF;
            }
            boolean copies = signed && (cell >>> high & 1) == 1 && (cell & above) == above;
            if ((cell & below) != 0 || (cell & above) != 0 && !copies) {
                return false;
            }
        }
        return true;
    }

    private static void palette(FileWalk.Parts parts, int descriptor, int data, BiConsumer<FindingKind, String> found) {
        if (parts.top(data).isEmpty()) {
            return;
        }
        Span span = parts.top(data).get(0);
        if (parts.top(descriptor).isEmpty()
                || !isAsLong(parts, parts.top(descriptor).get(0), span)) {
            found.accept(FindingKind.SIZE, span.where());
        } else if (!entriesFit(parts, parts.top(descriptor).get(0), span)) {
            found.accept(FindingKind.UNUSED_BITS, span.where());
        }
    }

    private static void table(FileWalk.Parts parts, Span data, BiConsumer<FindingKind, String> found) {
        List<Span> right = parts.values().stream()
                .filter(span -> span.tag() == LUT_DESCRIPTOR
                        && span.item().equals(data.item())
                        && span.path()
                                .subList(0, span.path().size() - 1)
                                .equals(data.path().subList(0, data.path().size() - 1)))
                .filter(span -> isAsLong(parts, span, data))
                .toList();
        if (right.isEmpty()) {
            found.accept(FindingKind.SIZE, data.where());
        } else if (!entriesFit(parts, right.get(0), data)) {
            found.accept(FindingKind.UNUSED_BITS, data.where());
        }
    }

    /** Whether no entry has a bit beyond the descriptor's third value, and padding is zero. */
    private static boolean entriesFit(FileWalk.Parts parts, Span descriptor, Span data) {
        int entries = parts.number(descriptor, 0) == 0 ? 1 << 16 : parts.number(descriptor, 0);
        int bits = parts.number(descriptor, 2);
        if (data.length() != 2 * entries) {
            return entries % 2 == 0 || parts.bytes()[data.to() - 1] == 0;
        }
        boolean fit = true;
        for (int i = 0; bits > 0 && bits < 16 && i < entries; i++) {
            fit &= parts.number(data, i) >>> bits == 0;
        }
        return fit;
    }

    /** As many entries as the descriptor says, of one or two bytes (PS3.3 section C.7.6.3.1.5). */
    private static boolean isAsLong(FileWalk.Parts parts, Span descriptor, Span data) {
        if (descriptor.length() != 6) {
            return false;
        }
        int entries = parts.number(descriptor, 0) == 0 ? 1 << 16 : parts.number(descriptor, 0);
        boolean narrow = parts.number(descriptor, 2) <= 8;
        return data.length() == 2 * entries || narrow && data.length() == entries + (entries & 1);
    }

    /** Segments follow each other to the end (PS3.3 section C.7.9.2): discrete, linear, indirect. */
    private static void segmented(FileWalk.Parts parts, Span span, BiConsumer<FindingKind, String> found) {
        int words = span.length() / 2;
        int at = 0;
        while (at + 1 < words) {
            int opcode = parts.number(span, at);
            int length = parts.number(span, at + 1);
            if (opcode > 2 || length == 0) {
                break;
            }
            at += opcode == 0 ? 2 + length : opcode == 1 ? 3 : 4;
        }
        if (at != words || span.length() % 2 != 0) {
            found.accept(FindingKind.SIZE, span.where());
        }
    }
}
