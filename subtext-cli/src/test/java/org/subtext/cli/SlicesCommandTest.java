package org.subtext.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.subtext.dicom.DataSet;
import org.subtext.dicom.DicomWriter;
import org.subtext.dicom.Element;
import org.subtext.dicom.Tags;
import org.subtext.dicom.TransferSyntax;
import org.subtext.dicom.Vr;

/** The command {@code slices}: tables of a CT series and of a NIfTI volume, and what it refuses. */
class SlicesCommandTest {
    private static final int SLICES = 11;

    @TempDir
    Path folder;

    private Path series;
    private Path volume;
    private Path table;

    @BeforeEach
    void write() throws IOException {
        series = Files.createDirectory(folder.resolve("ct"));
        for (int i = 0; i < SLICES; i++) {
            // Numbered from the head down and named at random: only the place counts.
            write(series.resolve("im" + i * 7 % SLICES), SLICES - i, "CT", -50 + 2.5 * i);
        }
        volume = new NiftiVolumeFile(3, 4, SLICES).write(folder.resolve("scan.nii.gz"), (x, y, z) -> (short) z);
        table = folder.resolve("slices.csv");
    }

    @Test
    void aSeriesIsListedFromBelow() throws IOException {
        Terminal said = slices(series);

        assertThat(said.exit()).as(said.all()).isZero();
        assertThat(said.out()).contains("11 files: 1 series in 1 stacks, 11 slices; 11 rows written to " + table);
        assertThat(rows()).hasSize(SLICES);
        assertThat(rows().get(0)).isEqualTo("ct/im0,P1,1.2.3,1.2.3.4,1,1,11,-50.000,0.000000");
        assertThat(rows().get(1)).isEqualTo("ct/im7,P1,1.2.3,1.2.3.4,1,2,11,-47.500,0.100000");
        assertThat(rows().get(10)).isEqualTo("ct/im4,P1,1.2.3,1.2.3.4,1,11,11,-25.000,1.000000");
    }

    @Test
    void everyAndRangeChooseAmongTheSlicesOfASeries() throws IOException {
        assertThat(slices(series, "--every", 3, "--range", "0.2-0.8").exit()).isZero();

        assertThat(cells(5)).containsExactly("3", "6", "9");
        assertThat(cells(8)).containsExactly("0.200000", "0.500000", "0.800000");
    }

    @Test
    void aWindowStandsBehindTheSlicesOfACtAndOtherImagesAreLeftOut() throws IOException {
        write(series.resolve("mr"), 12, "MR", 0);

        Terminal said = slices(series, "--window", "lung", "--every", 5);

        assertThat(said.out()).contains("  1 images not in Hounsfield units left out, since a window was asked for");
        assertThat(cells(0)).containsExactly("ct/im0@lung", "ct/im2@lung", "ct/im4@lung");
    }

