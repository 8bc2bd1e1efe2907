package org.subtext.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.subtext.problems.InvalidInputException;
import org.subtext.testing.Seeds;

/** Tables as spreadsheets and exports write them. */
class TableFormsTest {
    private static final String SOUND = "patient;race\n007;White\n008;Black\n";

    @TempDir
    private Path folder;

    private Table read(String text) throws IOException {
        return TableReader.read(Files.writeString(folder.resolve("t.csv"), text));
    }

    private String refusal(String text) throws IOException {
        return refusal(Files.writeString(folder.resolve("t.csv"), text));
    }

    /** Without the folder, whose number by chance holds that of a patient. */
    private static String refusal(Path file) {
        try {
            TableReader.read(file);
        } catch (InvalidInputException | IOException e) {
            assertThat(e).isInstanceOf(InvalidInputException.class);
            return String.valueOf(e.getMessage()).replace(file.toString(), "t.csv");
        }
        throw new AssertionError("not refused");
    }

    private static List<String> cells(Table table, String column) {
        Column cells = table.column(column);
        return IntStream.range(0, cells.size())
                .mapToObj(row -> String.valueOf(cells.get(row)))
                .toList();
    }

    private static void isSound(Table table) {
        assertThat(table.names()).containsExactly("patient", "race");
        assertThat(cells(table, "patient")).containsExactly("007", "008");
        assertThat(cells(table, "race")).containsExactly("White", "Black");
    }

    @Test
    void aLineThatNamesTheDelimiterIsObeyed() throws IOException {
        Table table = read("sep=;\r\n" + SOUND.replace("race", "\"race\"").replace("White", "White"));

        isSound(table);
        assertThat(table.rowNumber(0)).isEqualTo(3);
        assertThat(read("\"sep=|\"\npatient|a,b,c\n1|2\n").names()).containsExactly("patient", "a,b,c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-8"})
    void aByteOrderMarkSaysWhatTheTextIs(String charset) throws IOException {
        Path file = folder.resolve("t.txt");
        Files.write(
                file, ("\uFEFF" + SOUND.replace(';', '\t').replace("\n", "\r\n")).getBytes(Charset.forName(charset)));

        isSound(TableReader.read(file));
    }

    @Test
    void utf16WithoutItsMarkIsNamed() throws IOException {
        Path file = folder.resolve("t.csv");
        Files.write(file, SOUND.getBytes(StandardCharsets.UTF_16LE));

        assertThat(refusal(file)).contains("UTF-16", "CSV (UTF-8)");
    }

    @Test
    void lineEndsOfAllKindsMayStandInOneFile() throws IOException {
        isSound(read("patient;race\r\n007;White\r008;Black\n"));
        isSound(read("patient;race\r007;White\r008;Black"));
        assertThat(cells(read("patient;note\r\n1;\"a\r\nb\"\r2;c"), "note")).containsExactly("a\r\nb", "c");
    }

    @Test
    void rowsWithoutTextAreNoRowsAndNumbersStayTrue() throws IOException {
        Table table = read("\n" + SOUND.replace("008", "\n;\n008") + ";\n\n");

        isSound(table);
        assertThat(table.rowNumber(0)).isEqualTo(3);
        assertThat(table.rowNumber(1)).isEqualTo(6);
    }

    @Test
    void emptyCellsBeyondTheLastColumnArePassedOver() throws IOException {
        isSound(read("patient;race\n007;White;\n008;Black;;\n"));
    }

    @Test
    void aTitleIsTold() throws IOException {
        assertThat(refusal("Cohort of the clinic;;\npatient;race;age\n007;White;1\n"))
                .contains("Line 1", "looks like a title", "Delete");
        assertThat(refusal("Cohort of the clinic\npatient;race;age\n007;White;1\n"))
                .contains("Line 1", "a title");
        assertThat(read("patient\n007\n008\n").rows()).isEqualTo(2);
        assertThat(read(",patient\n0,007\n1,008\n").rows()).isEqualTo(2);
        assertThat(read("patient;\n007;\n008;\n").rows()).isEqualTo(2);
        assertThat(read("note\n\"a;b\"\n\"c;d;e\"\n").rows()).isEqualTo(2);
    }

    @Test
    void aTableWithoutNamesIsTold() throws IOException {
        assertThat(refusal("007;img/1.png;White\n008;img/2.png;Black\n")).contains("Row 1", "line of names");
        assertThat(refusal("12;7.5;3\n13;8.5;4\n"))
                .contains("Row 1", "line of names")
                .doesNotContain("7.5");
        assertThat(read("0,1,2\na,b,c\n").names()).containsExactly("0", "1", "2");
    }

    @Test
    void anotherCodePageIsNamedWithRowAndColumn() throws IOException {
        Path file = folder.resolve("t.csv");
        Files.write(file, SOUND.replace("Black", "M\u00e9tis").getBytes(Charset.forName("windows-1252")));

        assertThat(refusal(file))
                .contains("not UTF-8", "row 3, column race", "Windows-1252", "CSV UTF-8")
                .doesNotContain("008");
        Files.writeString(file, SOUND.replace("Black", "M\u00e9tis"));
        assertThat(cells(TableReader.read(file), "race")).containsExactly("White", "M\u00e9tis");
    }

