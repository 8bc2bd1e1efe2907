package org.subtext.predictions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Sentence;

/**
 * An immutable prediction table, held by column. Class names travel with the scores, so that an index never goes
 * without its name.
 *
 * <p>Columns, each with one entry a row: the experiment (what was scored), the run (which recogniser: "fold 1",
 * "model"), the split ("test", "external"), the ids of study (the image's where the cohort knows no studies), patient
 * (the cluster of every interval) and image (at study and patient level that of the unit), the truth (the name of the
 * recorded class, one of the classes), and one finite score a class in the order of {@link #classes()}. Texts are held
 * once and numbered, scores are numbers of eight bytes; a row of two classes costs 20 to 40 bytes beside its texts.
 *
 * <p>Row order is kept by every operation and units appear in order of their first image. Parts of a table share its
 * texts, so many may be kept; tables over the same images that come from elsewhere share theirs by {@link #sharedWith}.
 */
public final class PredictionTable {
    private final Unit unit;
    private final List<String> classes;
    private final PredictionColumns columns;

    /** {@code [class][row]}. */
    private final double[][] scores;

    /**
     * Takes columns over.
     *
     * @param unit what one row stands for
     * @param classes class names in score order, at least two, no two alike
     * @param columns the values of whose truth are the classes
     * @param scores {@code [class][row]}, finite
     */
    PredictionTable(Unit unit, List<String> classes, PredictionColumns columns, double[][] scores) {
        this.unit = unit;
        this.classes = List.copyOf(classes);
        this.columns = columns;
        this.scores = scores;
        requireClasses(classes);
        if (!columns.truths().values().equals(this.classes) || scores.length != classes.size()) {
            throw new IllegalArgumentException("the truths and the scores are of other classes than " + classes);
        }
        for (double[] ofClass : scores) {
            if (ofClass.length != columns.size()) {
                throw new IllegalArgumentException("expected one score a row and class");
            }
            for (double score : ofClass) {
                if (!Double.isFinite(score)) {
                    throw new IllegalArgumentException("scores must be finite, got " + score);
                }
            }
        }
    }

    static void requireClasses(List<String> classes) {
        if (classes.size() < 2 || new HashSet<>(classes).size() < classes.size()) {
            throw new IllegalArgumentException(
                    "a prediction table needs at least two distinct classes, got " + classes);
        }
    }

    public Unit unit() {
        return unit;
    }

    public List<String> classes() {
        return classes;
    }

    /** Rows. */
    public int size() {
        return columns.size();
    }

    public ExperimentName experiment(int row) {
        return columns.experiments().get(row);
    }

    public String run(int row) {
        return columns.runs().get(row);
    }

    public String split(int row) {
        return columns.splits().get(row);
    }

    public String study(int row) {
        return columns.studies().get(row);
    }

    public String patient(int row) {
        return columns.patients().get(row);
    }

    public String image(int row) {
        return columns.images().get(row);
    }

    /** The name of the recorded class. */
    public String truth(int row) {
        return columns.truths().get(row);
    }

    /** The score of class {@code k}. */
    public double score(int k, int row) {
        return scores[k][row];
    }

    /** Scores of class {@code k}, one a row. */
    public double[] scores(int k) {
        return scores[k].clone();
    }

    /** Class index of each row's truth. */
    public int[] truths() {
        return IntStream.range(0, size()).map(columns.truths()::code).toArray();
    }

    /** Patient ordinal of each row, counted from 0 in order of first appearance. */
    public int[] patients() {
        return columns.patients().ordinals();
    }

    /** All but the scores. */
    public PredictionColumns columns() {
        return columns;
    }

    /** The experiments in order of appearance. */
    public List<ExperimentName> experiments() {
        return columns.experiments().distinct();
    }

    /** The rows of one experiment. */
    public PredictionTable of(ExperimentName experiment) {
        boolean[] wanted = columns.experiments().where(experiment::equals);
        return where(row -> wanted[columns.experiments().code(row)]);
    }

