package org.subtext.statistics.draws;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/** Runs numbered pieces of work on threads of its own, which end with the call. */
public final class Workers {
    private static final int MOST_IN_A_ROW = 8;

    private Workers() {}

    /**
     * Calls a worker once for each number from 0 to {@code count - 1}. A piece must depend on its number alone, so that
     * the result is the same for any number of threads.
     *
     * @param workers makes one worker a thread, with buffers of its own
     */
    public static void forEach(int count, int threads, Supplier<IntConsumer> workers) {
        if (threads == 1) {
            IntConsumer worker = workers.get();
            for (int piece = 0; piece < count; piece++) {
                worker.accept(piece);
            }
            return;
        }
        AtomicInteger next = new AtomicInteger();
        int inARow = Math.max(1, Math.min(MOST_IN_A_ROW, count / (MOST_IN_A_ROW * threads)));
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                running.add(pool.submit(() -> drain(next, count, inARow, workers.get())));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a replicate failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while drawing replicates", e);
        } finally {
            pool.shutdownNow();
        }
    }

    private static void drain(AtomicInteger next, int count, int inARow, IntConsumer worker) {
        for (int start = next.getAndAdd(inARow); start < count; start = next.getAndAdd(inARow)) {
            for (int piece = start; piece < Math.min(count, start + inARow); piece++) {
                if (Thread.currentThread().isInterrupted()) {
                    return;
                }
                worker.accept(piece);
            }
        }
    }
}
