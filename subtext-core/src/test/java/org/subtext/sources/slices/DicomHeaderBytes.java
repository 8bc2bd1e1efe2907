package org.subtext.sources.slices;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Writes small DICOM files (explicit VR, little endian) for tests; knows strings and unsigned shorts. */
final class DicomHeaderBytes {
    private final Map<Integer, byte[]> elements = new TreeMap<>();

    DicomHeaderBytes text(int tag, String vr, String value) {
        String even = value.length() % 2 == 0 ? value : value + (vr.equals("UI") ? "\0" : " ");
        elements.put(tag, element(tag, vr, even.getBytes(StandardCharsets.US_ASCII)));
        return this;
    }

    DicomHeaderBytes number(int tag, int value) {
        elements.put(
                tag,
                element(
                        tag,
                        "US",
                        ByteBuffer.allocate(2)
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .putShort((short) value)
                                .array()));
        return this;
    }

    byte[] file() {
        byte[] syntax = element(0x00020010, "UI", "1.2.840.10008.1.2.1\0".getBytes(StandardCharsets.US_ASCII));
        byte[] length = ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(syntax.length)
                .array();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[128]);
        out.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(element(0x00020000, "UL", length));
        out.writeBytes(syntax);
        elements.values().forEach(out::writeBytes);
        return out.toByteArray();
    }

    private static byte[] element(int tag, String vr, byte[] value) {
        return ByteBuffer.allocate(8 + value.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) (tag >>> 16))
                .putShort((short) tag)
                .put(vr.getBytes(StandardCharsets.US_ASCII))
                .putShort((short) value.length)
                .put(value)
                .array();
    }
}
