package org.subtext.progress;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** The end of threads that work on one thing, after which what they used can be closed or deleted. */
public final class PoolEnd {
    private PoolEnd() {}

    /**
     * Waits until no thread of a pool that was shut down works any more, however long that takes and also where this
     * thread is interrupted, which it still is afterwards.
     */
    public static void await(ExecutorService pool) {
        boolean interrupted = false;
        while (!pool.isTerminated()) {
            try {
                pool.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
