package org.subtext.predictions;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Sentence;

/**
 * An immutable prediction table. Class names travel with the scores, so that an index never goes without its name.
 *
 * <p>Row order is kept by every operation and units appear in order of their first image.
 */
public final class PredictionTable {
    private final Unit unit;
    private final List<String> classes;
    private final List<PredictionRow> rows;

    /**
     * A table.
     *
     * @param unit what one row stands for
     * @param classes class names in score order, at least two, no two alike
     * @param rows every row has one score a class, and its truth is one of the classes
     */
    public PredictionTable(Unit unit, List<String> classes, List<PredictionRow> rows) {
        this.unit = unit;
        this.classes = List.copyOf(classes);
        this.rows = List.copyOf(rows);
        if (this.classes.size() < 2 || this.classes.stream().distinct().count() < this.classes.size()) {
            throw new IllegalArgumentException(
                    "a prediction table needs at least two distinct classes, got " + classes);
        }
        for (PredictionRow row : this.rows) {
            if (row.scores().size() != this.classes.size()) {
                throw new IllegalArgumentException("expected " + this.classes.size() + " scores a row, got "
                        + row.scores().size());
            }
            if (!this.classes.contains(row.truth())) {
                throw new IllegalArgumentException("truth \"" + row.truth() + "\" is not one of " + classes);
            }
        }
    }

    public Unit unit() {
        return unit;
    }

    public List<String> classes() {
        return classes;
    }

    public List<PredictionRow> rows() {
        return rows;
    }

    public int size() {
        return rows.size();
    }

    public PredictionTable where(Predicate<PredictionRow> condition) {
        return new PredictionTable(
                unit, classes, rows.stream().filter(condition).toList());
    }

    /** The experiments in order of appearance. */
    public List<ExperimentName> experiments() {
        return rows.stream().map(PredictionRow::experiment).distinct().toList();
    }

    /** Scores of class {@code k}, one a row. */
    public double[] scores(int k) {
        return rows.stream().mapToDouble(row -> row.scores().get(k)).toArray();
    }

    /** Class index of each row's truth. */
    public int[] truths() {
        Map<String, Integer> index = new LinkedHashMap<>();
        classes.forEach(name -> index.put(name, index.size()));
        return rows.stream().mapToInt(row -> index.get(row.truth())).toArray();
    }

    /** Patient ordinal of each row, counted from 0 in order of first appearance. */
    public int[] patients() {
        Map<String, Integer> ordinals = new LinkedHashMap<>();
        return rows.stream()
                .mapToInt(row -> ordinals.computeIfAbsent(row.patient(), p -> ordinals.size()))
                .toArray();
    }

    /**
     * One row a study or patient (and experiment, run and split), with the arithmetic mean of its images' scores, as in
     * the study.
     *
     * @throws IllegalArgumentException when images of one unit differ in truth, or the table is not at image level
     */
    public PredictionTable by(Unit coarser) {
        return by(coarser, Aggregation.MEAN);
    }

    /**
     * One row a study or patient (and experiment, run and split), with its images' scores made one.
     *
     * @throws IllegalArgumentException when images of one unit differ in truth, or the table is not at image level
     * @throws InvalidInputException when the aggregation needs probabilities and scores are none
     */
    public PredictionTable by(Unit coarser, Aggregation aggregation) {
        if (coarser == unit) {
            return this;
        }
        if (unit != Unit.IMAGE) {
            throw new IllegalArgumentException("only image-level tables can be averaged, this is by " + unit.noun());
        }
        if (aggregation.needsProbabilities() && !areProbabilities()) {
            throw new InvalidInputException(Sentence.of("Scores outside 0 to 1 have no " + aggregation.title()
                            + ". Give probabilities, or join the images' scores in another way: ")
                    .set(PlanKey.ASSESSMENT_AGGREGATION, "mean")
                    .and(", median, max or top_tenth."));
        }
        record Key(ExperimentName experiment, String run, String split, String patient, String unit) {}
        Map<Key, List<PredictionRow>> groups = new LinkedHashMap<>();
        for (PredictionRow row : rows) {
            String id = coarser == Unit.STUDY ? row.study() : row.patient();
            groups.computeIfAbsent(
                            new Key(row.experiment(), row.run(), row.split(), row.patient(), id),
                            k -> new ArrayList<>())
                    .add(row);
        }
        List<PredictionRow> averaged = new ArrayList<>(groups.size());
        groups.forEach((key, members) -> averaged.add(joined(key.unit(), coarser, members, aggregation)));
        return new PredictionTable(coarser, classes, averaged);
    }

    /** Whether every score lies in [0, 1]. */
    public boolean areProbabilities() {
        return rows.stream().flatMap(row -> row.scores().stream()).allMatch(score -> score >= 0 && score <= 1);
    }

    private PredictionRow joined(String id, Unit coarser, List<PredictionRow> members, Aggregation aggregation) {
        PredictionRow first = members.get(0);
        double[][] scores = new double[classes.size()][members.size()];
        for (int i = 0; i < members.size(); i++) {
            PredictionRow row = members.get(i);
            if (!row.truth().equals(first.truth())) {
                throw new IllegalArgumentException("images of one " + coarser.noun() + " differ in their truth");
            }
            for (int k = 0; k < scores.length; k++) {
                scores[k][i] = row.scores().get(k);
            }
        }
        List<Double> joined = new ArrayList<>(scores.length);
        for (double[] ofClass : scores) {
            joined.add(aggregation.of(ofClass));
        }
        String study = coarser == Unit.STUDY ? id : first.patient();
        return new PredictionRow(
                first.experiment(), first.run(), first.split(), study, first.patient(), id, first.truth(), joined);
    }
}
