package org.subtext.predictions;

import java.util.Arrays;
import java.util.List;

/** Collects a prediction table from the top down, straight into its columns. Not thread-safe. */
public final class PredictionTableBuilder {
    private final List<String> classes;
    private final Coded.Builder<ExperimentName> experiments = new Coded.Builder<>();
    private final Coded.Builder<String> runs = new Coded.Builder<>();
    private final Coded.Builder<String> splits = new Coded.Builder<>();
    private final Coded.Builder<String> studies = new Coded.Builder<>();
    private final Coded.Builder<String> patients = new Coded.Builder<>();
    private final Coded.Builder<String> images = new Coded.Builder<>();
    private final Coded.Builder<String> truths = new Coded.Builder<>();

    /** {@code [class][row]}, with room for more rows. */
    private final double[][] scores;

    /**
     * An empty table at image level.
     *
     * @param classes class names in score order, at least two, no two alike
     */
    public PredictionTableBuilder(List<String> classes) {
        PredictionTable.requireClasses(classes);
        this.classes = List.copyOf(classes);
        this.scores = new double[classes.size()][64];
        classes.forEach(truths::codeOf);
    }

    /**
     * Adds a row; what its columns hold is said at {@link PredictionTable}.
     *
     * @param truth one of the classes
     * @param ofClasses one finite score a class
     */
    public PredictionTableBuilder add(
            ExperimentName experiment,
            String run,
            String split,
            String study,
            String patient,
            String image,
            String truth,
            double... ofClasses) {
        if (ofClasses.length != classes.size()) {
            throw new IllegalArgumentException("expected " + classes.size() + " scores a row, got " + ofClasses.length);
        }
        int code = truths.codeOf(truth);
        if (code >= classes.size()) {
            throw new IllegalArgumentException("truth \"" + truth + "\" is not one of " + classes);
        }
        int row = truths.size();
        if (row == scores[0].length) {
            for (int k = 0; k < scores.length; k++) {
                scores[k] = Arrays.copyOf(scores[k], row + (row >> 1));
            }
        }
        for (int k = 0; k < scores.length; k++) {
            if (!Double.isFinite(ofClasses[k])) {
                throw new IllegalArgumentException("scores must be finite, got " + ofClasses[k]);
            }
            scores[k][row] = ofClasses[k];
        }
        experiments.add(experiment);
        runs.add(run);
        splits.add(split);
        studies.add(study);
        patients.add(patient);
        images.add(image);
        truths.addCode(code);
        return this;
    }

    /** Adds all rows of a table of the same classes. */
    public PredictionTableBuilder addAll(PredictionTable table) {
        double[] ofClasses = new double[classes.size()];
        for (int row = 0; row < table.size(); row++) {
            for (int k = 0; k < ofClasses.length; k++) {
                ofClasses[k] = table.score(k, row);
            }
            add(
                    table.experiment(row),
                    table.run(row),
                    table.split(row),
                    table.study(row),
                    table.patient(row),
                    table.image(row),
                    table.truth(row),
                    ofClasses);
        }
        return this;
    }

    /** Rows so far. */
    public int size() {
        return truths.size();
    }

    /** The table; the builder is not to be used afterwards. */
    public PredictionTable build() {
        return build(Unit.IMAGE);
    }

    /** The same where a row stands for something else than an image. */
    public PredictionTable build(Unit unit) {
        int rows = size();
        PredictionColumns columns = new PredictionColumns(
                experiments.build(),
                runs.build(),
                splits.build(),
                studies.build(),
                patients.build(),
                images.build(),
                truths.build());
        for (int k = 0; k < scores.length; k++) {
            scores[k] = Arrays.copyOf(scores[k], rows);
        }
        return new PredictionTable(unit, classes, columns, scores);
    }
}
