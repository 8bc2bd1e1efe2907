package org.subtext.predictions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PredictionTableTest {
    private static final List<String> CLASSES = List.of("Ünknown, \"x\"", "黒", "b\nc");

    @TempDir
    private Path folder;

    /** Patients of one to several images and studies, ids that repeat over experiments, texts of every script. */
    private static List<PredictionRow> rows(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        List<PredictionRow> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int patient = random.nextInt(1 + count / 2);
            ExperimentName experiment = random.nextInt(3) == 0
                    ? new ExperimentName.External("ville " + random.nextInt(2))
                    : new ExperimentName.Model("internal");
            rows.add(new PredictionRow(
                    experiment,
                    "fold " + patient % 3,
                    random.nextInt(5) == 0 ? "" : "test",
                    "étude " + random.nextInt(3),
                    "p" + patient,
                    "=i" + i,
                    CLASSES.get(patient % 3),
                    List.of(random.nextDouble(), random.nextInt(3) / 2.0, i % 7 == 0 ? 0.0 : random.nextDouble())));
        }
        return rows;
    }

    private static PredictionTable table(List<PredictionRow> rows) {
        return PredictionRows.table(Unit.IMAGE, CLASSES, rows);
    }

    /** How tables were averaged while they were lists of rows. */
    private static List<PredictionRow> formerly(List<PredictionRow> rows, Unit unit, Aggregation aggregation) {
        Map<List<Object>, List<PredictionRow>> groups = new LinkedHashMap<>();
        for (PredictionRow row : rows) {
            String id = unit == Unit.STUDY ? row.study() : row.patient();
            groups.computeIfAbsent(
                            List.of(row.experiment(), row.run(), row.split(), row.patient(), id),
                            key -> new ArrayList<>())
                    .add(row);
        }
        return groups.values().stream()
                .map(members -> {
                    PredictionRow first = members.get(0);
                    String id = unit == Unit.STUDY ? first.study() : first.patient();
                    List<Double> joined = IntStream.range(0, CLASSES.size())
                            .mapToObj(k -> aggregation.of(members.stream()
                                    .mapToDouble(row -> row.scores().get(k))
                                    .toArray()))
                            .toList();
                    return new PredictionRow(
                            first.experiment(),
                            first.run(),
                            first.split(),
                            id,
                            first.patient(),
                            id,
                            first.truth(),
                            joined);
                })
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Aggregation.class)
    void casesAreThoseOfTheRowsToTheLastBit(Aggregation aggregation) {
        for (int count : new int[] {0, 1, 2, 40, 700}) {
            List<PredictionRow> rows = rows(count + 1, count);
            for (Unit unit : List.of(Unit.STUDY, Unit.PATIENT)) {
                assertThat(PredictionRows.of(table(rows).by(unit, aggregation)))
                        .isEqualTo(formerly(rows, unit, aggregation));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 40, 700})
    void columnsSayWhatTheRowsSay(int count) {
        List<PredictionRow> rows = rows(9, count);
        PredictionTable table = table(rows);
        Map<String, Integer> ordinals = new LinkedHashMap<>();
        rows.forEach(row -> ordinals.putIfAbsent(row.patient(), ordinals.size()));

        assertThat(PredictionRows.of(table)).isEqualTo(rows);
        assertThat(table.experiments())
                .isEqualTo(
                        rows.stream().map(PredictionRow::experiment).distinct().toList());
        assertThat(table.truths())
                .isEqualTo(rows.stream()
                        .mapToInt(row -> CLASSES.indexOf(row.truth()))
                        .toArray());
        assertThat(table.patients())
                .isEqualTo(rows.stream()
                        .mapToInt(row -> ordinals.getOrDefault(row.patient(), -1))
                        .toArray());
        assertThat(table.scores(1))
                .isEqualTo(rows.stream().mapToDouble(row -> row.scores().get(1)).toArray());
        assertThat(table.patientCount()).isEqualTo(ordinals.size());
        assertThat(table.studyCount()).isEqualTo((int) rows.stream()
                .map(row -> row.patient() + '\n' + row.study())
                .distinct()
                .count());
    }

    @Test
    void partsKnowOnlyTheirOwnRows() {
        List<PredictionRow> rows = rows(4, 300);
        PredictionTable part = table(rows).where(row -> row % 3 == 1);
        List<PredictionRow> own = IntStream.range(0, 300)
                .filter(row -> row % 3 == 1)
                .mapToObj(rows::get)
                .toList();

        assertThat(PredictionRows.of(part)).isEqualTo(own);
        assertThat(part.patientCount()).isEqualTo((int)
                own.stream().map(PredictionRow::patient).distinct().count());
        assertThat(PredictionRows.of(part.by(Unit.PATIENT))).isEqualTo(formerly(own, Unit.PATIENT, Aggregation.MEAN));
        assertThat(PredictionRows.of(part.followedBy(table(rows))))
                .isEqualTo(Stream.concat(own.stream(), rows.stream()).toList());
    }

    @Test
    void sharedTablesSayTheSameAndHoldTextsOnce() {
        List<PredictionRow> rows = rows(5, 400);
        PredictionTable known = table(rows);
        PredictionTable again = table(rows).sharedWith(known);
        PredictionTable part = table(rows.subList(100, 350)).sharedWith(known);
        PredictionTable other = table(rows(6, 400)).sharedWith(known);

        assertThat(PredictionRows.of(again)).isEqualTo(rows);
        assertThat(again.columns().images()).isSameAs(known.columns().images());
        assertThat(PredictionRows.of(part)).isEqualTo(rows.subList(100, 350));
        assertThat(part.columns().images().values())
                .isSameAs(known.columns().images().values());
        assertThat(part.patientCount()).isEqualTo(table(rows.subList(100, 350)).patientCount());
        assertThat(PredictionRows.of(other)).isEqualTo(rows(6, 400));
    }

    @Test
    void moreThanAByteOfClassesAndExperimentsAreToldApart() {
        List<String> classes =
                IntStream.range(0, 300).mapToObj(k -> "class " + k).toList();
        PredictionTableBuilder builder = new PredictionTableBuilder(classes);
        for (int i = 0; i < 300; i++) {
            double[] scores = new double[300];
            scores[i] = 1;
            String id = Integer.toString(i);
            builder.add(new ExperimentName.Model("m" + i), "run", "test", id, id, id, classes.get(299 - i), scores);
        }
        PredictionTable table = builder.build();

        assertThat(table.experiments()).hasSize(300);
        assertThat(table.truth(1)).isEqualTo("class 298");
        assertThat(table.of(new ExperimentName.Model("m200")).image(0)).isEqualTo("200");
    }

    @Test
    void imagesOfOnePatientThatDifferInTruthHaveNoMean() {
        List<PredictionRow> rows = new ArrayList<>(rows(1, 2));
        PredictionRow first = rows.get(0);
        rows.set(
                1,
                new PredictionRow(
                        first.experiment(),
                        first.run(),
                        first.split(),
                        "s",
                        first.patient(),
                        "i",
                        CLASSES.get((CLASSES.indexOf(first.truth()) + 1) % 3),
                        first.scores()));

        assertThatThrownBy(() -> table(rows).by(Unit.PATIENT)).hasMessageContaining("differ in their truth");
    }

    @Test
    void whatIsNoTableIsRefused() {
        PredictionTableBuilder builder = new PredictionTableBuilder(List.of("a", "b"));
        ExperimentName name = new ExperimentName.Internal();

        assertThatThrownBy(() -> new PredictionTableBuilder(List.of("a", "a"))).hasMessageContaining("distinct");
        assertThatThrownBy(() -> builder.add(name, "r", "test", "s", "p", "i", "c", 0, 1))
                .hasMessageContaining("is not one of");
        assertThatThrownBy(() -> builder.add(name, "r", "test", "s", "p", "i", "a", 1))
                .hasMessageContaining("2 scores");
        assertThatThrownBy(() -> builder.add(name, "r", "test", "s", "p", "i", "a", 1, Double.NaN))
                .hasMessageContaining("finite");
    }

    /** Text cells may lie in any order beside others, and be empty. */
    @Test
    void filesOfEarlierVersionsAreRead() throws IOException {
        Path csv = folder.resolve("predictions.csv");
        Files.writeString(csv, """
                unit,experiment,run,split,study,patient,image,truth,score:F,score:M
                image,internal,fold 1,test,s1,p1,i1,F,0.25,0.75
                image,external: Süd,model,,s2,007,i2,M,1.0,-3e-5
                """);

        PredictionTable read = PredictionFiles.read(csv);

        assertThat(PredictionRows.of(read))
                .containsExactly(
                        new PredictionRow(
                                new ExperimentName.Internal(),
                                "fold 1",
                                "test",
                                "s1",
                                "p1",
                                "i1",
                                "F",
                                List.of(0.25, 0.75)),
                        new PredictionRow(
                                new ExperimentName.External("Süd"),
                                "model",
                                "",
                                "s2",
                                "007",
                                "i2",
                                "M",
                                List.of(1.0, -3e-5)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"p.parquet", "p.csv"})
    void tablesOfEveryScriptComeBackFromFiles(String name) throws IOException {
        List<PredictionRow> rows = rows(8, 500);
        PredictionFiles.write(table(rows), folder.resolve(name));

        assertThat(PredictionRows.of(PredictionFiles.read(folder.resolve(name))))
                .isEqualTo(rows);
    }
}
