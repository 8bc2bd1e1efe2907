import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.subtext.dicom.DataSet;
import org.subtext.dicom.DicomFile;
import org.subtext.dicom.DicomWriter;
import org.subtext.dicom.Element;
import org.subtext.dicom.Tags;
import org.subtext.dicom.TransferSyntax;
import org.subtext.dicom.Uid;
import org.subtext.dicom.Vr;
import org.subtext.dicom.pixels.DicomPixels;

/**
 * Writes a CT image of 4 by 2 pixels, reads it back, and shows its values, its pixels and its pixels under a window.
 */
public class WriteAndRead {
    public static void main(String[] arguments) throws Exception {
        ByteBuffer cells = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : new int[] {0, 24, 924, 1024, 1064, 1084, 1424, 4095}) {
            cells.putShort((short) value);
        }
        DataSet image = DataSet.of(List.of(
                Element.text(Tags.SOP_CLASS, Vr.UI, "1.2.840.10008.5.1.4.1.1.2"), // CT Image Storage
                Element.text(Tags.SOP_INSTANCE, Vr.UI, Uid.ofText("an example")),
                Element.text(Tags.MODALITY, Vr.CS, "CT"),
                Element.text(Tags.PIXEL_SPACING, Vr.DS, "0.5", "0.75"),
                Element.shorts(Tags.SAMPLES_PER_PIXEL, 1),
                Element.text(Tags.PHOTOMETRIC_INTERPRETATION, Vr.CS, "MONOCHROME2"),
                Element.shorts(Tags.ROWS, 2),
                Element.shorts(Tags.COLUMNS, 4),
                Element.shorts(Tags.BITS_ALLOCATED, 16),
                Element.shorts(Tags.BITS_STORED, 12),
                Element.shorts(Tags.HIGH_BIT, 11),
                Element.shorts(Tags.PIXEL_REPRESENTATION, 0),
                Element.text(Tags.RESCALE_INTERCEPT, Vr.DS, "-1024"),
                Element.text(Tags.RESCALE_SLOPE, Vr.DS, "1"),
                Element.of(Tags.PIXEL_DATA, Vr.OW, cells.flip())));
        Path path = Files.createTempFile("example", ".dcm");
        try (OutputStream out = Files.newOutputStream(path)) {
            DicomWriter.write(image, TransferSyntax.EXPLICIT_LITTLE_ENDIAN, out);
        }

        DicomFile file = DicomFile.read(path);
        DataSet header = file.dataSet();
        System.out.println(file.transferSyntax().name() + ", notes " + file.notes());
        System.out.println("modality   " + header.string(Tags.MODALITY).orElse("not recorded"));
        System.out.println("patient id " + header.string(Tags.PATIENT_ID).orElse("not recorded"));
        System.out.println("spacing    " + Arrays.toString(header.decimals(Tags.PIXEL_SPACING)) + " mm");
        DicomPixels pixels = DicomPixels.of(file);
        System.out.println("stored     " + Arrays.toString(pixels.values(0)));
        System.out.println("in HU      " + Arrays.toString(pixels.modalityValues(0)));
        short[] grey = pixels.windowed(0, 40, 400).grey();
        for (int i = 0; i < grey.length; i++) {
            System.out.printf(i % 4 == 3 ? "%6d%n" : "%6d", Short.toUnsignedInt(grey[i])); // 0 black, 65535 white
        }
        Files.delete(path);
    }
}
