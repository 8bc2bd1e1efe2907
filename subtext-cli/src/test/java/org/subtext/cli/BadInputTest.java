package org.subtext.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person can get wrong in an audit: each is exit 2, a message that says what and where, and no run left. */
class BadInputTest {
    @TempDir
    Path temporary;

    private CohortFolder cohort;
    private Path runs;

    @BeforeEach
    void makeCohort() throws IOException {
        cohort = new CohortFolder(Files.createDirectory(temporary.resolve("cohort")));
        runs = temporary.resolve("runs");
    }

    @Test
    void aTableThatIsNotThere() {
        refused(audit(cohort.folder.resolve("absent.csv"), "race"), "absent.csv");
    }

    @Test
    void anEmptyTable() throws IOException {
        refused(audit(cohort.write("table.csv", ""), "race"), "table.csv", "empty");
    }

    @Test
    void aTableOfAHeaderOnly() throws IOException {
        refused(audit(cohort.table(CohortFolder.HEADER, List.of()), "race"), "table.csv", "row");
    }

    @Test
    void anAttributeThatIsNoColumnNamesTheNearest() throws IOException {
        refused(audit(cohort.table(), "raec"), "raec", "\"race\"");
    }

    @Test
    void aTableWithoutAPatientColumn() throws IOException {
        List<String> rows = IntStream.range(0, 24)
                .mapToObj(i -> "image%d.png,%s".formatted(i, i % 2 == 0 ? "White" : "Black"))
                .toList();

        refused(audit(cohort.table("image_path,race", rows), "race"), "patient", "--patient");
    }

    @Test
    void missingImageFiles() throws IOException {
        Path table = cohort.table();
        Files.delete(cohort.image(3));

        refused(audit(table, "race"), "Row 5", "--missing");
    }

    @Test
    void aTruncatedImage() throws IOException {
        byte[] whole = Files.readAllBytes(cohort.image(3));
        Files.write(cohort.image(3), java.util.Arrays.copyOf(whole, whole.length / 2));

        refused(audit(cohort.table(), "race"), "Row 5", "--unusable exclude");
    }

    @Test
    void aTextThatIsNamedLikeAnImage() throws IOException {
        Files.writeString(cohort.image(3), "not an image");

        refused(audit(cohort.table(), "race"), "Row 5", "--unusable exclude");
    }

    @Test
    void anImageIdTwice() throws IOException {
        refused(audit(cohort.table(row -> row.replace(",I5,", ",I4,")), "race"), "Rows 6 and 7", "--image-id");
    }

    @Test
    void equalPixelsOfTwoPatients() throws IOException {
        CohortFolder.writeNoise(cohort.image(3), 4);

        refused(audit(cohort.table(), "race"), "pixels", "another patient", "rows 5, 6");
    }

    @Test
    void anImageOfAnotherFolderInPlaceOfAMissingOne() throws IOException {
        Path siteA = Files.createDirectory(cohort.folder.resolve("siteA"));
        for (int i = 0; i < CohortFolder.PATIENTS; i++) {
            Files.move(cohort.image(i), siteA.resolve("image" + i + ".png"));
        }
        Path table = cohort.table(row -> "siteB/" + row);

        refused(audit(table, "race"), "Row 2", "siteA/image0.png lies in another folder", "24 of 24", "--missing");
        Files.move(siteA, siteA.resolveSibling("siteB"));
        assertThat(Terminal.run("cohort", "--table", table, "--attribute", "race")
                        .exit())
                .isZero();
    }

    @Test
    void anotherEndingInPlaceOfAMissingFile() throws IOException {
        Path table = cohort.table(row -> row.replace("image3.png", "image3.jpg"));

        refused(audit(table, "race"), "Row 5", "image3.png has another ending", "--missing");
        assertThat(Terminal.run("cohort", "--table", cohort.table(), "--attribute", "race")
                        .exit())
                .isZero();
    }

    @Test
    void filesThatDifferOnlyInLetterCase() throws IOException {
        Files.copy(cohort.image(3), cohort.folder.resolve("IMAGE3.png"));
        Path table = cohort.table(row -> row.replace("image3.png", "Image3.PNG"));

        refused(audit(table, "race"), "Row 5", "several files could be", "spelt as the file is");
    }

    @Test
    void oneFileForTwoRowsByLetterCase() throws IOException {
        Path table = cohort.table(row -> row.replace("image3.png", "IMAGE4.png"));

        refused(audit(table, "race"), "Row 5", "another row", "image4.png");
    }

    @Test
    void anImageInWhichThereIsNothingToSee() throws IOException {
        ImageIO.write(
                new BufferedImage(32, 32, BufferedImage.TYPE_BYTE_GRAY),
                "png",
                cohort.image(3).toFile());

        refused(audit(cohort.table(), "race"), "rows 5", "one grey value", "--unusable exclude");
    }

