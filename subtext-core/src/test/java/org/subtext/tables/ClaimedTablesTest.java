package org.subtext.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.subtext.problems.InvalidInputException;

/** Tables of a few kilobytes that claim or unpack to far more. */
class ClaimedTablesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "<row r='2'><c r='ZZZZZZ2'><v>1</v></c></row>, a cell named ZZZZZZ2",
        "<row r='2'><c r='XFE2'><v>1</v></c></row>, a cell named XFE2",
        "<row r='2147483646'><c r='A2147483646'><v>1</v></c></row>, a row named 2147483646",
        "<row r='1048577'/>, a row named 1048577",
        "<row r='0'/>, a row named 0",
        "<row r='2'><c r='1A'><v>1</v></c></row>, a cell named 1A",
        "<row r='2'><c r=''><v>1</v></c></row>, a cell named",
        "<row r='2'><x:c s='1' r='A99999999'><v>1</v></x:c></row>, a cell named A99999999",
    })
    void cellsThatNoWorkbookHasAreRefused(String rows, String said) throws IOException {
        Path file = workbook(Workbook.rows("patient,race") + rows);

        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> TableReader.read(file))
                .withMessageContaining(said)
                .withMessageContaining("the last is XFD1048576");
    }

    @Test
    void theLastCellThereIsAndTextThatLooksLikeOneAreLawful() throws IOException {
        Path file = workbook(Workbook.rows("patient,race", "&lt;c r=&quot;ZZZZZZ1&quot;>,white r=\"9X\"")
                + "<row r='1048576'><c r='A1048576' t='inlineStr'><is><t>p2</t></is></c></row>");

        Table table = TableReader.read(file);

        assertThat(table.column("patient").cells()).containsExactly("<c r=\"ZZZZZZ1\">", "p2");
    }

    @Test
    void aNumberOfManyDigitsIsRefusedAndOneOfAHugeExponentIsNotWrittenOut() throws IOException {
        Path digits = workbook(row("9".repeat(500)));
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> TableReader.read(digits))
                .withMessageContaining("a number of more than 400 digits");

        Path exponent = workbook(row("1e2000000000"));
        assertThat(TableReader.read(exponent).column("patient").get(0)).isEqualTo("1e2000000000");
        assertThat(TableReader.read(workbook(row("1e20"))).column("patient").get(0))
                .isEqualTo("100000000000000000000");
    }

    @Test
    void aPartThatUnpacksToFarMoreThanItsFileIsRefused() throws IOException {
        Path file = workbook(Workbook.rows("patient,race", "a,b") + " ".repeat(40 << 20));

        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> TableReader.read(file))
                .withMessageContaining("unpacks to more than 32 MiB, all out of proportion");
    }

    @Test
    void compressedTextThatUnpacksToFarMoreThanItsFileIsRefused() throws IOException {
        Path file = folder.resolve("table.csv.gz");
        try (OutputStream out = new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(file)), 1 << 16)) {
            out.write("patient,race\n".getBytes(StandardCharsets.US_ASCII));
            byte[] rows = "a,b\n".repeat(1 << 14).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < (40 << 20) / rows.length; i++) {
                out.write(rows);
            }
        }

        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> TableReader.read(file))
                .withMessageContaining("unpacks to more than 32 MiB");
    }

    @ParameterizedTest
    @CsvSource({
        "a, 17000000, Row 2 of, has a cell of more than 16777216 bytes",
        "',', 110000, Row 2 of, has 100000 cells more than the line of names",
        "'\n', 5000010, has more than 5, rows without text",
    })
    void rowsWithoutEndAreRefused(String what, int times, String where, String said) throws IOException {
        Path file = folder.resolve("table.csv");
        Files.writeString(file, "patient,race\n" + what.repeat(times));

        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> TableReader.read(file))
                .withMessageContaining(where)
                .withMessageContaining(said);
    }

    @Test
    void moreColumnsThanAnyTableHasAreRefused() throws IOException {
        Path file = folder.resolve("table.csv");
        Files.writeString(file, "c,".repeat(110_000) + "c\na,b\n");

        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> TableReader.read(file))
                .withMessageContaining("110,001 names of columns; the limit is 100,000");
    }

    private static String row(String number) {
        return Workbook.rows("patient,race") + "<row r='2'><c r='A2'><v>" + number + "</v></c></row>";
    }

    private Path workbook(String rows) throws IOException {
        return Workbook.of(folder.resolve("table.xlsx")).sheet("Sheet1", rows).write();
    }
}
