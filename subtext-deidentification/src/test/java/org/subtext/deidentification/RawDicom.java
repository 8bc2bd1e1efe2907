package org.subtext.deidentification;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.Deflater;

/**
 * A DICOM file put together byte by byte, lawful or not, so that text can be planted where no writer of ours would put
 * any. Values are given in little endian. Mutable.
 */
final class RawDicom {
    static final String EXPLICIT = "1.2.840.10008.1.2.1";
    static final String IMPLICIT = "1.2.840.10008.1.2";
    static final String BIG_ENDIAN = "1.2.840.10008.1.2.2";
    static final String DEFLATED = "1.2.840.10008.1.2.1.99";
    static final int PIXELS = 0x7FE00010;

    private static final Set<String> LONG =
            Set.of("OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV");

    private record Part(String vr, byte[] value, List<RawDicom> items, List<byte[]> fragments) {}

    private final TreeMap<Integer, Part> meta = new TreeMap<>();
    private final TreeMap<Integer, Part> parts = new TreeMap<>(Comparator.comparingLong(Integer::toUnsignedLong));
    private String syntax = EXPLICIT;
    private byte[] preamble = new byte[128];
    private byte[] behind = new byte[0];
    private byte[] behindItems = new byte[0];

    /** A radiograph of 8 by 8 grey pixels of 8 bits, all 0. */
    static RawDicom radiograph(int number) {
        return new RawDicom()
                .text(0x00080008, "CS", "ORIGINAL\\PRIMARY")
                .text(0x00080016, "UI", "1.2.840.10008.5.1.4.1.1.1.1")
                .text(0x00080018, "UI", "1.2.826.0.1.3680043.9.7331." + number)
                .text(0x00080020, "DA", "20140523")
                .text(0x00080060, "CS", "DX")
                .text(0x00080070, "LO", "Acme")
                .text(0x00100010, "PN", "Nemo^Odile")
                .text(0x00100020, "LO", "PAT-" + (5000 + number))
                .text(0x00100030, "DA", "19470807")
                .text(0x00100040, "CS", "F")
                .text(0x00180015, "CS", "CHEST")
                .text(0x0020000D, "UI", "1.2.826.0.1.3680043.9.7331.1." + number)
                .text(0x0020000E, "UI", "1.2.826.0.1.3680043.9.7331.2." + number)
                .shape(1, "MONOCHROME2", 8, 8)
                .bytes(PIXELS, "OB", new byte[64]);
    }

    RawDicom shape(int samples, String photometric, int allocated, int stored) {
        return shorts(0x00280002, samples)
                .text(0x00280004, "CS", photometric)
                .shorts(0x00280010, 8)
                .shorts(0x00280011, 8)
                .shorts(0x00280100, allocated)
                .shorts(0x00280101, stored)
                .shorts(0x00280102, stored - 1)
                .shorts(0x00280103, 0);
    }

    RawDicom text(int tag, String vr, String value) {
        return bytes(tag, vr, value.getBytes(StandardCharsets.UTF_8));
    }

