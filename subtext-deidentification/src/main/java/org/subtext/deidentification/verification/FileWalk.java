package org.subtext.deidentification.verification;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Every byte of one written file, told as preamble, values and fragments, by the one layout in which files are written:
 * explicit VR little endian, sequences and items with delimiters, tags in ascending order (PS3.5 section 7, PS3.10
 * section 7.1). What is laid out otherwise is a finding, however lawful.
 */
final class FileWalk {
    static final int PIXEL_DATA = 0x7FE00010;

    private static final Set<String> LONG =
            Set.of("OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV");
    private static final int PREAMBLE = 128;
    private static final int ITEM = 0xFFFEE000;
    private static final int ITEM_END = 0xFFFEE00D;
    private static final int SEQUENCE_END = 0xFFFEE0DD;
    private static final int DEEPEST = 64;

    private final byte[] bytes;
    private final ByteBuffer at;
    private final BiConsumer<FindingKind, String> found;
    private final List<Span> values = new ArrayList<>();
    private final List<Span> fragments = new ArrayList<>();

    private FileWalk(byte[] bytes, BiConsumer<FindingKind, String> found) {
        this.bytes = bytes;
        this.at = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        this.found = found;
    }

    /**
     * What a file consists of.
     *
     * @param values of elements, sequences with an empty stretch where they begin
     * @param fragments of the pixel data, the offset table first; none of native pixels
     */
    record Parts(byte[] bytes, List<Span> values, List<Span> fragments) {
        Parts {
            values = List.copyOf(values);
            fragments = List.copyOf(fragments);
        }

        List<Span> top(int tag) {
            return values.stream()
                    .filter(span -> span.isTop() && span.tag() == tag)
                    .toList();
        }

        /** The value of a top element without padding; empty where there is none. */
        String text(int tag) {
            List<Span> spans = top(tag);
            return spans.isEmpty() ? "" : text(spans.get(0));
        }

        String text(Span span) {
            int to = span.to();
            while (to > span.from() && (bytes[to - 1] == ' ' || bytes[to - 1] == 0)) {
                to--;
            }
            return new String(bytes, span.from(), to - span.from(), StandardCharsets.ISO_8859_1);
        }

        /** The first 16-bit number of a top element, or -1. */
        int number(int tag) {
            List<Span> spans = top(tag);
            return spans.isEmpty() || spans.get(0).length() < 2 ? -1 : number(spans.get(0), 0);
        }

        int number(Span span, int index) {
            int from = span.from() + 2 * index;
            return from + 2 > span.to() ? -1 : bytes[from] & 0xFF | (bytes[from + 1] & 0xFF) << 8;
        }
    }

    /** Walks a file; what is wrong with its layout goes to {@code found}, with where. */
    static Parts of(byte[] bytes, BiConsumer<FindingKind, String> found) {
        FileWalk walk = new FileWalk(bytes, found);
        try {
            walk.head();
            walk.elements(List.of(), List.of(), false);
            if (walk.at.hasRemaining()) {
                found.accept(FindingKind.INCOMPLETE, "byte " + walk.at.position());
            }
        } catch (java.nio.BufferUnderflowException | IllegalArgumentException e) {
            found.accept(FindingKind.INCOMPLETE, "byte " + walk.at.position());
        }
        return new Parts(bytes, walk.values, walk.fragments);
    }

    private void head() {
        for (int i = 0; i < PREAMBLE; i++) {
            if (at.get() != 0) {
                found.accept(FindingKind.PREAMBLE, "preamble");
                at.position(PREAMBLE);
                break;
            }
        }
        if (at.getInt() != 0x4D434944) {
            found.accept(FindingKind.PREAMBLE, "prefix");
        }
    }

    /** The elements of the file or of one item. */
    private void elements(List<Integer> path, List<Integer> item, boolean untilDelimiter) {
        int before = path.isEmpty() ? 0x0001FFFF : 0x00020000 - 1;
        while (at.hasRemaining()) {
            int tag = tag();
            if (untilDelimiter && tag == ITEM_END) {
                empty(at.getInt(), path);
                return;
            }
            List<Integer> here = new ArrayList<>(path);
            here.add(tag);
            if (Integer.compareUnsigned(tag, before) <= 0) {
                found.accept(FindingKind.NOT_ALLOWED, where(here) + " out of order");
            }
            before = tag;
            element(here, item);
        }
        if (untilDelimiter) {
            found.accept(FindingKind.INCOMPLETE, where(path));
        }
    }

    private void element(List<Integer> path, List<Integer> item) {
        String vr = new String(new byte[] {at.get(), at.get()}, StandardCharsets.ISO_8859_1);
        long length;
        if (LONG.contains(vr)) {
            if (at.getShort() != 0) {
                found.accept(FindingKind.VALUE_NOT_ALLOWED, where(path) + " reserved bytes");
            }
            length = Integer.toUnsignedLong(at.getInt());
        } else {
            length = Short.toUnsignedInt(at.getShort());
        }
        if (vr.equals("SQ")) {
            values.add(new Span(path, vr, at.position(), at.position(), item));
            items(path, item, length);
            return;
        }
        if (length == 0xFFFFFFFFL) {
            fragments(path, item);
            return;
        }
        int from = at.position();
        at.position(Math.toIntExact(from + length));
        values.add(new Span(path, vr, from, at.position(), item));
    }

    private void items(List<Integer> path, List<Integer> item, long length) {
        if (length != 0xFFFFFFFFL || path.size() > DEEPEST) {
            throw new IllegalArgumentException("a sequence that is not laid out as they are written");
        }
        for (int number = 0; ; number++) {
            int tag = tag();
            int size = at.getInt();
            if (tag == SEQUENCE_END) {
                empty(size, path);
                return;
            }
            if (tag != ITEM || size != -1) {
                throw new IllegalArgumentException("an item that is not laid out as they are written");
            }
            List<Integer> within = new ArrayList<>(item);
            within.add(number);
            elements(path, within, true);
        }
    }

    private void fragments(List<Integer> path, List<Integer> item) {
        if (path.size() != 1 || path.get(0) != PIXEL_DATA) {
            found.accept(FindingKind.NOT_ALLOWED, where(path) + " fragments");
        }
        while (true) {
            int tag = tag();
            int length = at.getInt();
            if (tag == SEQUENCE_END) {
                empty(length, path);
                return;
            }
            if (tag != ITEM || length < 0) {
                throw new IllegalArgumentException("a fragment that is none");
            }
            int from = at.position();
            at.position(Math.addExact(from, length));
            fragments.add(new Span(path, "OB", from, at.position(), item));
        }
    }

    private void empty(int length, List<Integer> path) {
        if (length != 0) {
            throw new IllegalArgumentException("a delimiter with a length at " + path.size());
        }
    }

    private int tag() {
        return Short.toUnsignedInt(at.getShort()) << 16 | Short.toUnsignedInt(at.getShort());
    }

    private static String where(List<Integer> path) {
        return new Span(path, "", 0, 0, List.of()).where();
    }
}
