package org.subtext.archive;

import static org.subtext.archive.AuditStudy.text;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.List;
import org.subtext.dicom.Element;
import org.subtext.dicom.Tag;
import org.subtext.dicom.Tags;
import org.subtext.dicom.Uid;
import org.subtext.dicom.Vr;
import org.subtext.provenance.ContentHash;

/**
 * A page about an audit as a DICOM Secondary Capture Image (PS3.3 sections A.8.1, C.7.6.1 General Image, C.7.6.3 Image
 * Pixel, C.8.6.1 SC Equipment), for viewers that show no structured reports. RGB, 8 bits, every pixel as drawn.
 */
public final class AuditPicture {
    static final String SECONDARY_CAPTURE = "1.2.840.10008.5.1.4.1.1.7";

    private static final Tag DATE_OF_CAPTURE = Tag.of(0x00181012);
    private static final Tag TIME_OF_CAPTURE = Tag.of(0x00181014);

    private final AuditStudy study;
    private final int rows;
    private final int columns;
    private final byte[] pixels;

    /** Takes the pixels of a drawn page; what is transparent comes out as its colour alone. */
    public AuditPicture(AuditStudy study, BufferedImage page) {
        this.study = study;
        this.rows = page.getHeight();
        this.columns = page.getWidth();
        int[] packed = page.getRGB(0, 0, columns, rows, null, 0, columns);
        this.pixels = new byte[packed.length * 3];
        for (int i = 0; i < packed.length; i++) {
            pixels[3 * i] = (byte) (packed[i] >> 16);
            pixels[3 * i + 1] = (byte) (packed[i] >> 8);
            pixels[3 * i + 2] = (byte) packed[i];
        }
    }

    /** SOP Instance UID (0008,0018). */
    public String sopInstanceUid() {
        return Uid.ofText("picture of " + rows + " x " + columns + " pixels "
                + ContentHash.ofBytes(pixels).hex() + " of " + study);
    }

    /** A whole DICOM file, explicit VR little endian. */
    public byte[] file() {
        return study.file(
                new AuditStudy.Instance(SECONDARY_CAPTURE, sopInstanceUid(), "OT", 2),
                List.of(
                        text(Tags.IMAGE_TYPE, Vr.CS, "DERIVED", "SECONDARY"),
                        text(Tags.CONVERSION_TYPE, Vr.CS, "WSD"),
                        text(DATE_OF_CAPTURE, Vr.DA, study.date()),
                        text(TIME_OF_CAPTURE, Vr.TM, study.time()),
                        text(Tags.PATIENT_ORIENTATION, Vr.CS, ""),
                        // Unpaired. Without it a Laterality would be asked for, and a page of text has none.
                        text(Tags.IMAGE_LATERALITY, Vr.CS, "U"),
                        Element.shorts(Tags.SAMPLES_PER_PIXEL, 3),
                        text(Tags.PHOTOMETRIC_INTERPRETATION, Vr.CS, "RGB"),
                        Element.shorts(Tags.PLANAR_CONFIGURATION, 0),
                        Element.shorts(Tags.ROWS, rows),
                        Element.shorts(Tags.COLUMNS, columns),
                        Element.shorts(Tags.BITS_ALLOCATED, 8),
                        Element.shorts(Tags.BITS_STORED, 8),
                        Element.shorts(Tags.HIGH_BIT, 7),
                        Element.shorts(Tags.PIXEL_REPRESENTATION, 0),
                        text(Tags.BURNED_IN_ANNOTATION, Vr.CS, "YES"),
                        text(Tags.LOSSY_COMPRESSION, Vr.CS, "00"),
                        Element.of(Tags.PIXEL_DATA, Vr.OB, ByteBuffer.wrap(pixels))));
    }
}