    /** The rows of these images. */
    public PredictionTable ofImages(Set<String> ids) {
        boolean[] wanted = columns.images().where(ids::contains);
        return where(row -> wanted[columns.images().code(row)]);
    }

    /** How many patients have a row. */
    public int patientCount() {
        return columns.patients().distinctCount();
    }

    /** How many studies of patients have a row. */
    public int studyCount() {
        return Groups.of(size(), List.of(columns.patients(), columns.studies())).count();
    }

    /** Some of the rows, told by their numbers. */
    public PredictionTable where(IntPredicate wanted) {
        int[] rows = IntStream.range(0, size()).filter(wanted).toArray();
        return rows.length == size() ? this : at(rows);
    }

    /** The rows of these numbers, in the order given. */
    public PredictionTable at(int[] rows) {
        double[][] own = new double[scores.length][rows.length];
        for (int k = 0; k < own.length; k++) {
            for (int i = 0; i < rows.length; i++) {
                own[k][i] = scores[k][rows[i]];
            }
        }
        return new PredictionTable(unit, classes, columns.at(rows), own);
    }

    /** These rows, and those of another table of the same unit and classes below them. */
    public PredictionTable followedBy(PredictionTable other) {
        if (other.unit != unit || !other.classes.equals(classes)) {
            throw new IllegalArgumentException("tables of different units or classes cannot be one");
        }
        double[][] both = new double[scores.length][];
        for (int k = 0; k < both.length; k++) {
            both[k] = Arrays.copyOf(scores[k], size() + other.size());
            System.arraycopy(other.scores[k], 0, both[k], size(), other.size());
        }
        return new PredictionTable(unit, classes, columns.followedBy(other.columns), both);
    }

    /** The same rows with other scores, {@code [class][row]}. */
    public PredictionTable withScores(double[][] others) {
        return new PredictionTable(
                unit,
                classes,
                columns,
                Arrays.stream(others).map(double[]::clone).toArray(double[][]::new));
    }

    /** The same rows as those of another experiment. */
    public PredictionTable named(ExperimentName experiment) {
        return new PredictionTable(unit, classes, columns.named(experiment), scores);
    }

    /** The same table, which holds once with another what both say alike. */
    public PredictionTable sharedWith(PredictionTable other) {
        return new PredictionTable(unit, classes, columns.sharedWith(other.columns), scores);
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
        List<Coded<?>> alike =
                new ArrayList<>(List.of(columns.experiments(), columns.runs(), columns.splits(), columns.patients()));
        if (coarser == Unit.STUDY) {
            alike.add(columns.studies());
        }
        Groups units = Groups.of(size(), alike);
        int[] rows = units.rows();
        int[] ends = units.ends();
        requireOneTruth(coarser, rows, ends);
        double[][] joined = new double[scores.length][units.count()];
        for (int k = 0; k < joined.length; k++) {
            int next = 0;
            for (int u = 0; u < ends.length; u++) {
                double[] own = new double[ends[u] - next];
                for (int i = 0; i < own.length; i++) {
                    own[i] = scores[k][rows[next++]];
                }
                joined[k][u] = aggregation.of(own);
            }
        }
        return new PredictionTable(
                coarser, classes, columns.at(units.firstRows()).by(coarser), joined);
    }

    private void requireOneTruth(Unit coarser, int[] rows, int[] ends) {
        int first = 0;
        for (int end : ends) {
            for (int i = first; i < end; i++) {
                if (columns.truths().code(rows[i]) != columns.truths().code(rows[first])) {
                    throw new IllegalArgumentException("images of one " + coarser.noun() + " differ in their truth");
                }
            }
            first = end;
        }
    }

    /** Whether every score lies in [0, 1]. */
    public boolean areProbabilities() {
        for (double[] ofClass : scores) {
            for (double score : ofClass) {
                if (!(score >= 0 && score <= 1)) {
                    return false;
                }
            }
        }
        return true;
    }
}
