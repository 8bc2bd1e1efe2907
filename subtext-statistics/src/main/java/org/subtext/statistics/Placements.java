package org.subtext.statistics;

/**
 * AUC and placement values of one score column.
 *
 * <p>The placement value of a positive is the share of negatives below it (V₁₀ of DeLong), that of a negative the share
 * of positives above it (V₀₁), ties counting one half. Both average to the AUC. Counting by tie group gives the same
 * numbers as the midranks of Sun and Xu (2014), doi:10.1109/LSP.2014.2337313, in one pass over presorted rows.
 */
final class Placements {
    private final BinaryScores scores;
    private final double auc;

    /** Placement value of each row, in row order. */
    private final double[] values;

    /** @param scores with both classes present */
    Placements(BinaryScores scores) {
        this.scores = scores;
        this.values = new double[scores.size()];
        double m = scores.positives();
        double n = scores.negatives();
        long positivesBelow = 0;
        long negativesBelow = 0;
        long twiceConcordant = 0;
        for (int group = 0; group < scores.groupCount(); group++) {
            int start = scores.groupStart(group);
            int end = scores.groupStart(group + 1);
            int tiedPositives = 0;
            while (start + tiedPositives < end && scores.isPositive(scores.rowAt(start + tiedPositives))) {
                tiedPositives++;
            }
            int tiedNegatives = end - start - tiedPositives;
            double ofPositive = (negativesBelow + 0.5 * tiedNegatives) / n;
            double ofNegative = (m - positivesBelow - 0.5 * tiedPositives) / m;
            for (int position = start; position < end; position++) {
                values[scores.rowAt(position)] = position < start + tiedPositives ? ofPositive : ofNegative;
            }
            twiceConcordant += tiedPositives * (2 * negativesBelow + tiedNegatives);
            positivesBelow += tiedPositives;
            negativesBelow += tiedNegatives;
        }
        this.auc = twiceConcordant / (2 * m * n);
    }

    BinaryScores scores() {
        return scores;
    }

    double auc() {
        return auc;
    }

    double value(int row) {
        return values[row];
    }

    /** Placement value less the AUC: the part of a row in the variance of the AUC. */
    double deviation(int row) {
        return values[row] - auc;
    }
}