    @Test
    void allRaggedRowsAreSaidAtOnceAndNobodyIsQuoted() throws IOException {
        assertThat(refusal("patient;race\n007\n008;Black;x\n009;White\n"))
                .contains("Row 2", "has 1 cell,", "Row 3", "has 3 cells", "double quotes")
                .doesNotContain("Row 4", "008", "Expected Number");
    }

    @Test
    void quotesThatDoNotCloseAreFound() throws IOException {
        assertThat(refusal("patient;race\n007;\"White\n008;Black\n")).contains("never closed");
        assertThat(refusal("patient;race\n007;\"White\"x\n008;Black\n"))
                .contains("Row 2", "closing quote", "column race");
        assertThat(cells(read("patient;size\n007;5\" tube\n008;\"4\"\" tube\" \n"), "size"))
                .containsExactly("5\" tube", "4\" tube");
    }

    @Test
    void bytesThatAreNoTextAreRefused() throws IOException {
        assertThat(refusal("patient;race\n" + "007;White\n".repeat(20) + "008;Bl\0ck\n"))
                .contains("Row 22", "value 0");
    }

    @Test
    void contentSaysWhatAFileIsWhereItsNameDoesNot() throws IOException {
        Path packed = folder.resolve("packed.csv");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(SOUND.getBytes(StandardCharsets.UTF_8));
        }
        Path workbook = Workbook.of(folder.resolve("workbook.csv"))
                .sheet("data", Workbook.rows("patient,race", "007,White", "008,Black"))
                .write();

        isSound(TableReader.read(packed));
        isSound(TableReader.read(workbook));
    }

    @ParameterizedTest
    @CsvSource({
        "t.xlsx, patient, call it .csv",
        "t.parquet, patient, call it .csv",
        "t.csv.gz, patient, drop the .gz",
        "t.xls, <html><table>, a page (HTML or XML)",
        "t.csv, %PDF-1.7, a document",
    })
    void whatAFileIsNotIsSaid(String name, String text, String said) throws IOException {
        assertThat(refusal(Files.writeString(folder.resolve(name), text))).contains(said);
    }

    @Test
    void otherWorkbooksAreNamed() throws IOException {
        Path old = folder.resolve("t.xls");
        Files.write(old, new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0, 0, 0, 0});

        assertThat(refusal(old)).contains(".xls", "password", ".xlsx");
        assertThat(refusal(zip("t.ods", "content.xml"))).contains(".ods", ".xlsx");
        assertThat(refusal(zip("t.xlsb", "xl/workbook.bin"))).contains(".xlsb", ".xlsx");
        assertThat(refusal(zip("t.zip", "t.csv"))).contains("zip file of 1 files", "Unpack");
    }

    private Path zip(String name, String entry) throws IOException {
        Path file = folder.resolve(name);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.closeEntry();
        }
        return file;
    }

    @Test
    void aSheetOfAFileThatHasNoneIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("t.csv"), SOUND);

        assertThatThrownBy(() -> TableReader.read(file, "data")).hasMessageContaining("no workbook");
    }

    @Test
    void wordsThatOthersTakeForNothingStayWords() throws IOException {
        assertThat(cells(read("patient;race\nNULL;None\n1e5;NA\n0012;nan\n"), "race"))
                .containsExactly("None", "NA", "nan");
        assertThat(cells(read("patient;race\nNULL;None\n1e5;NA\n0012;nan\n"), "patient"))
                .containsExactly("NULL", "1e5", "0012");
    }

    @Seeds(20)
    void whatIsWrittenIsRead(SplittableRandom random) throws IOException {
        String signs = "ab\u00e9 ,;\"\n\r7#'";
        List<List<String>> rows = new ArrayList<>();
        StringBuilder text = new StringBuilder("k,a,b\n");
        for (int i = 0; i < 200; i++) {
            List<String> cells = new ArrayList<>(List.of("k" + i));
            for (int c = 0; c < 2; c++) {
                StringBuilder cell = new StringBuilder("x");
                for (int s = random.nextInt(6); s > 0; s--) {
                    cell.append(signs.charAt(random.nextInt(signs.length())));
                }
                cells.add(cell.append("y").toString());
            }
            rows.add(cells);
            text.append(CsvLine.of(cells).stripTrailing()).append(random.nextBoolean() ? "\n" : "\r\n");
        }
        Table table = read(text.toString());

        assertThat(table.rows()).isEqualTo(200);
        for (int i = 0; i < 200; i++) {
            assertThat(List.of(cell(table, "k", i), cell(table, "a", i), cell(table, "b", i)))
                    .isEqualTo(rows.get(i));
        }
    }

    private static String cell(Table table, String column, int row) {
        return String.valueOf(table.column(column).get(row));
    }

    @ParameterizedTest
    @CsvSource({
        "'patient,race\np1,White\np2,Black\n', 'patient,race'",
        "'patient;race\np1;White\n', 'patient,race'",
        "'patient\trace, sex\np1\tWhite, F\n', 'patient,race, sex'",
        "'age, years\n40\n50\n', 'age, years'"
    })
    void aFileCalledTsvIsReadByTheDelimiterThatItHas(String text, String names) throws IOException {
        Path file = Files.writeString(folder.resolve("t.tsv"), text);

        assertThat(String.join(",", TableReader.read(file).names())).isEqualTo(names);
        assertThat(String.join(",", TableReader.names(file))).isEqualTo(names);
    }
}
