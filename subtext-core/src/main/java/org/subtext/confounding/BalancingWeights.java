package org.subtext.confounding;

import java.util.Arrays;
import java.util.Optional;

/**
 * Weights under which every class has the same distribution over the cells of some columns, namely that of all rows
 * together, and the same total: w = p(cell)/p(cell | class) up to the class's share, exactly, without resampling.
 *
 * <p>Only cells in which every class has a row can be matched; the others get weight 0. Joint weights match the cells
 * themselves; raked weights (iterative proportional fitting) match each column's levels, which needs far fewer rows.
 *
 * <p>Source: Glocker and others (2023), doi:10.1016/j.ebiom.2023.104467, for the test-set resampling that these weights
 * do exactly; Deming and Stephan (1940), doi:10.1214/aoms/1177731829, for raking; Kish (1965), Survey Sampling, for the
 * effective sample size. Checked against NumPy in {@code BalancingWeightsTest}.
 */
public enum BalancingWeights {
    /** Every cell that the columns make together has the same share in every class. */
    JOINT("cells matched jointly") {
        @Override
        public Optional<double[][]> of(double[][] counts, Cells cells) {
            boolean[] supported = supportedCells(counts);
            double[] target = new double[cells.count()];
            double all = 0;
            for (int cell = 0; cell < target.length; cell++) {
                for (double[] ofClass : counts) {
                    target[cell] += supported[cell] ? ofClass[cell] : 0;
                }
                all += target[cell];
            }
            if (all == 0) {
                return Optional.empty();
            }
            double[][] weights = new double[counts.length][target.length];
            for (int k = 0; k < counts.length; k++) {
                for (int cell = 0; cell < target.length; cell++) {
                    weights[k][cell] = supported[cell] ? target[cell] / counts[k][cell] / counts.length : 0;
                }
            }
            return Optional.of(weights);
        }
    },
    /** Every level of each column has the same share in every class. */
    RAKED("levels of each column matched by raking") {
        @Override
        public Optional<double[][]> of(double[][] counts, Cells cells) {
            boolean[] supported = supportedLevels(counts, cells);
            double all = 0;
            double[] pooled = new double[cells.count()];
            for (double[] ofClass : counts) {
                for (int cell = 0; cell < pooled.length; cell++) {
                    pooled[cell] += supported[cell] ? ofClass[cell] : 0;
                    all += supported[cell] ? ofClass[cell] : 0;
                }
            }
            if (all == 0) {
                return Optional.empty();
            }
            double[][] weights = new double[counts.length][];
            for (int k = 0; k < counts.length; k++) {
                Optional<double[]> ofClass = raked(counts[k], pooled, all / counts.length, cells, supported);
                if (ofClass.isEmpty()) {
                    return Optional.empty();
                }
                weights[k] = ofClass.get();
            }
            return Optional.of(weights);
        }
    };

    private static final int MOST_SWEEPS = 500;
    private static final double TOLERANCE = 1e-9;

    private final String words;

    BalancingWeights(String words) {
        this.words = words;
    }

    /** In the words of a report. */
    public String words() {
        return words;
    }

    /**
     * Weight of a row by class and cell; the weights of all rows of a class add up to the matched rows divided by the
     * number of classes.
     *
     * @param counts {@code [class][cell]} rows
     * @return {@code [class][cell]}; empty where no cell holds every class, or raking does not settle
     */
    public abstract Optional<double[][]> of(double[][] counts, Cells cells);

    /** Rows by class and cell. */
    public static double[][] counts(int[] labels, int classes, Cells cells) {
        double[][] counts = new double[classes][cells.count()];
        for (int row = 0; row < labels.length; row++) {
            counts[labels[row]][cells.ofRow()[row]]++;
        }
        return counts;
    }

    /** (Σw)²/Σw²: as many unweighted rows tell as much. 0 without weights. */
    public static double effectiveSize(double[] weights) {
        double sum = 0;
        double squares = 0;
        for (double weight : weights) {
            sum += weight;
            squares += weight * weight;
        }
        return squares == 0 ? 0 : sum * sum / squares;
    }

    private static boolean[] supportedCells(double[][] counts) {
        boolean[] supported = new boolean[counts[0].length];
        for (int cell = 0; cell < supported.length; cell++) {
            int current = cell;
            supported[cell] = Arrays.stream(counts).allMatch(ofClass -> ofClass[current] > 0);
        }
        return supported;
    }

    /** Cells all of whose levels hold every class; dropping one may empty another, hence the repetition. */
    private static boolean[] supportedLevels(double[][] counts, Cells cells) {
        boolean[] supported = new boolean[cells.count()];
        Arrays.fill(supported, true);
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int column = 0; column < cells.levels().length; column++) {
                for (double[] ofClass : counts) {
                    double[] totals = totals(ofClass, cells, column, supported);
                    for (int cell = 0; cell < supported.length; cell++) {
                        if (supported[cell] && totals[cells.levels()[column][cell]] == 0) {
                            supported[cell] = false;
                            changed = true;
                        }
                    }
                }
            }
        }
        return supported;
    }

    private static double[] totals(double[] ofCells, Cells cells, int column, boolean[] supported) {
        double[] totals = new double[cells.levelCounts()[column]];
        for (int cell = 0; cell < ofCells.length; cell++) {
            totals[cells.levels()[column][cell]] += supported[cell] ? ofCells[cell] : 0;
        }
        return totals;
    }

    private static Optional<double[]> raked(
            double[] counts, double[] pooled, double total, Cells cells, boolean[] supported) {
        double all = Arrays.stream(pooled).sum();
        double[] weighted = new double[counts.length];
        for (int cell = 0; cell < counts.length; cell++) {
            weighted[cell] = supported[cell] ? counts[cell] : 0;
        }
        for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
            double deviation = 0;
            for (int column = 0; column < cells.levels().length; column++) {
                double[] target = totals(pooled, cells, column, supported);
                double[] found = totals(weighted, cells, column, supported);
                for (int level = 0; level < target.length; level++) {
                    target[level] *= total / all;
                    if (found[level] > 0) {
                        deviation = Math.max(deviation, Math.abs(target[level] - found[level]) / total);
                    }
                }
                for (int cell = 0; cell < weighted.length; cell++) {
                    int level = cells.levels()[column][cell];
                    weighted[cell] *= weighted[cell] > 0 ? target[level] / found[level] : 1;
                }
            }
            if (deviation < TOLERANCE) {
                double[] weights = new double[counts.length];
                for (int cell = 0; cell < weights.length; cell++) {
                    weights[cell] = weighted[cell] > 0 ? weighted[cell] / counts[cell] : 0;
                }
                return Optional.of(weights);
            }
        }
        return Optional.empty();
    }
}