    @Test
    void whereNothingIsInHounsfieldUnitsTheWindowIsToBeLeftOut() throws IOException {
        Path other = Files.createDirectory(folder.resolve("mr"));
        write(other.resolve("a"), 1, "MR", 0);

        Terminal said = slices(other, "--window", "-600_1500");

        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.err()).contains("No slice was found", "leave out --window");
    }

    @Test
    void aVolumeIsCutInPlanesUnderAWindow() throws IOException {
        assertThat(slices(volume, "--every", 5).exit()).isZero();
        assertThat(cells(0)).containsExactly("scan.nii.gz#1", "scan.nii.gz#6", "scan.nii.gz#11");
        assertThat(cells(1)).containsOnly("scan");

        assertThat(slices(volume, "--plane", "coronal", "--window", "40_400").exit())
                .isZero();
        assertThat(cells(0))
                .containsExactly(
                        "scan.nii.gz#1c@40_400",
                        "scan.nii.gz#2c@40_400",
                        "scan.nii.gz#3c@40_400",
                        "scan.nii.gz#4c@40_400");

        assertThat(slices(volume, "--plane", "SAGITTAL", "--range", "0.5-1").exit())
                .isZero();
        assertThat(cells(0)).containsExactly("scan.nii.gz#2s", "scan.nii.gz#3s");
    }

    @Test
    void aSeriesAndAVolumeStandInOneTable() throws IOException {
        Terminal said = slices(series, volume);

        assertThat(said.out()).contains("12 files: 2 series in 2 stacks, 22 slices; 22 rows");
        assertThat(rows()).hasSize(2 * SLICES);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "--every  | 0          | every n-th slice needs an n of at least 1, got 0",
                "--every  | two        | is not an int",
                "--range  | 0.2        | --range takes two relative positions: --range 0.2-0.8, found \"0.2\"",
                "--range  | 0.8-0.2    | relative positions lie in 0 to 1 and ascend, got 0.8 to 0.2",
                "--range  | 0-2        | relative positions lie in 0 to 1 and ascend, got 0.0 to 2.0",
                "--range  | 0.1.2-1    | --range takes two relative positions",
                "--window | lungs      | unknown window \"lungs\"; lung, mediastinum, bone, brain or CENTRE_WIDTH",
                "--window | 40_0       | unknown window \"40_0\"",
                "--plane  | oblique    | expected one of [AXIAL, CORONAL, SAGITTAL]",
            })
    void badValuesAreRefusedWithWhatWasExpected(String option, String value, String message) {
        Terminal said = slices(series, option, value);

        assertThat(said.exit()).as(said.all()).isEqualTo(2);
        assertThat(said.err()).contains(message).doesNotContain("bug", "\tat ");
        assertThat(table).doesNotExist();
    }

    @Test
    void sourcesThatAreNotThereAreAllNamed() {
        Terminal said = slices(folder.resolve("one"), folder.resolve("two"));

        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.err()).contains("There is no " + folder.resolve("one"), "There is no " + folder.resolve("two"));
    }

    @Test
    void aFolderWithoutImagesIsRefused() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Files.writeString(empty.resolve("readme.txt"), "nothing");

        Terminal said = slices(empty);

        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.out()).contains("1 files that hold no image");
        assertThat(said.err()).contains("No slice was found").doesNotContain("--window");
    }

    private Terminal slices(Object... arguments) {
        Object[] words = new Object[arguments.length + 3];
        words[0] = "slices";
        System.arraycopy(arguments, 0, words, 1, arguments.length);
        words[words.length - 2] = "--out";
        words[words.length - 1] = table;
        return Terminal.run(words);
    }

    private List<String> rows() throws IOException {
        return Files.readAllLines(table).stream().skip(1).toList();
    }

    private List<String> cells(int column) throws IOException {
        return rows().stream().map(row -> row.split(",")[column]).toList();
    }

    private static void write(Path file, int instance, String modality, double z) throws IOException {
        DataSet dataSet = DataSet.of(List.of(
                Element.text(Tags.SOP_CLASS, Vr.UI, "1.2.840.10008.5.1.4.1.1.2"),
                Element.text(Tags.SOP_INSTANCE, Vr.UI, "1.2.3.4." + instance),
                Element.text(Tags.MODALITY, Vr.CS, modality),
                Element.text(Tags.PATIENT_ID, Vr.LO, "P1"),
                Element.text(Tags.STUDY_INSTANCE, Vr.UI, "1.2.3"),
                Element.text(Tags.SERIES_INSTANCE, Vr.UI, "1.2.3.4"),
                Element.text(Tags.INSTANCE_NUMBER, Vr.IS, Integer.toString(instance)),
                Element.text(Tags.IMAGE_POSITION, Vr.DS, "0", "0", Double.toString(z)),
                Element.text(Tags.IMAGE_ORIENTATION, Vr.DS, "1", "0", "0", "0", "1", "0"),
                Element.shorts(Tags.ROWS, 2),
                Element.shorts(Tags.COLUMNS, 2),
                Element.text(Tags.RESCALE_INTERCEPT, Vr.DS, "-1024"),
                Element.text(Tags.RESCALE_SLOPE, Vr.DS, "1"),
                Element.of(Tags.PIXEL_DATA, Vr.OW, ByteBuffer.wrap(new byte[8]))));
        try (OutputStream out = Files.newOutputStream(file)) {
            DicomWriter.write(dataSet, TransferSyntax.EXPLICIT_LITTLE_ENDIAN, out);
        }
    }
}
