package org.subtext.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.subtext.predictions.ExperimentName;
import org.subtext.predictions.PredictionFiles;
import org.subtext.predictions.PredictionRow;
import org.subtext.predictions.PredictionRows;
import org.subtext.predictions.PredictionTable;
import org.subtext.predictions.Unit;
import org.subtext.split.Part;
import org.subtext.split.PatientSplit;
import org.subtext.split.SplitFile;
import org.subtext.testing.Seeds;

class CellGuardTest {
    private static final List<String> NASTY = List.of(
            "=HYPERLINK(\"http://x\",\"y\")",
            "+1+1",
            "-1+1",
            "@SUM(A1)",
            "＝1",
            "'@x",
            "''=y",
            "-",
            "-2-3",
            "=1;=2,\"z\"");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1",
                "=cmd|' /C calc'!A0",
                "+A1",
                "-A1",
                "@x",
                "\t=1",
                "\r=1",
                "\n=1",
                "＝1",
                "＋1",
                "－1",
                "＠1",
                "-",
                "+49 170",
                "-1-1",
                "-2+3",
                "=",
                "-1e",
                "-1;2"
            })
    void whatASpreadsheetWouldRunIsText(String cell) {
        assertThat(CellGuard.of(cell)).isEqualTo("'" + cell);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "-1",
                "+1",
                "-1.5",
                "-,5",
                "-1e-05",
                "-3 %",
                "+0.25E+10",
                "1=1",
                "a@b",
                "'a",
                "'",
                "''",
                "'1",
                "'-1",
                "''+4.5"
            })
    void whatItWouldNotRunStays(String cell) {
        assertThat(CellGuard.of(cell)).isEqualTo(cell);
        assertThat(CellGuard.without(cell)).isEqualTo(cell);
    }

    @Seeds(200)
    void whateverIsWrittenComesBack(SplittableRandom random) {
        StringBuilder cell = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            cell.append("'=+-@1.\ta".charAt(random.nextInt(9)));
        }
        String written = CellGuard.of(cell.toString());
        assertThat(CellGuard.without(written)).isEqualTo(cell.toString());
        assertThat(written).doesNotMatch("[=@].*");
    }

    /** What another program wrote behind an apostrophe, however many times it goes through us. */
    @ParameterizedTest
    @ValueSource(strings = {"'=x", "''=x", "'@SUM(A1)", "'-1", "'+4.5", "'-1-1", "'a", "'1"})
    void whatWasGuardedByOthersDoesNotGrow(String written) throws Exception {
        Path file = Files.writeString(folder.resolve("a.csv"), "a,b\n\"" + written + "\",1\n");
        for (int time = 0; time < 3; time++) {
            Table table = TableReader.read(file);
            String line = CsvLine.of(java.util.Arrays.asList(table.column("a").get(0), "1"));

            assertThat(line.replace("\"", "")).isEqualTo(written + ",1\n");
            Files.writeString(file, "a,b\n" + line);
        }
    }

    @Test
    void tablesAndTheirNamesComeBack() throws Exception {
        List<String> names = List.of("=name", "-1", "'@n");
        StringBuilder text = new StringBuilder(CsvLine.of(names));
        NASTY.forEach(cell -> text.append(CsvLine.of(List.of(cell, "-1", "x"))));
        Table table = TableReader.read(Files.writeString(folder.resolve("a.csv"), text));
        assertThat(table.names()).isEqualTo(names);
        List<String> read = new ArrayList<>();
        for (int row = 0; row < table.rows(); row++) {
            read.add(table.column("=name").get(row));
            assertThat(table.column("-1").get(row)).isEqualTo("-1");
        }
        assertThat(read).isEqualTo(NASTY);
        assertThat(text.toString().lines()).noneMatch(line -> line.matches("\"?[=+@].*"));
    }

    @Test
    void splitsComeBack() throws Exception {
        SortedMap<String, Part> parts = new TreeMap<>();
        NASTY.forEach(patient -> parts.put(patient, Part.values()[patient.length() % 3]));
        Path file = folder.resolve("split.csv");
        SplitFile.write(new PatientSplit(parts), file);
        assertThat(SplitFile.readSplit(file).parts()).isEqualTo(parts);
    }

    @Test
    void predictionsComeBackFromCsvAndStandUnguardedInParquet() throws Exception {
        List<PredictionRow> rows = new ArrayList<>();
        for (String cell : NASTY) {
            rows.add(new PredictionRow(
                    new ExperimentName.Internal(), "", "test", cell, cell, cell, "-1", List.of(-0.5, 0.5)));
        }
        PredictionTable table = PredictionRows.table(Unit.IMAGE, List.of("-1", "=B"), rows);
        for (String name : List.of("p.csv", "p.parquet")) {
            Path file = folder.resolve(name);
            PredictionFiles.write(table, file);
            PredictionTable again = PredictionFiles.read(file);
            assertThat(PredictionRows.of(again)).isEqualTo(rows);
            assertThat(again.classes()).isEqualTo(table.classes());
            Table read = TableReader.read(file);
            for (int row = 0; row < NASTY.size(); row++) {
                assertThat(read.column("patient").get(row)).isEqualTo(NASTY.get(row));
                assertThat(read.column("truth").get(row)).isEqualTo("-1");
            }
        }
        assertThat(Files.readString(folder.resolve("p.csv")))
                .contains("'@SUM(A1)", ",-0.5,")
                .doesNotContain(",@SUM", ",=1", "\"=1");
    }
}
