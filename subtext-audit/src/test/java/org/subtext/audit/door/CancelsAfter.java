package org.subtext.audit.door;

import java.util.concurrent.CompletableFuture;

/** Cancels a work when a stage has come so far. */
final class CancelsAfter implements Follower {
    private final String stage;
    private final long units;
    private final CompletableFuture<Work<?>> work = new CompletableFuture<>();

    /**
     * Cancels once.
     *
     * @param stage the beginning of its name
     * @param units that are finished before the end
     */
    CancelsAfter(String stage, long units) {
        this.stage = stage;
        this.units = units;
    }

    /** Names the work, which waits for it where it must. */
    <R> Work<R> of(Work<R> one) {
        work.complete(one);
        return one;
    }

    @Override
    public void hears(ProgressEvent event) {
        if (event.stage().startsWith(stage) && event.count() >= units) {
            work.join().cancel();
        }
    }
}
