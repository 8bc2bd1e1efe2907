package org.subtext.sources.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Problem;
import org.subtext.sources.dataset.DatasetTable.Rules;
import org.subtext.sources.dataset.SourceFile.SourceColumn;
import org.subtext.tables.ConflictPolicy;

/**
 * One damaged copy of every data set for every way in which a download goes wrong: what stops the reading is refused
 * with what was found and what to do, and leaves no table; what does not is counted in a warning.
 */
class DamagedCopyTest {
    /** Sets that have several rows an image by design. */
    private static final Set<String> ROWS_OF_FINDINGS = Set.of("vindr-cxr", "rsna-pneumonia");

    private static final List<CodedColumn> CODED = CodedColumn.ALL;

    @TempDir
    Path temporary;

    private Path root;

    @BeforeEach
    void makeRoot() throws IOException {
        root = Files.createDirectories(temporary.resolve("set"));
    }

    private static List<String> sets() {
        return Datasets.names();
    }

    private static Stream<CopiedFile> needed() {
        return all().filter(needed -> needed.file().required());
    }

    private static Stream<CopiedFile> optional() {
        return all().filter(needed ->
                !needed.file().required() && !needed.file().purpose().isEmpty());
    }

    private static Stream<CopiedFile> all() {
        return CopiedFile.all();
    }

    @Test
    void theSetsWithoutATableAreReadFromFolders() {
        assertThat(sets())
                .filteredOn(set -> needed().noneMatch(needed -> needed.set().equals(set)))
                .containsExactly("dha");
    }

    @ParameterizedTest
    @MethodSource("needed")
    void aMissingTableIsNamedWithThoseThatAreThere(CopiedFile copied) throws IOException {
        DataFolder copy = Copies.of(copied.set(), root).file("notes/other.csv", "a", "1");
        Files.delete(copied.in(copy));

        refused(
                copied.set(),
                copied.file().stems().get(0),
                copied.title(),
                "notes/other.csv",
                "cohort.source.root: FOLDER");
    }

