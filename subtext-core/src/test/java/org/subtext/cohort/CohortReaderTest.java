package org.subtext.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.subtext.address.ImageAddress;
import org.subtext.problems.InvalidInputException;
import org.subtext.progress.Progress;
import org.subtext.tables.ConflictPolicy;
import org.subtext.testing.SharedData;

class CohortReaderTest {
    private static final String HEADER = "image_path,patient_id,sex,study_date,split";

    @TempDir
    Path folder;

    private TableFolder in() {
        return new TableFolder(folder);
    }

    private static List<String> patients(Cohort cohort) {
        return List.copyOf(cohort.patients().keySet());
    }

    private static String refusal(CohortPlan plan) {
        try {
            CohortReader.read(plan, Progress.SILENT);
        } catch (InvalidInputException e) {
            return e.getMessage();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        throw new AssertionError("expected the table to be refused");
    }

    @Test
    void imagesCarryPatientClassFileAndGivenSplit() throws IOException {
        Cohort cohort = in().cohort(HEADER, "a.png,p1,F,20200101,train", "b.png,p2,M,20200101,test");

        assertThat(cohort.classNames()).containsExactly("F", "M");
        assertThat(cohort.images())
                .containsExactly(
                        new CohortImage(0, "a.png", "p1", "a.png", file("a.png"), 0, "train"),
                        new CohortImage(1, "b.png", "p2", "b.png", file("b.png"), 1, "test"));
        assertThat(cohort.column("study_date")).contains(List.of("20200101", "20200101"));
        assertThat(cohort.column("weight")).isEmpty();
    }

    @Test
    void whatWasTakenForWhatIsSaid() throws IOException {
        Cohort cohort = in().cohort("filename,Subject ID,sex", "a.png,p1,F", "b.png,p2,M");

        assertThat(cohort.columns().sentences())
                .contains(
                        "image file = filename (its name is known from common data sets)",
                        "patient = Subject ID (its name is known from common data sets)",
                        "image id = filename (there is no other id)");
    }

    @Test
    void wordingsOfOneClassAreBroughtTogetherAndKept() throws IOException {
        CohortPlan plan = in().plan(
                        HEADER, "a.png,p1,F,,", "b.png,p2,female,,", "c.png,p3,f,,", "d.png,p4,M,,", "e.png,p5,M,,")
                .withRecoding(recoding -> recoding.withRename(Map.of("f", "Female", "female", "Female")));
        Cohort cohort = CohortReader.read(plan, Progress.SILENT);

        assertThat(cohort.classes())
                .containsExactly(
                        new RecordedClass(
                                "Female",
                                3,
                                3,
                                List.of(
                                        new RecordedClass.Wording("F", 1),
                                        new RecordedClass.Wording("female", 1),
                                        new RecordedClass.Wording("f", 1))),
                        new RecordedClass("M", 2, 2, List.of(new RecordedClass.Wording("M", 2))));
    }

    @Test
    void everyExclusionIsCountedAndTheFlowAddsUp() throws IOException {
        CohortPlan plan = in().plan(
                        HEADER,
                        "a.png,p1,F,,",
                        "b.png,p1,UNABLE TO OBTAIN,,",
                        "c.png,p2,M,,",
                        "d.png,p3,  Unknown ,,",
                        "e.png,p3,,,",
                        "f.png,p4,F,,",
                        "g.png,p4,M,,",
                        "h.png,p5,Other,,",
                        "missing.png,p2,M,,")
                .withClasses(List.of("M", "F"))
                .withInclusion(inclusion -> inclusion.withMissingImages(MissingImagePolicy.EXCLUDE));
        Cohort cohort = CohortReader.read(plan, Progress.SILENT);

        assertThat(cohort.flow().steps())
                .extracting(FlowStep::label, FlowStep::images, FlowStep::patients)
                .containsExactly(
                        tuple("Rows of table.csv", 9, 5),
                        tuple("No recorded sex", 2, 1),
                        tuple("Conflicting values of sex", 2, 1),
                        tuple("Class not asked for", 1, 1),
                        tuple("Missing image", 1, 0),
                        tuple("Audited", 3, 2));
        assertThat(cohort.flow().exclusions().get(0).reason()).contains("Unknown (1 rows)", "empty (1 rows)");
        assertThat(cohort.classNames()).containsExactly("M", "F");
    }

    @Test
    void conflictsAreResolvedAsThePolicySays() throws IOException {
        String[] lines = {
            HEADER,
            "a.png,p1,F,2020-03-01,",
            "b.png,p1,M,2021-01-01,",
            "c.png,p1,F,2019-01-01,",
            "d.png,p2,F,2020-01-01,",
            "e.png,p3,M,2020-01-01,",
        };
        CohortPlan plan = in().plan(lines);

        assertThat(labelOfFirst(plan.withInclusion(inclusion -> inclusion.withConflicts(ConflictPolicy.FIRST))))
                .isEqualTo("F");
        assertThat(labelOfFirst(plan.withInclusion(inclusion -> inclusion.withConflicts(ConflictPolicy.LATEST))))
                .isEqualTo("M");
        assertThat(labelOfFirst(plan.withInclusion(inclusion -> inclusion.withConflicts(ConflictPolicy.MODE))))
                .isEqualTo("F");
        assertThat(patients(CohortReader.read(plan, Progress.SILENT))).containsExactly("p2", "p3");
    }

    private static String labelOfFirst(CohortPlan plan) throws IOException {
        Cohort cohort = CohortReader.read(plan, Progress.SILENT);
        return cohort.classNames().get(cohort.images().get(0).label());
    }

    @Test
    void drawsOfModeAndLatestLeaveThePatientOut() throws IOException {
        CohortPlan plan = in().plan(
                        HEADER,
                        "a.png,p1,F,20200101,",
                        "b.png,p1,M,20200101,",
                        "c.png,p2,F,20200102,",
                        "d.png,p3,M,20200103,");

        assertThat(patients(CohortReader.read(
                        plan.withInclusion(inclusion -> inclusion.withConflicts(ConflictPolicy.MODE)),
                        Progress.SILENT)))
                .containsExactly("p2", "p3");
        assertThat(patients(CohortReader.read(
                        plan.withInclusion(inclusion -> inclusion.withConflicts(ConflictPolicy.LATEST)),
                        Progress.SILENT)))
                .containsExactly("p2", "p3");
    }

    @ParameterizedTest
    @CsvSource({"F, p1", "M, "})
    void aRowWithoutADateMayBeTheLatest(String undated, String settled) throws IOException {
        CohortPlan plan = in().plan(
                        HEADER,
                        "a.png,p1,F,20200101,",
                        "b.png,p1,M,20190101,",
                        "e.png,p1," + undated + ",,",
                        "c.png,p2,F,20200102,",
                        "d.png,p3,M,20200103,");

        assertThat(patients(CohortReader.read(
                        plan.withInclusion(inclusion -> inclusion.withConflicts(ConflictPolicy.LATEST)),
                        Progress.SILENT)))
                .isEqualTo(settled == null ? List.of("p2", "p3") : List.of(settled, "p2", "p3"));
    }

    @Test
    void allProblemsOfARowAreToldAtOnceByRowNumberAndWithoutPatients() throws IOException {
        String message = refusal(in().plan(
                        HEADER,
                        "a.png,SECRET1,F,,",
                        "a.png,SECRET1,F,,",
                        "b.png,,M,,",
                        "missing1.png,SECRET2,M,,",
                        ",SECRET3,M,,")
                .withClasses(List.of("F", "Mail")));

        assertThat(message)
                .contains("Row 4 has no patient id")
                .contains("asks for class \"Mail\"", "Classes found: F; M")
                .contains("Rows 2 and 3 are of the same image")
                .doesNotContain("SECRET");
    }

    @Test
    void missingFilesNameTheRowTheFolderAndBothMends() throws IOException {
        String message = refusal(in().plan(HEADER, "a.png,p1,F,,", "missing.png,p2,M,,", "b.png,p3,M,,"));

        assertThat(message)
                .contains("Row 3 names an image file that does not exist", folder.toString())
                .contains("cohort.images: DIR", "cohort.inclusion.missing_images: exclude");
    }

    @Test
    void aWrongFolderIsSaidOnceNotPerFile() throws IOException {
        CohortPlan plan = in().plan(HEADER, "missing1.png,p1,F,,", "missing2.png,p2,M,,");

        assertThat(refusal(plan)).contains("None of the 2 files exists, so the folder is probably another one");
        assertThat(refusal(plan.withImages(folder.resolve("nowhere")))).contains("There is no image folder");
    }

    @Test
    void bareIntegersNeedACodeBook() throws IOException {
        CohortPlan plan = in().plan(HEADER, "a.png,p1,1,,", "b.png,p2,2,,", "c.png,p3,1.0,,");

        assertThat(refusal(plan))
                .contains("holds bare numbers (1, 2, 1.0)", "cohort.recoding.codes: {1: NAME, 2: NAME}");
        assertThat(refusal(plan.withRecoding(recoding -> recoding.withCodes(Map.of("1", "Male")))))
                .contains("bare numbers (2)");
        assertThat(CohortReader.read(
                                plan.withRecoding(recoding -> recoding.withCodes(Map.of("1", "Male", "2", "Female"))),
                                Progress.SILENT)
                        .classNames())
                .containsExactly("Female", "Male");
    }

    @Test
    void measurementsAreToldToBeCutAndCutAsAsked() throws IOException {
        String[] lines = new String[41];
        lines[0] = HEADER;
        for (int i = 1; i <= 40; i++) {
            lines[i] = "i" + i + ".png,p" + i + "," + (i == 40 ? "042Y" : Integer.toString(19 + i)) + ",,";
        }
        CohortPlan plan = in().plan(lines);

        assertThat(refusal(plan)).contains("looks like a measurement", "cohort.recoding.bins: [0, 40, 60, 80]");
        Cohort cohort = CohortReader.read(
                plan.withRecoding(recoding -> recoding.withBins(List.of(20.0, 40.0, 50.0))), Progress.SILENT);
        assertThat(cohort.classNames()).containsExactly("20–39", "40–49");
        assertThat(cohort.classes()).extracting(RecordedClass::patients).containsExactly(20, 11);
        assertThat(cohort.flow().exclusions()).extracting(FlowStep::label).containsExactly("Outside the bins");
    }

    @Test
    void smallClassesSayHowToLeaveThemOut() throws IOException {
        String[] lines = new String[22];
        lines[0] = HEADER;
        for (int i = 1; i <= 20; i++) {
            lines[i] = "i" + i + ".png,p" + i + "," + (i % 2 == 0 ? "F" : "M") + ",,";
        }
        lines[21] = "x.png,px,X,,";
        CohortPlan plan = CohortPlan.of(in().table(lines), "sex");

        assertThat(refusal(plan))
                .contains("Class \"X\" of sex has 1 patient.", "at least 10 patients", "cohort.classes: [F, M]");
        assertThat(CohortReader.read(plan.withClasses(List.of("M", "F")), Progress.SILENT)
                        .classNames())
                .containsExactly("M", "F");
    }

    @Test
    void oneClassLeftIsRefused() throws IOException {
        assertThat(refusal(in().plan(HEADER, "a.png,p1,F,,", "b.png,p2,F,,"))).contains("Only 1 class of sex is left");
    }

    @Test
    void unknownColumnsNameTheNearestAndAllColumnProblemsComeTogether() throws IOException {
        CohortPlan plan = CohortPlan.of(in().table("image_path,who,Sex", "a.png,p1,F"), "sexx")
                .withInclusion(inclusion -> inclusion.withOnly(Map.of("viev", List.of("PA"))));

        assertThat(refusal(plan))
                .contains("no column \"sexx\"")
                .contains("Did you mean \"Sex\"?")
                .contains("no column \"viev\"");
        assertThat(refusal(CohortPlan.of(plan.table(), "Sex")))
                .contains("looks like the patient", "cohort.columns.patient: COLUMN", "image_path, who, Sex");
    }

    @Test
    void twoColumnsThatCouldBeThePatientAreNotGuessed() throws IOException {
        CohortPlan plan = CohortPlan.of(in().table("image_path,patient_id,PatientID,sex", "a.png,p1,q1,F"), "sex");

        assertThat(refusal(plan))
                .contains("Several columns", "patient_id, PatientID", "cohort.columns.patient: COLUMN");
    }

    @Test
    void rowsAreKeptByAnotherColumnAsAsked() throws IOException {
        CohortPlan plan = in().plan(HEADER, "a.png,p1,F,,x", "b.png,p2,M,,x", "c.png,p3,M,,y");

        assertThat(patients(CohortReader.read(
                        plan.withInclusion(inclusion -> inclusion.withOnly(Map.of("split", List.of("x")))),
                        Progress.SILENT)))
                .containsExactly("p1", "p2");
        assertThat(refusal(plan.withInclusion(inclusion -> inclusion.withOnly(Map.of("split", List.of("z"))))))
                .contains("No row is left where split is z", "x; y");
    }

    @Test
    void imagesAreFoundByNameBelowTheFolderAndThatIsNoted() throws IOException {
        CohortPlan plan = in().plan(HEADER, "missing1,p1,F,,", "missing2,p2,M,,");
        Files.createDirectories(folder.resolve("images_001/images"));
        Files.createDirectories(folder.resolve("images_002/images"));
        Files.write(folder.resolve("images_001/images/missing1.png"), new byte[] {1});
        Files.write(folder.resolve("images_002/images/missing2.png"), new byte[] {1});
        Cohort cohort = CohortReader.read(plan, Progress.SILENT);

        assertThat(cohort.images().get(0).address()).isEqualTo(file("images_001/images/missing1.png"));
        assertThat(cohort.remarks()).singleElement().asString().contains("2 images are not where their path says");
    }

    @Test
    void anImageOfAMovedFileIsStillThatImage() throws IOException {
        CohortPlan plan = in().plan(HEADER, "missing_ct.dcm#3@lung,p1,F,,", "missing_chest#2,p2,M,,");
        Files.createDirectories(folder.resolve("part_2"));
        Path scan = Files.write(folder.resolve("part_2/missing_ct.dcm"), new byte[] {1});
        Path chest = Files.write(folder.resolve("part_2/missing_chest.dcm"), new byte[] {1});
        Cohort cohort = CohortReader.read(plan, Progress.SILENT);

        assertThat(cohort.images())
                .extracting(CohortImage::address)
                .containsExactly(new ImageAddress(scan, 3, "", "lung"), new ImageAddress(chest, 2, "", null));
        assertThat(cohort.remarks()).singleElement().asString().contains("2 images are not where their path says");
    }

    @Test
    void aFileOfThatVeryNameIsTaken() throws IOException {
        CohortPlan plan = in().plan(HEADER, "scan#3,p1,F,,", "b.png,p2,M,,");
        Files.write(folder.resolve("scan"), new byte[] {1});
        Files.write(folder.resolve("scan#3"), new byte[] {2});

        assertThat(CohortReader.read(plan, Progress.SILENT).images().get(0).address())
                .isEqualTo(file("scan#3"));
    }

    private ImageAddress file(String name) {
        return ImageAddress.ofFile(folder.resolve(name));
    }

    @Test
    void excludingImagesExtendsTheFlowAndStillGuardsTheClasses() throws IOException {
        Cohort cohort = in().cohort(HEADER, "a.png,p1,F,,", "b.png,p1,F,,", "c.png,p2,F,,", "d.png,p3,M,,");
        Cohort rest = cohort.excluding(Set.of(0, 2), "Unreadable image", "The file cannot be decoded.");

        assertThat(patients(rest)).containsExactly("p1", "p3");
        assertThat(rest.flow().exclusions())
                .containsExactly(
                        new FlowStep(FlowStep.Kind.EXCLUDED, "Unreadable image", 2, 1, "The file cannot be decoded."));
        assertThat(rest.column("image_path")).contains(List.of("b.png", "d.png"));
        assertThatThrownBy(() -> cohort.excluding(Set.of(3), "Unreadable image", "…"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("Class \"M\" of sex has 0 patients");
    }

    @Test
    void realChestXraysAreReadWithoutASingleFlag() throws IOException {
        Path table = SharedData.find("data/nih-cxr64/metadata.csv");
        Cohort cohort = CohortReader.read(CohortPlan.of(table, "sex"), Progress.SILENT);

        // Counts from SOURCE.md beside the table: sex by patient 154 M / 110 F, by image 491 / 509.
        assertThat(cohort.size()).isEqualTo(1000);
        assertThat(cohort.patients()).hasSize(264);
        assertThat(cohort.classes())
                .extracting(RecordedClass::name, RecordedClass::images, RecordedClass::patients)
                .containsExactly(tuple("F", 509, 110), tuple("M", 491, 154));
        assertThat(cohort.images().get(0).split()).isEqualTo("test");
    }
}
