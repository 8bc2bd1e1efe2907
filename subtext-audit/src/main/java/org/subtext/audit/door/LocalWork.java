package org.subtext.audit.door;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.subtext.progress.CancelledException;

/** A use case on a thread of this process, which lives until it is done. */
final class LocalWork<R> implements Work<R> {
    private final String run;
    private final Path folder;
    private final Steps steps;
    private final FutureTask<R> task;

    /** A use case that tells its progress. */
    interface UseCase<R> {
        R run(Steps steps) throws IOException;
    }

    /** @param afterwards done when the use case has let go of everything, before anybody is told of the end */
    LocalWork(String run, Path folder, Steps steps, UseCase<R> useCase, Runnable afterwards) {
        this.run = run;
        this.folder = folder;
        this.steps = steps;
        this.task = new FutureTask<>(() -> {
            try {
                steps.check();
                return useCase.run(steps);
            } finally {
                afterwards.run();
            }
        });
    }

    void begin() {
        new Thread(task, "run " + run).start();
    }

    @Override
    public String run() {
        return run;
    }

    @Override
    public State state() {
        if (!task.isDone()) {
            return State.RUNNING;
        }
        try {
            task.get();
            return State.FINISHED;
        } catch (ExecutionException e) {
            return e.getCause() instanceof CancelledException ? State.CANCELLED : State.FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return State.RUNNING; // cannot be: what is done is not waited for
        }
    }

    @Override
    public Optional<ProgressEvent> latest() {
        return steps.latest();
    }

    @Override
    public void follow(Follower follower) {
        steps.follow(follower);
    }

    @Override
    public void cancel() {
        steps.cancel();
    }

    @Override
    public R await() throws IOException, InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof IOException io) {
                throw io;
            }
            if (cause instanceof RuntimeException own) {
                throw own;
            }
            if (cause instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(cause);
        }
    }

    @Override
    public Left left() {
        return Left.in(folder);
    }
}
