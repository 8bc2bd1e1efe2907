package org.subtext.archive;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.subtext.archive.ArchiveException.Kind;

/**
 * Finds the four UIDs that say which instance a file is (PS3.10 section 7.1, PS3.5 section 7), skipping everything else. Reads
 * no further than the last of them, never into pixels; lengths and nesting are bounded.
 */
final class IdentityScan {
    static final int SOP_CLASS = 0x00080016;
    static final int SOP_INSTANCE = 0x00080018;
    static final int STUDY = 0x0020000D;
    static final int SERIES = 0x0020000E;

    private static final int TRANSFER_SYNTAX = 0x00020010;
    private static final int ITEM = 0xFFFEE000;
    private static final int ITEM_END = 0xFFFEE00D;
    private static final int SEQUENCE_END = 0xFFFEE0DD;
    private static final long UNDEFINED = 0xFFFFFFFFL;
    private static final Set<Integer> WANTED = Set.of(TRANSFER_SYNTAX, SOP_CLASS, SOP_INSTANCE, STUDY, SERIES);
    private static final Set<String> LONG_FORM =
            Set.of("OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV");

    private static final int PREAMBLE = 128;
    private static final int LONGEST_UID = 64;
    private static final int DEEPEST = 32;
    /** What stands in front of the UIDs is small, unless somebody wants to keep us busy. */
    private static final long MOST_BYTES = 64L << 20;

    private final Map<Integer, String> found = new HashMap<>();
    private InputStream in;
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;
    private boolean explicit = true;
    private long left = MOST_BYTES;

    private IdentityScan(InputStream in) {
        this.in = in;
    }

    /**
     * Text of the UIDs found, by tag.
     *
     * @throws ArchiveException when it is not DICOM or ends too early
     */
    static Map<Integer, String> of(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 13)) {
            IdentityScan scan = new IdentityScan(in);
            scan.run();
            return scan.found;
        } catch (EOFException | java.util.zip.ZipException e) {
            throw wrong("what came ends within its header");
        }
    }

    private void run() throws IOException {
        byte[] start = bytes(PREAMBLE + 4);
        if (!"DICM".equals(new String(start, PREAMBLE, 4, StandardCharsets.US_ASCII))) {
            throw wrong("what came is no DICOM file");
        }
        scanMeta();
        String syntax = found.getOrDefault(TRANSFER_SYNTAX, "").strip();
        explicit = !syntax.equals("1.2.840.10008.1.2");
        order = syntax.equals("1.2.840.10008.1.2.2") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        if (syntax.equals("1.2.840.10008.1.2.1.99")) {
            in = new InflaterInputStream(in, new Inflater(true));
        }
        while (!found.containsKey(SERIES)) {
            int tag = tag();
            if (Integer.compareUnsigned(tag, SERIES) > 0) {
                return;
            }
            element(tag, 0);
        }
    }

    /** Group 0002 is explicit and little endian always; its first element says how long it is. */
    private void scanMeta() throws IOException {
        if (tag() != 0x00020000 || !new String(bytes(2), StandardCharsets.US_ASCII).equals("UL")) {
            throw wrong("what came has no file meta information");
        }
        bytes(2);
        long before = left;
        long length = number(4);
        while (before - left - 4 < length) {
            element(tag(), 0);
        }
    }

    /** Reads or skips what follows a tag. */
    private void element(int tag, int depth) throws IOException {
        String vr = explicit ? new String(bytes(2), StandardCharsets.US_ASCII) : "";
        long length;
        if (!explicit) {
            length = number(4);
        } else if (LONG_FORM.contains(vr)) {
            bytes(2);
            length = number(4);
        } else {
            length = number(2);
        }
        if (length == UNDEFINED) {
            sequence(depth + 1, vr.equals("UN"));
        } else if (depth == 0 && WANTED.contains(tag) && length <= LONGEST_UID) {
            found.put(
                    tag,
                    new String(bytes((int) length), StandardCharsets.US_ASCII)
                            .replace('\0', ' ')
                            .strip());
        } else {
            skip(length);
        }
    }

    /** Skips items until the sequence's delimiter; a sequence of unknown representation is implicit (PS3.5 section 6.2.2). */
    private void sequence(int depth, boolean isUnknown) throws IOException {
        if (depth > DEEPEST) {
            throw wrong("what came is nested deeper than " + DEEPEST + " sequences");
        }
        boolean before = explicit;
        ByteOrder orderBefore = order;
        if (isUnknown) {
            explicit = false;
            order = ByteOrder.LITTLE_ENDIAN;
        }
        for (int tag = tag(); tag != SEQUENCE_END; tag = tag()) {
            long length = number(4);
            if (tag != ITEM) {
                throw wrong("what came has a sequence that is no sequence");
            }
            if (length != UNDEFINED) {
                skip(length);
                continue;
            }
            for (int inner = tag(); inner != ITEM_END; inner = tag()) {
                element(inner, depth);
            }
            number(4);
        }
        number(4);
        explicit = before;
        order = orderBefore;
    }

    private int tag() throws IOException {
        int group = (int) number(2);
        return group << 16 | (int) number(2);
    }

    private long number(int size) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes(size)).order(order);
        return size == 2 ? buffer.getShort() & 0xffff : buffer.getInt() & 0xffffffffL;
    }

    private byte[] bytes(int count) throws IOException {
        spend(count);
        byte[] read = in.readNBytes(count);
        if (read.length < count) {
            throw new EOFException();
        }
        return read;
    }

    private void skip(long count) throws IOException {
        spend(count);
        in.skipNBytes(count);
    }

    private void spend(long count) throws ArchiveException {
        left -= count;
        if (left < 0) {
            throw wrong("what came has more than " + MOST_BYTES + " bytes in front of its UIDs");
        }
    }

    private static ArchiveException wrong(String message) {
        return new ArchiveException(Kind.WRONG_CONTENT, message);
    }
}
