package org.subtext.statistics;

import java.util.Optional;

/**
 * The least and the most that an AUC of these scores could be, whichever rows were the positive ones.
 *
 * <p>Without ties at the boundary that is 0 and 1. Scores that are all alike leave 0.5 alone, and scores that are
 * nearly all alike little more: an AUC near one half then says nothing of the rows, for no other was possible. With n₁
 * positives and n₀ negatives the most is reached by the n₁ highest rows; where the boundary parts a group of ties into
 * a negatives and b positives it is 1 − a·b/(2·n₀·n₁). The least is the same from below.
 *
 * @param least in [0, 0.5]
 * @param most in [0.5, 1]
 */
public record AttainableAuc(double least, double most) {
    /** Of scores and the number of positives among them; empty where a class has no row. O(log n) time. */
    public static Optional<AttainableAuc> of(BinaryScores scores) {
        if (scores.obstacle().isPresent()) {
            return Optional.empty();
        }
        double lost = parted(scores, scores.negatives());
        double won = parted(scores, scores.positives());
        return Optional.of(new AttainableAuc(won, 1 - lost));
    }

    /** How far from one half it could lie, in [0, 0.5]. */
    public double reach() {
        return Math.max(most - 0.5, 0.5 - least);
    }

    /** Half the share of pairs that a boundary below so many of the highest rows leaves tied. */
    private static double parted(BinaryScores scores, int below) {
        int low = 0;
        int high = scores.groupCount();
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (scores.groupStart(middle) <= below) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double under = below - scores.groupStart(low);
        double over = scores.groupStart(low + 1) - below;
        return 0.5 * under * over / ((double) scores.positives() * scores.negatives());
    }
}
