package org.subtext.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.problems.InvalidInputException;

class EmbeddingReaderTest {
    private static final int PATIENTS = 24;

    @TempDir
    Path folder;

    private final ProbeRows rows = ClosedForm.gaussian(new SplittableRandom(1), PATIENTS, 2, 3, 1);

    private Path file(String name, List<String> lines) throws IOException {
        return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
    }

    private List<String> lines(String header, java.util.function.IntFunction<String> line) {
        List<String> lines = new ArrayList<>(List.of(header));
        IntStream.range(0, rows.size()).mapToObj(line).forEach(lines::add);
        return lines;
    }

    private String vector(int i) {
        float[] v = rows.vectors()[i];
        return v[0] + "," + v[1] + "," + v[2];
    }

    private static String sex(int i) {
        return i / 2 % 2 == 0 ? "F" : "M";
    }

    private Path table() throws IOException {
        return file("table.csv", lines("image,patient_id,sex", i -> "i" + i + ",p" + i / 2 + "," + sex(i)));
    }

    private static String refusal(ProbePlan plan) throws IOException {
        try {
            EmbeddingReader.read(plan);
        } catch (InvalidInputException e) {
            return e.getMessage();
        }
        throw new AssertionError("expected a refusal");
    }

    private void expectAll(LabelledEmbeddings found) {
        assertThat(found.embeddings().vectors()).isDeepEqualTo(rows.vectors());
        assertThat(found.labels()).containsExactly(rows.labels());
        assertThat(found.classes()).containsExactly("F", "M");
        assertThat(found.rows().patients()).containsExactly(rows.patients());
    }

    @Test
    void numberedColumnsOfACsvAreReadWithTheirOwnLabels() throws IOException {
        Path file = file("e.csv", lines("e0,e1,e2,patient,sex", i -> vector(i) + ",p" + i / 2 + "," + sex(i)));

        expectAll(EmbeddingReader.read(ProbePlan.of(file, null, "sex")));
    }

    @Test
    void columnsStandInTheOrderOfTheirNumbers() throws IOException {
        Path file = file("e.csv", lines("e10,e8,e9,patient,sex", i -> {
            float[] v = rows.vectors()[i];
            return v[2] + "," + v[0] + "," + v[1] + ",p" + i / 2 + "," + sex(i);
        }));

        expectAll(EmbeddingReader.read(ProbePlan.of(file, null, "sex")));
    }

    @Test
    void aTableIsJoinedByTheSharedColumnInAnyOrder() throws IOException {
        List<String> lines = lines("image,e0,e1,e2", i -> "i" + i + "," + vector(i));
        Path file = file("e.csv", lines);
        List<String> reversed = new ArrayList<>(Files.readAllLines(table()));
        java.util.Collections.reverse(reversed.subList(1, reversed.size()));

        expectAll(EmbeddingReader.read(ProbePlan.of(file, file("reversed.csv", reversed), "sex")));
    }

    @Test
    void whatEmbedWritesIsReadAgainFromParquetAndNpy() throws IOException {
        List<String> ids =
                IntStream.range(0, rows.size()).mapToObj(i -> "i" + i).toList();
        List<String> patients =
                IntStream.range(0, rows.size()).mapToObj(i -> "p" + i / 2).toList();
        Map<String, List<String>> columns = new LinkedHashMap<>();
        columns.put("image", ids);
        columns.put("patient", patients);
        for (String name : List.of("e.parquet", "e.npy")) {
            Path file = folder.resolve(name);
            EmbeddingFiles.write(columns, rows.vectors(), "not for records", file);

            expectAll(EmbeddingReader.read(ProbePlan.of(file, table(), "sex").withPatient("patient_id")));
        }
        assertThat(folder.resolve("e.ids.csv")).exists();
    }

    @Test
    void aBareNpyFileIsJoinedRowByRow() throws IOException {
        NpyFile.write(folder.resolve("bare.npy"), rows.vectors());

        LabelledEmbeddings found = EmbeddingReader.read(ProbePlan.of(folder.resolve("bare.npy"), table(), "sex"));

        expectAll(found);
        assertThat(found.notes()).anyMatch(note -> note.contains("row by row"));
    }

    @Test
    void rowCountsThatDifferAreRefusedWithBothCounts() throws IOException {
        NpyFile.write(folder.resolve("bare.npy"), java.util.Arrays.copyOf(rows.vectors(), 40));

        assertThat(refusal(ProbePlan.of(folder.resolve("bare.npy"), table(), "sex")))
                .contains("has 40 rows", "has 48 rows", "probe.on");
    }

