package org.subtext.predictions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.problems.InvalidInputException;
import org.subtext.testing.Seeds;

class PredictionFilesTest {
    @TempDir
    Path folder;

    private static PredictionTable table(SplittableRandom random, int rows) {
        List<String> classes = List.of("Black or African American", "it's \"odd\", very", "0–39");
        List<PredictionRow> list = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            list.add(new PredictionRow(
                    new ExperimentName.Internal(),
                    "fold " + i % 5,
                    "test",
                    "s" + i,
                    "00" + i / 2,
                    "i" + i + ",\"x\"",
                    classes.get(i % 3),
                    List.of(
                            random.nextDouble(),
                            Double.MIN_VALUE * (1 + random.nextInt(9)),
                            -1e300 * random.nextDouble())));
        }
        return PredictionRows.table(Unit.IMAGE, classes, list);
    }

    @Seeds(5)
    void tablesSurviveParquetAndCsvToTheLastBit(SplittableRandom random) throws IOException {
        PredictionTable table = table(random, 200);
        for (String name : List.of("p.parquet", "p.csv")) {
            Path file = folder.resolve(name);
            PredictionFiles.write(table, file);
            PredictionTable read = PredictionFiles.read(file);

            assertThat(PredictionRows.of(read)).isEqualTo(PredictionRows.of(table));
            assertThat(read.classes()).isEqualTo(table.classes());
            assertThat(read.unit()).isEqualTo(Unit.IMAGE);
        }
    }

    @Seeds(3)
    void scoresAloneAreThoseOfTheTable(SplittableRandom random) throws IOException {
        PredictionTable table = table(random, 5000);
        Path file = folder.resolve("p.parquet");
        PredictionFiles.write(table, file);
        List<String> read = new ArrayList<>();
        PredictionFiles.readScores(file, classes -> {
            assertThat(classes).isEqualTo(table.classes());
            return (run, image, scores) -> read.add(run + " " + image + " " + Arrays.toString(scores));
        });

        List<String> written = new ArrayList<>();
        for (int row = 0; row < table.size(); row++) {
            double[] scores = {table.score(0, row), table.score(1, row), table.score(2, row)};
            written.add(table.run(row) + " " + table.image(row) + " " + Arrays.toString(scores));
        }
        assertThat(read).isEqualTo(written);
    }

    @Test
    void whatHoldsNoScoresIsRefused() throws IOException {
        Path absent = folder.resolve("absent.parquet");
        Path other = Files.writeString(folder.resolve("other.parquet"), "no table");
        for (Path file : List.of(absent, other)) {
            assertThatThrownBy(() -> PredictionFiles.readScores(file, classes -> (run, image, scores) -> {}))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining(file.toString());
        }
    }

    @Test
    void equalTablesMakeEqualBytesAndLeaveNothingBehind() throws IOException {
        PredictionTable table = table(new SplittableRandom(1), 5000);
        Path first = folder.resolve("first.parquet");
        Path second = folder.resolve("second.parquet");
        PredictionFiles.write(table, first);
        PredictionFiles.write(table, second);

        assertThat(Files.mismatch(first, second)).isEqualTo(-1);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(first, second);
        }
    }

    @Test
    void averagedTablesKeepTheirUnit() throws IOException {
        PredictionTable table = PredictionRows.table(
                Unit.IMAGE,
                List.of("F", "M"),
                List.of(new PredictionRow(
                        new ExperimentName.Internal(), "model", "test", "s", "p", "i", "F", List.of(0.25, 0.75))));
        Path file = folder.resolve("patients.parquet");
        PredictionFiles.write(table.by(Unit.PATIENT), file);

        assertThat(PredictionFiles.read(file).unit()).isEqualTo(Unit.PATIENT);
    }

    @Test
    void otherTablesAreRefusedWithTheMend() throws IOException {
        Path other = Files.writeString(folder.resolve("other.csv"), "patient,truth,score\np,F,0.5\n");

        assertThatThrownBy(() -> PredictionFiles.read(other))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("assess another program's table of scores");
        assertThatThrownBy(() -> PredictionFiles.read(folder.resolve("none.parquet")))
                .hasMessageContaining("There is no prediction file");
    }
}
