package org.subtext.statistics;

/**
 * The AUC of every class under changing labels, from sums of ranks: scores stay as they are, so that no walk in their
 * order is needed, but one over who holds a label.
 *
 * <p>Let t be, of a row, twice the rows below it plus the others of its score. Over P positives Σt is twice their pairs
 * with negatives, rightly ordered ones counted one and tied ones one half, plus P(P − 1) for their pairs with each other.
 * All of it is in whole numbers. Source: Mann and Whitney (1947), doi:10.1214/aoms/1177730491.
 */
final class RankSums {
    /** Sums are kept several times over, so that one does not have to wait for the last. */
    private static final int KEPT = 4;

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
     * The AUC of each class against the rest.
     *
     * @param labels the class of each holder; each class has one holder at least
     */
    double[] aucs(byte[] labels) {
        long[] sums = new long[KEPT * classes];
        long[] positives = new long[KEPT * classes];
        for (int holder = 0; holder < labels.length; holder++) {
            int kept = holder % KEPT * classes + labels[holder];
            sums[kept] += ranks[holder * classes + labels[holder]];
            positives[kept] += rows[holder];
        }
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
