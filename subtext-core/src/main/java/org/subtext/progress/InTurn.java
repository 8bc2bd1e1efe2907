package org.subtext.progress;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Several threads that work on one list, each taking the next item when it has finished one. */
public final class InTurn {
    private InTurn() {}

    /** One thread's work, with what it keeps between items. */
    @FunctionalInterface
    public interface Worker<T> {
        void work(int index, T item) throws IOException;
    }

    /**
     * Works on every item once. When an item fails, the others end with the one they are at.
     *
     * @param threads at least 1
     * @param workers makes one for each thread
     * @param doing what is done, for the name of threads and for messages: "caching images"
     * @throws IOException of an item; when this thread is interrupted. All threads have ended then, too
     */
    public static <T> void each(List<T> items, int threads, Supplier<Worker<T>> workers, String doing)
            throws IOException {
        AtomicInteger next = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, doing);
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<?>> results = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                results.add(pool.submit(() -> {
                    Worker<T> worker = workers.get();
                    for (int at = next.getAndIncrement(); at < items.size(); at = next.getAndIncrement()) {
                        worker.work(at, items.get(at));
                    }
                    return null;
                }));
            }
            if (Thread.interrupted()) { // asked here, as what has ended already is handed out without asking
                throw new InterruptedException(doing);
            }
            for (Future<?> result : results) {
                result.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new IllegalStateException(doing + " failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + doing, e);
        } finally {
            next.set(items.size()); // after a failure the other workers stop at their next item
            pool.shutdown();
            PoolEnd.await(pool); // also after a failure: what the workers use is closed right after
        }
    }
}
