package org.subtext.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.dicom.DataSet;
import org.subtext.dicom.DicomWriter;
import org.subtext.dicom.Element;
import org.subtext.dicom.Tags;
import org.subtext.dicom.TransferSyntax;
import org.subtext.dicom.Vr;

class ImportCommandTest {
    private static final String SECRET = "SECRET^NAME";

    @TempDir
    private Path temporary;

    private Path folder;

    @BeforeEach
    void makeFolder() throws Exception {
        folder = Files.createDirectory(temporary.resolve("images"));
        for (int i = 0; i < 24; i++) {
            write(i);
        }
        byte[] whole = Files.readAllBytes(folder.resolve("IM0"));
        Files.write(folder.resolve("cut"), Arrays.copyOf(whole, whole.length - 5));
    }

    private void write(int i) throws Exception {
        DataSet dataSet = DataSet.of(List.of(
                Element.text(Tags.SOP_CLASS, Vr.UI, "1.2.840.10008.5.1.4.1.1.1.1"),
                Element.text(Tags.SOP_INSTANCE, Vr.UI, "1.2.3." + i),
                Element.text(Tags.MODALITY, Vr.CS, "DX"),
                Element.text(Tags.PATIENT_NAME, Vr.PN, SECRET),
                Element.text(Tags.PATIENT_ID, Vr.LO, "P" + i),
                Element.text(Tags.PATIENT_SEX, Vr.CS, i % 2 == 0 ? "F" : "M"),
                Element.text(Tags.STUDY_INSTANCE, Vr.UI, "1.2.4." + i),
                Element.shorts(Tags.ROWS, 2),
                Element.shorts(Tags.COLUMNS, 2),
                Element.of(Tags.PIXEL_DATA, Vr.OW, ByteBuffer.wrap(new byte[8]))));
        try (OutputStream out = Files.newOutputStream(folder.resolve("IM" + i))) {
            DicomWriter.write(dataSet, TransferSyntax.EXPLICIT_LITTLE_ENDIAN, out);
        }
    }

    @Test
    void aFolderBecomesATable() throws Exception {
        Path table = temporary.resolve("images.csv");
        Terminal said = Terminal.run("import", folder, "--out", table);
        assertThat(said.exit()).as(said.all()).isZero();
        assertThat(said.out())
                .contains(
                        "24 images of 24 patients in 24 studies, from 25 files",
                        "1 broken, and left out",
                        "cut: at byte")
                .contains("patient_sex", "100 %", "Without any value: ", "ethnic_group");
        assertThat(Files.readString(table) + said.all()).doesNotContain(SECRET);
        assertThat(Terminal.run("import", folder, "--out", table).err()).contains("exists already");
    }

    @Test
    void aJoinSaysWhatItLost() throws Exception {
        Path side = Files.writeString(temporary.resolve("side.csv"), "patient_id,race\nP0,White\nP99,Black\n");
        Terminal said = Terminal.run(
                "import", folder, "--out", temporary.resolve("t.csv"), "--side-table", side, "--join", "patient");
        assertThat(said.out()).contains("23 images (23 ids) have no row", "1 ids of the table have no image");
    }

    @Test
    void dicomFilesStandInForATable() {
        Path tables = temporary.resolve("tables");
        Terminal said =
                Terminal.run("cohort", "--dicom", folder, "--attribute", "patient_sex", "--dataset-tables", tables);
        assertThat(said.exit()).as(said.all()).isZero();
        assertThat(said.out()).contains("Classes of patient_sex", "12 images").doesNotContain("outside");
        assertThat(said.err()).contains("24 images of 24 patients", "1 broken");
    }

    @Test
    void optionsThatSayNothingAloneAreRefused() {
        assertThat(Terminal.run("cohort", "--dicom", folder, "--table", "a.csv", "--attribute", "race")
                        .err())
                .contains("--dicom stands beside --table");
        assertThat(Terminal.run("cohort", "--table", "a.csv", "--attribute", "race", "--join", "study")
                        .err())
                .contains("--side-table");
        assertThat(Terminal.run("cohort", "--dicom", temporary.resolve("none"), "--attribute", "race")
                        .err())
                .contains("There is no folder or file");
    }
}
