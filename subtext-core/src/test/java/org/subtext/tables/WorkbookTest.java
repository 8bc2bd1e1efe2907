package org.subtext.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.subtext.cohort.ColumnGuess;
import org.subtext.cohort.ColumnMapping;
import org.subtext.cohort.ColumnRole;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Problems;
import org.subtext.problems.Remark;

/** Workbooks as people keep them. */
class WorkbookTest {
    private static final String SOUND = Workbook.rows("patient,race", "p1,White", "p2,Black");
    private static final String OLD = Workbook.rows("patient,race", "p1,Asian", "p2,Other");

    @TempDir
    private Path folder;

    private Workbook workbook() {
        return Workbook.of(folder.resolve("t.xlsx"));
    }

    private static List<String> cells(Table table, String column) {
        Column cells = table.column(column);
        return IntStream.range(0, cells.size())
                .mapToObj(row -> String.valueOf(cells.get(row)))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"hidden", "veryHidden"})
    void theFirstSheetThatAPersonSeesIsReadAndNamed(String state) throws IOException {
        Table table = TableReader.read(
                workbook().sheet("old", state, OLD).sheet("data", SOUND).write());

        assertThat(cells(table, "race")).containsExactly("White", "Black");
        assertThat(table.sheet()).map(SheetChoice::name).contains("data");
        assertThat(table.remarks())
                .extracting(Remark::toString)
                .containsExactly("Sheet \"data\" was read, of a workbook of 2 sheets, 1 of them hidden.");
    }

    @Test
    void aWorkbookOfOneSheetIsQuiet() throws IOException {
        assertThat(TableReader.read(workbook().sheet("data", SOUND).write()).remarks())
                .isEmpty();
    }

    @Test
    void theNamedSheetIsReadEvenWhereItIsHidden() throws IOException {
        Path file = workbook().sheet("data", SOUND).sheet("old", "hidden", OLD).write();

        assertThat(cells(TableReader.read(file, "old"), "race")).containsExactly("Asian", "Other");
        assertThatThrownBy(() -> TableReader.read(file, "dat"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("Did you mean \"data\"?")
                .hasMessageContaining("cohort.sheet");
    }

    @Test
    void whatNobodySeesIsNotReadUnasked() throws IOException {
        Path file = workbook().sheet("old", "hidden", OLD).write();

        assertThatThrownBy(() -> TableReader.read(file)).hasMessageContaining("cohort.sheet: old");
    }

    @Test
    void anEmptyFirstSheetNamesTheOthers() throws IOException {
        Path file = workbook().sheet("Sheet1", "").sheet("data", SOUND).write();

        assertThatThrownBy(() -> TableReader.read(file))
                .hasMessageContaining("Sheet \"Sheet1\"")
                .hasMessageContaining("cohort.sheet: data");
    }

    @Test
    void cellsAreTheTextThatIsShown() throws IOException {
        Table table = TableReader.read(workbook()
                .sheet("data", Workbook.rows("a,b,c,d,e,f,g,h,i") + """
                    <row r="2"><c r="A2"><v>0.30000000000000004</v></c><c r="B2"><v>12.0</v></c>
                    <c r="C2" t="b"><v>1</v></c><c r="D2" t="e"><v>#N/A</v></c>
                    <c r="E2" s="2"><v>43861</v></c><c r="F2" s="4"><v>7.5</v></c>
                    <c r="G2"><f>1+1</f><v>2</v></c><c r="H2" t="str"><f>"x"</f><v>x</v></c>
                    <c r="I2" s="3"><v>0.5</v></c></row>\
                    """)
                .write());

        assertThat(table.names().stream().map(name -> cells(table, name).get(0)))
                .containsExactly("0.3", "12", "TRUE", "#N/A", "2020-01-31", "7.5", "2", "x", "12:00");
    }

    @Test
    void aFormulaThatWasNeverCalculatedIsRefused() throws IOException {
        Path file = workbook()
                .sheet(
                        "data",
                        Workbook.rows("a,b") + "<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"B2\"><f>A2+1</f></c></row>")
                .write();

        assertThatThrownBy(() -> TableReader.read(file))
                .hasMessageContaining("Row 2")
                .hasMessageContaining("formula without its value in column 2");
    }

    @Test
    void rowsWithoutTextArePassedOverAndNumbersStayTrue() throws IOException {
        Table table = TableReader.read(workbook()
                .sheet("data", Workbook.rows("", "patient,race", "p1,White", "", "", "p2,Black"))
                .write());

        assertThat(cells(table, "patient")).containsExactly("p1", "p2");
        assertThat(table.rowNumber(0)).isEqualTo(3);
        assertThat(table.rowNumber(1)).isEqualTo(6);
    }

    @Test
    void aTitleAboveTheNamesIsTold() throws IOException {
        Path file = workbook()
                .sheet("data", Workbook.rows("Our cohort", "patient,race", "p1,White"))
                .write();

        assertThatThrownBy(() -> TableReader.read(file))
                .hasMessageContaining("Row 1")
                .hasMessageContaining("title");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "yyyy\\-mm\\-dd | true", "dd/mm/yy | true", "d-mmm-yy | true", "mmm | true", "h:mm | true",
                "[$-407]d. mmmm yyyy | true", "General | false", "0.00 | false", "#,##0 | false", "@ | false",
                "[Red]0.00 | false", "0.00E+00 | false", "0 \"days\" | false", "\\D0000 | false", "mm:ss.0 | true",
            })
    void aFormatShowsADateOrNot(String format, boolean date) {
        assertThat(XlsxCell.isDate(format)).isEqualTo(date);
    }

    @Test
    void aSheetWithoutTheColumnsNamesTheOthers() throws IOException {
        Table readMe = TableReader.read(workbook()
                .sheet("read me", Workbook.rows("About,", "Made by the registry,"))
                .sheet("old", "hidden", OLD)
                .sheet("data", SOUND)
                .write());
        Problems problems = new Problems();

        ColumnGuess.of(readMe, ColumnMapping.GUESS_ALL, Set.of(ColumnRole.PATIENT), problems);

        assertThat(problems.list())
                .singleElement()
                .asString()
                .contains("Sheet \"read me\" was read; other sheets: data.", "cohort.sheet: data")
                .doesNotContain("old");
    }

    @Test
    void aWorkbookWithoutStylesHasNoDates() throws IOException {
        Path file = workbook()
                .sheet(
                        "data",
                        "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>n</t></is></c></row>"
                                + "<row r=\"2\"><c r=\"A2\"><v>43831</v></c></row>")
                .withoutStyles()
                .write();

        assertThat(cells(TableReader.read(file), "n")).containsExactly("43831");
    }
}
