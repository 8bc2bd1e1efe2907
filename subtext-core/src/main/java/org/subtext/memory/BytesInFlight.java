package org.subtext.memory;

import java.util.concurrent.TimeUnit;

/**
 * Memory that threads share while each works on a large thing of its own: who finds too little of it left waits until
 * others have given theirs back. Thread-safe.
 *
 * <p>Seats bound what is taken by estimate. A single one may always go on, whatever it asks for, and nobody waits for
 * ever: an estimate must not stop a run.
 */
public final class BytesInFlight {
    private static final long LONGEST_WAIT_SECONDS = 60;

    private final long most;
    private final long longestWaitNanos;
    private long taken;

    /** @param most bytes that all seats may hold together before others wait */
    public BytesInFlight(long most) {
        this(most, TimeUnit.SECONDS.toNanos(LONGEST_WAIT_SECONDS));
    }

    BytesInFlight(long most, long longestWaitNanos) {
        this.most = most;
        this.longestWaitNanos = longestWaitNanos;
    }

    /** A place for one thing, which takes nothing yet. */
    public Seat seat() {
        return new Seat();
    }

    /** What one thing has taken; closing it gives all back. */
    public final class Seat implements AutoCloseable {
        private long held;

        private Seat() {}

        /** Takes more, as soon as it is free. */
        public void take(long bytes) {
            synchronized (BytesInFlight.this) {
                long wanted = Math.max(0, Math.min(bytes, most - held));
                awaitRoom(wanted, held);
                taken += wanted;
                held += wanted;
            }
        }

        @Override
        public void close() {
            synchronized (BytesInFlight.this) {
                taken -= held;
                held = 0;
                BytesInFlight.this.notifyAll();
            }
        }
    }

    private synchronized void awaitRoom(long wanted, long held) {
        long start = System.nanoTime();
        while (taken > held && taken + wanted > most) {
            long left = longestWaitNanos - (System.nanoTime() - start);
            if (left <= 0) {
                return;
            }
            try {
                wait(left / 1_000_000 + 1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Bytes that are taken now. */
    synchronized long taken() {
        return taken;
    }
}
