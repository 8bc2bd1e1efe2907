package org.subtext.sources.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.subtext.problems.InvalidInputException;
import org.subtext.progress.Progress;
import org.subtext.sources.dataset.DatasetTable.Rules;
import org.subtext.tables.ConflictPolicy;

/** Small copies of every data set become the table that was worked out by hand; damaged ones are refused in words. */
class DatasetTableTest {
    @TempDir
    Path temporary;

    private Path root;

    @BeforeEach
    void makeRoot() throws IOException {
        root = Files.createDirectories(temporary.resolve("set"));
    }

    private static Set<String> names() {
        return Copies.NEEDED.keySet();
    }

    @Test
    void everyDataSetButTheHandAtlasHasACopyHere() {
        assertThat(Datasets.names())
                .filteredOn(name -> !name.equals("dha"))
                .containsExactlyInAnyOrderElementsOf(names());
    }

    @ParameterizedTest
    @MethodSource("names")
    void theTableHasTheCommonColumnsAndItsRecord(String name) throws IOException {
        DataFolder copy = Copies.of(name, root);
        DatasetRecord record = copy.read(name);

        String header = Files.readAllLines(copy.table()).get(0);
        assertThat(header)
                .startsWith(
                        "image_path,image_id,patient_id,study_id,site,dataset,view,laterality,sex_raw,sex,age_years,"
                                + "race_raw,race,ethnicity_raw,ethnicity,race_source,race_conflict,manufacturer,model,study_date,"
                                + "photometric,")
                .endsWith(",split,split_source,sha256");
        assertThat(copy.column("patient_id")).doesNotContain("");
        assertThat(copy.column("dataset")).containsOnly(name);
        assertThat(record.terms()).isNotEmpty();
        assertThat(record.unknownCodes()).isEmpty();
        assertThat(DatasetRecord.beside(copy.table())).hasValue(record);
        assertThat(record.selfCheckSentence()).doesNotContain("complete");
    }

