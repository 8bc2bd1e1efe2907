package org.subtext.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.problems.InvalidInputException;
import org.subtext.testing.Seeds;

/** Cells that were read before are the cells that they are. */
class KnownCellsTest {
    /** As written, and as read. */
    private static final String[][] TRICKY = {
        {"a", "a"}, {" a", "a"}, {"a ", "a"}, {"\"a\"", "a"}, {"\"a,b\"", "a,b"}, {"\"a\"\"\"", "a\""}, {"'=x", "=x"},
        {"=x", "=x"}, {"Aa", "Aa"}, {"BB", "BB"}, {"é", "é"}, {"\u00a0é", "é"}, {"", "null"}, {"  ", "null"},
        {"\"\"", "null"}, {"two words", "two words"}, {"\"two\nlines\"", "two\nlines"}
    };

    @TempDir
    private Path folder;

    @Seeds(20)
    void eachCellIsItsOwnText(SplittableRandom random) throws IOException {
        int rows = 3_000;
        StringBuilder text = new StringBuilder("row,tricky,many,few\n");
        List<String> tricky = new ArrayList<>();
        List<String> many = new ArrayList<>();
        List<String> few = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            String[] one = TRICKY[random.nextInt(TRICKY.length)];
            String number = Integer.toString(random.nextInt(5_000), 36);
            String group = "c" + random.nextInt(3);
            tricky.add(one[1]);
            many.add(number);
            few.add(group);
            text.append("r")
                    .append(row)
                    .append(',')
                    .append(one[0])
                    .append(',')
                    .append(number)
                    .append(',')
                    .append(group)
                    .append(row % 7 == 0 ? "\r\n" : "\n");
        }
        Table table = TableReader.read(Files.writeString(folder.resolve("t.csv"), text));

        assertThat(cells(table, "tricky")).isEqualTo(tricky);
        assertThat(cells(table, "many")).isEqualTo(many);
        assertThat(cells(table, "few")).isEqualTo(few);
        assertThat(table.column("few").distinct(9)).containsExactlyInAnyOrder("c0", "c1", "c2");
        assertThat(table.column("tricky").distinct(99)).doesNotHaveDuplicates();
    }

    @Test
    void aColumnThatStopsRepeatingKeepsItsCells() throws IOException {
        StringBuilder text = new StringBuilder("id,class\n");
        int rows = 150_000;
        for (int row = 0; row < rows; row++) {
            text.append(row < 70_000 ? row : row % 100)
                    .append(",c")
                    .append(row % 2)
                    .append('\n');
        }
        Table table = TableReader.read(Files.writeString(folder.resolve("t.csv"), text));

        for (int row = 0; row < rows; row++) {
            assertThat(table.column("id").get(row)).isEqualTo(Integer.toString(row < 70_000 ? row : row % 100));
        }
        assertThat(table.column("class").get(rows - 1)).isEqualTo("c1");
    }

    @Test
    void whatIsWrongWithACellIsSaidOfEachRow() throws IOException {
        Path file = Files.writeString(folder.resolve("t.csv"), "a,b\n\"x\"y,1\n\"x\"y,1\n\"x\"y,1\n");

        assertThatThrownBy(() -> TableReader.read(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("Row 2")
                .hasMessageContaining("Row 3")
                .hasMessageContaining("Row 4");
    }

    private static List<String> cells(Table table, String column) {
        return table.column(column).cells().stream().map(String::valueOf).toList();
    }
}
