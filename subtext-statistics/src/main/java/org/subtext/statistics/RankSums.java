package org.subtext.statistics;

import java.util.Arrays;

/**
 * The AUC of every class under changing labels, from sums of ranks: scores stay as they are, so that no walk in their
 * order is needed, but one over who holds a label.
 *
 * <p>Let t be, of a row, twice the rows below it plus the others of its score. Over P positives Σt is twice their pairs
 * with negatives, rightly ordered ones counted one and tied ones one half, plus P(P − 1) for their pairs with each
 * other. All of it is in whole numbers. Source: Mann and Whitney (1947), doi:10.1214/aoms/1177730491.
 */
final class RankSums {
    /** Sums are kept several times over, so that one does not have to wait for the last. */
    private static final int KEPT = 4;

    /** Holders whose ranks stay near while several labellings go over them. */
    private static final int CHUNK = 1024;

    private final int classes;

    /** {@code [holder * classes + class]}: Σt of a holder's rows. */
    private final long[] ranks;

    /** Of each holder. */
    private final int[] rows;

    private final long allRows;

    RankSums(MulticlassScores scores, PatientLabels labels) {
        classes = scores.classCount();
        ranks = new long[Math.multiplyExact(labels.holders(), classes)];
        rows = new int[labels.holders()];
        allRows = scores.size();
        for (int row = 0; row < scores.size(); row++) {
            rows[labels.holderOf(row)]++;
        }
        for (int k = 0; k < classes; k++) {
            BinaryScores column = scores.oneVersusRest(k);
            for (int group = 0; group < column.groupCount(); group++) {
                int start = column.groupStart(group);
                int end = column.groupStart(group + 1);
                for (int position = start; position < end; position++) {
                    ranks[labels.holderOf(column.rowAt(position)) * classes + k] += start + end - 1L;
                }
            }
        }
    }

    /**
     * The AUC of each class against the rest, for several labellings at once.
     *
     * @param labellings {@code [labelling][holder]}, the class of each holder; each class has one holder at least
     * @return {@code [labelling][class]}
     */
    double[][] aucs(byte[][] labellings) {
        long[][] sums = new long[labellings.length][KEPT * classes];
        long[][] positives = new long[labellings.length][KEPT * classes];
        for (int start = 0; start < rows.length; start += CHUNK) {
            int end = Math.min(rows.length, start + CHUNK);
            for (int one = 0; one < labellings.length; one++) {
                add(labellings[one], start, end, sums[one], positives[one]);
            }
        }
        double[][] aucs = new double[labellings.length][];
        Arrays.setAll(aucs, one -> aucs(sums[one], positives[one]));
        return aucs;
    }

    private void add(byte[] labels, int start, int end, long[] sums, long[] positives) {
        for (int holder = start; holder < end; holder++) {
            int label = labels[holder];
            int kept = holder % KEPT * classes + label;
            sums[kept] += ranks[holder * classes + label];
            positives[kept] += rows[holder];
        }
    }

    private double[] aucs(long[] sums, long[] positives) {
        double[] aucs = new double[classes];
        for (int k = 0; k < classes; k++) {
            long sum = 0;
            long ofClass = 0;
            for (int kept = k; kept < sums.length; kept += classes) {
                sum += sums[kept];
                ofClass += positives[kept];
            }
            long twiceConcordant = sum - ofClass * (ofClass - 1);
            aucs[k] = twiceConcordant / (2.0 * ofClass * (allRows - ofClass));
        }
        return aucs;
    }
}
