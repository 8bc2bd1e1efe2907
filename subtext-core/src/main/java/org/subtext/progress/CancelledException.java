package org.subtext.progress;

/**
 * Somebody no longer wants the result: thrown out of a step by the {@link Progress} that it reports to.
 *
 * <p>Nobody between the step and whoever began the work takes it for a failure; what is closed on the way is closed,
 * and nothing is taken back.
 */
public final class CancelledException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param stage in which the work was; empty where none had begun */
    public CancelledException(String stage) {
        super(stage.isEmpty() ? "cancelled before it began" : "cancelled in: " + stage);
    }
}
