package org.subtext.deidentification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.deidentification.pseudonyms.Pseudonyms;
import org.subtext.deidentification.pseudonyms.Salt;
import org.subtext.deidentification.streams.VideoPolicy;
import org.subtext.identities.IdReading;
import org.subtext.identities.IdRule;
import org.subtext.identities.SpellingPolicy;
import org.subtext.problems.InvalidInputException;

class TableCleanerTest {
    @TempDir
    private Path folder;

    private Path table(String... lines) throws IOException {
        return Files.write(folder.resolve("patients.csv"), List.of(lines));
    }

    private void require(Path table, @Nullable Path map) throws IOException {
        IdRule rule = new IdRule(SpellingPolicy.SAME, map);
        TableCleaner.requireTellingIds(table, rule, IdReading.of(rule));
    }

    @Test
    void onePatientBehindSeveralWordsIsRefusedUntilATableOfIdsSaysSo() throws IOException {
        Path table = table("patient_id,race", "P1,A", "P2,B", "P3,A", "1,A", "02,B", "3,A");
        Path map = Files.writeString(folder.resolve("ids.csv"), "written,patient\n1,P1\n02,P2\n3,P3\n");

        assertThatThrownBy(() -> require(table, null))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("Rows 2 and 5 have the same number in column patient_id")
                .hasMessageContaining("cohort.ids.map: FILE");
        assertThatCode(() -> require(table, map)).doesNotThrowAnyException();
    }

    @Test
    void spellingsThatPseudonymsBringTogetherAreTaken() throws IOException {
        assertThatCode(() -> require(table("patient_id,race", "012,A", "12,A", "12.0,A", "7,B"), null))
                .doesNotThrowAnyException();
    }

    @Test
    void aDateOfNobodyIsEmptiedAndAnAgeInDaysIsNotOne() throws IOException {
        Path out = Files.createDirectories(folder.resolve("out"));

        clean(table("patient_id,study_date,age", "NA,2019-03-04,30", "7,2019-03-04,095D", "7,2019-03-04,95"), out);

        List<String> lines = Files.readAllLines(out.resolve("table.csv"));
        assertThat(lines.get(1)).isEqualTo(",,30");
        assertThat(lines.get(2)).matches("P[0-9a-f]{16},20\\d\\d-\\d\\d-\\d\\d,095D");
        assertThat(lines.get(3)).endsWith(",90");
    }

    @Test
    void emptiedCellsAreCountedByColumnAndReason() throws IOException {
        List<String> said = clean(
                table(
                        "patient_id,image_path,study_date,age,finding,view,name",
                        "NA,a.dcm,2019-03-04,30,Nodule,PA,",
                        "7,b.dcm,4 March,old,Nodule of Wolkenstein,PA,Wolkenstein^Ada",
                        "8,,2019-03-04,,,PA,Zwei^Zoe"),
                Files.createDirectories(folder.resolve("out")));

        assertThat(said)
                .contains(
                        "Column patient_id: 1 of 3 cells with a value were emptied; they stand for nobody.",
                        "Column image_path: 2 of 2 cells with a value were emptied; they name no file that was written.",
                        "Column study_date: 2 of 3 cells with a value were emptied; they hold no date, or stand in rows"
                                + " without a patient.",
                        "Column age: 1 of 2 cells with a value were emptied; they hold no age.",
                        "Column finding: 1 of 2 cells with a value were emptied; they hold what identifies a patient,"
                                + " or look as if they did.")
                .noneMatch(sentence -> sentence.contains("olkenstein"))
                .noneMatch(sentence -> sentence.startsWith("Column view:") && sentence.contains("emptied"));
    }

    private List<String> clean(Path table, Path out) throws IOException {
        Pseudonyms pseudonyms = new Pseudonyms(Salt.ofHex("000102030405060708090a0b0c0d0e0f"));
        DeidentificationPlan plan = new DeidentificationPlan(
                folder,
                out,
                folder.resolve("salt"),
                Set.of(RetainOption.DATES),
                BurnedInPolicy.FLAG,
                VideoPolicy.EXCLUDE,
                Optional.of(table),
                List.of(),
                IdRule.ASK);
        return TableCleaner.clean(
                plan,
                pseudonyms,
                Map.of(),
                new FilesAndTable(
                        Stream.of("7", "8").map(pseudonyms::patient).collect(Collectors.toSet()), Set.of("7", "8")),
                new KnownFromFiles(Set.of()));
    }
}
