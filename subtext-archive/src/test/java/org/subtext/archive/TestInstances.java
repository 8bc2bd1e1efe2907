package org.subtext.archive;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Small DICOM files written byte by byte (PS3.10 section 7.1), so that nothing under test writes what it reads. */
final class TestInstances {
    static final String EXPLICIT = "1.2.840.10008.1.2.1";
    static final String SECONDARY_CAPTURE = "1.2.840.10008.5.1.4.1.1.7";
    private static final String ROOT = "1.2.826.0.1.3680043.10.1539.";

    private TestInstances() {}

    static String study(int number) {
        return ROOT + "1." + number;
    }

    static String series(int study, int number) {
        return ROOT + "2." + study + "." + number;
    }

    static String instance(int study, int series, int number) {
        return ROOT + "3." + study + "." + series + "." + number;
    }

    /** A whole file: one grey image of 16 × 16 whose pixels depend on its number. */
    static byte[] file(int study, int series, int number, String modality) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[128]);
        out.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
        ByteArrayOutputStream meta = new ByteArrayOutputStream();
        put(meta, 0x0002, 0x0001, "OB", new byte[] {0, 1});
        put(meta, 0x0002, 0x0002, "UI", text(SECONDARY_CAPTURE, 0));
        put(meta, 0x0002, 0x0003, "UI", text(instance(study, series, number), 0));
        put(meta, 0x0002, 0x0010, "UI", text(EXPLICIT, 0));
        put(meta, 0x0002, 0x0012, "UI", text(ROOT + "9", 0));
        put(out, 0x0002, 0x0000, "UL", integer(meta.size()));
        out.writeBytes(meta.toByteArray());
        out.writeBytes(dataSet(study, series, number, modality));
        return out.toByteArray();
    }

    /** The same without preamble and file meta information, as C-STORE sends it. */
    static byte[] dataSet(int study, int series, int number, String modality) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        put(out, 0x0008, 0x0016, "UI", text(SECONDARY_CAPTURE, 0));
        put(out, 0x0008, 0x0018, "UI", text(instance(study, series, number), 0));
        put(out, 0x0008, 0x0020, "DA", text("2020" + String.format("%02d%02d", 1 + study % 12, 1 + study % 28), ' '));
        put(out, 0x0008, 0x0030, "TM", text("120000", ' '));
        put(out, 0x0008, 0x0050, "SH", text("", ' '));
        put(out, 0x0008, 0x0060, "CS", text(modality, ' '));
        put(out, 0x0010, 0x0010, "PN", text("Planted^Name" + study, ' '));
        put(out, 0x0010, 0x0020, "LO", text("planted-" + study, ' '));
        put(out, 0x0010, 0x0030, "DA", text("", ' '));
        put(out, 0x0010, 0x0040, "CS", text("", ' '));
        put(out, 0x0018, 0x0015, "CS", text(series == 1 ? "CHEST" : "HAND", ' '));
        put(out, 0x0020, 0x000D, "UI", text(study(study), 0));
        put(out, 0x0020, 0x000E, "UI", text(series(study, series), 0));
        put(out, 0x0020, 0x0010, "SH", text("", ' '));
        put(out, 0x0020, 0x0011, "IS", text(Integer.toString(series), ' '));
        put(out, 0x0020, 0x0013, "IS", text(Integer.toString(number), ' '));
        put(out, 0x0028, 0x0002, "US", integer16(1));
        put(out, 0x0028, 0x0004, "CS", text("MONOCHROME2", ' '));
        put(out, 0x0028, 0x0010, "US", integer16(16));
        put(out, 0x0028, 0x0011, "US", integer16(16));
        put(out, 0x0028, 0x0100, "US", integer16(8));
        put(out, 0x0028, 0x0101, "US", integer16(8));
        put(out, 0x0028, 0x0102, "US", integer16(7));
        put(out, 0x0028, 0x0103, "US", integer16(0));
        byte[] pixels = new byte[256];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i * number + study);
        }
        put(out, 0x7FE0, 0x0010, "OB", pixels);
        return out.toByteArray();
    }

    private static byte[] text(String text, int padding) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        if (out.size() % 2 == 1) {
            out.write(padding);
        }
        return out.toByteArray();
    }

    private static byte[] integer(int value) {
        return new byte[] {(byte) value, (byte) (value >> 8), (byte) (value >> 16), (byte) (value >> 24)};
    }

    private static byte[] integer16(int value) {
        return new byte[] {(byte) value, (byte) (value >> 8)};
    }

    private static void put(ByteArrayOutputStream out, int group, int element, String vr, byte[] value) {
        out.writeBytes(integer16(group));
        out.writeBytes(integer16(element));
        out.writeBytes(vr.getBytes(StandardCharsets.US_ASCII));
        if (vr.equals("OB")) {
            out.writeBytes(new byte[2]);
            out.writeBytes(integer(value.length));
        } else {
            out.writeBytes(integer16(value.length));
        }
        out.writeBytes(value);
    }
}
