package org.subtext.confounding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Prediction;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** Rows of numbers as Tribuo takes them, and its predictions as rows of numbers. */
final class TribuoRows {
    private static final LabelFactory LABELS = new LabelFactory();

    /** Tribuo tells java.util.logging of every tree; held here, for unheld loggers forget their level. */
    private static final Logger TOLD_OF_EVERY_TREE = Logger.getLogger("org.tribuo");

    static {
        TOLD_OF_EVERY_TREE.setLevel(Level.WARNING);
    }

    private TribuoRows() {}

    /** Standardises the columns, trains, and gives the model in our terms. */
    static TabularClassifier.Fitted fit(
            LabelledRows rows, String settings, Function<Integer, Trainer<Label>> trainerOfWidth) {
        Standardised columns = Standardised.of(rows.features());
        if (rows.classesPresent() < 2 || columns.width() == 0) {
            return new Constant(rows.shares());
        }
        String[] names = names(columns.width());
        MutableDataset<Label> dataset = new MutableDataset<>(new SimpleDataSourceProvenance("rows", LABELS), LABELS);
        for (int row = 0; row < rows.size(); row++) {
            Label label = new Label(Integer.toString(rows.labels()[row]));
            dataset.add(new ArrayExample<>(label, names, columns.apply(rows.features()[row])));
        }
        Model<Label> model = trainerOfWidth.apply(columns.width()).train(dataset);
        return new Trained(model, columns, names, rows.classes(), settings);
    }

    /** Names in alphabetical order, as Tribuo numbers its features by name. */
    private static String[] names(int width) {
        String[] names = new String[width];
        Arrays.setAll(names, column -> String.format(Locale.ROOT, "c%06d", column));
        return names;
    }

    /** Predicts the shares of the classes whatever it is asked. */
    private record Constant(List<Double> shares) implements TabularClassifier.Fitted {
        Constant(double[] shares) {
            this(Arrays.stream(shares).boxed().toList());
        }

        @Override
        public double[][] probabilities(double[][] features) {
            double[][] probabilities = new double[features.length][];
            Arrays.setAll(
                    probabilities,
                    row -> shares.stream().mapToDouble(Double::doubleValue).toArray());
            return probabilities;
        }

        @Override
        public String settings() {
            return "nothing to learn from";
        }
    }

    private static final class Trained implements TabularClassifier.Fitted {
        private final Model<Label> model;
        private final Standardised columns;
        private final String[] names;
        private final int classes;
        private final String settings;

        Trained(Model<Label> model, Standardised columns, String[] names, int classes, String settings) {
            this.model = model;
            this.columns = columns;
            this.names = names;
            this.classes = classes;
            this.settings = settings;
        }

        @Override
        public double[][] probabilities(double[][] features) {
            // All rows at once: XGBoost would make a native matrix a row, and the collector frees each of them, at
            // times while the tree still reads it.
            List<Example<Label>> examples = new ArrayList<>(features.length);
            for (double[] row : features) {
                examples.add(new ArrayExample<>(LabelFactory.UNKNOWN_LABEL, names, columns.apply(row)));
            }
            List<Prediction<Label>> predictions = model.predict(examples);
            double[][] probabilities = new double[features.length][];
            Arrays.setAll(probabilities, row -> normalised(predictions.get(row)));
            return probabilities;
        }

        private double[] normalised(Prediction<Label> prediction) {
            double[] scores = new double[classes];
            double sum = 0;
            for (Map.Entry<String, Label> entry : prediction.getOutputScores().entrySet()) {
                double score = Math.max(0, entry.getValue().getScore());
                scores[Integer.parseInt(entry.getKey())] = score;
                sum += score;
            }
            for (int k = 0; k < classes; k++) {
                scores[k] = sum > 0 ? scores[k] / sum : 1.0 / classes;
            }
            return scores;
        }

        @Override
        public String settings() {
            return settings;
        }
    }
}
