package org.subtext.dicom.pixels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.subtext.dicom.DataSet;
import org.subtext.dicom.DicomWriter;
import org.subtext.dicom.Element;
import org.subtext.dicom.Tags;
import org.subtext.dicom.TransferSyntax;
import org.subtext.dicom.Vr;
import org.subtext.dicom.codec.PixelDataException;

class ModalityValuesTest {
    /** Pixels 0, 1, 2 in cells of 8 bits. */
    private static final DataSet ROW = DataSet.of(List.of(
            Element.shorts(Tags.ROWS, 1),
            Element.shorts(Tags.COLUMNS, 3),
            Element.shorts(Tags.BITS_ALLOCATED, 8),
            Element.of(Tags.PIXEL_DATA, Vr.OB, ByteBuffer.wrap(new byte[] {0, 1, 2}))));

    private static DicomPixels read(DataSet dataSet) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DicomWriter.write(dataSet, TransferSyntax.EXPLICIT_LITTLE_ENDIAN, out);
        return DicomPixels.read(out.toByteArray(), DicomPixels.DEFAULT_MAX_PIXELS);
    }

    @Test
    void areStoredValuesWhereTheFileSaysNothing() throws Exception {
        assertThat(read(ROW).modalityValues(0)).containsExactly(0, 1, 2);
    }

    @Test
    void areScaledAndMoved() throws Exception {
        DataSet rescaled = ROW.with(Element.text(Tags.RESCALE_SLOPE, Vr.DS, "0.5"))
                .with(Element.text(Tags.RESCALE_INTERCEPT, Vr.DS, "-10"));

        assertThat(read(rescaled).modalityValues(0)).containsExactly(-10, -9.5, -9);
    }

    @Test
    void areReadFromATableBeforeSlopeAndIntercept() throws Exception {
        DataSet table = DataSet.of(
                List.of(Element.shorts(Tags.LUT_DESCRIPTOR, 3, 0, 16), Element.shorts(Tags.LUT_DATA, 700, 50, 9000)));
        DataSet looked = ROW.with(Element.sequence(Tags.MODALITY_LUT_SEQUENCE, List.of(table)))
                .with(Element.text(Tags.RESCALE_SLOPE, Vr.DS, "3"));

        assertThat(read(looked).modalityValues(0)).containsExactly(700, 50, 9000);
    }

    @Test
    void areNoneOfAColourImage() throws Exception {
        DicomPixels colour = read(ROW.with(Element.shorts(Tags.COLUMNS, 1))
                .with(Element.shorts(Tags.SAMPLES_PER_PIXEL, 3))
                .with(Element.text(Tags.PHOTOMETRIC_INTERPRETATION, Vr.CS, "RGB")));

        assertThatThrownBy(() -> colour.modalityValues(0))
                .isInstanceOf(PixelDataException.class)
                .hasMessageContaining("in colour");
    }
}
