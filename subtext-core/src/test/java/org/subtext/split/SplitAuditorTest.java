package org.subtext.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.subtext.cohort.ColumnMapping;
import org.subtext.cohort.ColumnRole;
import org.subtext.problems.InvalidInputException;
import org.subtext.tables.Table;
import org.subtext.tables.TableReader;
import org.subtext.testing.SharedData;

class SplitAuditorTest {
    private static Table table(List<String> header, List<List<String>> rows) {
        return Table.of(Path.of("split.csv"), header, rows);
    }

    @Test
    void aCleanSplitIsProvenInOneSentence() {
        SplitAudit audit = SplitAuditor.audit(
                        table(
                                List.of("patient_id", "split"),
                                List.of(List.of("p1", "train"), List.of("p1", "train"), List.of("p2", "test"))),
                        ColumnMapping.GUESS_ALL)
                .audit();

        assertThat(audit.isProven()).isTrue();
        assertThat(audit.sentences())
                .containsExactly("No leak: each of the 2 patients is in exactly one of the parts train, test"
                        + " (3 images checked).");
    }

    @Test
    void leaksAreCountedInPatientsAndInTestImages() {
        SplitAudit audit = SplitAuditor.audit(
                        table(
                                List.of("image_id", "patient_id", "split"),
                                List.of(
                                        List.of("i1", "p1", "test"),
                                        List.of("i2", "p1", "test"),
                                        List.of("i3", "p2", "test"),
                                        List.of("i4", "p3", "test"),
                                        List.of("i1", "p1", "train"),
                                        List.of("i5", "p4", "train"))),
                        ColumnMapping.GUESS_ALL)
                .audit();

        assertThat(audit.leakingPatients()).isEqualTo(1);
        assertThat(audit.pairs()).containsExactly(new SplitAudit.Pair("train", "test", 1, 2, 0.5, 1));
        assertThat(audit.text())
                .contains("This split leaks: 1 of 4 patients")
                .contains("2 of the test images (50.0%) have their patient in train")
                .contains("share 1 image ids");
    }

    @Test
    void thePublishedSplitOfTheChestXraysLeaksThirtyPatients() throws IOException {
        Table table = TableReader.read(SharedData.find("data/nih-cxr64/metadata.csv"));
        SplitAuditor.Audited audited = SplitAuditor.audit(table, ColumnMapping.GUESS_ALL);

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

        assertThatThrownBy(() -> SplitAuditor.audit(none, ColumnMapping.GUESS_ALL))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("cohort.columns.split: COLUMN");
        assertThatThrownBy(() -> SplitAuditor.audit(single, ColumnMapping.GUESS_ALL.with(ColumnRole.SPLIT, "fold")))
                .hasMessageContaining("names 1 part");
    }
}
