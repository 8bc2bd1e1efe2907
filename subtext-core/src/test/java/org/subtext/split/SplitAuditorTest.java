package org.subtext.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.subtext.cohort.ColumnMapping;
import org.subtext.cohort.ColumnRole;
import org.subtext.identities.IdRule;
import org.subtext.identities.SpellingPolicy;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Sentence;
import org.subtext.problems.Words;
import org.subtext.tables.Table;
import org.subtext.tables.TableReader;
import org.subtext.testing.SharedData;

class SplitAuditorTest {
    private static Table table(List<String> header, List<List<String>> rows) {
        return Table.of(Path.of("split.csv"), header, rows);
    }

    private static SplitAuditor.Audited audited(Table table) throws IOException {
        return SplitAuditor.audit(table, ColumnMapping.GUESS_ALL, IdRule.ASK, false);
    }

    private static SplitAudit ofRows(SpellingPolicy spellings, String... rows) throws IOException {
        List<List<String>> cells =
                Arrays.stream(rows).map(row -> List.of(row.split(" "))).toList();
        Table table = table(List.of("patient_id", "split"), cells);
        return SplitAuditor.audit(table, ColumnMapping.GUESS_ALL, new IdRule(spellings, null), false)
                .audit();
    }

    @Test
    void aCleanSplitIsProvenInOneSentence() throws IOException {
        SplitAudit audit = audited(table(
                        List.of("patient_id", "split"),
                        List.of(List.of("p1", "train"), List.of("p1", "train"), List.of("p2", "test"))))
                .audit();

        assertThat(audit.isProven()).isTrue();
        assertThat(audit.sentences())
                .extracting(Sentence::toString)
                .containsExactly("No leak: each of the 2 patients is in exactly one of the parts train, test"
                        + " (3 images checked).");
    }

    @ParameterizedTest
    @ValueSource(strings = {"exclude", "Excluded", "not-used", "UNUSED"})
    void rowsThatNobodyUsesAreInNoPart(String word) throws IOException {
        SplitAudit audit = ofRows(SpellingPolicy.ASK, "p1 train", "p1 train", "p1 " + word, "p2 test", "p3 " + word);

        assertThat(audit.leakingPatients()).isZero();
        assertThat(audit.parts()).extracting(SplitAudit.PartSize::part).containsExactly("train", "test");
        assertThat(audit.sentences())
                .extracting(Sentence::toString)
                .anyMatch(said -> said.startsWith("2 rows are in no part (nothing stands there, or a word such as"));
    }

    @Test
    void leaksAreCountedInPatientsAndInTestImages() throws IOException {
        SplitAudit audit = audited(table(
                        List.of("image_id", "patient_id", "split"),
                        List.of(
                                List.of("i1", "p1", "test"),
                                List.of("i2", "p1", "test"),
                                List.of("i3", "p2", "test"),
                                List.of("i4", "p3", "test"),
                                List.of("i1", "p1", "train"),
                                List.of("i5", "p4", "train"))))
                .audit();

        assertThat(audit.leakingPatients()).isEqualTo(1);
        assertThat(audit.pairs()).containsExactly(new SplitAudit.Pair("train", "test", 1, 2, 0.5, 1));
        assertThat(audit.text(Words.PATHS))
                .contains("This split leaks: 1 of 4 patients")
                .contains("2 of the test images (50.0%) have their patient in train")
                .contains("share 1 image ids");
    }

    @Test
    void aListOfPatientsIsProvenForThePatientsAlone() throws IOException {
        SplitAuditor.Audited audited = audited(table(
                List.of("patient", "part"),
                List.of(List.of("p1", "training"), List.of("p2", "validation"), List.of("p3", "test"))));

        assertThat(audited.columns().mapping().split()).isEqualTo("part");
        assertThat(audited.audit().isProven()).isTrue();
        assertThat(audited.audit().sentences())
                .extracting(Sentence::toString)
                .containsExactly("No leak: each of the 3 patients is in exactly one of the parts training, validation,"
                        + " test. It is a list of patients: images were not looked at.");
        assertThat(audited.audit().text(Words.PATHS)).doesNotContain("1 images");
    }

    @Test
    void aListInWhichAPatientStandsTwiceLeaks() throws IOException {
        SplitAudit audit = audited(table(
                        List.of("patient", "part"),
                        List.of(List.of("p1", "training"), List.of("p2", "test"), List.of("p1", "test"))))
                .audit();

        assertThat(audit.leakingPatients()).isEqualTo(1);
        assertThat(audit.listsPatients()).isFalse();
    }

    @Test
    void partsOfABodyAreNoSplit() {
        Table table = table(
                List.of("patient", "part"), List.of(List.of("p1", "chest"), List.of("p1", "hand"), List.of("p2", "x")));

        assertThatThrownBy(() -> audited(table)).hasMessageContaining("looks like the given split");
    }

    @Test
    void imagesThatAreOneButForCaseAreNoProof() throws IOException {
        Table table = table(
                List.of("patient_id", "image_id", "split"),
                List.of(
                        List.of("p1", "I1", "train"),
                        List.of("p1", "i1", "train"),
                        List.of("p1", "I2", "train"),
                        List.of("p2", "i2", "test"),
                        List.of("p2", "I3", "test")));
        IdRule different = new IdRule(SpellingPolicy.DIFFERENT, null);

        assertThat(audited(table).audit().doubts())
                .containsExactly(new SplitDoubt(SplitDoubt.Kind.IMAGES_BUT_FOR_CASE, "", 1, 3));
        assertThat(SplitAuditor.audit(table, ColumnMapping.GUESS_ALL, different, false)
                        .audit()
                        .isProven())
                .isTrue();
    }

