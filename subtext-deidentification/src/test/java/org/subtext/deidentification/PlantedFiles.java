package org.subtext.deidentification;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.subtext.dicom.DataSet;
import org.subtext.dicom.DicomWriter;
import org.subtext.dicom.Element;
import org.subtext.dicom.Tag;
import org.subtext.dicom.TransferSyntax;
import org.subtext.dicom.Vr;

/** A folder of DICOM files with a table, full of identifiers that occur nowhere else. */
final class PlantedFiles {
    static final List<String> SECRETS = List.of(
            "Quackenbush",
            "Zephyrine",
            "MRN7731904",
            "ACC5528817",
            "Saint-Ursula-Hospital",
            "Vandersloot",
            "19310704",
            "555-0199-7431",
            "Larkspur Lane",
            "PRIVATEPLANT",
            "NESTEDPLANT",
            "DESCRIPTIONPLANT",
            "OVERLAYPLANT",
            "UNKNOWNTAGPLANT",
            "LOCALCODEPLANT",
            "NUMBERPLANT",
            "1.2.826.0.1.3680043.9.7331.1",
            "STATIONPLANT",
            "SERIALPLANT",
            "TRAILINGPLANT",
            "20140523",
            "2014-05-23",
            "131415",
            "COMMENTPLANT",
            "JPEGPLANT");

    static final String PATIENT_ID = "MRN7731904";

    private PlantedFiles() {}

    /** Three sound files, one of them a JPEG, a broken and a foreign one, and the table beside them. */
    static Path write(Path folder) throws IOException {
        Path patient = Files.createDirectories(folder.resolve("Quackenbush_Zephyrine/MRN7731904"));
        Files.write(patient.resolve("Quackenbush-1.dcm"), file("1"));
        Files.write(patient.resolve("Quackenbush-2.dcm"), file("2"));
        Files.write(patient.resolve("Quackenbush-jpeg.dcm"), jpegFile("4"));
        byte[] broken = file("3");
        Files.write(patient.resolve("Quackenbush-broken.dcm"), Arrays.copyOf(broken, broken.length - 40));
        Files.writeString(patient.resolve("Quackenbush-letter.txt"), "Dear Zephyrine Quackenbush");
        return Files.writeString(folder.resolve("table.csv"), """
            patient_id,patient_name,mrn,path,race,age,study_date,birth_date,note,finding,effusion,institution
            MRN7731904,Quackenbush Zephyrine,MRN7731904,Quackenbush_Zephyrine/MRN7731904/Quackenbush-1.dcm,White,93,\
            2014-05-23,1931-07-04,COMMENTPLANT,seen by MRN7731904,1,Saint-Ursula-Hospital
            MRN7731904,Quackenbush Zephyrine,MRN7731904,Quackenbush_Zephyrine/MRN7731904/Quackenbush-2.dcm#1@lung,White,\
            93,2014-05-23,1931-07-04,COMMENTPLANT,seen by MRN7731904,1,Saint-Ursula-Hospital
            """);
    }

