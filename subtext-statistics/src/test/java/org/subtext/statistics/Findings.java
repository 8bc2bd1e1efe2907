package org.subtext.statistics;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** The synthetic 166 images of 110 patients in findings.csv, on which independent programs were run. */
public record Findings(
        List<String> patients,
        List<String> races,
        List<String> sexes,
        List<String> views,
        boolean[] truths,
        double[] scores) {
    /** By name. */
    public static final List<String> RACES = List.of("Asian", "Black", "White");

    /** For numbers that another program printed with 12 significant digits. */
    public static final org.assertj.core.data.Offset<Double> PRINTED = org.assertj.core.data.Offset.offset(1e-11);

    public static Findings read() {
        try (InputStream in = Objects.requireNonNull(Findings.class.getResourceAsStream("findings.csv"))) {
            List<List<String>> columns = new ArrayList<>();
            IntStream.range(0, 6).forEach(column -> columns.add(new ArrayList<>()));
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .forEach(line -> {
                        String[] cells = line.split(",", -1);
                        IntStream.range(0, 6)
                                .forEach(column -> columns.get(column).add(cells[column]));
                    });
            boolean[] truths = new boolean[columns.get(4).size()];
            for (int row = 0; row < truths.length; row++) {
                truths[row] = columns.get(4).get(row).equals("1");
            }
            return new Findings(
                    columns.get(0),
                    columns.get(1),
                    columns.get(2),
                    columns.get(3),
                    truths,
                    columns.get(5).stream().mapToDouble(Double::parseDouble).toArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int[] clusters() {
        return Clusters.dense(patients);
    }

    /** Ordinals of {@link #RACES}. */
    public int[] raceOrdinals() {
        return races.stream().mapToInt(RACES::indexOf).toArray();
    }

    public BinaryScores all() {
        return BinaryScores.of(scores, truths, clusters());
    }

    /** Some rows, patients numbered as in all. */
    public BinaryScores where(IntPredicate row) {
        int[] rows = IntStream.range(0, scores.length).filter(row).toArray();
        boolean[] labels = new boolean[rows.length];
        for (int i = 0; i < rows.length; i++) {
            labels[i] = truths[rows[i]];
        }
        int[] clusters = clusters();
        return BinaryScores.of(
                Arrays.stream(rows).mapToDouble(r -> scores[r]).toArray(),
                labels,
                Arrays.stream(rows).map(r -> clusters[r]).toArray(),
                all().clusterCount());
    }

    /** The rows of one race, or all. */
    public BinaryScores of(String race) {
        return where(row -> race.equals("all") || races.get(row).equals(race));
    }
}
