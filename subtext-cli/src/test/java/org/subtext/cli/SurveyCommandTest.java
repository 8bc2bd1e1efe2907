package org.subtext.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table whose scanner shows in the images and whose colour does not. */
class SurveyCommandTest {
    private static final int PATIENTS = 80;

    @TempDir
    Path folder;

    private Path table() throws IOException {
        SplittableRandom random = new SplittableRandom(3);
        List<String> lines = new ArrayList<>(List.of("image_path,patient_id,scanner,colour,weight,comment,study_date"));
        for (int i = 0; i < PATIENTS; i++) {
            boolean other = i % 2 == 0;
            BufferedImage image = new BufferedImage(32, 32, BufferedImage.TYPE_BYTE_GRAY);
            for (int pixel = 0; pixel < 32 * 32; pixel++) {
                int grey = 100 + random.nextInt(60) + (other && pixel % 32 < 16 ? 40 : 0);
                image.getRaster().setSample(pixel % 32, pixel / 32, 0, grey);
            }
            ImageIO.write(image, "png", folder.resolve(i + ".png").toFile());
            lines.add(i + ".png,SECRET" + i + "," + (other ? "A" : "B") + "," + (random.nextBoolean() ? "red" : "blue")
                    + "," + (50 + random.nextInt(400) / 10.0) + ",note " + i + ",2021-03-0" + (1 + random.nextInt(3)));
        }
        return Files.write(folder.resolve("patients.csv"), lines);
    }

    @Test
    void whatIsPlantedComesFirstAndTheAuditsLedgerKnowsIt() throws IOException {
        Path out = folder.resolve("runs/survey");
        Path others = Files.createDirectories(out.resolve("cache")).resolve("of-an-audit.pixels");
        Files.writeString(others, "not the survey's");
        Terminal found = Terminal.run("survey", table(), "--attribute", "colour", "--side", 32, "--out", out);

        assertThat(found.exit()).as(found.err()).isZero();
        assertThat(found.out())
                .containsPattern("(?s)scanner +detectable.*not shown")
                .contains("Left out: comment")
                .doesNotContain("SECRET", "note 1");
        assertThat(found.out())
                .contains("study_date (weekday)", "Left out: study_date (year)")
                .doesNotContain("study_date  ");
        assertThat(out).isDirectoryContaining(file -> file.endsWith("survey.json"));
        assertThat(out).isDirectoryContaining(file -> file.endsWith("survey.pdf"));
        assertThat(out.resolve("survey.html"))
                .content()
                .contains("<svg", "1 of 4 columns is told by the images", "Told: scanner.")
                .doesNotContain("SECRET", "note 1", "2021-03");
        assertThat(out.resolve("survey-cache")).doesNotExist();
        assertThat(others).hasContent("not the survey's");
        assertThat(Terminal.run("looks", "--runs", folder.resolve("runs")).out())
                .contains("survey", "4 columns");
    }

    /** What only the given features hold is told only with them, and images without any are left out and said. */
    @Test
    void givenFeaturesAreOneMoreReader() throws IOException {
        Path table = table();
        SplittableRandom random = new SplittableRandom(8);
        List<String> lines = new ArrayList<>(List.of("image_path,e0,e1"));
        for (String line : Files.readAllLines(table).subList(1, PATIENTS - 1)) {
            String[] cells = line.split(",");
            lines.add(cells[0] + "," + (cells[3].equals("red") ? 1 : 0) + "," + random.nextGaussian());
        }
        Path features = Files.write(folder.resolve("features.csv"), lines);
        Terminal found = Terminal.run(
                "survey",
                table,
                "--columns",
                "colour",
                "--features",
                features,
                "--side",
                32,
                "--out",
                folder.resolve("s"));

        assertThat(found.exit()).as(found.err()).isZero();
        assertThat(found.out())
                .containsPattern("colour +detectable")
                .contains("no vector was given of them: Fewer than 11");
        assertThat(folder.resolve("s/survey.html")).content().contains("ridge, features.csv");
    }

    @Test
    void featuresOfOtherImagesAreRefusedWithWhatWouldMatch() throws IOException {
        Path features =
                Files.write(folder.resolve("f.csv"), List.of("image_path,e0,e1", "png/1.png,0,1", "x/2.png,1,1"));
        Terminal refused = Terminal.run("survey", table(), "--features", features, "--out", folder.resolve("s"));

        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("f.csv", "image_path", "folder");
        assertThat(folder.resolve("s/survey.json")).doesNotExist();
    }

    @Test
    void anAttributeThatCannotBeReadIsRefusedBeforeAnybodyIsLookedAt() throws IOException {
        Path runs = folder.resolve("runs");
        Terminal refused =
                Terminal.run("survey", table(), "--attribute", "comment", "--side", 32, "--out", runs.resolve("s"));

        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("comment");
        assertThat(runs.resolve("looks.jsonl")).doesNotExist();
        assertThat(runs.resolve("s/survey-cache")).doesNotExist();
    }

    @Test
    void aColumnThatIsNotThereIsRefused() throws IOException {
        Terminal refused = Terminal.run("survey", table(), "--columns", "scaner", "--out", folder.resolve("out"));

        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("scaner", "scanner", "--columns");
    }
}