    static byte[] file(String number) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DicomWriter.write(dataSet(number), TransferSyntax.EXPLICIT_LITTLE_ENDIAN, bytes);
        return bytes.toByteArray();
    }

    /** Pixels as a JPEG with a comment and application data between its start and the rest. */
    private static byte[] jpegFile(String number) throws IOException {
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(64, 64, BufferedImage.TYPE_BYTE_GRAY), "jpeg", jpeg);
        byte[] plain = jpeg.toByteArray();
        byte[] plant = "JPEGPLANT of Quackenbush".getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream planted = new ByteArrayOutputStream();
        planted.write(plain, 0, 2);
        for (int marker : new int[] {0xFE, 0xE1}) {
            planted.write(new byte[] {(byte) 0xFF, (byte) marker, 0, (byte) (plant.length + 2)});
            planted.write(plant);
        }
        planted.write(plain, 2, plain.length - 2);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DicomWriter.write(
                dataSet(number)
                        .with(Element.fragments(Tag.of(0x7FE00010), List.of(new byte[0], planted.toByteArray()))),
                TransferSyntax.of("1.2.840.10008.1.2.4.50"),
                bytes);
        return bytes.toByteArray();
    }

    static DataSet dataSet(String number) {
        String uid = "1.2.826.0.1.3680043.9.7331.1";
        List<Element> elements = new ArrayList<>(List.of(
                text(0x00080008, Vr.CS, "ORIGINAL", "PRIMARY"),
                text(0x00080016, Vr.UI, "1.2.840.10008.5.1.4.1.1.1.1"),
                text(0x00080018, Vr.UI, uid + "." + number),
                text(0x00080020, Vr.DA, "20140523"),
                text(0x0008002A, Vr.DT, "20140523131415.000000+0100"),
                text(0x00080030, Vr.TM, "131415"),
                text(0x00080050, Vr.SH, "ACC5528817"),
                text(0x00080060, Vr.CS, "DX"),
                text(0x00080070, Vr.LO, "Acme"),
                text(0x00080080, Vr.LO, "Saint-Ursula-Hospital"),
                text(0x00080090, Vr.PN, "Vandersloot^Q"),
                text(0x00081010, Vr.SH, "STATIONPLANT"),
                text(0x00081030, Vr.LO, "DESCRIPTIONPLANT"),
                text(0x00081090, Vr.LO, "Model of Quackenbush"),
                text(0x00100010, Vr.PN, "Quackenbush^Zephyrine"),
                text(0x00100020, Vr.LO, PATIENT_ID),
                text(0x00100030, Vr.DA, "19310704"),
                text(0x00100040, Vr.CS, "F"),
                text(0x00101010, Vr.AS, "083Y"),
                text(0x00101040, Vr.LO, "7 Larkspur Lane"),
                text(0x00102154, Vr.SH, "555-0199-7431"),
                text(0x00102160, Vr.SH, "White"),
                text(0x00104000, Vr.LT, "COMMENTPLANT")));
        elements.addAll(List.of(
                text(0x00090010, Vr.LO, "PRIVATEPLANT"),
                text(0x00091001, Vr.LO, "PRIVATEPLANT"),
                text(0x00180060, Vr.DS, "NUMBERPLANT"),
                text(0x00180015, Vr.CS, "CHEST"),
                text(0x00181000, Vr.LO, "SERIALPLANT"),
                text(0x00181020, Vr.LO, "4.2 ACC5528817"),
                text(0x00185101, Vr.CS, "PA"),
                text(0x0020000D, Vr.UI, uid),
                text(0x0020000E, Vr.UI, uid + ".9"),
                text(0x00209990, Vr.LO, "UNKNOWNTAGPLANT"),
                Element.shorts(Tag.of(0x00280002), 1),
                text(0x00280004, Vr.CS, "MONOCHROME2"),
                Element.shorts(Tag.of(0x00280010), 64),
                Element.shorts(Tag.of(0x00280011), 64),
                Element.shorts(Tag.of(0x00280100), 8),
                Element.shorts(Tag.of(0x00280101), 8),
                Element.shorts(Tag.of(0x00280102), 7),
                Element.shorts(Tag.of(0x00280103), 0),
                sequence(0x00400275, text(0x00400007, Vr.LO, "NESTEDPLANT")),
                sequence(
                        0x00540220,
                        text(0x00080100, Vr.SH, "399348003"),
                        text(0x00080102, Vr.SH, "SCT"),
                        text(0x00080104, Vr.LO, "Zephyrine's view"),
                        text(0x00104000, Vr.LT, "NESTEDPLANT"),
                        text(0x00091001, Vr.LO, "PRIVATEPLANT")),
                sequence(
                        0x00540222,
                        text(0x00080100, Vr.SH, "LOCALCODEPLANT"),
                        text(0x00080102, Vr.SH, "99HERE"),
                        text(0x00080104, Vr.LO, "LOCALCODEPLANT")),
                text(0x50000022, Vr.LO, "OVERLAYPLANT"),
                text(0x60004000, Vr.LT, "OVERLAYPLANT"),
                Element.of(
                        Tag.of(0x60003000), Vr.OW, ByteBuffer.wrap("OVERLAYPLANT".getBytes(StandardCharsets.US_ASCII))),
                Element.of(
                        Tag.of(0xFFFCFFFC),
                        Vr.OB,
                        ByteBuffer.wrap("TRAILINGPLANT ".getBytes(StandardCharsets.US_ASCII))),
                Element.of(Tag.of(0x7FE00010), Vr.OB, ByteBuffer.wrap(new byte[64 * 64]))));
        return DataSet.of(elements);
    }

    private static Element text(int tag, Vr vr, String... values) {
        return Element.text(Tag.of(tag), vr, values);
    }

    private static Element sequence(int tag, Element... item) {
        return Element.sequence(Tag.of(tag), List.of(DataSet.of(List.of(item))));
    }
}