    @Test
    void aWordForNothingInTwoPartsIsNoImageOfBoth() throws IOException {
        SplitAudit audit = audited(table(
                        List.of("patient_id", "image_id", "split"),
                        List.of(
                                List.of("p1", "NA", "train"),
                                List.of("p1", "I1", "train"),
                                List.of("p2", "NA", "test"),
                                List.of("p2", "I2", "test"))))
                .audit();

        assertThat(audit.isProven()).isTrue();
    }

    @Test
    void aSecondSplitThatWasNotCheckedIsNamed() throws IOException {
        Table table = table(
                List.of("patient_id", "split", "fold", "set"),
                List.of(
                        List.of("p1", "train", "0", "x"),
                        List.of("p1", "train", "1", "x"),
                        List.of("p2", "test", "0", "x")));
        ColumnMapping fold = new ColumnMapping(null, null, null, null, "fold", null, null);

        assertThat(audited(table).audit().text(Words.PATHS))
                .contains("Column fold may be a split too and was not checked. Check it: cohort.columns.split: fold")
                .doesNotContain("Column set");
        assertThat(SplitAuditor.audit(table, fold, IdRule.ASK, false).audit().otherSplits())
                .isEmpty();
    }

    @Test
    void rowsWithoutAPatientAreNoProof() throws IOException {
        SplitAudit audit =
                ofRows(SpellingPolicy.DIFFERENT, "p1 train", "p1 train", "NA test", "none test", "p2 test", "p2 test");

        assertThat(audit.leaks()).isFalse();
        assertThat(audit.isProven()).isFalse();
        assertThat(audit.text(Words.PATHS)).contains("Not proven", "2 of the 4 test rows have no patient id");
    }

    @Test
    void wordingsOfAPartAreOnePart() throws IOException {
        SplitAudit audit = ofRows(
                SpellingPolicy.ASK,
                "p1 train",
                "p1 Train",
                "p1 training",
                "p2 val",
                "p2 valid",
                "p3 Fold_1",
                "p3 fold-01");

        assertThat(audit.isProven()).isTrue();
        assertThat(audit.parts()).extracting(SplitAudit.PartSize::part).containsExactly("train", "val", "Fold_1");
        assertThat(audit.text(Words.PATHS)).contains("Taken for one part: train, Train, training.");
    }

    @Test
    void spellingsInTwoPartsAreNoProofUntilSomebodySaysWhatTheyAre() throws IOException {
        String[] rows = {"012 train", "012 train", "12 test", "7 test", "7 test"};

        assertThat(ofRows(SpellingPolicy.ASK, rows).doubts())
                .containsExactly(new SplitDoubt(SplitDoubt.Kind.SPELLINGS_IN_SEVERAL_PARTS, "", 1, 3));
        assertThat(ofRows(SpellingPolicy.DIFFERENT, rows).isProven()).isTrue();
        assertThat(ofRows(SpellingPolicy.SAME, rows).leakingPatients()).isEqualTo(1);
    }

    @Test
    void spellingsWithinOnePartAreInNobodysWay() throws IOException {
        assertThat(ofRows(SpellingPolicy.ASK, "012 train", "12 train", "7 test", "7 test")
                        .isProven())
                .isTrue();
    }

    @Test
    void idsThatNeverRepeatMayBeOfImages() throws IOException {
        Table table = table(List.of("patient_id", "split"), List.of(List.of("p1", "train"), List.of("p2", "test")));

        assertThat(audited(table).audit().text(Words.PATHS))
                .contains("Not proven", "Each of the 2 rows has an id of its own", "split.one_image_each");
        assertThat(SplitAuditor.audit(table, ColumnMapping.GUESS_ALL, IdRule.ASK, true)
                        .audit()
                        .isProven())
                .isTrue();
    }

    @Test
    void roundedIdsAreNoProofEither() throws IOException {
        assertThat(ofRows(SpellingPolicy.ASK, "1.2E+11 train", "1.2E+11 train", "1.3E+11 test", "p1 test")
                        .doubts())
                .containsExactly(new SplitDoubt(SplitDoubt.Kind.IDS_OF_SEVERAL_PEOPLE, "scientific notation", 3, 4));
    }

    @Test
    void thePublishedSplitOfTheChestXraysLeaksThirtyPatients() throws IOException {
        Table table = TableReader.read(SharedData.find("data/nih-cxr64/metadata.csv"));
        SplitAuditor.Audited audited = audited(table);

        // SOURCE.md beside the table: "30 patients are in more than one of train/valid/test".
        assertThat(audited.columns().mapping().split()).isEqualTo("orig_split");
        assertThat(audited.audit().leakingPatients()).isEqualTo(30);
        assertThat(audited.audit().isProven()).isFalse();
        assertThat(audited.audit().images()).isEqualTo(1000);
    }

    @Test
    void aTableWithoutSplitSaysWhichFlagToGive() {
        Table none = table(List.of("patient_id", "sex"), List.of(List.of("p1", "F")));
        Table single = table(List.of("patient_id", "fold"), List.of(List.of("p1", "1")));

        assertThatThrownBy(() -> audited(none))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("cohort.columns.split: COLUMN");
        assertThatThrownBy(() -> SplitAuditor.audit(
                        single, ColumnMapping.GUESS_ALL.with(ColumnRole.SPLIT, "fold"), IdRule.ASK, false))
                .hasMessageContaining("names 1 part");
    }
}
