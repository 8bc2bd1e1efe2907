package org.subtext.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.audit.PlanFile;
import org.subtext.dicom.DataSet;
import org.subtext.dicom.DicomWriter;
import org.subtext.dicom.Element;
import org.subtext.dicom.Tags;
import org.subtext.dicom.TransferSyntax;
import org.subtext.dicom.Vr;

/** A plan file names each source of images, and says what the options say. */
class SourcesInPlansTest {
    @TempDir
    Path folder;

    @Test
    void aDataSetIsReadFromAPlanFile() throws IOException {
        nih();
        Terminal said = cohort("{dataset: nih-cxr14, root: nih}", "sex");

        assertThat(said.exit()).as(said.all()).isZero();
        assertThat(said.out()).contains("Classes of sex", "Female", "1 patients");
        assertThat(said.err()).contains("NIH ChestX-ray14: 2 images of 2 patients", "Terms of use");
        assertThat(folder.resolve("datasets/nih-cxr14.dataset.json")).isNotEmptyFile();
    }

    @Test
    void aDicomFolderAndItsSideTableAreReadFromAPlanFile() throws IOException {
        dicom("images", 4);
        Files.writeString(folder.resolve("race.csv"), "patient_id,race\nP0,White\nP1,Black\nP2,White\nP3,Black\n");
        Terminal said = cohort("{dicom: images, side_table: race.csv}", "race");

        assertThat(said.exit()).as(said.all()).isZero();
        assertThat(said.out())
                .contains("Classes of race", "2 patients  recorded as \"White\"")
                .doesNotContain("outside");
        assertThat(said.err()).contains("4 images of 4 patients", "Join");
    }

    @Test
    void slicesOfVolumesAndTheirSideTableAreReadFromAPlanFile() throws IOException {
        Files.createDirectory(folder.resolve("scans"));
        for (String name : List.of("a", "b")) {
            new NiftiVolumeFile(3, 4, 9).write(folder.resolve("scans/" + name + ".nii.gz"), (x, y, z) -> (short) z);
        }
        Files.writeString(folder.resolve("sex.csv"), "patient_id,sex\na,F\nb,M\n");
        Terminal said = cohort("{volumes: [scans], every: 3, side_table: sex.csv}", "sex");

        assertThat(said.exit()).as(said.all()).isZero();
        assertThat(said.out()).contains("Classes of sex", "3 images        1 patients  recorded as \"F\"");
        assertThat(said.err()).contains("2 series in 2 stacks, 18 slices; 6 rows written");
    }

    @Test
    void aPhantomIsMadeFromAPlanFile() throws IOException {
        Terminal said = cohort("{phantom: planted, plan: {patients: 12, side: 32}}", "group");

        assertThat(said.exit()).as(said.all()).isZero();
        assertThat(said.out()).contains("Classes of group");
        assertThat(folder.resolve("planted/phantom.json")).isNotEmptyFile();
    }

    @Test
    void optionsAndPlanFileSayTheSame() throws IOException {
        dicom("images", 2);
        Path tables = folder.resolve("datasets");
        Terminal options = Terminal.run(
                "plan",
                "--dicom",
                folder.resolve("images"),
                "--attribute",
                "patient_sex",
                "--name",
                "n",
                "--dataset-tables",
                tables,
                "--workers",
                "1");
        Path file = plan("{dicom: images}", "patient_sex", "name: n\ntraining: {workers: 1}\n");

        assertThat(options.exit()).as(options.all()).isZero();
        assertThat(options.out())
                .isEqualTo(PlanFile.toYaml(PlanFile.read(file)))
                .contains("unusable: exclude");
        assertThat(tables).as("a plan makes nothing").doesNotExist();
    }

    @Test
    void anOptionBesideAPlanFileIsRefused() throws IOException {
        Path file = plan("{dicom: images}", "patient_sex", "");

        assertThat(Terminal.run("cohort", file, "--attribute", "race").err()).contains("--attribute stands beside");
    }

    @Test
    void aZipFileWhosePlaceIsTakenIsUnpackedElsewhere() throws IOException {
        zip(4);
        Terminal first = zipped("tables");
        zip(6);
        Terminal refused = zipped("tables");
        Terminal cured = zipped("others");

        assertThat(first.exit()).as(first.all()).isZero();
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("not those of this zip file", "with --dataset-tables");
        assertThat(cured.exit()).as(cured.all()).isZero();
        assertThat(cured.err()).contains("6 images of 6 patients");
    }

    private Terminal zipped(String tables) {
        return Terminal.run(
                "cohort",
                "--dicom",
                folder.resolve("images.zip"),
                "--attribute",
                "patient_sex",
                "--minimum-patients",
                1,
                "--dataset-tables",
                folder.resolve(tables));
    }

    private void zip(int count) throws IOException {
        dicom("zipped", count);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.resolve("images.zip")))) {
            for (int i = 0; i < count; i++) {
                zip.putNextEntry(new ZipEntry("IM" + i));
                zip.write(Files.readAllBytes(folder.resolve("zipped/IM" + i)));
            }
        }
    }

    private Terminal cohort(String source, String attribute) throws IOException {
        return Terminal.run("cohort", plan(source, attribute, ""));
    }

    private Path plan(String source, String attribute, String more) throws IOException {
        String yaml = "cohort: {source: " + source + ", attribute: " + attribute
                + (more.isEmpty() ? ", minimum_patients: 1}\n" : "}\n") + more;
        return Files.writeString(folder.resolve("plan.yaml"), yaml);
    }

    private void nih() throws IOException {
        Path root = Files.createDirectories(folder.resolve("nih/images"));
        Files.write(root.resolve("00000001_000.png"), new byte[] {1});
        Files.write(root.resolve("00000002_000.png"), new byte[] {2});
        Files.writeString(
                folder.resolve("nih/Data_Entry_2017_v2020.csv"),
                "Image Index,Finding Labels,Follow-up #,Patient ID,Patient Age,Patient Gender,View Position\n"
                        + "00000001_000.png,Mass,0,1,57,M,PA\n"
                        + "00000002_000.png,No Finding,0,2,41,F,AP\n");
    }

    private void dicom(String name, int count) throws IOException {
        Path images = Files.createDirectories(folder.resolve(name));
        for (int i = 0; i < count; i++) {
            DataSet dataSet = DataSet.of(List.of(
                    Element.text(Tags.SOP_CLASS, Vr.UI, "1.2.840.10008.5.1.4.1.1.1.1"),
                    Element.text(Tags.SOP_INSTANCE, Vr.UI, "1.2.3." + i),
                    Element.text(Tags.MODALITY, Vr.CS, "DX"),
                    Element.text(Tags.PATIENT_ID, Vr.LO, "P" + i),
                    Element.text(Tags.PATIENT_SEX, Vr.CS, i % 2 == 0 ? "F" : "M"),
                    Element.text(Tags.STUDY_INSTANCE, Vr.UI, "1.2.4." + i),
                    Element.shorts(Tags.ROWS, 2),
                    Element.shorts(Tags.COLUMNS, 2),
                    Element.of(Tags.PIXEL_DATA, Vr.OW, ByteBuffer.wrap(new byte[8]))));
            try (OutputStream out = Files.newOutputStream(images.resolve("IM" + i))) {
                DicomWriter.write(dataSet, TransferSyntax.EXPLICIT_LITTLE_ENDIAN, out);
            }
        }
    }
}