    @ParameterizedTest
    @MethodSource("optional")
    void aMissingTableThatCanBeDoneWithoutIsAWarning(CopiedFile copied) throws IOException {
        DataFolder copy = Copies.of(copied.set(), root);
        Files.delete(copied.in(copy));

        assertThat(copy.read(copied.set()).notes())
                .anySatisfy(note -> assertThat(note)
                        .startsWith("Warning: no " + copied.file().stems().get(0))
                        .contains(copied.file().purpose(), "Tables found: "));
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyRenamedColumnIsNamedWithItsNewName(CopiedFile copied) throws IOException {
        DataFolder copy = Copies.of(copied.set(), root);
        Path file = copied.in(copy);
        FixtureTable sound = FixtureTable.read(file);
        for (SourceColumn column : copied.file().columns()) {
            String present = column.names().stream()
                    .filter(sound.header()::contains)
                    .findFirst()
                    .orElse("");
            if (present.isEmpty()) {
                continue;
            }
            String renamed = present + "_old";
            sound.renamed(present, renamed).write(file);
            String found = String.join(", ", sound.renamed(present, renamed).header());
            String hint = "Did you mean \"" + renamed + "\"?";
            if (column.required()) {
                String what = "There is no column " + String.join(" or ", column.names()) + " in ";
                refused(copied.set(), what + root.relativize(file), hint, found, copied.title(), "Rename the column");
            } else {
                assertThat(copy.read(copied.set()).notes())
                        .anySatisfy(note -> assertThat(note)
                                .startsWith("Warning: no column " + column.name())
                                .contains(hint));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "brset, labels_brset.csv, patient_sex, Sex",
        "brset, labels_brset.csv, patient_age, Age",
        "chexpert-plus, df_chexpert_plus_240401.csv, sex, patient sex",
        "nlst, nlst_780_prsn_idc_20210527.csv, pid, PID_number"
    })
    void aNameWithinTheOtherLooksLikeARename(String set, String file, String column, String name) throws IOException {
        Copies.of(set, root);
        FixtureTable.read(root.resolve(file)).renamed(column, name).write(root.resolve(file));

        refused(set, "Did you mean \"" + name + "\"?");
    }

    @Test
    void aColumnThatTheLayoutKnowsIsNoRenameOfAnother() throws IOException {
        Copies.of("chexpert-plus", root);
        Path file = root.resolve("df_chexpert_plus_240401.csv");
        FixtureTable.read(file).renamed("age", "column 6").write(file);

        assertThat(refused("chexpert-plus", "no column age")).doesNotContain("Did you mean");
    }

    @Test
    void everythingWrongWithACopyIsSaidAtOnce() throws IOException {
        DataFolder copy = Copies.of("mimic-cxr", root);
        Path metadata = root.resolve("mimic-cxr-2.0.0-metadata.csv");
        FixtureTable.read(metadata)
                .renamed("subject_id", "x")
                .renamed("StudyDate", "y")
                .withoutRows()
                .write(metadata);
        cut(root.resolve("mimic-iv/hosp/admissions.csv.gz"));
        copy.file("mimic-iv/hosp/patients.csv.gz", "subject_id,anchor_age,anchor_year", "10000001,1,2");

        assertThat(problems("mimic-cxr"))
                .hasSize(5)
                .anyMatch(problem -> problem.contains("no column subject_id"))
                .anyMatch(problem -> problem.contains("no column StudyDate"))
                .anyMatch(problem -> problem.contains("but no rows"))
                .anyMatch(problem -> problem.contains("admissions.csv.gz is cut short"))
                .anyMatch(problem -> problem.contains("no column gender"));
    }

    @ParameterizedTest
    @FieldSource("CODED")
    void anUnknownCodeIsCountedAndKeptAndGivesNoClass(CodedColumn coded) throws IOException {
        DataFolder copy = coded.copyWith("ZZ top", root);
        DatasetRecord record = copy.read(coded.set());

        assertThat(record.unknownCodes()).containsKey(coded.book() + " \"ZZ top\"");
        assertThat(record.notes())
                .anyMatch(note -> note.startsWith("Warning: " + coded.book() + " \"ZZ top\" is in no code book ("));
        if (coded.hasClasses()) {
            assertThat(copy.column(coded.book() + "_raw").get(0)).contains("ZZ top");
            assertThat(copy.column(coded.book()).get(0)).isEmpty();
        } else {
            assertThat(copy.column(coded.book()).get(0)).isEqualTo("ZZ top");
        }
    }

    @Test
    void everyCodeBookThatATableFeedsIsAmongThem() {
        for (Layout layout : Datasets.all()) {
            assertThat(layout.books())
                    .extracting(CodeBook::column)
                    .filteredOn(book -> CODED.stream()
                            .noneMatch(one -> one.set().equals(layout.name())
                                    && one.book().equals(book)))
                    .isSubsetOf(layout.name().equals("dha") ? Set.of("sex", "race") : Set.of("sex"));
        }
    }

    @Test
    void aColumnOfUnknownValuesIsNotListedWhole() throws IOException {
        List<String> lines = new ArrayList<>(List.of("pid,age,gender,race"));
        for (int i = 0; i < 100; i++) {
            lines.add(i + ",60,1,word" + i);
        }
        DataFolder copy = new DataFolder(root).file("nlst_780_prsn_idc_20210527.csv", lines.toArray(new String[0]));

        assertThat(copy.read("nlst").unknownCodes()).hasSize(21).containsEntry("race of other values", 80L);
    }

    @ParameterizedTest
    @MethodSource("sets")
    void twoCopiesAreNotChosenBetween(String set) throws IOException {
        Copies.of(set, Files.createDirectories(root.resolve("one")));
        Copies.of(set, Files.createDirectories(root.resolve("two")));

        refused(set, "Several f", "one/", "two/", "Expected one copy of the data set", "cohort.source.root: FOLDER");
    }

    @ParameterizedTest
    @MethodSource("needed")
    void anOlderCopyFurtherDownIsPassedOverAloud(CopiedFile copied) throws IOException {
        DataFolder copy = Copies.of(copied.set(), root);
        Path file = copied.in(copy);
        Path older = Files.createDirectories(file.resolveSibling("old")).resolve(file.getFileName());
        Files.copy(file, older);

        assertThat(copy.read(copied.set()).notes())
                .anyMatch(note -> note.startsWith(
                        "Warning: " + root.relativize(file) + " was read, not " + root.relativize(older)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void anEmptyTableIsRefused(CopiedFile copied) throws IOException {
        DataFolder copy = Copies.of(copied.set(), root);
        Path file = copied.in(copy);
        String name = file.getFileName().toString();
        FixtureTable.read(file).withoutRows().write(file);
        String mend = "Put the file there again as " + copied.title() + " gives it out";
        refused(copied.set(), name, "but no rows", mend);

        Files.write(file, new byte[0]);
        String message = refused(copied.set(), name, "empty (0 bytes)", mend);
        assertThat(message.contains("or take it away")).isEqualTo(!copied.file().required());
        assertThat(message).contains(copied.file().purpose());
    }

    @Test
    void theHandAtlasWithoutImagesIsRefused() throws IOException {
        Files.createDirectories(root.resolve("JPEGimages/BLKF/BLKF03"));

        refused(
                "dha",
                "No image lies in a folder such as JPEGimages/ASIF/ASIF01",
                "Folders found: JPEGimages",
                "cohort.source.root");
    }

    @ParameterizedTest
    @MethodSource("needed")
    void aRepeatedRowIsRefusedUnlessItIsAnotherFinding(CopiedFile copied) throws IOException {
        DataFolder copy = Copies.of(copied.set(), root);
        copy.read(copied.set());
        String sound = Files.readString(copy.table());
        Path file = copied.in(copy);
        FixtureTable table = FixtureTable.read(file).withFirstRepeated();
        table.write(file);

        boolean rowsOfFindings =
                ROWS_OF_FINDINGS.contains(copied.set()) || copied.file().id().equals("clinical");
        if (rowsOfFindings) {
            copy.read(copied.set());
            assertThat(copy.table()).hasContent(sound);
        } else {
            String place = " of " + root.relativize(file);
            refused(
                    copied.set(),
                    "The same image stands in row 2" + place + " and in row "
                            + (table.rows().size() + 1) + place,
                    "Expected one row an image. Keep one of each");
        }
    }

    @Test
    void anImageOfTheHandAtlasInTwoFoldersIsRefused() {
        Copies.of("dha", root).file("JPEGimages/BLKM/BLKM04/12.jpg", "x");

        refused("dha", "in folder JPEGimages/BLKF/BLKF03 and in folder JPEGimages/BLKM/BLKM04");
    }

    @Test
    void repeatedRowsOfAJoinedTableAreCounted() throws IOException {
        DataFolder copy = Copies.of("mimic-cxr", root);
        Path patients = root.resolve("mimic-iv/hosp/patients.csv.gz");
        FixtureTable.read(patients).withFirstRepeated().write(patients);

        assertThat(copy.read("mimic-cxr").notes())
                .anyMatch(note -> note.startsWith("Warning: 1 rows of patients.csv.gz repeat a subject_id"));
    }

    @ParameterizedTest
    @CsvSource({
        "mimic-cxr, mimic-iv/hosp/patients.csv.gz, anchor_age",
        "mimic-cxr, mimic-iv/hosp/patients.csv.gz, anchor_year",
        "chexpert, CheXpert-v1.0-small/train.csv, Age",
        "chexpert-plus, df_chexpert_plus_240401.csv, age",
        "nih-cxr14, Data_Entry_2017_v2020.csv, Patient Age",
        "padchest, PADCHEST_chest_x_ray_images_labels_160K_01.02.19.csv, PatientBirth",
        "vindr-mammo, metadata.csv, Patient's Age",
        "embed, tables/EMBED_OpenData_clinical.csv, age_at_study",
        "nlst, nlst_780_prsn_idc_20210527.csv, age",
        "rsna-pneumonia, kaggle_stage_2_train_images_dicom_headers.csv, PatientAge",
        "brset, labels_brset.csv, patient_age"
    })
    void whatIsNoAgeIsCountedAndLeftEmpty(String set, String file, String column) throws IOException {
        for (String noAge : List.of("sixty", "999", "-4")) {
            DataFolder copy = Copies.of(set, root);
            FixtureTable.read(root.resolve(file)).withFirst(column, noAge).write(root.resolve(file));

            assertThat(copy.read(set).notes())
                    .anySatisfy(note -> assertThat(note)
                            .matches("Warning: [1-9] rows have no age of 0 to 120 years in .*")
                            .contains(column, "such as", "row 2", "left empty"));
            assertThat(copy.column("age_years").get(0)).isEmpty();
        }
    }

    @Test
    void foldersOfTheHandAtlasThatSayTooLittleAreCounted() throws IOException {
        DataFolder copy = Copies.of("dha", root)
                .file("JPEGimages/ASIX/ASIX05/14.jpg", "x")
                .file("JPEGimages/HISF/HISFold/15.jpg", "x")
                .file("JPEGimages/Others/16.jpg", "x")
                .file("JPEGimages/BLKF/BLKF00/17.jpg", "x")
                .file("JPEGimages/readme.txt", "x");
        DatasetRecord record = copy.read("dha");

        assertThat(copy.column("sex_raw")).containsExactly("X", "F", "F", "M", "F");
        assertThat(copy.column("sex")).containsExactly("", "Female", "Female", "Male", "Female");
        assertThat(copy.column("age_years")).containsExactly("5", "0", "3", "18", "");
        assertThat(record.unknownCodes()).containsOnlyKeys("sex \"X\"");
        assertThat(record.notes())
                .anyMatch(note -> note.startsWith("Warning: 1 rows have no age") && note.contains("HISFold"))
                .anyMatch(note -> note.startsWith("Warning: 1 images lie in folders") && note.contains("Others"))
                .anyMatch(note -> note.startsWith("Unverified: age group 00"));
    }

    @Test
    void anAgeBeforeTheAnchorYearIsCountedBack() throws IOException {
        DataFolder copy = Copies.of("mimic-cxr", root);
        Path patients = root.resolve("mimic-iv/hosp/patients.csv.gz");
        FixtureTable.read(patients).withFirst("anchor_year", "2142").write(patients);
        copy.read("mimic-cxr");

        assertThat(copy.column("age_years").get(0)).isEqualTo("58");
    }

    @ParameterizedTest
    @MethodSource("all")
    void aCompressedTableThatIsCutShortIsRefused(CopiedFile copied) throws IOException {
        DataFolder copy = Copies.of(copied.set(), root);
        Path file = copied.in(copy);
        Path compressed = file.resolveSibling(
                file.getFileName().toString().replace(".csv", ".csv.gz").replace(".gz.gz", ".gz"));
        FixtureTable table = FixtureTable.read(file);
        Files.delete(file);
        table.write(compressed);
        cut(compressed);

        refused(copied.set(), compressed.getFileName() + " is cut short", "Copy or download it again", copied.title());
    }

    private static void cut(Path file) throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length * 2 / 3));
    }

    /** Refused in words that name no patient of the sound copy, and without a table or its record left. */
    private String refused(String set, String... words) {
        String message = String.join("\n", problems(set));
        assertThat(message).contains(words);
        return message;
    }

    private List<String> problems(String set) {
        DataFolder damaged = new DataFolder(root);
        left().forEach(file -> assertThat(file.toFile().delete()).isTrue());
        InvalidInputException refusal = catchThrowableOfType(
                InvalidInputException.class, () -> damaged.read(set, Rules.NONE, ConflictPolicy.EXCLUDE));
        assertThat(refusal).isNotNull();
        for (String patient : Set.of("10000001", "patient00001", "100001")) {
            assertThat(refusal.problems())
                    .noneMatch(problem -> problem.toString().contains(patient));
        }
        assertThat(left()).isEmpty();
        return refusal.problems().stream().map(Problem::toString).toList();
    }

    /** What lies beside the copy. */
    private Set<Path> left() {
        try (Stream<Path> beside = Files.list(temporary)) {
            Set<Path> files = new LinkedHashSet<>(beside.toList());
            files.remove(root);
            return files;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
