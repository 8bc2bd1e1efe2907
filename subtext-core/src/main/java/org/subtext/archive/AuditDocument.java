package org.subtext.archive;

import static org.subtext.archive.AuditStudy.text;

import java.util.List;
import org.subtext.dicom.DataSet;
import org.subtext.dicom.Element;
import org.subtext.dicom.Tag;
import org.subtext.dicom.Tags;
import org.subtext.dicom.Uid;
import org.subtext.dicom.Vr;

/**
 * An audit's answer as a DICOM Basic Text SR (PS3.3 section A.35.1) for an archive to keep.
 *
 * @param sections what was found, in order
 */
public record AuditDocument(AuditStudy study, List<Section> sections) {
    static final String BASIC_TEXT = "1.2.840.10008.5.1.4.1.1.88.11";
    private static final String SCHEME = "99SUBTEXT";

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
        return Uid.ofText("instance " + this);
    }

    /** A whole DICOM file, explicit VR little endian, text in UTF-8. */
    public byte[] file() {
        return study.file(
                new AuditStudy.Instance(BASIC_TEXT, sopInstanceUid(), "SR", 1),
                List.of(
                        Element.sequence(Tag.of(0x00081111), List.of()),
                        text(Tag.of(0x0040A040), Vr.CS, "CONTAINER"),
                        concept("AUDIT", study.title()),
                        text(Tag.of(0x0040A050), Vr.CS, "SEPARATE"),
                        Element.sequence(Tag.of(0x0040A372), List.of()),
                        text(Tag.of(0x0040A491), Vr.CS, "COMPLETE"),
                        text(Tag.of(0x0040A493), Vr.CS, "UNVERIFIED"),
                        Element.sequence(
                                Tag.of(0x0040A730),
                                sections.stream().map(AuditDocument::item).toList())));
    }

    private static DataSet item(Section section) {
        return DataSet.of(List.of(
                text(Tag.of(0x0040A010), Vr.CS, "CONTAINS"),
                text(Tag.of(0x0040A040), Vr.CS, "TEXT"),
                concept(section.code(), section.meaning()),
                text(Tag.of(0x0040A160), Vr.UT, section.text().replace("\n", "\r\n"))));
    }

    private static Element concept(String code, String meaning) {
        return Element.sequence(
                Tag.of(0x0040A043),
                List.of(DataSet.of(List.of(
                        text(Tags.CODE_VALUE, Vr.SH, code),
                        text(Tags.CODING_SCHEME, Vr.SH, SCHEME),
                        text(Tags.CODE_MEANING, Vr.LO, meaning)))));
    }
}
