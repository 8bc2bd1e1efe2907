package org.subtext.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.problems.InvalidInputException;

class TableReaderTest {
    @TempDir
    Path folder;

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private static List<String> cells(Table table, String column) {
        Column cells = table.column(column);
        return java.util.stream.IntStream.range(0, cells.size())
                .mapToObj(row -> String.valueOf(cells.get(row)))
                .toList();
    }

    @Test
    void leadingZerosSurviveAndEmptyCellsAreNull() throws IOException {
        Table table = TableReader.read(file("t.csv", "patient,sex\n007,F\n008,\n"));

        assertThat(cells(table, "patient")).containsExactly("007", "008");
        assertThat(table.column("sex").get(1)).isNull();
        assertThat(table.rowNumber(0)).isEqualTo(2);
    }

    @Test
    void byteOrderMarkSemicolonsQuotesAndLineBreaksInCellsAreUnderstood() throws IOException {
        Table table = TableReader.read(file("t.csv", "\uFEFFpatient;note\np1;\"a; \"\"b\"\"\"\np2;\"two\nlines\"\n"));

        assertThat(table.names()).containsExactly("patient", "note");
        assertThat(cells(table, "note")).containsExactly("a; \"b\"", "two\nlines");
    }

    @Test
    void tabsAndGzipAreUnderstood() throws IOException {
        Path gz = folder.resolve("t.tsv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gz))) {
            out.write("patient\tnote, long\n1\ta,b\n".getBytes(StandardCharsets.UTF_8));
        }

        assertThat(cells(TableReader.read(gz), "note, long")).containsExactly("a,b");
    }

    @Test
    void linesThatLookLikeCommentsAreRowsLikeOthers() throws IOException {
        StringBuilder text = new StringBuilder("patient,sex\n");
        for (int i = 0; i < 50; i++) {
            text.append(i % 2 == 0 ? "#" : "").append(i).append(",F\n");
        }

        assertThat(TableReader.read(file("t.csv", text.toString())).rows()).isEqualTo(50);
    }

    @Test
    void fileNamesWithPatternLettersAndQuotesAreTakenLiterally() throws IOException {
        file("a1.csv", "patient\nwrong\n");
        Path odd = file("a[1]'s*.csv", "patient,x\nright,1\n");

        assertThat(cells(TableReader.read(odd), "patient")).containsExactly("right");
    }

    @Test
    void windowsLineEndsAndAMissingLastOneAreUnderstood() throws IOException {
        Table table = TableReader.read(file("t.csv", "patient,sex\r\np1,F\r\np2,M"));

        assertThat(table.names()).containsExactly("patient", "sex");
        assertThat(cells(table, "sex")).containsExactly("F", "M");
    }

