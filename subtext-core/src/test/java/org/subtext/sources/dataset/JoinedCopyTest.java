package org.subtext.sources.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.joins.JoinCounts;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Remark;
import org.subtext.sources.SourceRecord;
import org.subtext.tables.Table;
import org.subtext.tables.TableReader;

/** Patients of the images and those of the tables beside them. */
class JoinedCopyTest {
    @TempDir
    private Path root;

    private static String cell(Table table, int row, String column) {
        return String.valueOf(table.column(column).get(row));
    }

    @Test
    void emergencyStaysFillPatientsWhoWereNeverAdmitted() throws IOException {
        DataFolder copy = Copies.of("mimic-cxr", root)
                .file(
                        "mimic-iv-ed/ed/edstays.csv.gz",
                        "subject_id,intime,gender,race",
                        "11000004,2135-01-01 00:00:00,F,ASIAN - KOREAN",
                        "10000002,2135-01-01 00:00:00,M,BLACK/AFRICAN");
        DatasetRecord record = copy.read("mimic-cxr");
        Table table = TableReader.read(copy.table());

        assertThat(cell(table, 4, "race")).isEqualTo("Asian");
        assertThat(cell(table, 4, "sex")).isEqualTo("Female");
        assertThat(cell(table, 4, "race_source")).isEqualTo("edstays.csv.gz: race");
        assertThat(cell(table, 2, "race_conflict")).isEqualTo("1");
        assertThat(cell(table, 2, "race_source")).isEqualTo("admissions.csv.gz: race; edstays.csv.gz: race");
        assertThat(record.notes())
                .contains("1 patients have no admission; race of 1 of them is from emergency stays.")
                .contains("1 of 4 patients have no row in patients.csv.gz, so there is no sex or age of them.");
    }

    @Test
    void patientsWithoutAnyStayAreToldFromThoseOfUnknownRace() throws IOException {
        DataFolder copy = Copies.of("mimic-cxr", root)
                .file("mimic-iv-ed/ed/edstays.csv.gz", "subject_id,gender,race", "1,F,WHITE")
                .file(
                        "mimic-iv/hosp/admissions.csv.gz",
                        "subject_id,hadm_id,admittime,race",
                        "10000001,1,2135-01-01 00:00:00,UNKNOWN",
                        "10000002,3,2135-01-01 00:00:00,WHITE",
                        "10000003,4,2135-01-01 00:00:00,WHITE");

        assertThat(copy.read("mimic-cxr").notes())
                .contains(
                        "1 of 4 patients have no row in admissions.csv.gz and edstays.csv.gz, so there is no race of"
                                + " them.",
                        "1 patients have rows in admissions.csv.gz and edstays.csv.gz that record no race (unknown,"
                                + " declined, or empty).");
    }

    @Test
    void aTableThatKnowsNobodyIsRefusedWithWhatIdsLookLike() throws IOException {
        DataFolder copy = Copies.of("chexpert", root)
                .file(
                        "chexpert_demographics.csv",
                        "PATIENT,PRIMARY_RACE,ETHNICITY",
                        "1,White,Unknown",
                        "2,Asian,Unknown");

        assertThatThrownBy(() -> copy.read("chexpert"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("0 of 3 patients of the images have a match in chexpert_demographics.csv")
                .hasMessageContaining("leading zeros, 2 of 3 would match")
                .hasMessageContaining("take it away")
                .hasMessageNotContaining("patient00001");
    }

    @Test
    void aTableThatKnowsHalfIsCounted() throws IOException {
        DataFolder copy = Copies.of("chexpert", root)
                .file("chexpert_demographics.csv", "PATIENT,PRIMARY_RACE,ETHNICITY", "patient00001,White,Unknown");

        assertThat(copy.read("chexpert").notes())
                .anyMatch(note -> note.startsWith("Warning: 2 of 3 patients have no row in chexpert_demographics.csv"));
    }

    @Test
    void whatTablesOfAnyKindDoNotKnowIsCountedAndRemarkedOn() throws IOException {
        DataFolder copy = Copies.of("mimic-cxr", root)
                .file("mimic-cxr-2.0.0-chexpert.csv.gz", "subject_id,study_id,Edema", "10000001,50000001,1")
                .file(
                        "mimic-cxr-2.0.0-split.csv.gz",
                        "dicom_id,study_id,subject_id,split",
                        "d1,1,1,train",
                        "x,2,2,test");
        DatasetRecord record = copy.read("mimic-cxr");

        assertThat(record.joins())
                .contains(
                        new JoinCounts("mimic-cxr-2.0.0-chexpert.csv.gz", "image", "images", 2, 3, 1, 0),
                        new JoinCounts("mimic-cxr-2.0.0-split.csv.gz", "image", "images", 1, 4, 1, 1));
        assertThat(record.notes())
                .anyMatch(
                        note -> note.startsWith("Warning: 4 of 5 images have no row in mimic-cxr-2.0.0-split.csv.gz"));
        assertThat(SourceRecord.beside(copy.table()).remarks())
                .allSatisfy(remark -> assertThat(remark.code()).isEqualTo(Remark.Code.IMAGES_WITHOUT_MATCH))
                .extracting(Remark::toString)
                .contains("4 images have no match in mimic-cxr-2.0.0-split.csv.gz (1 has one), and 1 id there is not"
                        + " used. More is lost than found: see whether both sides write ids alike.");
    }

    @Test
    void aRecordOfBeforeJoinsWereCountedIsRead() throws IOException {
        DataFolder copy = Copies.of("brset", root);
        copy.read("brset");
        Path record = copy.table()
                .resolveSibling(copy.table().getFileName().toString().replace(".csv", ".dataset.json"));
        Files.writeString(record, Files.readString(record).replaceFirst(",\\s*\"joins\" : \\[[^\\]]*\\]", ""));

        assertThat(Files.readString(record)).doesNotContain("joins");
        assertThat(SourceRecord.beside(copy.table()).remarks()).isEmpty();
    }

    @Test
    void aTableOfImagesThatKnowsNoneIsRefused() throws IOException {
        DataFolder mammograms = Copies.of("vindr-mammo", root)
                .file("metadata.csv", "SOP Instance UID,Patient's Age", "1.2.3,050Y", "1.2.4,060Y");

        assertThatThrownBy(() -> mammograms.read("vindr-mammo"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("have a match in metadata.csv")
                .hasMessageContaining("Without age, manufacturer or model");
    }

    @Test
    void examsThatTheClinicalTableLacksAreCounted() throws IOException {
        DatasetRecord record = Copies.of("embed", root).read("embed");

        assertThat(record.joins())
                .singleElement()
                .satisfies(join -> assertThat(join.matched()).isPositive());
    }
}
