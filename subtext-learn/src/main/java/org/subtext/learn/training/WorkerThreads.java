package org.subtext.learn.training;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.global.torch;

/**
 * One thread a worker, each of which runs torch on itself alone: barriers between torch's own threads collapse when a
 * core is shared, workers that meet twice a step do not.
 */
final class WorkerThreads implements AutoCloseable {
    private final List<ExecutorService> threads;

    WorkerThreads(int count) {
        threads = IntStream.range(0, count)
                .mapToObj(worker -> Executors.newSingleThreadExecutor(task -> {
                    Thread thread = new Thread(task, "training-" + worker);
                    thread.setDaemon(true);
                    return thread;
                }))
                .toList();
        each(worker -> torch.set_num_threads(1)); // OpenMP keeps this setting by thread
    }

    /** Runs the task once for each worker, each time on the worker's own thread, and waits for all. */
    void each(IntConsumer task) {
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < threads.size(); i++) {
            int worker = i;
            running.add(threads.get(i).submit(() -> task.accept(worker)));
        }
        RuntimeException failure = null;
        for (Future<?> one : running) {
            try {
                one.get();
            } catch (ExecutionException e) {
                failure = e.getCause() instanceof RuntimeException r ? r : new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                failure = new IllegalStateException("training was interrupted", e);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public void close() {
        threads.forEach(ExecutorService::shutdownNow);
    }
}
