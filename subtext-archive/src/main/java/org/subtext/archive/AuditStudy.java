package org.subtext.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.subtext.dicom.DataSet;
import org.subtext.dicom.DicomWriter;
import org.subtext.dicom.Element;
import org.subtext.dicom.Tag;
import org.subtext.dicom.Tags;
import org.subtext.dicom.TransferSyntax;
import org.subtext.dicom.Uid;
import org.subtext.dicom.Vr;
import org.subtext.wording.Columns;
import org.subtext.wording.VisibleText;

/**
 * An audit as a study in an archive: what its instances have in common (PS3.3 sections C.7.1.1 Patient, C.7.2.1 General
 * Study, C.7.3.1 General Series, C.7.5.1 General Equipment, C.12.1 SOP Common).
 *
 * <p>An audit speaks of a set of images and of no person, and an archive files everything under a patient: it goes
 * under a patient of its own, {@value #PATIENT}, never under anybody's record. UIDs are derived from content, so that
 * the same audit sent twice is there once.
 *
 * @param title one line: what was asked
 * @param made when the audit ended, local time
 * @param software name and version of the program
 * @param fingerprint tells this audit from others with the same question: a hash of what was found
 */
public record AuditStudy(String title, LocalDateTime made, String software, String fingerprint) {
    /** Patient ID under which an archive files audits. */
    public static final String PATIENT = "SUBTEXT-AUDIT";

    private static final int LONGEST_TEXT = 64;

    /** Study Instance UID (0020,000D). */
    public String studyInstanceUid() {
        return Uid.ofText("study " + this);
    }

    String date() {
        return made.format(DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT));
    }

    String time() {
        return made.format(DateTimeFormatter.ofPattern("HHmmss", Locale.ROOT));
    }

    /**
     * A whole DICOM file, explicit VR little endian, text in UTF-8.
     *
     * @param instance what the UID is derived from and what the series is named
     * @param own the elements that only this kind of instance has
     */
    byte[] file(Instance instance, List<Element> own) {
        List<Element> elements = new ArrayList<>(own);
        elements.addAll(List.of(
                text(Tags.SPECIFIC_CHARACTER_SET, Vr.CS, "ISO_IR 192"),
                text(Tags.SOP_CLASS, Vr.UI, instance.sopClass()),
                text(Tags.SOP_INSTANCE, Vr.UI, instance.sopInstance()),
                text(Tags.STUDY_DATE, Vr.DA, date()),
                text(Tags.CONTENT_DATE, Vr.DA, date()),
                text(Tags.STUDY_TIME, Vr.TM, time()),
                text(Tags.CONTENT_TIME, Vr.TM, time()),
                text(Tags.ACCESSION_NUMBER, Vr.SH, ""),
                text(Tags.MODALITY, Vr.CS, instance.modality()),
                text(Tags.MANUFACTURER, Vr.LO, "Subtext"),
                text(Tags.REFERRING_PHYSICIAN, Vr.PN, ""),
                text(Tags.STUDY_DESCRIPTION, Vr.LO, "Audit of a set of images"),
                text(Tags.SERIES_DESCRIPTION, Vr.LO, title),
                text(Tags.PATIENT_NAME, Vr.PN, "Audit^Subtext"),
                text(Tags.PATIENT_ID, Vr.LO, PATIENT),
                text(Tags.PATIENT_BIRTH_DATE, Vr.DA, ""),
                text(Tags.PATIENT_SEX, Vr.CS, ""),
                text(Tags.SOFTWARE_VERSIONS, Vr.LO, software),
                text(Tags.STUDY_INSTANCE, Vr.UI, studyInstanceUid()),
                text(Tags.SERIES_INSTANCE, Vr.UI, Uid.ofText("series of " + instance.sopInstance())),
                text(Tags.STUDY_ID, Vr.SH, "AUDIT"),
                text(Tags.SERIES_NUMBER, Vr.IS, Integer.toString(instance.seriesNumber())),
                text(Tags.INSTANCE_NUMBER, Vr.IS, "1")));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            DicomWriter.write(DataSet.of(elements), TransferSyntax.EXPLICIT_LITTLE_ENDIAN, out);
        } catch (IOException e) {
            throw new UncheckedIOException("writing into memory", e);
        }
        return out.toByteArray();
    }

    /** The one instance of a series. */
    record Instance(String sopClass, String sopInstance, String modality, int seriesNumber) {}

    /**
     * An element whose values, where it is a LO, are cut to the 64 characters that it holds; it holds no backslash and
     * no control character either.
     */
    static Element text(Tag tag, Vr vr, String... values) {
        return Element.text(
                tag,
                vr,
                vr == Vr.LO ? Arrays.stream(values).map(AuditStudy::shortened).toArray(String[]::new) : values);
    }

    private static String shortened(String text) {
        return Columns.fitted(VisibleText.line(text).replace('\\', '/'), LONGEST_TEXT);
    }
}
