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

    /** {@code [holder * classes + class]}: Σt of a holder's rows, shifted, and the rows in the lower bits. */
    private final long[] packed;

    /** Of each holder. */
    private final int[] rows;

    /** Lower bits that rows take; 0 where both sums of a chunk do not fit into one number. */
    private final int rowBits;

    private final long allRows;

    RankSums(MulticlassScores scores, PatientLabels labels) {
        this(scores, labels, Long.SIZE - 1);
    }

    /** @param bits that both sums of a chunk may take together */
    RankSums(MulticlassScores scores, PatientLabels labels, int bits) {
        classes = scores.classCount();
        packed = new long[Math.multiplyExact(labels.holders(), classes)];
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
                    packed[labels.holderOf(column.rowAt(position)) * classes + k] += start + end - 1L;
                }
            }
        }
        rowBits = rowBits(bits);
        for (int entry = 0; entry < packed.length && rowBits > 0; entry++) {
            packed[entry] = packed[entry] << rowBits | rows[entry / classes];
        }
    }

    private int rowBits(int bits) {
        long mostRows = 0;
        long mostRanks = 0;
        for (int start = 0; start < rows.length; start += CHUNK) {
            long ofChunk = 0;
            long ranksOfChunk = 0;
            for (int holder = start; holder < Math.min(rows.length, start + CHUNK); holder++) {
                ofChunk += rows[holder];
                ranksOfChunk += Arrays.stream(packed, holder * classes, (holder + 1) * classes)
                        .max()
                        .orElse(0);
            }
            mostRows = Math.max(mostRows, ofChunk);
            mostRanks = Math.max(mostRanks, ranksOfChunk);
        }
        int ofRows = Long.SIZE - Long.numberOfLeadingZeros(mostRows);
        return ofRows + Long.SIZE - Long.numberOfLeadingZeros(mostRanks) <= bits ? ofRows : 0;
    }

    /**
     * The AUC of each class against the rest, for several labellings at once.
     *
     * @param labellings {@code [labelling][holder]}, the class of each holder; each class has one holder at least
     * @return {@code [labelling][class]}
     */
    double[][] aucs(byte[][] labellings) {
        long[][] sums = new long[labellings.length][classes];
        long[][] positives = new long[labellings.length][classes];
        long[] chunk = new long[KEPT * classes];
        for (int start = 0; start < rows.length; start += CHUNK) {
            int end = Math.min(rows.length, start + CHUNK);
            for (int one = 0; one < labellings.length; one++) {
                add(labellings[one], start, end, chunk);
                unpack(chunk, sums[one], positives[one]);
                if (rowBits == 0) {
                    addRows(labellings[one], start, end, positives[one]);
                }
            }
        }
        double[][] aucs = new double[labellings.length][];
        Arrays.setAll(aucs, one -> aucs(sums[one], positives[one]));
        return aucs;
    }

    private void add(byte[] labels, int start, int end, long[] chunk) {
        int second = classes;
        int third = 2 * classes;
        int fourth = 3 * classes;
        int holder = start;
        int entry = start * classes;
        for (; holder <= end - KEPT; holder += KEPT) {
            int first = labels[holder];
            int ofSecond = second + labels[holder + 1];
            int ofThird = third + labels[holder + 2];
            int ofFourth = fourth + labels[holder + 3];
            chunk[first] += packed[entry + first];
            chunk[ofSecond] += packed[entry + ofSecond];
            chunk[ofThird] += packed[entry + ofThird];
            chunk[ofFourth] += packed[entry + ofFourth];
            entry += KEPT * classes;
        }
        for (; holder < end; holder++) {
            chunk[labels[holder]] += packed[holder * classes + labels[holder]];
        }
    }

    /** Adds what a chunk has to the sums, and clears it. */
    private void unpack(long[] chunk, long[] sums, long[] positives) {
        for (int kept = 0; kept < chunk.length; kept++) {
            sums[kept % classes] += chunk[kept] >>> rowBits;
            positives[kept % classes] += chunk[kept] & (1L << rowBits) - 1;
            chunk[kept] = 0;
        }
    }

    private void addRows(byte[] labels, int start, int end, long[] positives) {
        for (int holder = start; holder < end; holder++) {
            positives[labels[holder]] += rows[holder];
        }
    }

    private double[] aucs(long[] sums, long[] positives) {
        double[] aucs = new double[classes];
        for (int k = 0; k < classes; k++) {
            long ofClass = positives[k];
            long twiceConcordant = sums[k] - ofClass * (ofClass - 1);
            aucs[k] = twiceConcordant / (2.0 * ofClass * (allRows - ofClass));
        }
        return aucs;
    }
}