    @Test
    void theSamePictureOfTwoPatientsWhereThatIsRefused() throws IOException {
        CohortFolder.writeNoise(cohort.image(3), 4);
        BufferedImage brighter = ImageIO.read(cohort.image(3).toFile());
        for (int i = 0; i < 32 * 32; i++) {
            int value = brighter.getRaster().getSample(i % 32, i / 32, 0);
            brighter.getRaster().setSample(i % 32, i / 32, 0, 30 + value * 3 / 4);
        }
        ImageIO.write(brighter, "png", cohort.image(3).toFile());

        refused(
                audit(cohort.table(), "race", "--near-duplicates", "refuse"),
                "same picture",
                "rows 5, 6",
                "--near-duplicates exclude");
    }

    @Test
    void anExternalCohortOfTheTrainingImages() throws IOException {
        Path table = cohort.table();
        Path there = cohort.write("external.csv", Files.readString(table).replace(",P", ",X"));

        refused(
                audit(table, "race", "--minimum-patients", "5", "--external", "there=" + there),
                "External cohort there",
                "24 images have the pixels of images of the audited cohort",
                "--unusable exclude");
    }

    @Test
    void anExternalCohortOfTheTrainingPatients() throws IOException {
        Path table = cohort.table(row -> row.replaceAll(",P(\\d+),", ",1.2.840.4711.$1,"));

        refused(
                audit(table, "race", "--minimum-patients", "5", "--external", "there=" + table),
                "External cohort there",
                "24 of 24 patients have the id",
                "own_ids: true");
    }

    @Test
    void bareIntegersWithoutACodeBook() throws IOException {
        Path table = cohort.table(row -> row.replace("White", "1").replace("Black", "2"));

        refused(audit(table, "race"), "race", "--code");
    }

    @Test
    void oneClassOnly() throws IOException {
        refused(audit(cohort.table(row -> row.replace("Black", "White")), "race"), "race", "1 class");
    }

    @Test
    void aClassOfTooFewPatients() throws IOException {
        Path table = cohort.table(row -> row.contains(",P1,") ? row.replace("Black", "Asian") : row);

        refused(audit(table, "race"), "Asian", "10");
    }

    @Test
    void aMarginOutOfRange() throws IOException {
        refused(audit(cohort.table(), "race", "--margin", "0.7"), "margin", "0.7");
    }

    @Test
    void fewerEpochsThanOne() throws IOException {
        refused(audit(cohort.table(), "race", "--epochs", "-1"), "epochs", "-1");
    }

    @Test
    void fewerWorkersThanOne() throws IOException {
        refused(audit(cohort.table(), "race", "--workers", "0"), "workers", "0");
    }

    @Test
    void anOptionBesideAPlanFileThatWouldLoseAgainstIt() throws IOException {
        Path plan = runs.resolveSibling("plan.yaml");
        Files.writeString(plan, "cohort: {table: " + cohort.table() + ", attribute: race}\n");
        Object[] arguments = {"audit", plan, "--epochs", "3", "--runs", runs, "--name", "refused"};

        refused(arguments, "--epochs", "plan.yaml");
    }

    @Test
    void anUnknownPreset() throws IOException {
        refused(audit(cohort.table(), "race", "--preset", "smal"), "smal", "small");
    }

    @Test
    void anUnknownArchitecture() throws IOException {
        refused(audit(cohort.table(), "race", "--architecture", "resnet19"), "resnet19", "resnet18");
    }

    @Test
    void anUnknownDevice() throws IOException {
        refused(audit(cohort.table(), "race", "--device", "gpu"), "gpu", "cuda");
    }

    @Test
    void anUnknownSubgroupColumn() throws IOException {
        refused(audit(cohort.table(), "race", "--subgroups", "veiw"), "veiw", "\"view\"");
    }

    @Test
    void aNameThatIsNoFolderName() throws IOException {
        Object[] arguments = {"audit", "--table", cohort.table(), "--attribute", "race", "--name", "a/b", "--runs", runs
        };

        refused(arguments, "name", "a/b");
    }

    @Test
    void initialWeightsThatAreNotThere() throws IOException {
        refused(audit(cohort.table(), "race", "--weights", temporary.resolve("w.safetensors")), "w.safetensors");
    }

    @Test
    void aSplitThatLeaks() throws IOException {
        List<String> rows = new ArrayList<>();
        List<String> sound = CohortFolder.rows();
        for (int i = 0; i < sound.size(); i++) {
            rows.add(sound.get(i).replaceAll(",P\\d+,", ",P" + i % 22 + ",") + (i < 14 ? ",train" : ",test"));
        }
        Path table = cohort.table(CohortFolder.HEADER + ",split", rows);

        refused(audit(table, "race", "--split", "given", "--min-patients", "2"), "split", "patient");
    }

