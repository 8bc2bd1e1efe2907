package org.subtext.dicom.pixels;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.subtext.dicom.DataSet;
import org.subtext.dicom.DicomWriter;
import org.subtext.dicom.Element;
import org.subtext.dicom.Tag;
import org.subtext.dicom.Tags;
import org.subtext.dicom.TransferSyntax;
import org.subtext.dicom.Vr;

/** Tables and samples as files have them, not as their descriptors say; values by hand from PS3.3 C.11.1 and C.11.2. */
class TablesOfFilesTest {
    /** 12-bit data under a descriptor of 8 bits were all white but for the darkest. */
    @ParameterizedTest
    @CsvSource({"8, 4095", "10, 4095", "12, 4095", "8, 65535", "16, 65535"})
    void entriesBeyondTheirDeclaredBitsHaveTheScaleThatTheyNeed(int declared, int white) throws Exception {
        DataSet table = DataSet.of(List.of(
                Element.shorts(Tags.LUT_DESCRIPTOR, 3, 0, declared),
                Element.shorts(Tags.LUT_DATA, 0, white / 3, white)));

        assertThat(greys(row(Vr.OB, 8, 0, 1, 2).with(Element.sequence(Tags.VOI_LUT_SEQUENCE, List.of(table)))))
                .containsExactly(0, 21845, 65535);
    }

    @Test
    void entriesWithinTheirDeclaredBitsKeepTheirScale() throws Exception {
        DataSet table = DataSet.of(
                List.of(Element.shorts(Tags.LUT_DESCRIPTOR, 3, 0, 12), Element.shorts(Tags.LUT_DATA, 0, 100, 2047)));

        assertThat(greys(row(Vr.OB, 8, 0, 1, 2).with(Element.sequence(Tags.VOI_LUT_SEQUENCE, List.of(table)))))
                .containsExactly(0, (int) (100 * 65535.0 / 4095 + 0.5), (int) (2047 * 65535.0 / 4095 + 0.5));
    }

    /** A first input of -2 as a word is 65,534, which no unsigned byte reaches: every pixel had the first entry. */
    @Test
    void aFirstInputBelowZeroIsUnderstoodOfUnsignedSamples() throws Exception {
        DataSet table = DataSet.of(List.of(
                Element.shorts(Tags.LUT_DESCRIPTOR, 5, -2, 8), Element.shorts(Tags.LUT_DATA, 1, 2, 0, 51, 255)));

        assertThat(greys(row(Vr.OB, 8, 0, 1, 2).with(Element.sequence(Tags.VOI_LUT_SEQUENCE, List.of(table)))))
                .containsExactly(0, 13107, 65535);
    }

    @Test
    void aFirstInputThatOnlyAnUnsignedWordHoldsIsUnderstoodOfRescaledSamples() throws Exception {
        DataSet table = DataSet.of(
                List.of(Element.shorts(Tags.LUT_DESCRIPTOR, 3, 40000, 8), Element.shorts(Tags.LUT_DATA, 0, 51, 255)));
        DataSet rescaled = row(Vr.OB, 8, 0, 1, 2)
                .with(Element.shorts(Tags.PIXEL_REPRESENTATION, 1))
                .with(Element.text(Tags.RESCALE_INTERCEPT, Vr.DS, "40000"))
                .with(Element.sequence(Tags.VOI_LUT_SEQUENCE, List.of(table)));

        assertThat(greys(rescaled)).containsExactly(0, 13107, 65535);
    }

    @Test
    void unsignedSamplesOfThirtyTwoBitsRiseFromBlackToWhite() throws Exception {
        DataSet ramp = row(Vr.OW, 32, 0, 0x40000000, 0x80000000, 0xFFFFFFFF);

        assertThat(greys(ramp)).containsExactly(0, 16384, 32768, 65535);
        assertThat(read(ramp).values(0)).containsExactly(0, 1L << 30, 1L << 31, (1L << 32) - 1);
        assertThat(read(ramp).modalityValues(0)).containsExactly(0, 1L << 30, 1L << 31, (1L << 32) - 1);
    }

    @Test
    void signedSamplesOfThirtyTwoBitsStaySigned() throws Exception {
        DataSet ramp = row(Vr.OW, 32, 0x80000000, 0, 0x7FFFFFFF).with(Element.shorts(Tags.PIXEL_REPRESENTATION, 1));

        assertThat(read(ramp).values(0)).containsExactly(Integer.MIN_VALUE, 0, Integer.MAX_VALUE);
        assertThat(greys(ramp)).containsExactly(0, 32768, 65535);
    }

    /** Entries of 8 bits under a descriptor of 16 are a palette of darkness otherwise. */
    @Test
    void aPaletteThatUsesItsLowerByteOnlyHasEightBits() throws Exception {
        DataSet palette =
                row(Vr.OB, 8, 0, 1).with(Element.text(Tags.PHOTOMETRIC_INTERPRETATION, Vr.CS, "PALETTE COLOR"));
        for (int colour = 0; colour < 3; colour++) {
            palette = palette.with(Element.shorts(new Tag(0x0028, 0x1101 + colour), 2, 0, 16))
                    .with(Element.shorts(new Tag(0x0028, 0x1201 + colour), 10 + colour, 200 + colour));
        }

        assertThat(read(palette).display(0).rgb()).containsExactly(10, 11, 12, (byte) 200, (byte) 201, (byte) 202);
    }

    private static DataSet row(Vr vr, int bits, int... cells) {
        ByteBuffer pixels = ByteBuffer.allocate(cells.length * bits / 8).order(ByteOrder.LITTLE_ENDIAN);
        for (int cell : cells) {
            if (bits == 8) {
                pixels.put((byte) cell);
            } else {
                pixels.putInt(cell);
            }
        }
        return DataSet.of(List.of(
                Element.shorts(Tags.ROWS, 1),
                Element.shorts(Tags.COLUMNS, cells.length),
                Element.shorts(Tags.BITS_ALLOCATED, bits),
                Element.of(Tags.PIXEL_DATA, vr, pixels.flip())));
    }

    private static DicomPixels read(DataSet dataSet) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DicomWriter.write(dataSet, TransferSyntax.EXPLICIT_LITTLE_ENDIAN, out);
        return DicomPixels.read(out.toByteArray(), DicomPixels.DEFAULT_MAX_PIXELS);
    }

    private static int[] greys(DataSet dataSet) throws Exception {
        short[] grey = read(dataSet).display(0).grey();
        return IntStream.range(0, grey.length).map(i -> grey[i] & 0xFFFF).toArray();
    }
}
