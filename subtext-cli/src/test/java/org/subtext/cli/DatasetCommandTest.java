package org.subtext.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A known data set from its folder to a finished audit, with invented patients. */
class DatasetCommandTest {
    @TempDir
    Path temporary;

    @Test
    void anAuditOfEmbedCarriesItsLicenceIntoRunAndModel() throws IOException {
        Path root = temporary.resolve("embed");
        StringBuilder files = new StringBuilder("empi_anon,acc_anon,anon_dicom_path\n");
        StringBuilder exams = new StringBuilder("empi_anon,acc_anon,ETHNICITY_DESC\n");
        for (int i = 0; i < 60; i++) {
            boolean black = i % 2 == 0;
            String place = "cohort_1/" + i + "/" + i + "/" + i + ".png";
            image(root.resolve(place), i, black);
            files.append(i).append(',').append(i).append(",/x/").append(place).append('\n');
            exams.append(i)
                    .append(',')
                    .append(i)
                    .append(black ? ",African American  or Black\n" : ",Caucasian or White\n");
        }
        write(root.resolve("tables/EMBED_OpenData_metadata.csv"), files);
        write(root.resolve("tables/EMBED_OpenData_clinical.csv"), exams);

        Path runs = temporary.resolve("runs");
        Terminal audit = Terminal.run(
                "audit",
                "--dataset",
                "embed",
                "--root",
                root,
                "--rules",
                "study",
                "--attribute",
                "race",
                "--dataset-tables",
                temporary.resolve("tables"),
                "--runs",
                runs,
                "--name",
                "e",
                "--side",
                "32",
                "--epochs",
                "1",
                "--folds",
                "2",
                "--replicates",
                "100",
                "--device",
                "cpu");

        assertThat(audit.exit()).as(audit.err()).isZero();
        assertThat(audit.err()).contains("Terms of use: EMBED's licence, clause 5", "0 of 3 published counts");
        assertThat(temporary.resolve("tables/embed-study.csv")).isNotEmptyFile();
        assertThat(runs.resolve("e/dataset.json")).content().contains("\"rules\" : \"study\"", "clause 5");
        assertThat(runs.resolve("e/manifest.json")).content().contains("Data set: terms of use");
        try (Stream<Path> models = Files.list(runs.resolve("e/models"))) {
            assertThat(models.filter(model -> model.toString().endsWith(".safetensors")))
                    .isNotEmpty()
                    .allSatisfy(model -> assertThat(new String(Files.readAllBytes(model), StandardCharsets.ISO_8859_1))
                            .contains("\"data_set_terms\"", "clause 5"));
        }
    }

    @Test
    void lookingAtADataSetLeavesNothingBehind() throws IOException {
        Path root = nih();
        Terminal look = Terminal.run("cohort", "--dataset", "nih-cxr14", "--root", root);
        Terminal sexes = Terminal.run(
                "cohort",
                "--dataset",
                "nih-cxr14",
                "--root",
                root,
                "--attribute",
                "sex",
                "--min-patients",
                "1",
                "--json");

        assertThat(look.exit()).as(look.err()).isZero();
        assertThat(look.out()).contains("112,120 published", "2 found", "differs", "Unverified", "Terms of use");
        assertThat(sexes.exit()).as(sexes.err()).isZero();
        assertThat(sexes.out()).contains("\"self_check\"", "\"flow\"");
        try (Stream<Path> left = Files.walk(temporary)) {
            assertThat(left.filter(Files::isRegularFile)).hasSize(3);
        }
        assertThat(Path.of("datasets")).doesNotExist();
    }

    @Test
    void aPlanNamesTheDataSetAndMakesNothing() throws IOException {
        Terminal plan = Terminal.run(
                "plan",
                "--dataset",
                "nih-cxr14",
                "--root",
                nih(),
                "--attribute",
                "sex",
                "--dataset-tables",
                temporary.resolve("made"));

        assertThat(plan.exit()).as(plan.err()).isZero();
        assertThat(plan.out()).contains("dataset: nih-cxr14", "root: " + temporary.resolve("nih"));
        assertThat(temporary.resolve("made")).doesNotExist();
    }

    @Test
    void whatCannotBeTakenExitsWithTwo() throws IOException {
        refused("Did you mean \"chexpert\"?", "cohort", "--dataset", "chexprt", "--root", temporary);
        refused("--root FOLDER", "cohort", "--dataset", "chexpert");
        refused("add --dataset NAME", "cohort", "--root", temporary, "--table", "t.csv", "--attribute", "sex");
        refused("Tables found: none", "cohort", "--dataset", "chexpert", "--root", temporary);
        refused("There is no folder", "cohort", "--dataset", "chexpert", "--root", temporary.resolve("no"));
        refused("Leave one out", "cohort", "--dataset", "chexpert", "--root", temporary, "--table", "t.csv");
    }

    private static void refused(String reason, Object... arguments) {
        Terminal terminal = Terminal.run(arguments);
        assertThat(terminal.exit()).as(terminal.all()).isEqualTo(2);
        assertThat(terminal.err()).contains(reason);
    }

    private Path nih() throws IOException {
        Path root = temporary.resolve("nih");
        image(root.resolve("images/00000001_000.png"), 1, true);
        image(root.resolve("images/00000002_000.png"), 2, false);
        write(
                root.resolve("Data_Entry_2017_v2020.csv"),
                "Image Index,Finding Labels,Follow-up #,Patient ID,Patient Age,Patient Gender,View Position,"
                        + "OriginalImage[Width,Height],OriginalImagePixelSpacing[x,y]\n"
                        + "00000001_000.png,Mass,0,1,57,M,PA,2,2,0.1,0.1\n"
                        + "00000002_000.png,No Finding,0,2,41,F,AP,2,2,0.1,0.1\n");
        return root;
    }

    private static void write(Path file, CharSequence text) throws IOException {
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
    }

    private static void image(Path file, int number, boolean bright) throws IOException {
        Files.createDirectories(file.resolveSibling(""));
        BufferedImage image = new BufferedImage(40, 40, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 1600; i++) {
            int grey = (bright ? 130 : 60) + (i * (number + 3 + number / 58)) % 61;
            image.getRaster().setSample(i % 40, i / 40, 0, grey);
        }
        ImageIO.write(image, "png", file.toFile());
    }
}
