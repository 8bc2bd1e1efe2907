package org.subtext.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.subtext.statistics.draws.ClusterCounts;

/**
 * Recorded against predicted class, and the measures of agreement read from it.
 *
 * <p>Checked against scikit-learn in {@code ConfusionTest}. Where scikit-learn answers 0 with a warning (a coefficient
 * whose denominator is 0) the measure is {@link Estimate.Undefined}.
 */
public final class Confusion {
    private final List<String> classes;

    /** By recorded * classes + predicted. */
    private final ClusterCounts cellsOfClusters;

    private final double[] cells;

    private Confusion(List<String> classes, int[] truth, int[] predicted, int[] clusters) {
        int k = classes.size();
        if (predicted.length != truth.length || clusters.length != truth.length) {
            throw new IllegalArgumentException("recorded, predicted and clusters differ in length: " + truth.length
                    + ", " + predicted.length + ", " + clusters.length);
        }
        this.classes = List.copyOf(classes);
        this.cells = new double[k * k];
        int[] cellOfRow = new int[truth.length];
        for (int row = 0; row < truth.length; row++) {
            if (truth[row] < 0 || truth[row] >= k || predicted[row] < 0 || predicted[row] >= k) {
                throw new IllegalArgumentException("row " + row + " has recorded class " + truth[row]
                        + " and predicted class " + predicted[row] + "; indices from 0 to " + (k - 1)
                        + " are expected");
            }
            int cell = truth[row] * k + predicted[row];
            cells[cell]++;
            cellOfRow[row] = cell;
        }
        this.cellsOfClusters = ClusterCounts.of(clusters, cellOfRow, Clusters.count(clusters), k * k);
    }

    /** A measure of agreement. */
    public enum Measure {
        /** Share of rows whose predicted class is the recorded one. */
        ACCURACY("accuracy"),
        /** Mean over classes of the share of their rows that are predicted so. */
        BALANCED_ACCURACY("balanced accuracy"),
        /** Agreement beyond that expected from the margins; Cohen (1960), doi:10.1177/001316446002000104. */
        COHEN_KAPPA("Cohen's κ"),
        /** Correlation of recorded and predicted class; Gorodkin (2004), doi:10.1016/j.compbiolchem.2004.09.006. */
        MATTHEWS("Matthews correlation");

        private final String title;

        Measure(String title) {
            this.title = title;
        }

        /** As a table prints it. */
        public String title() {
            return title;
        }

        /** NaN where the margins allow no value; stays inside this class. */
        private double of(Margins margins) {
            return switch (this) {
                case ACCURACY -> margins.agreed / margins.all;
                case BALANCED_ACCURACY -> margins.meanRecall;
                case COHEN_KAPPA ->
                    (margins.all * margins.agreed - margins.chance) / (margins.all * margins.all - margins.chance);
                case MATTHEWS ->
                    (margins.all * margins.agreed - margins.chance)
                            / Math.sqrt((margins.all * margins.all - margins.predictedSquares)
                                    * (margins.all * margins.all - margins.recordedSquares));
            };
        }
    }

    /** Every measure with its bootstrap distribution, on shared draws. */
    public static final class Resampled {
        private final Map<Measure, BootstrapDistribution> distributions;

        private Resampled(Map<Measure, BootstrapDistribution> distributions) {
            this.distributions = distributions;
        }

        public BootstrapDistribution of(Measure measure) {
            return Objects.requireNonNull(distributions.get(measure));
        }
    }

    /** From predicted classes. */
    public static Confusion of(List<String> classes, int[] truth, int[] predicted, int[] clusters) {
        return new Confusion(classes, truth, predicted, clusters);
    }

    /** From the class of the highest score; of equal ones, the first. */
    public static Confusion ofHighestScore(MulticlassScores scores) {
        int[] rows = Clusters.oneEach(scores.size());
        return new Confusion(
                scores.classes(),
                Arrays.stream(rows).map(scores::truth).toArray(),
                Arrays.stream(rows).map(scores::highest).toArray(),
                Arrays.stream(rows).map(scores::cluster).toArray());
    }