    @Test
    void aSplitFileThatLacksPatients() throws IOException {
        Path split = cohort.write("split.csv", "patient,part\nP0,training\nP1,training\nP2,test\nP3,test\n");

        refused(audit(cohort.table(), "race", "--split-file", split), "split.csv", "patients");
    }

    @Test
    void anExternalCohortWithoutTheAttribute() throws IOException {
        Path external =
                cohort.write("other.csv", String.join("\n", CohortFolder.rows()).replace("race", "x"));
        cohort.write("other.csv", "image_path,image_id,patient_id,ethnicity\nimage1.png,E1,Q1,White\n");

        refused(audit(cohort.table(), "race", "--external", "other=" + external), "other.csv", "race");
    }

    @Test
    void anExternalCohortWithAClassThatNobodyWasTrainedOn() throws IOException {
        List<String> rows = CohortFolder.rows();
        Path external = cohort.write(
                "other.csv",
                CohortFolder.HEADER + "\n" + String.join("\n", rows).replace("Black", "Asian"));

        refused(audit(cohort.table(), "race", "--external", "other=" + external), "other.csv", "Black");
    }

    @Test
    void anUnreadableImageOfAnExternalCohortIsRefusedBeforeTraining() throws IOException {
        Path table = cohort.table();
        Files.writeString(cohort.folder.resolve("broken.png"), "not an image");
        String rows = String.join("\n", CohortFolder.rows()).replace("image3.png", "broken.png");
        Path external = cohort.write("other.csv", CohortFolder.HEADER + "\n" + rows + "\n");
        Terminal terminal = refused(audit(table, "race", "--external", "other=" + external), "Row 5");

        assertThat(terminal.err()).doesNotContain("Training");
    }

    @Test
    void anUnknownRouteIsRefusedBeforeTraining() throws IOException {
        Terminal terminal =
                refused(audit(cohort.table(), "race", "--routes", "invertion"), "invertion", "\"inversion\"", "--list");

        assertThat(terminal.err()).doesNotContain("Training");
    }

    @Test
    void aSettingOfARouteThatMakesNoSense() throws IOException {
        refused(audit(cohort.table(), "race", "--setting", "inversion 3"), "inversion 3", "nothing");
    }

    @Test
    void aBudgetThatIsNoTime() throws IOException {
        refused(audit(cohort.table(), "race", "--routes", "all", "--budget", "soon"), "soon", "2h");
    }

    @Test
    void aBudgetWithoutRoutes() throws IOException {
        refused(audit(cohort.table(), "race", "--budget", "2h"), "without a route", "--routes");
    }

    @Test
    void aMaskFolderThatIsNotThere() throws IOException {
        Path absent = temporary.resolve("masks");

        refused(
                audit(cohort.table(), "race", "--routes", "all", "--mask", "lung=" + absent),
                "masks",
                "lung",
                "--mask");
    }

    @Test
    void aConfounderThatIsNoColumn() throws IOException {
        refused(audit(cohort.table(), "race", "--routes", "all", "--columns", "veiw"), "veiw", "\"view\"");
    }

    @Test
    void unknownKeysOfRoutesInAPlanFile() throws IOException {
        Path plan = Files.writeString(
                temporary.resolve("plan.yaml"),
                "cohort: {table: " + cohort.table() + ", attribute: race}\nroutes: {rotues: [all], budget: 2h}\n");

        refused(new Object[] {"audit", plan, "--runs", runs, "--name", "refused"}, "routes.rotues", "\"routes\"");
    }

    @Test
    void allProblemsOfATableAtOnce() throws IOException {
        Path table = cohort.table(row -> row.replace(",I5,", ",I4,").replace("image9.png", "gone.png"));
        Files.delete(cohort.image(3));
        Terminal terminal = refused(audit(table, "race"), "Rows 6 and 7", "Row 5", "Row 11");

        assertThat(terminal.err())
                .containsPattern("\\d problems:")
                .contains("  1. ")
                .contains("  2. ");
    }

    private Object[] audit(Path table, String attribute, Object... more) {
        List<Object> words = new ArrayList<>(List.of("audit", "--table", table, "--attribute", attribute));
        words.addAll(List.of("--runs", runs, "--name", "refused"));
        if (!List.of(more).contains("--device")) {
            words.addAll(List.of("--device", "cpu"));
        }
        words.addAll(List.of(more));
        return words.toArray();
    }

    private Terminal refused(Object[] arguments, String... said) {
        Terminal terminal = Terminal.run(arguments);
        assertThat(terminal.err()).contains(said).doesNotContain("bug in Subtext");
        assertThat(terminal.exit()).as(terminal.err()).isEqualTo(2);
        assertThat(runs.resolve("refused")).doesNotExist();
        return terminal;
    }
}