    @Test
    void parquetComesAsText() throws IOException, SQLException {
        Path parquet = folder.resolve("t.parquet");
        DuckDb.with(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute(
                        "COPY (SELECT 7 AS id, 0.1::DOUBLE AS score, DATE '2020-01-31' AS day, NULL AS n)" + " TO "
                                + DuckDb.literal(parquet.toString()) + " (FORMAT parquet)");
            }
        });
        Table table = TableReader.read(parquet);

        assertThat(table.names()).containsExactly("id", "score", "day", "n");
        assertThat(cells(table, "id")).containsExactly("7");
        assertThat(cells(table, "score")).containsExactly("0.1");
        assertThat(cells(table, "day")).containsExactly("2020-01-31");
        assertThat(table.column("n").get(0)).isNull();
    }

    @Test
    void workbooksKeepTextNumbersAndDates() throws IOException {
        Table table = TableReader.read(workbook());

        assertThat(table.names()).containsExactly("patient", "age", "day");
        assertThat(cells(table, "patient")).containsExactly("007", "008");
        assertThat(cells(table, "age")).containsExactly("63", "null");
        assertThat(cells(table, "day")).containsExactly("2020-01-31", "null");
    }

    @Test
    void twoColumnsOfOneNameAreRefused() throws IOException {
        Path table = file("t.csv", "patient,sex,sex\np1,F,M\n");

        assertThatThrownBy(() -> TableReader.read(table))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("\"sex\" occurs more than once")
                .hasMessageContaining("again as column 3")
                .hasMessageContaining("Rename or delete");
    }

    @Test
    void absentEmptyHeaderOnlyAndRaggedTablesSayWhatToDo() throws IOException {
        Path empty = file("empty.csv", "");
        Path headerOnly = file("header.csv", "patient,sex\n");
        Path ragged = file("ragged.csv", "patient,sex,age\n" + "p,F,60\n".repeat(300) + "p,F,60,extra,more\n");

        assertThatThrownBy(() -> TableReader.read(folder.resolve("none.csv")))
                .hasMessageContaining("There is no table");
        assertThatThrownBy(() -> TableReader.read(folder)).hasMessageContaining("that is a folder");
        assertThatThrownBy(() -> TableReader.read(empty)).hasMessageContaining("empty (0 bytes)");
        assertThatThrownBy(() -> TableReader.read(headerOnly)).hasMessageContaining("but no rows");
        assertThatThrownBy(() -> TableReader.read(ragged))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("302");
    }

    @Test
    void aCompressedTableThatIsCutShortIsNoShortTable() throws IOException {
        Path gz = folder.resolve("t.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gz))) {
            StringBuilder text = new StringBuilder("patient,sex\n");
            for (int i = 0; i < 50_000; i++) {
                text.append(i * 7919L % 50_021).append(",F\n");
            }
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        }
        byte[] whole = Files.readAllBytes(gz);

        assertThat(TableReader.read(gz).rows()).isEqualTo(50_000);
        for (int length : new int[] {12, whole.length / 2, whole.length - 4}) {
            Files.write(gz, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> TableReader.read(gz))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("is cut short")
                    .hasMessageContaining("Copy or download it again");
        }
        whole[whole.length - 8] ^= 1;
        Files.write(gz, whole);
        assertThatThrownBy(() -> TableReader.read(gz)).hasMessageContaining("not a sound gzip file");
    }

    @Test
    void aBrokenWorkbookIsRefusedWithTheMend() throws IOException {
        Path workbook = workbook();
        byte[] whole = Files.readAllBytes(workbook);
        Files.write(workbook, Arrays.copyOf(whole, whole.length / 2));

        assertThatThrownBy(() -> TableReader.read(workbook))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("cannot be read as XLSX")
                .hasMessageContaining("Copy or save it again");
    }

    @Test
    void aFaultyLineIsNumberedAndNotQuoted() throws IOException {
        Path table = file("t.csv", "patient,sex\np1,F\nMuster,M,\"a\nb\",x\n");

        assertThatThrownBy(() -> TableReader.read(table))
                .hasMessageContaining("Row 3")
                .hasMessageContaining("has 4 cells, the line of names 2")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("Muster"));
    }

    @Test
    void textThatIsNotUtf8IsRefusedWithTheMend() throws IOException {
        Path latin = folder.resolve("latin.csv");
        Files.write(latin, "patient,site\np1,K\u00f6ln\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> TableReader.read(latin))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("UTF-8");
    }

    /** A workbook of a text, a number, and a number with a date format. */
    private Path workbook() throws IOException {
        return Workbook.of(folder.resolve("t.xlsx")).sheet("Patients", """
            <row r="1"><c r="A1" t="inlineStr"><is><t>patient</t></is></c>
            <c r="B1" t="inlineStr"><is><t>age</t></is></c><c r="C1" t="inlineStr"><is><t>day</t></is></c></row>
            <row r="2"><c r="A2" t="inlineStr"><is><t>007</t></is></c><c r="B2"><v>63</v></c>
            <c r="C2" s="1"><v>43861</v></c></row>
            <row r="3"><c r="A3" t="inlineStr"><is><t>008</t></is></c></row>\
            """).write();
    }
}
