package org.subtext.sources.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.subtext.confounding.ColumnTopic;
import org.subtext.dicom.DicomBytes;
import org.subtext.dicom.ReadLimits;
import org.subtext.identities.IdFinding;
import org.subtext.joins.JoinCounts;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Remark;
import org.subtext.progress.Progress;
import org.subtext.sources.SourceRecord;
import org.subtext.tables.Table;
import org.subtext.tables.TableReader;

class DicomImportTest {
    private static final String EXPLICIT = "1.2.840.10008.1.2.1";

    @TempDir
    private Path temporary;

    private Path folder;
    private Path table;

    @BeforeEach
    void makeFolder() throws Exception {
        folder = Files.createDirectory(temporary.resolve("images"));
        table = temporary.resolve("table.csv");
    }

    private static byte[] image(String patient, String uid, DicomBytes more) {
        DicomBytes data = DicomBytes.explicitLittle()
                .text(0x00080018, "UI", uid)
                .text(0x00080060, "CS", "DX")
                .text(0x00100020, "LO", patient)
                .text(0x0020000D, "UI", "1.2." + patient.length())
                .raw(more.bytes())
                .number(0x00280010, 2)
                .number(0x00280011, 2)
                .value(0x7FE00010, "OW", new byte[8]);
        return DicomBytes.file(EXPLICIT, data);
    }

    private static byte[] image(String patient, String uid) {
        return image(patient, uid, DicomBytes.explicitLittle());
    }

