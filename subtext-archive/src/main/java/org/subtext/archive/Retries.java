package org.subtext.archive;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.subtext.provenance.Seed;

/**
 * Repeats what failed for now: pauses double, {@code Retry-After} is obeyed, and parallel downloads do not all come
 * back at the same moment. Thread-safe.
 */
final class Retries {
    /** Something to try. */
    @FunctionalInterface
    interface Attempt<T> {
        T run() throws IOException;
    }

    private static final Seed SPREAD = new Seed(0).child("pauses between retries");

    private final ArchiveLimits limits;
    private final AtomicLong pauses = new AtomicLong();

    Retries(ArchiveLimits limits) {
        this.limits = limits;
    }

    <T> T run(Attempt<T> attempt) throws IOException {
        for (int repetition = 0; ; repetition++) {
            try {
                return attempt.run();
            } catch (ArchiveException e) {
                if (!e.kind().isRetryable() || repetition >= limits.retries()) {
                    throw e;
                }
                sleep(pause(repetition, e), e);
            }
        }
    }

    /** Between three quarters and five quarters of the doubled pause; at least what the archive asked for. */
    private Duration pause(int repetition, ArchiveException why) {
        double share = 0.75
                + 0.5 * SPREAD.child("share", pauses.getAndIncrement()).random().nextDouble();
        long doubled = limits.firstPause().toMillis() << Math.min(repetition, 20);
        long own = (long) (share * doubled);
        Duration asked = why.retryAfter();
        long millis = asked == null ? own : Math.max(own, asked.toMillis());
        return Duration.ofMillis(Math.min(millis, ArchiveLimits.LONGEST_PAUSE.toMillis()));
    }

    private static void sleep(Duration pause, ArchiveException why) throws ArchiveException {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw why;
        }
    }
}