    /** Counts, {@code [recorded][predicted]}. */
    public List<List<Integer>> counts() {
        List<List<Integer>> rows = new ArrayList<>();
        for (int recorded = 0; recorded < classes.size(); recorded++) {
            List<Integer> row = new ArrayList<>();
            for (int predicted = 0; predicted < classes.size(); predicted++) {
                row.add((int) cells[recorded * classes.size() + predicted]);
            }
            rows.add(List.copyOf(row));
        }
        return List.copyOf(rows);
    }

    /** Without an interval. */
    public Estimate estimate(Measure measure) {
        return obstacle(measure)
                .map(Estimate::undefined)
                .orElseGet(() -> new Estimate.Point(measure.of(new Margins(cells, classes.size()))));
    }

    /** Every measure on the same draws of patients. */
    public Resampled bootstrap(ClusterBootstrap bootstrap) {
        return resampled(bootstrap.draw(statistics()));
    }

    /** What has to be drawn for the measures that exist, for shared draws with other statistics; may be empty. */
    public List<ClusterStatistic> statistics() {
        List<Measure> defined = defined();
        return defined.isEmpty() ? List.of() : List.of(statistic(defined));
    }

    /** Every measure, of the sample of {@link #statistics}. */
    public Resampled resampled(BootstrapSample sample) {
        Map<Measure, BootstrapDistribution> distributions = new EnumMap<>(Measure.class);
        for (Measure measure : Measure.values()) {
            obstacle(measure).ifPresent(reason -> distributions.put(measure, BootstrapDistribution.undefined(reason)));
        }
        List<Measure> defined = defined();
        for (int i = 0; i < defined.size(); i++) {
            distributions.put(defined.get(i), sample.statistic(i));
        }
        return new Resampled(distributions);
    }

    private List<Measure> defined() {
        return Arrays.stream(Measure.values())
                .filter(measure -> obstacle(measure).isEmpty())
                .toList();
    }

    private ClusterStatistic statistic(List<Measure> measures) {
        int k = classes.size();
        return new TotalsStatistic(cellsOfClusters, measures.size(), (totals, into, offset) -> {
            Margins margins = new Margins(totals, k);
            boolean isDefined = true;
            for (int i = 0; i < measures.size(); i++) {
                into[offset + i] = measures.get(i).of(margins);
                isDefined &= Double.isFinite(into[offset + i]);
            }
            return isDefined;
        });
    }

    private Optional<String> obstacle(Measure measure) {
        Margins margins = new Margins(cells, classes.size());
        if (margins.all == 0) {
            return Optional.of("no rows");
        }
        if (Double.isFinite(measure.of(margins))) {
            return Optional.empty();
        }
        return Optional.of(
                measure == Measure.BALANCED_ACCURACY
                        ? "a class has no row"
                        : "every row has the same recorded or the same predicted class");
    }

    /** Sums of a confusion matrix that the measures share. */
    private static final class Margins {
        final double all;
        final double agreed;
        final double meanRecall;

        /** Σ recorded_k · predicted_k. */
        final double chance;

        final double recordedSquares;
        final double predictedSquares;

        Margins(double[] cells, int k) {
            all = Arrays.stream(cells).sum();
            double[] recorded = new double[k];
            double[] predicted = new double[k];
            double onDiagonal = 0;
            for (int i = 0; i < k; i++) {
                onDiagonal += cells[i * k + i];
                for (int j = 0; j < k; j++) {
                    recorded[i] += cells[i * k + j];
                    predicted[j] += cells[i * k + j];
                }
            }
            double recalls = 0;
            double products = 0;
            double squaresOfRecorded = 0;
            double squaresOfPredicted = 0;
            for (int i = 0; i < k; i++) {
                recalls += cells[i * k + i] / recorded[i];
                products += recorded[i] * predicted[i];
                squaresOfRecorded += recorded[i] * recorded[i];
                squaresOfPredicted += predicted[i] * predicted[i];
            }
            agreed = onDiagonal;
            meanRecall = recalls / k;
            chance = products;
            recordedSquares = squaresOfRecorded;
            predictedSquares = squaresOfPredicted;
        }
    }
}
