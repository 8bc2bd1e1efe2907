package org.subtext.confounding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Columns of a table as numbers, learnt from training rows only.
 *
 * <ul>
 *   <li>Numeric: the value, and its excess over each quartile of the training rows (a linear spline, so that a linear
 *       model can bend); where nothing is recorded the training median, and an indicator that says so.
 *   <li>Categorical: one indicator a wording with at least {@value #FEWEST_ROWS} training rows; rarer and unseen ones
 *       share one; nothing recorded has its own.
 *   <li>Labels: one indicator a label with at least {@value #FEWEST_ROWS} training rows; one for any rarer label;
 *       nothing recorded has its own.
 * </ul>
 */
public final class TableEncoder {
    /** Rows that a wording needs for an indicator of its own. */
    public static final int FEWEST_ROWS = 10;

    private static final double[] KNOTS = {0.25, 0.5, 0.75};

    private final List<Part> parts;

    private TableEncoder(List<Part> parts) {
        this.parts = parts;
    }

    /** How one column becomes numbers. */
    private interface Part {
        int width();

        void write(int row, double[] into, int offset);
    }

    /** Learns the encoding of columns from some of their rows. */
    public static TableEncoder learn(List<RecordedColumn> columns, int[] training) {
        return new TableEncoder(columns.stream()
                .map(column -> column.kind() == RecordedColumn.Kind.NUMERIC
                        ? numeric(column, training)
                        : indicators(column, training))
                .toList());
    }

    /** Rows of the same columns as numbers. */
    public double[][] encode(int[] rows) {
        int width = parts.stream().mapToInt(Part::width).sum();
        double[][] encoded = new double[rows.length][width];
        for (int i = 0; i < rows.length; i++) {
            int offset = 0;
            for (Part part : parts) {
                part.write(rows[i], encoded[i], offset);
                offset += part.width();
            }
        }
        return encoded;
    }

    private static Part numeric(RecordedColumn column, int[] training) {
        double[] sorted = Arrays.stream(training)
                .mapToObj(column::number)
                .filter(value -> value.isPresent())
                .mapToDouble(value -> value.orElse(0))
                .sorted()
                .toArray();
        double[] knots = Arrays.stream(KNOTS)
                .map(share -> sorted.length == 0 ? 0 : quantile(sorted, share))
                .toArray();
        double median = knots[1];
        return new Part() {
            @Override
            public int width() {
                return 2 + knots.length;
            }

            @Override
            public void write(int row, double[] into, int offset) {
                double value = column.number(row).orElse(median);
                into[offset] = value;
                for (int k = 0; k < knots.length; k++) {
                    into[offset + 1 + k] = Math.max(0, value - knots[k]);
                }
                into[offset + 1 + knots.length] = column.number(row).isPresent() ? 0 : 1;
            }
        };
    }

    /** Linear between order statistics, as NumPy's default. */
    static double quantile(double[] sorted, double share) {
        double position = share * (sorted.length - 1);
        int below = (int) Math.floor(position);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    private static Part indicators(RecordedColumn column, int[] training) {
        Map<String, Integer> counts = new TreeMap<>();
        for (int row : training) {
            column.labels(row).forEach(label -> counts.merge(label, 1, Integer::sum));
        }
        List<String> own = new ArrayList<>();
        counts.forEach((label, count) -> {
            if (count >= FEWEST_ROWS) {
                own.add(label);
            }
        });
        return new Part() {
            @Override
            public int width() {
                return own.size() + 2;
            }

            @Override
            public void write(int row, double[] into, int offset) {
                List<String> labels = column.labels(row);
                for (String label : labels) {
                    int place = own.indexOf(label);
                    into[offset + (place < 0 ? own.size() : place)] = 1;
                }
                into[offset + own.size() + 1] = labels.isEmpty() ? 1 : 0;
            }
        };
    }
}