    RawDicom shorts(int tag, int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            bytes.putShort((short) value);
        }
        return bytes(tag, "US", bytes.array());
    }

    RawDicom bytes(int tag, String vr, byte[] value) {
        (tag >>> 16 == 2 ? meta : parts).put(tag, new Part(vr, value, List.of(), List.of()));
        return this;
    }

    RawDicom items(int tag, RawDicom... items) {
        parts.put(tag, new Part("SQ", new byte[0], List.of(items), List.of()));
        return this;
    }

    /** Encapsulated pixels: the offset table and the fragments. */
    RawDicom fragments(String transferSyntax, byte[]... fragments) {
        parts.put(PIXELS, new Part("OB", new byte[0], List.of(), List.of(fragments)));
        return under(transferSyntax);
    }

    RawDicom without(int tag) {
        parts.remove(tag);
        return this;
    }

    RawDicom under(String transferSyntax) {
        syntax = transferSyntax;
        return this;
    }

    RawDicom preamble(byte[] text) {
        System.arraycopy(text, 0, preamble, 0, text.length);
        return this;
    }

    /** Bytes behind the last element. */
    RawDicom behind(byte[] bytes) {
        behind = bytes;
        return this;
    }

    /** As an item of a sequence: bytes between its delimiter and what follows. */
    RawDicom behindItem(byte[] bytes) {
        behindItems = bytes;
        return this;
    }

    byte[] file() {
        meta.putIfAbsent(
                0x00020010, new Part("UI", even(syntax.getBytes(StandardCharsets.US_ASCII), 0), List.of(), List.of()));
        ByteArrayOutputStream group = new ByteArrayOutputStream();
        meta.forEach((tag, part) -> write(tag, part, true, false, group));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(preamble);
        file.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
        write(0x00020000, new Part("UL", little(group.size()), List.of(), List.of()), true, false, file);
        file.writeBytes(group.toByteArray());
        byte[] body = body(!syntax.equals(IMPLICIT), syntax.equals(BIG_ENDIAN));
        file.writeBytes(syntax.equals(DEFLATED) ? deflated(body) : body);
        file.writeBytes(behind);
        return file.toByteArray();
    }

    /** The data set alone, as a value of UN holds a sequence's item (PS3.5 section 6.2.2). */
    byte[] body(boolean explicit, boolean big) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        parts.forEach((tag, part) -> write(tag, part, explicit, big, out));
        return out.toByteArray();
    }

    private static void write(int tag, Part part, boolean explicit, boolean big, ByteArrayOutputStream out) {
        byte[] value = even(part.value(), "UI OB UN OW".contains(part.vr()) ? 0 : ' ');
        if (big) {
            value = turned(value, part.vr());
        }
        boolean open = part.vr().equals("SQ") || !part.fragments().isEmpty();
        int length = open ? -1 : value.length;
        number(tag >>> 16, 2, big, out);
        number(tag & 0xFFFF, 2, big, out);
        if (explicit) {
            out.writeBytes(part.vr().getBytes(StandardCharsets.US_ASCII));
        }
        if (explicit && !LONG.contains(part.vr())) {
            number(length, 2, big, out);
        } else {
            number(0, explicit ? 2 : 0, big, out);
            number(length, 4, big, out);
        }
        if (!open) {
            out.writeBytes(value);
            return;
        }
        for (RawDicom item : part.items()) {
            mark(0xE000, -1, big, out);
            out.writeBytes(item.body(explicit, big));
            mark(0xE00D, item.behindItems.length, big, out);
            out.writeBytes(item.behindItems);
        }
        for (byte[] fragment : part.fragments()) {
            byte[] padded = even(fragment, 0);
            mark(0xE000, padded.length, big, out);
            out.writeBytes(padded);
        }
        mark(0xE0DD, 0, big, out);
    }

    private static void mark(int element, int length, boolean big, ByteArrayOutputStream out) {
        number(0xFFFE, 2, big, out);
        number(element, 2, big, out);
        number(length, 4, big, out);
    }

    private static void number(int value, int bytes, boolean big, ByteArrayOutputStream out) {
        for (int i = 0; i < bytes; i++) {
            out.write(value >>> 8 * (big ? bytes - 1 - i : i));
        }
    }

    static byte[] little(int value) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }

    private static byte[] turned(byte[] value, String vr) {
        int unit = "US SS OW AT".contains(vr)
                ? 2
                : "UL SL FL OF OL".contains(vr) ? 4 : "FD OD OV SV UV".contains(vr) ? 8 : 1;
        byte[] other = value.clone();
        for (int i = 0; i < value.length; i++) {
            int start = i - i % unit;
            other[i] = value[Math.min(value.length - 1, start + unit - 1 - i % unit)];
        }
        return other;
    }

    private static byte[] even(byte[] value, int padding) {
        if (value.length % 2 == 0) {
            return value;
        }
        byte[] padded = Arrays.copyOf(value, value.length + 1);
        padded[value.length] = (byte) padding;
        return padded;
    }

    static byte[] deflated(byte[] bytes) {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(bytes);
        deflater.finish();
        byte[] buffer = new byte[bytes.length + 64];
        int length = deflater.deflate(buffer);
        deflater.end();
        return even(Arrays.copyOf(buffer, length), 0);
    }
}