    @Test
    void cellsThatAreNoFiniteNumbersAreNamedByRowAndColumnWithoutTheirContent() throws IOException {
        List<String> lines = lines("e0,e1,e2,patient,sex", i -> vector(i) + ",p" + i / 2 + "," + sex(i));
        lines.set(3, "0.1,nan,0.2,p1,F");
        lines.set(5, "0.1,0.3,secret,p1,F");
        lines.set(7, "0.1,,0.2,p1,F");

        assertThat(refusal(ProbePlan.of(file("e.csv", lines), null, "sex")))
                .contains("Row 4, column e1", "Row 6, column e2", "Row 8, column e1")
                .doesNotContain("secret");
    }

    @Test
    void anIdThatTheTableDoesNotHoldIsRefused() throws IOException {
        List<String> lines = lines("image,e0,e1,e2", i -> "i" + i + "," + vector(i));
        lines.set(1, "unknown," + vector(0));

        assertThat(refusal(ProbePlan.of(file("e.csv", lines), table(), "sex")))
                .contains("Row 2 of", "does not hold")
                .doesNotContain("unknown");
    }

    @Test
    void aCoordinateLeftOutIsMissed() throws IOException {
        assertThat(refusal(ProbePlan.of(
                        file("e.csv", lines("e0,e1,e3,sex", i -> vector(i) + "," + sex(i))), null, "sex")))
                .contains("3 columns e0 to e3", "1 are missing");
    }

    @Test
    void filesWithoutVectorsSayWhatWasExpected() throws IOException {
        assertThat(refusal(ProbePlan.of(table(), null, "sex"))).contains("hold no vector", "e0, e1");
        assertThat(refusal(ProbePlan.of(folder.resolve("none.csv"), null, "sex")))
                .contains("There is no table");
        assertThat(refusal(ProbePlan.of(folder.resolve("none.npy"), null, "sex")))
                .contains("There is no file");
    }

    @Test
    void unnamedClassesAndSmallOnesAreRefusedWithTheMend() throws IOException {
        Path bare = file("e.csv", lines("e0,e1,e2,sex", i -> vector(i) + "," + i / 2 % 2));
        assertThat(refusal(ProbePlan.of(bare, null, "sex"))).contains("bare numbers", "probe.rename");
        assertThat(EmbeddingReader.read(ProbePlan.of(bare, null, "sex").withRename(Map.of("0", "F", "1", "M")))
                        .classes())
                .containsExactly("F", "M");

        Path small = file(
                "s.csv", lines("e0,e1,e2,patient,sex", i -> vector(i) + ",p" + i / 2 + "," + (i < 4 ? "X" : sex(i))));
        assertThat(refusal(ProbePlan.of(small, null, "sex"))).contains("recorded as X", "probe.classes");
        assertThat(EmbeddingReader.read(ProbePlan.of(small, null, "sex").withClasses(List.of("F", "M")))
                        .labels())
                .hasSize(44);
    }

    @Test
    void rowsOfNobodyAndSpellingsOfOnePersonAreRefused() throws IOException {
        Path file = file(
                "e.csv",
                lines(
                        "e0,e1,e2,patient,sex",
                        i -> vector(i) + "," + (i == 3 ? "NA" : i == 5 ? "0102" : "" + (100 + i / 2)) + "," + sex(i)));

        assertThat(refusal(ProbePlan.of(file, null, "sex")))
                .contains("Row 5 has no patient id", "1 patient id in column patient", "leading zeros");
    }

    @Test
    void patientsWithTwoClassesAndRowsWithNoneAreLeftOutAndCounted() throws IOException {
        List<String> lines = lines("e0,e1,e2,patient,sex", i -> vector(i) + ",p" + i / 2 + "," + sex(i));
        lines.set(1, vector(0) + ",p0,M");
        lines.set(3, vector(2) + ",p1,unknown");

        LabelledEmbeddings found = EmbeddingReader.read(ProbePlan.of(file("e.csv", lines), null, "sex"));

        assertThat(found.labels()).hasSize(45);
        assertThat(found.rowsFound()).isEqualTo(48);
        assertThat(found.notes().stream().collect(Collectors.joining()))
                .contains("Fewer than 11 images without a recorded sex", "Fewer than 11 patients with more than one");
    }

    @Test
    void aControlMustHoldTheSameImages() throws IOException {
        LabelledEmbeddings all = EmbeddingReader.read(ProbePlan.of(
                file("e.csv", lines("image,e0,e1,e2", i -> "i" + i + "," + vector(i))), table(), "sex"));
        List<String> reversed = lines("image,e0,e1,e2", i -> "i" + (47 - i) + "," + vector(i));
        LabelledEmbeddings control = EmbeddingReader.read(ProbePlan.of(file("c.csv", reversed), table(), "sex"));

        assertThat(all.counterpart(control).vectors()[0]).containsExactly(rows.vectors()[47]);

        LabelledEmbeddings fewer =
                EmbeddingReader.read(ProbePlan.of(file("f.csv", reversed.subList(0, 47)), table(), "sex"));
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> all.counterpart(fewer))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("for 2 of the 48 images");
    }
}