    private Path put(String name, byte[] bytes) throws Exception {
        Path file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling("."));
        return Files.write(file, bytes);
    }

    private Table imported() throws Exception {
        DicomImport.write(folder, 0, null, table, Progress.SILENT);
        return TableReader.read(table);
    }

    @Test
    void everyFileIsAccountedFor() throws Exception {
        put("a/IM1", image("P1", "1.1"));
        put("a/IM2.txt", image("P1", "1.2"));
        put("b/copy", image("P1", "1.1"));
        put("b/IM3", image("P22", "1.3"));
        put("readme.dcm", new byte[] {'h', 'i'});
        byte[] whole = image("P3", "1.4");
        put("b/cut", Arrays.copyOf(whole, whole.length - 4));
        byte[] report = DicomBytes.file(EXPLICIT, DicomBytes.explicitLittle().text(0x00080060, "CS", "SR"));
        put("b/report", report);
        DicomImport.Summary summary = DicomImport.write(folder, 0, null, table, Progress.SILENT);
        assertThat(summary.files()).isEqualTo(7);
        assertThat(summary.images()).isEqualTo(3);
        assertThat(summary.patients()).isEqualTo(2);
        assertThat(summary.studies()).isEqualTo(2);
        assertThat(summary.repeated()).isEqualTo(1);
        assertThat(summary.others()).isEqualTo(1);
        assertThat(summary.withoutPixels()).containsOnly(Map.entry("SR", 1));
        assertThat(summary.broken()).singleElement().satisfies(broken -> {
            assertThat(broken.file()).isEqualTo(Path.of("b", "cut").toString());
            assertThat(broken.reason()).contains("(7FE0,0010)").doesNotContain("P3");
        });
        Table read = TableReader.read(table);
        assertThat(read.column("image_path").at(new int[] {0, 1, 2}))
                .containsExactly("images/a/IM1", "images/a/IM2.txt", "images/b/IM3");
        assertThat(ImportRecord.beside(table)).contains(summary.record());
        assertThat(summary.record().sentence())
                .isEqualTo("left out: 1 broken, 1 without pixels, 1 there twice, 1 no DICOM");
        Table leftOut = TableReader.read(ImportRecord.leftOut(table));
        assertThat(leftOut.column("file").at(new int[] {0, 1, 2})).containsExactly("b/cut", "b/copy", "b/report");
        assertThat(leftOut.column("reason").at(new int[] {1, 2}))
                .containsExactly("the same image again (SOP Instance UID)", "without pixels (SR)");
    }

    private static byte[] image(String patient, String uid, int grey, String transferSyntax) {
        DicomBytes data = DicomBytes.explicitLittle()
                .text(0x00080018, "UI", uid)
                .text(0x00080060, "CS", "DX")
                .text(0x00100020, "LO", patient)
                .number(0x00280002, 1)
                .text(0x00280004, "CS", "MONOCHROME2")
                .number(0x00280010, 2)
                .number(0x00280011, 2)
                .number(0x00280100, 16)
                .number(0x00280101, 16)
                .number(0x00280102, 15)
                .number(0x00280103, 0)
                .value(0x7FE00010, "OW", new byte[] {(byte) grey, 0, 1, 0, 2, 0, 3, 0});
        return DicomBytes.file(transferSyntax, data);
    }

    @Test
    void oneUidInEveryFileIsNotBelieved() throws Exception {
        put("a", image("P1", "1.1", 1, EXPLICIT));
        put("b", image("P2", "1.1", 2, EXPLICIT));
        put("c", image("P1", "1.1", 1, EXPLICIT));
        put("d", image("P1", "1.1", 3, EXPLICIT));
        put("e", image("P2", "1.2", 4, EXPLICIT));
        DicomImport.Summary summary = DicomImport.write(folder, 0, null, table, Progress.SILENT);

        assertThat(summary.images()).isEqualTo(4);
        assertThat(summary.underOneUid()).isEqualTo(3);
        assertThat(summary.repeated()).isEqualTo(1);
        assertThat(TableReader.read(table).column("image_id").at(new int[] {0, 1, 2, 3}))
                .containsExactly("images/a", "images/b", "images/d", "1.2");
        assertThat(summary.record().sentence()).contains("1 there twice", "are told by their paths");
    }

    @Test
    void thePixelsOfTwoPatientsUnderOneUidAreBothKept() throws Exception {
        put("a", image("P1", "1.1", 1, EXPLICIT));
        put("b", image("P2", "1.1", 1, EXPLICIT));

        assertThat(DicomImport.write(folder, 0, null, table, Progress.SILENT).underOneUid())
                .isEqualTo(2);
    }

    @Test
    void anotherEncodingOfTheSameSamplesIsTheSameImage() throws Exception {
        String deflated = "1.2.840.10008.1.2.1.99";
        put("a", image("P1", "1.1", 1, EXPLICIT));
        put("b", image("P1", "1.1", 1, deflated));
        DicomImport.Summary summary = DicomImport.write(folder, 0, null, table, Progress.SILENT);

        assertThat(summary.broken()).isEmpty();
        assertThat(summary.repeated()).isEqualTo(1);
        assertThat(summary.underOneUid()).isZero();
    }

    @Test
    void doubtfulPatientIdsAreFoundWhereTheyComeFrom() throws Exception {
        put("a", image("007", "1.1", 1, EXPLICIT));
        put("b", image("7", "1.2", 2, EXPLICIT));

        assertThat(DicomImport.write(folder, 0, null, table, Progress.SILENT)
                        .who()
                        .findings())
                .extracting(IdFinding::words)
                .containsExactly("one id in several spellings: leading zeros");
    }

    @Test
    void aRecordOfBeforeUidsWereDoubtedIsRead() throws Exception {
        put("a", image("P1", "1.1"));
        DicomImport.Summary summary = DicomImport.write(folder, 0, null, table, Progress.SILENT);
        Path record = temporary.resolve("table.import.json");
        Files.writeString(record, Files.readString(record).replaceAll(",\\s*\"(under_one_uid|join)\" : (0|null)", ""));

        assertThat(Files.readString(record)).doesNotContain("under_one_uid", "join");
        assertThat(SourceRecord.beside(table).remarks()).isEmpty();
        assertThat(ImportRecord.beside(table).orElseThrow().sentence())
                .isEqualTo(summary.record().sentence());
    }

    @Test
    void cellsAreTypedAndInTheUnitOfTheirName() throws Exception {
        DicomBytes code = DicomBytes.explicitLittle().text(0x00080104, "LO", "postero-anterior");
        DicomBytes more = DicomBytes.explicitLittle()
                .text(0x00101010, "AS", "018M")
                .text(0x00101020, "DS", "0.82")
                .text(0x00180060, "DS", "120.0")
                .text(0x00181153, "IS", "2500")
                .text(0x00181164, "DS", "0.143\\0.15")
                .header(0x00540220, "SQ", DicomBytes.UNDEFINED)
                .item(code.bytes().length)
                .raw(code.bytes())
                .sequenceEnd();
        put("one", image("P1", "1.1", more));
        Table read = imported();
        assertCell(read, "age_years", "1.5");
        assertCell(read, "age_source", "recorded");
        assertCell(read, "patient_height_m", "0.82");
        assertCell(read, "tube_voltage_kv", "120");
        assertCell(read, "exposure_mas", "2.5");
        assertCell(read, "imager_spacing_column_mm", "0.15");
        assertCell(read, "view_code", "postero-anterior");
        assertCell(read, "rows", "2");
        assertCell(read, "transfer_syntax", EXPLICIT);
        assertCell(read, "has_voi_lut", "no");
    }

    @ParameterizedTest
    @CsvSource({
        "399162004, SCT, cranio-caudal, CC",
        "R-10226, SRT, medio-lateral oblique, MLO",
        "R-1024A, SRT, cranio-caudal exaggerated laterally, XCCL",
        "Y-X1771, 99SDM, cranio-caudal exaggerated medially, XCCM",
        "17, 99LOCAL, Medio-Lateral Oblique, MLO",
        "R-10214, SRT, postero-anterior, PA",
        "18, 99LOCAL, swimmer, ",
    })
    void aViewGivenByCodeIsTheView(String value, String scheme, String meaning, String view) throws Exception {
        put("one", image("P1", "1.1", sequence(0x00540220, code(value, scheme, meaning))));

        Table read = imported();

        assertThat(read.column("view_position").get(0)).isEqualTo(view);
        assertCell(read, "view_code", meaning);
        assertCell(read, "view_modifiers", "none");
    }

    @Test
    void modifiersOfAViewAndImplantsAreColumns() throws Exception {
        DicomBytes modifiers = sequence(
                0x00540222, code("R-102D6", "SRT", "Magnification"), code("399209000", "SCT", "Implant Displaced"));
        DicomBytes view = code("R-10242", "SRT", "cranio-caudal").raw(modifiers.bytes());
        put(
                "one",
                image(
                        "P1",
                        "1.1",
                        DicomBytes.explicitLittle()
                                .text(0x00185101, "CS", "ML")
                                .text(0x00281300, "CS", "YES ")
                                .raw(sequence(0x00540220, view).bytes())));

        Table read = imported();

        assertCell(read, "view_position", "ML");
        assertCell(read, "view_modifiers", "implant displaced; magnification");
        assertCell(read, "breast_implant", "YES");
    }

    @Test
    void theSideOfAnEnhancedObjectStandsInItsFunctionalGroups() throws Exception {
        DicomBytes anatomy = sequence(0x00209071, DicomBytes.explicitLittle().text(0x00209072, "CS", "R "));
        DicomBytes groups = sequence(0x52009229, anatomy);
        put("one", image("P1", "1.1", DicomBytes.explicitLittle().raw(groups.bytes())));

        assertCell(imported(), "laterality", "R");
    }

    private static DicomBytes code(String value, String scheme, String meaning) {
        return DicomBytes.explicitLittle()
                .text(0x00080100, "SH", even(value))
                .text(0x00080102, "SH", even(scheme))
                .text(0x00080104, "LO", even(meaning));
    }

    private static DicomBytes sequence(int tag, DicomBytes... items) {
        DicomBytes sequence = DicomBytes.explicitLittle().header(tag, "SQ", DicomBytes.UNDEFINED);
        for (DicomBytes item : items) {
            sequence.item(item.bytes().length).raw(item.bytes());
        }
        return sequence.sequenceEnd();
    }

    private static String even(String text) {
        return text.length() % 2 == 0 ? text : text + " ";
    }

    private static void assertCell(Table read, String column, String expected) {
        assertThat(read.column(column).get(0)).as(column).isEqualTo(expected);
    }

    @Test
    void agesComeFromDatesWhereNoneIsRecorded() throws Exception {
        DicomBytes more =
                DicomBytes.explicitLittle().text(0x00080020, "DA", "20240701").text(0x00100030, "DA", "19740701");
        put("one", image("P1", "1.1", more));
        Table read = imported();
        assertCell(read, "age_years", "50");
        assertCell(read, "age_source", "birth date");
        assertCell(read, "study_date", "2024-07-01");
    }

    @Test
    void ethnicGroupsAreReadInAllThreeForms() throws Exception {
        DicomBytes code =
                DicomBytes.explicitLittle().text(0x00080100, "SH", "2106-3").text(0x00080104, "LO", "White");
        put("1", image("P1", "1.1", DicomBytes.explicitLittle().text(0x00102160, "SH", "Asian")));
        put(
                "2",
                image(
                        "P2",
                        "1.2",
                        DicomBytes.explicitLittle()
                                .header(0x00102161, "SQ", code.bytes().length + 8)
                                .item(code.bytes().length)
                                .raw(code.bytes())));
        put("3", image("P3", "1.3", DicomBytes.explicitLittle().text(0x00102162, "UC", "Black\\Hispanic")));
        put("4", image("P4", "1.4"));
        assertThat(imported().column("ethnic_group").at(new int[] {0, 1, 2, 3}))
                .containsExactly("Asian", "White", "Black; Hispanic", null);
    }

    @Test
    void aSideTableIsJoinedAndItsLossesCounted() throws Exception {
        put("1", image("P1", "1.1"));
        put("2", image("P1", "1.2"));
        put("3", image("P2", "1.3"));
        Path file = Files.writeString(
                temporary.resolve("side.csv"),
                "Subject_ID,race,modality\nP1,\"White, other\",x\nP1,\"White, other\",x\nP9,Black,y\n,Asian,z\n");
        SideTable side = new SideTable(TableReader.read(file), SideTable.Key.PATIENT, null);
        DicomImport.Summary summary = DicomImport.write(folder, 0, side, table, Progress.SILENT);
        SideTable.Losses losses = Objects.requireNonNull(summary.losses());
        assertThat(losses.counts()).isEqualTo(new JoinCounts("the joined table", "image", "images", 2, 1, 1, 1));
        assertThat(losses.idsWithoutRow()).isEqualTo(1);
        assertThat(losses.rowsWithoutId()).isEqualTo(1);
        assertThat(losses.cause()).hasToString(" Ids look like 1 letter and 1 digit here, 1 letter and 1 digit there.");
        assertThat(SourceRecord.beside(table).remarks())
                .singleElement()
                .satisfies(remark -> assertThat(remark.code()).isEqualTo(Remark.Code.IMAGES_WITHOUT_MATCH))
                .hasToString("1 image has no match in the joined table (2 have one), and 1 id there is not used.");
        Table read = TableReader.read(table);
        assertThat(read.column("race").at(new int[] {0, 1, 2})).containsExactly("White, other", "White, other", null);
        assertThat(read.column("table_modality").at(new int[] {0, 1, 2})).containsExactly("x", "x", null);
        assertThat(read.column("modality").get(2)).isEqualTo("DX");
    }

    @Test
    void rowsOfOneIdMustAgree() throws Exception {
        Path file = Files.writeString(temporary.resolve("side.csv"), "patient_id,race\nP1,White\nP1,Black\n");
        Table read = TableReader.read(file);
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> new SideTable(read, SideTable.Key.PATIENT, null))
                .withMessageContainingAll("Rows 2 and 3", "race")
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("White"));
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> new SideTable(read, SideTable.Key.STUDY, null))
                .withMessageContainingAll("study_id", "cohort.source.join_column");
    }

    @Test
    void archivesAreUnpackedByContentAndWithinBounds() throws Exception {
        Path archive = temporary.resolve("export.zip");
        try (OutputStream out = Files.newOutputStream(archive);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            member(zip, "../../IM1", image("P1", "1.1"));
            member(zip, "notes.txt", new byte[] {'h', 'i'});
        }
        assertThat(DicomArchive.isZip(archive)).isTrue();
        assertThat(DicomArchive.unpack(archive, folder, ReadLimits.defaults(), Progress.SILENT))
                .isEqualTo(1);
        assertThat(imported().rows()).isEqualTo(1);
        ReadLimits small = new ReadLimits(1000, 100, 10, 2);
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> DicomArchive.unpack(archive, temporary.resolve("b"), small, Progress.SILENT))
                .withMessageContaining("more than 100 bytes");
    }

    private static void member(ZipOutputStream zip, String name, byte[] bytes) throws Exception {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(bytes);
        zip.closeEntry();
    }

    @Test
    void aDicomdirNamesItsFiles() throws Exception {
        put("dicom/im1", image("P1", "1.1"));
        put("dicom/im2", image("P1", "1.2"));
        DicomBytes records = DicomBytes.explicitLittle();
        for (String file : List.of("DICOM\\IM1", "DICOM\\IM7", "..\\secret")) {
            byte[] item =
                    DicomBytes.explicitLittle().text(0x00041500, "CS", file).bytes();
            records.item(item.length).raw(item);
        }
        byte[] sequence = records.bytes();
        Path directory = put(
                "DICOMDIR",
                DicomBytes.file(
                        EXPLICIT,
                        DicomBytes.explicitLittle()
                                .header(0x00041220, "SQ", sequence.length)
                                .raw(sequence)));
        Files.write(temporary.resolve("secret"), image("P5", "1.5"));
        DicomImport.Summary summary = DicomImport.write(directory, 0, null, table, Progress.SILENT);
        assertThat(summary.images()).isEqualTo(1);
        assertThat(summary.broken()).extracting(DicomListing.Broken::file).containsExactly("DICOM/IM7", "../secret");
        // Found by walking, the directory itself is no image.
        assertThat(DicomImport.write(folder, 0, null, table, Progress.SILENT).withoutPixels())
                .containsOnly(Map.entry("DICOMDIR", 1));
    }

    @Test
    void aFolderWithoutImagesIsRefused() throws Exception {
        put("a.txt", new byte[] {'h', 'i'});
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(this::imported)
                .withMessageContainingAll("No DICOM image", "1 files that are no DICOM");
    }

    @Test
    void theDocumentNamesEveryColumn() throws Exception {
        String document = Files.readString(Path.of("../docs/dicom.md"));
        for (DicomColumn column : DicomColumns.ALL) {
            assertThat(document).contains("`" + column.name() + "`");
        }
    }

    /** Every column is of a topic, so that probes and strata know what they may use; ids and dates are of none. */
    @Test
    void columnsHaveATopic() {
        Set<String> without = DicomColumns.ALL.stream()
                .map(DicomColumn::name)
                .filter(name -> ColumnTopic.of(name) == ColumnTopic.OTHER)
                .collect(Collectors.toSet());
        assertThat(without)
                .containsExactlyInAnyOrder(
                        "image_id",
                        "patient_id",
                        "study_id",
                        "series_id",
                        "series_number",
                        "instance_number",
                        "study_date",
                        "series_date",
                        "acquisition_date",
                        "content_date",
                        "age_source");
    }
}
