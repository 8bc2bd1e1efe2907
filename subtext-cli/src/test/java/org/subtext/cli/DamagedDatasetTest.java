package org.subtext.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A damaged copy at the command line: exit code 2 with all that is wrong and no table, or a warning beside the table.
 */
class DamagedDatasetTest {
    private static final String TABLE = "Data_Entry_2017_v2020.csv";
    private static final String HEADER =
            "Image Index,Finding Labels,Follow-up #,Patient ID,Patient Age,Patient Gender,View Position\n";
    private static final String FIRST = "00000001_000.png,Mass,0,700001,57,M,PA\n";
    private static final String SECOND = "00000002_000.png,No Finding,0,700002,41,F,AP\n";

    private static final String THIRD = "00000003_000.png,No Finding,0,700003,52,M,AP\n";

    @TempDir
    Path temporary;

    private Path root() throws IOException {
        return Files.createDirectories(temporary.resolve("nih"));
    }

    private void write(String name, String text) throws IOException {
        Path file = root().resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
    }

    @Test
    void aMissingTable() throws IOException {
        write("notes/list.csv", "a\n1\n");

        refused(
                "There is no Data_Entry_2017_v2020 or Data_Entry_2017",
                "Tables found: notes/list.csv",
                "--root FOLDER");
    }

    @Test
    void renamedColumns() throws IOException {
        write(TABLE, HEADER.replace("Patient Age", "Age").replace("View Position", "View") + FIRST + SECOND);

        refused(
                "2 problems:",
                "There is no column Patient Age in " + TABLE + ". Did you mean \"Age\"?",
                "There is no column View Position in " + TABLE + ". Did you mean \"View\"?",
                "Columns found: Image Index",
                "Rename the column back");
    }

    @Test
    void twoCopies() throws IOException {
        write("a/" + TABLE, HEADER + FIRST);
        write("b/" + TABLE, HEADER + FIRST);

        refused("Several files could be Data_Entry_2017_v2020", "a/" + TABLE + ", b/" + TABLE, "--root FOLDER");
    }

    @Test
    void emptyTables() throws IOException {
        write(TABLE, HEADER);
        refused("but no rows", "Put the file there again as NIH ChestX-ray14 gives it out");

        write(TABLE, "");
        refused("empty (0 bytes)", "Put the file there again");
    }

    @Test
    void aRepeatedImage() throws IOException {
        write(TABLE, HEADER + FIRST + SECOND + FIRST);

        refused("The same image stands in row 2 of " + TABLE + " and in row 4 of " + TABLE, "Keep one of each");
    }

    @Test
    void aCompressedTableThatIsCutShort() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            StringBuilder text = new StringBuilder(HEADER);
            for (int i = 0; i < 20_000; i++) {
                text.append("%08d_000.png,Mass,0,%d,57,M,PA\n".formatted(i, 700000 + i * 31 % 977));
            }
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        }
        Files.write(root().resolve(TABLE + ".gz"), Arrays.copyOf(bytes.toByteArray(), bytes.size() / 2));

        refused(TABLE + ".gz is cut short", "rows are lost", "Copy or download it again");
    }

    @Test
    void aWorkbookThatIsNone() throws IOException {
        write(TABLE.replace(".csv", ".xlsx"), "PK, but no workbook");

        refused("cannot be read as XLSX", "Copy or save it again");
    }

    @Test
    void unknownCodesAndWhatIsNoAgeAreWarnings() throws IOException {
        write(TABLE, HEADER + FIRST.replace(",M,PA", ",Q,XX").replace("57", "old") + SECOND + THIRD);
        for (int i = 1; i <= 3; i++) {
            write("images/0000000" + i + "_000.png", "");
        }
        Terminal kept = keep();

        assertThat(kept.exit()).as(kept.all()).isZero();
        assertThat(kept.err())
                .contains("Warning: sex \"Q\" is in no code book (1 rows): kept as raw value, left without a class")
                .contains("Warning: view \"XX\" is in no code book (1 rows): kept in column view as recorded")
                .contains("Warning: 1 rows have no age of 0 to 120 years in Patient Age of " + TABLE)
                .doesNotContain("700001");
        assertThat(temporary.resolve("tables/nih-cxr14.csv"))
                .content()
                .contains(",XX,", ",Q,,,")
                .contains(",F,Female,41,");
    }

    /** Makes the table and keeps it. */
    private Terminal keep() throws IOException {
        Path plan = Files.writeString(
                temporary.resolve("plan.yaml"),
                "cohort: {source: {dataset: nih-cxr14, root: nih, tables: tables}, attribute: sex, minimum_patients:"
                        + " 1}");
        root();
        return Terminal.run("cohort", plan);
    }

    /** By a plan file and by options, each with its own word for where the data set is. */
    private void refused(String... words) throws IOException {
        refused(
                keep(),
                Stream.of(words)
                        .map(said -> said.replace("--root ", "cohort.source.root: "))
                        .toArray(String[]::new));
        refused(Terminal.run("cohort", "--dataset", "nih-cxr14", "--root", root()), words);
        assertThat(temporary.resolve("tables")).doesNotExist();
    }

    private static void refused(Terminal terminal, String... words) {
        assertThat(terminal.exit()).as(terminal.all()).isEqualTo(2);
        assertThat(terminal.err()).contains(words).doesNotContain("700001");
    }
}
