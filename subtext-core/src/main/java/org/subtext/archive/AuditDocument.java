package org.subtext.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * An audit's answer as a DICOM Basic Text SR (PS3.3 section A.35.1) for an archive to keep.
 *
 * <p>It speaks of a set of images and of no person, and an archive files everything under a patient: it goes under a patient of
 * its own, {@value #PATIENT}, never under anybody's record. Its UIDs are derived from its content, so that the same audit sent
 * twice is there once.
 *
 * @param title one line: what was asked
 * @param sections what was found, in order
 * @param made when the audit ended, local time
 * @param software name and version of the program
 */
public record AuditDocument(String title, List<Section> sections, LocalDateTime made, String software) {
    /** Patient ID under which an archive files audits. */
    public static final String PATIENT = "SUBTEXT-AUDIT";

    static final String BASIC_TEXT = "1.2.840.10008.5.1.4.1.1.88.11";
    private static final String EXPLICIT = "1.2.840.10008.1.2.1";
    private static final String SCHEME = "99SUBTEXT";
    private static final int LONGEST_MEANING = 64;
    private static final Set<String> LONG_FORM = Set.of("SQ", "UT");

    public AuditDocument {
        sections = List.copyOf(sections);
    }

    /**
     * One item of text.
     *
     * @param code up to 16 letters that name the kind of item
     * @param meaning the same in words, up to 64 characters
     * @param text what it says; lines are kept
     */
    public record Section(String code, String meaning, String text) {}

    /** SOP Instance UID (0008,0018). */
    public String sopInstanceUid() {
        return Uid.of("instance " + this);
    }

    /** A whole DICOM file, explicit VR little endian, text in UTF-8. */
    public byte[] file() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            PartTenWriter.begin(out, BASIC_TEXT, sopInstanceUid(), EXPLICIT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String date = made.format(DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT));
        String time = made.format(DateTimeFormatter.ofPattern("HHmmss", Locale.ROOT));
        put(out, 0x00080005, "CS", "ISO_IR 192");
        put(out, 0x00080016, "UI", BASIC_TEXT);
        put(out, 0x00080018, "UI", sopInstanceUid());
        put(out, 0x00080020, "DA", date);
        put(out, 0x00080023, "DA", date);
        put(out, 0x00080030, "TM", time);
        put(out, 0x00080033, "TM", time);
        put(out, 0x00080050, "SH", "");
        put(out, 0x00080060, "CS", "SR");
        put(out, 0x00080070, "LO", "Subtext");
        put(out, 0x00080090, "PN", "");
        put(out, 0x00081030, "LO", "Audit of a set of images");
        sequence(out, 0x00081111);
        put(out, 0x00100010, "PN", "Audit^Subtext");
        put(out, 0x00100020, "LO", PATIENT);
        put(out, 0x00100030, "DA", "");
        put(out, 0x00100040, "CS", "");
        put(out, 0x00181020, "LO", shortened(software));
        put(out, 0x0020000D, "UI", Uid.of("study " + this));
        put(out, 0x0020000E, "UI", Uid.of("series " + this));
        put(out, 0x00200010, "SH", "");
        put(out, 0x00200011, "IS", "1");
        put(out, 0x00200013, "IS", "1");
        put(out, 0x0040A040, "CS", "CONTAINER");
        sequence(out, 0x0040A043, concept("AUDIT", title));
        put(out, 0x0040A050, "CS", "SEPARATE");
        sequence(out, 0x0040A372);
        put(out, 0x0040A491, "CS", "COMPLETE");
        put(out, 0x0040A493, "CS", "UNVERIFIED");
        sequence(out, 0x0040A730, sections.stream().map(AuditDocument::item).toArray(byte[][]::new));
        return out.toByteArray();
    }

    private static byte[] item(Section section) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        put(out, 0x0040A010, "CS", "CONTAINS");
        put(out, 0x0040A040, "CS", "TEXT");
        sequence(out, 0x0040A043, concept(section.code(), section.meaning()));
        put(out, 0x0040A160, "UT", section.text().replace("\n", "\r\n"));
        return out.toByteArray();
    }

    private static byte[] concept(String code, String meaning) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        put(out, 0x00080100, "SH", code);
        put(out, 0x00080102, "SH", SCHEME);
        put(out, 0x00080104, "LO", shortened(meaning));
        return out.toByteArray();
    }

    /** LO holds 64 characters and no backslash. */
    private static String shortened(String text) {
        String plain = text.replace('\\', '/');
        return plain.length() <= LONGEST_MEANING ? plain : plain.substring(0, LONGEST_MEANING - 1) + "…";
    }

    private static void sequence(ByteArrayOutputStream out, int tag, byte[]... items) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] item : items) {
            all.writeBytes(little(8)
                    .putShort((short) 0xFFFE)
                    .putShort((short) 0xE000)
                    .putInt(item.length)
                    .array());
            all.writeBytes(item);
        }
        put(out, tag, "SQ", all.toByteArray());
    }

    private static void put(ByteArrayOutputStream out, int tag, String vr, String text) {
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        value.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        if (value.size() % 2 == 1) {
            value.write(vr.equals("UI") ? 0 : ' ');
        }
        put(out, tag, vr, value.toByteArray());
    }

    private static void put(ByteArrayOutputStream out, int tag, String vr, byte[] value) {
        out.writeBytes(
                little(4).putShort((short) (tag >>> 16)).putShort((short) tag).array());
        out.writeBytes(vr.getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(
                LONG_FORM.contains(vr)
                        ? little(6).putShort((short) 0).putInt(value.length).array()
                        : little(2).putShort((short) value.length).array());
        out.writeBytes(value);
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