    @ParameterizedTest
    @MethodSource("names")
    void aMissingFileIsNamedWithWhatIsThere(String name) throws IOException {
        Copies.of(name, root).file("notes/other.csv", "a", "1");
        String file = Copies.needed(name)[0];
        Files.delete(root.resolve(file));

        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> new DataFolder(root).read(name))
                .withMessageContaining(file.substring(file.lastIndexOf('/') + 1).replace(".csv", ""))
                .withMessageContaining("notes/other.csv")
                .withMessageContaining("cohort.source.root: FOLDER");
    }

    @ParameterizedTest
    @MethodSource("names")
    void aRenamedColumnIsNamedWithThoseThatAreThere(String name) throws IOException {
        Copies.of(name, root);
        String column = Copies.needed(name)[1];
        Path file = root.resolve(Copies.needed(name)[0]);
        Files.writeString(file, Files.readString(file).replaceFirst("\\b" + column + "\\b", column + "X"));

        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> new DataFolder(root).read(name))
                .withMessageContaining("no column " + column)
                .withMessageContaining("Did you mean \"" + column + "X\"?")
                .withMessageContaining(Copies.needed(name)[0]);
    }

    @Test
    void anUnknownCodeIsCountedAndKeptAsRecorded() throws IOException {
        DataFolder copy = Copies.of("nlst", root)
                .file("nlst_780_prsn_idc_20210527.csv", "pid,age,gender,race", "100001,61,1,42", "100002,62,3,1");
        DatasetRecord record = copy.read("nlst");

        assertThat(copy.column("race_raw")).containsExactly("42", "1");
        assertThat(copy.column("race")).containsExactly("", "White");
        assertThat(record.unknownCodes()).containsEntry("race \"42\"", 1L).containsEntry("sex \"3\"", 1L);
        assertThat(record.notes())
                .anyMatch(note -> note.startsWith("Warning: race \"42\" is in no code book (1 rows)"));
    }

    @Test
    void mimicTakesRaceByAdmissionAndAgeAtTheStudy() throws IOException {
        DataFolder copy = Copies.of("mimic-cxr", root);
        DatasetRecord record = copy.read("mimic-cxr");

        assertThat(copy.column("race")).containsExactly("Black", "Black", "White", "", "");
        assertThat(copy.column("race_raw")).contains("BLACK/CAPE VERDEAN; UNKNOWN", "WHITE; ASIAN - CHINESE");
        assertThat(copy.column("race_conflict")).containsExactly("0", "0", "0", "1", "");
        assertThat(copy.column("age_years")).containsExactly("65", "65", "91", "30", "");
        assertThat(copy.column("sex")).containsExactly("Female", "Female", "Male", "Female", "");
        assertThat(copy.column("image_path").get(0)).isEqualTo("files/p10/p10000001/s50000001/d1.jpg");
        assertThat(copy.column("finding_Edema")).containsExactly("-1", "-1", "", "", "");
        assertThat(copy.column("split")).containsExactly("train", "", "test", "", "");
        assertThat(record.notes()).anyMatch(note -> note.startsWith("1 patients of the admissions"));

        copy.read("mimic-cxr", Rules.NONE, ConflictPolicy.LATEST);
        assertThat(copy.column("race").get(3)).isEqualTo("Asian");
        copy.read("mimic-cxr", Rules.NONE, ConflictPolicy.FIRST);
        assertThat(copy.column("race").get(3)).isEqualTo("White");
    }

    @Test
    void mimicOfVersionOneHasEthnicityAndCopiesMayLackFiles() throws IOException {
        DataFolder copy = Copies.of("mimic-cxr", root);
        Files.delete(root.resolve("mimic-iv/hosp/admissions.csv.gz"));
        Files.createDirectories(root.resolve("jpg/p10"));
        copy.file("mimic-iv/core/admissions.csv", "subject_id,ethnicity", "10000001,BLACK/AFRICAN AMERICAN");
        copy.read("mimic-cxr");

        assertThat(copy.column("race").get(0)).isEqualTo("Black");
        assertThat(copy.column("race_source").get(0)).isEqualTo("admissions.csv: ethnicity");
        assertThat(copy.column("image_path").get(0)).isEqualTo("jpg/p10/p10000001/s50000001/d1.jpg");
    }

    @Test
    void theStudysRulesKeepFrontalsOfOneRecordedRace() throws IOException {
        DataFolder mimic = Copies.of("mimic-cxr", root);
        DatasetRecord record = mimic.read("mimic-cxr", Rules.STUDY, ConflictPolicy.EXCLUDE);

        assertThat(mimic.column("image_id")).containsExactly("d3");
        assertThat(record.excluded()).containsEntry("several races recorded, a refusal counting as one", 3L);
    }

    @Test
    void chexpertKeepsTheTrainingTablesSexAndAge() throws IOException {
        DataFolder copy = Copies.of("chexpert", root);
        copy.read("chexpert");

        assertThat(copy.column("image_path").get(0))
                .isEqualTo("CheXpert-v1.0-small/train/patient00001/study1/view1_frontal.jpg");
        assertThat(copy.column("patient_id"))
                .containsExactly("patient00001", "patient00001", "patient00002", "patient00003");
        assertThat(copy.column("view")).containsExactly("AP", "Lateral", "PA", "PA");
        assertThat(copy.column("age_years")).containsExactly("68", "68", "", "50");
        assertThat(copy.column("race")).containsExactly("Black", "Black", "White", "Asian");
        assertThat(copy.column("race_raw").get(2)).isEqualTo("White or such");
        assertThat(copy.column("split")).containsExactly("train", "", "", "test");
        assertThat(copy.column("finding_Edema")).containsExactly("", "", "-1", "0");

        copy.read("chexpert", Rules.STUDY, ConflictPolicy.EXCLUDE);
        assertThat(copy.column("race")).containsExactly("Black", "Asian");
    }

    @Test
    void twoCopiesUnderOneRootAreNotChosenBetween() {
        Copies.of("chexpert", root).file("CheXpert-v1.0/train.csv", "Path", "x");

        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> new DataFolder(root).read("chexpert"))
                .withMessageContaining("CheXpert-v1.0/train.csv")
                .withMessageContaining("CheXpert-v1.0-small/train.csv");
    }

    @Test
    void nihReadsAHeaderWithUnquotedCommas() throws IOException {
        DataFolder copy = Copies.of("nih-cxr14", root);
        copy.read("nih-cxr14");

        assertThat(copy.column("age_years")).containsExactly("57", "");
        assertThat(copy.column("sex")).containsExactly("Male", "Female");
        assertThat(copy.column("finding_Effusion")).containsExactly("1", "0");
        assertThat(copy.column("study_id")).containsExactly("1-0", "2-0");
    }

    @Test
    void padchestCountsAgeToTheStudy() throws IOException {
        DataFolder copy = Copies.of("padchest", root);
        copy.read("padchest");

        assertThat(copy.column("age_years")).containsExactly("84");
        assertThat(copy.column("image_path")).containsExactly("3/a.png");
    }

    @Test
    void vindrHasOneRowAnImageAndTakesSexFromHeadersWhereTheyAreRead() throws IOException {
        DataFolder copy = Copies.of("vindr-cxr", root);
        copy.read("vindr-cxr");
        assertThat(copy.column("image_path")).containsExactly("train/a.dicom", "train/b.dicom", "test/c.dicom");
        assertThat(copy.column("finding_Pleural_effusion")).containsExactly("1", "0", "0");
        assertThat(copy.column("sex")).containsExactly("", "", "");

        ImageHeaders headers = (image, keyword) -> keyword.equals("PatientAge") ? "018M" : "F";
        DatasetTable.write(
                Datasets.named("vindr-cxr"),
                root,
                Rules.NONE,
                ConflictPolicy.EXCLUDE,
                headers,
                copy.table(),
                Progress.SILENT);
        assertThat(copy.column("sex")).containsExactly("Female", "Female", "Female");
        assertThat(copy.column("age_years")).containsExactly("1.50", "1.50", "1.50");
    }

    @Test
    void embedStaysOneRowAFileHoweverManyFindings() throws IOException {
        DataFolder copy = Copies.of("embed", root);
        DatasetRecord record = copy.read("embed");

        assertThat(copy.column("image_id")).containsExactly("one", "two", "three");
        assertThat(copy.column("race")).containsExactly("Black", "Black", "");
        assertThat(copy.column("race_raw").get(0)).isEqualTo("African American or Black");
        assertThat(copy.column("ethnicity")).containsExactly("Not Hispanic", "Not Hispanic", "Hispanic");
        assertThat(record.terms().toString()).contains("clause 5", "without permission");
    }

    @Test
    void nlstHasARowAFileAndNamesItsCodes() throws IOException {
        DataFolder copy = Copies.of("nlst", root);
        copy.read("nlst");

        assertThat(copy.column("image_path")).containsExactly("100001/series/1.dcm", "100002");
        assertThat(copy.column("race")).containsExactly("Black", "");
        assertThat(copy.column("sex")).containsExactly("Male", "Female");
    }

    @Test
    void rsnaAndBrset() throws IOException {
        DataFolder copy = Copies.of("rsna-pneumonia", root);
        copy.read("rsna-pneumonia");
        assertThat(copy.column("image_path"))
                .containsExactly("stage_2_train_images/a.dcm", "stage_2_train_images/b.dcm");
        assertThat(copy.column("finding_Lung_Opacity")).containsExactly("0", "1");

        DataFolder eyes = Copies.of("brset", Files.createDirectories(temporary.resolve("eyes")));
        eyes.read("brset");
        assertThat(eyes.column("sex")).containsExactly("Male", "Female");
        assertThat(eyes.column("age_years")).containsExactly("48", "");
    }

    @Test
    void theHandAtlasIsReadFromItsFolders() throws IOException {
        DataFolder copy = new DataFolder(root)
                .file("JPEGimages/BLKF/BLKF03/12.jpg", "x")
                .file("JPEGimages/CAUM/CAUM18/13.jpg", "x")
                .file("JPEGimages/XYZM/XYZM18/14.jpg", "x");
        DatasetRecord record = copy.read("dha");

        assertThat(copy.column("race")).containsExactly("Black", "White", "");
        assertThat(copy.column("sex")).containsExactly("Female", "Male", "Male");
        assertThat(copy.column("age_years")).containsExactly("3", "18", "18");
        assertThat(record.unknownCodes()).containsEntry("race \"XYZ\"", 1L);

        Path empty = temporary.resolve("empty");
        Files.createDirectories(empty.resolve("Pictures"));
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> new DataFolder(empty).read("dha"))
                .withMessageContaining("Folders found: Pictures");
    }

    @Test
    void rulesThatTheStudyDoesNotHaveAreRefused() {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> Copies.of("brset", root).read("brset", Rules.STUDY, ConflictPolicy.EXCLUDE))
                .withMessageContaining("mimic-cxr, chexpert");
    }
}
