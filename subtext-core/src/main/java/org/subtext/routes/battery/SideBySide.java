package org.subtext.routes.battery;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.subtext.progress.PoolEnd;

/** Runs pieces of work on a few threads; whatever happens, none is still running when it returns. */
final class SideBySide {
    private SideBySide() {}

    /** @param atOnce how many at a time */
    static void run(List<Runnable> work, int atOnce) {
        ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, atOnce), task -> {
            Thread thread = new Thread(task, "battery");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<?>> running = new ArrayList<>();
            work.forEach(one -> running.add(pool.submit(one)));
            for (Future<?> one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException r ? r : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the battery was interrupted", e);
        } finally {
            pool.shutdownNow();
            PoolEnd.await(pool); // trainings end before the networks and pixels that they use are closed
        }
    }
}
