package org.subtext.predictions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Stumble;
import org.subtext.tables.TableReader;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Whatever a table is broken by, what is said of it holds none of its cells. */
class MessagesWithoutCellsTest {
    private static final String SECRET = "MRN-991199";
    private static final String HEADER =
            "unit,experiment,run,split,study,patient,image,truth,score:A,score:B\nimage,audit,,test,S," + SECRET;

    @TempDir
    Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static void assertSaysNothing(ThrowingCallable reading, String... words) {
        assertThatThrownBy(reading)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContainingAll(words)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(SECRET, "991199"));
    }

    @Test
    void aQuoteLeftOpenInTheLineOfNames() throws IOException {
        String rows = SECRET + ",A,1.png\n" + SECRET + ",B,2.png\n";
        for (String text : List.of(
                "pid,\"truth,img\n" + rows,
                "\"pid,truth,img\n" + rows,
                "pid,\"truth,img\n" + rows.replace(",B", "\",B") + rows + rows,
                "pid,truth,\"img\n" + rows + "\"\n")) {
            Path table = file("a.csv", text);
            assertSaysNothing(() -> TableReader.read(table), "A quote in row 1");
        }
    }

    @Test
    void aNameOfSeveralLinesIsLawful() throws IOException {
        Path table = file("a.csv", "pid,\"race,\nas recorded\",img\n1,A,1.png\n2,B,2.png\n");
        assertThat(TableReader.read(table).names()).containsExactly("pid", "race,\nas recorded", "img");
    }

    @Test
    void predictionsThatAreBroken() throws IOException {
        for (String row : List.of(
                ",i.png,A,0.5," + SECRET + "\n",
                ",i.png,A,0.5\n",
                ",i.png,A,0.5,0.5," + SECRET + "\n",
                ",i.png,A,0.5,\n",
                ",\"i.png,A,0.5,0.5\n")) {
            Path predictions = file("predictions.csv", HEADER + row);
            assertSaysNothing(() -> PredictionFiles.read(predictions), "Prediction file");
        }
        Path unit = file("predictions.csv", HEADER.replace("\nimage", "\n" + SECRET) + ",i.png,A,0.5,0.5\n");
        assertSaysNothing(() -> PredictionFiles.read(unit), "row 2 is of no known unit");
        Path parquet = file("predictions.parquet", "PAR1" + SECRET + "PAR1");
        assertSaysNothing(() -> PredictionFiles.read(parquet), "Prediction file");
    }

    @Test
    void workbooksAndParquetThatAreBroken() throws IOException {
        for (String name : List.of("a.xlsx", "a.parquet")) {
            byte[] start =
                    name.endsWith("x") ? new byte[] {'P', 'K', 3, 4} : "PAR1".getBytes(StandardCharsets.US_ASCII);
            Path table = folder.resolve(name);
            byte[] text = (SECRET + "PAR1").getBytes(StandardCharsets.US_ASCII);
            byte[] all = new byte[start.length + text.length];
            System.arraycopy(start, 0, all, 0, start.length);
            System.arraycopy(text, 0, all, start.length, text.length);
            Files.write(table, all);
            assertSaysNothing(() -> TableReader.read(table), "cannot be read as");
        }
    }

    @Test
    void aPlaceIsSaidAndNoText() {
        assertThatThrownBy(() -> JsonMapper.builder().build().readTree("{\n \"a\": " + SECRET + "}"))
                .isInstanceOfSatisfying(JacksonException.class, e -> {
                    assertThat(e.getMessage()).contains("MRN");
                    assertThat(Stumble.at(e)).matches(" at line 2, column \\d+");
                });
        assertThat(Stumble.line(new IOException("CSV Error on Line: 98\nOriginal Line: " + SECRET)))
                .hasValue(98);
        assertThat(Stumble.line(new IOException())).isEmpty();
    }
}
