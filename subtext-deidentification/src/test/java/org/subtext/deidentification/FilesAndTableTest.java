package org.subtext.deidentification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.deidentification.pseudonyms.Pseudonyms;
import org.subtext.deidentification.pseudonyms.Salt;
import org.subtext.problems.InvalidInputException;
import org.subtext.tables.Column;
import org.subtext.tables.Table;

class FilesAndTableTest {
    private static final Path TABLE = Path.of("patients.csv");

    @TempDir
    private Path folder;

    private List<String> check(List<String> files, List<String> table) throws IOException {
        Pseudonyms pseudonyms =
                new Pseudonyms(Salt.open(folder.resolve("salt"), Files.createDirectories(folder.resolve("out"))));
        Column ids = Table.of(TABLE, List.of("id"), table.stream().map(List::of).toList())
                .column("id");
        Set<String> patients = files.stream().map(pseudonyms::patient).collect(Collectors.toSet());
        return new FilesAndTable(patients, Set.copyOf(files)).check(TABLE, ids, pseudonyms);
    }

    private static List<String> ids(String form, int from, int to) {
        return IntStream.range(from, to).mapToObj(form::formatted).toList();
    }

    @Test
    void bothSidesAreCounted() throws IOException {
        assertThat(check(ids("P%03d", 0, 12), ids("P%03d", 0, 12)))
                .containsExactly("Table       12 of 12 patients of the table have a match in the files; 12 of its 12"
                        + " patients are used.");
        assertThat(check(ids("P%03d", 0, 12), ids("P%03d", 4, 14)))
                .containsExactly("Warning     8 of 10 patients of the table have a match in the files; 8 of its 12"
                        + " patients are used.");
    }

    @Test
    void aTableOfNobodyIsRefusedWithWhatIdsLookLikeAndNoneOfThem() {
        assertThatThrownBy(() -> check(ids("%06d", 100, 112), ids("%d", 100, 112)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("None of the 12 patients of patients.csv is one of the 12 patients of the files")
                .hasMessageContaining("3 digits here, 6 digits there")
                .hasMessageContaining("But for leading zeros, 12 of 12 would match")
                .hasMessageContaining("cohort.ids.spellings: same")
                .hasMessageNotContaining("000100");
    }
}
