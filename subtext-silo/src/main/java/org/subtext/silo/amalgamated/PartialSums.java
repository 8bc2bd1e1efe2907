package org.subtext.silo.amalgamated;

/**
 * A vertical logistic model of two sites by turns: each makes a Newton step beside the other's scores and shows its
 * own.
 *
 * <p>The loss is strictly convex, and blocks in turn go down to its only minimum, the solution of the pooled columns
 * (Tseng 2001, doi:10.1023/A:1017501703105); more slowly the more the sites' columns depend on one another. Checked
 * against NumPy 2.4.6 in {@code AmalgamatedTest}.
 */
public final class PartialSums {
    private PartialSums() {}

    /** How it ended. */
    public sealed interface Outcome {
        /**
         * Both parts stand where the pooled columns would have put them.
         *
         * @param sweeps turns of both
         */
        record Settled(int sweeps) implements Outcome {}

        /** The parts still move: their columns nearly give one another. Nothing is to be read from them. */
        record StillMoving(int sweeps) implements Outcome {}
    }

    /** Turns until neither moves, at most so many of both. */
    public static Outcome settle(LogisticPart one, LogisticPart other, int mostSweeps) {
        double[] others = other.scores();
        for (int sweep = 1; sweep <= mostSweeps; sweep++) {
            others = other.turn(one.turn(others));
            if (one.isSettled() && other.isSettled()) {
                return new Outcome.Settled(sweep);
            }
        }
        return new Outcome.StillMoving(mostSweeps);
    }
}
