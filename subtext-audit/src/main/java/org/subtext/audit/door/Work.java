package org.subtext.audit.door;

import java.io.IOException;
import java.util.Optional;
import org.subtext.progress.CancelledException;

/**
 * One use case under way, on a thread of its own. Thread-safe.
 *
 * @param <R> what it gives
 */
public interface Work<R> {
    /** How it stands. */
    enum State {
        RUNNING,
        FINISHED,
        /** Ended because it was cancelled. */
        CANCELLED,
        /** Ended by what {@link #await} throws. */
        FAILED
    }

    /** The name of the run it works on. */
    String run();

    State state();

    /** What was said last of its progress, for whoever asks now and then. */
    Optional<ProgressEvent> latest();

    /** From now on the follower hears of everything, what was said last first. */
    void follow(Follower follower);

    /**
     * Asks it to end: it does at its next sign of progress, with everything closed and nothing taken back. Where none
     * is left to come, it finishes.
     */
    void cancel();

    /**
     * Waits for the end.
     *
     * @throws CancelledException when it was cancelled; everything else that is thrown is the use case's own, unchanged
     */
    R await() throws IOException, InterruptedException;

    /** What lies in the run's folder now: after the end, what the end has left. */
    Left left();
}
