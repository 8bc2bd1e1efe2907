package org.subtext.routes.injection;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Times a piece of work as it goes once it has been done often: code that was never run takes ten times as long, and
 * gets faster for seconds.
 *
 * @param nanoseconds a clock
 * @param stretch nanoseconds for which a piece is repeated
 */
record Stopwatch(LongSupplier nanoseconds, long stretch) {
    private static final double NANOS = 1e9;
    private static final int FEWEST = 4;

    /** Three seconds a piece. */
    static final Stopwatch OF_TIME = new Stopwatch(System::nanoTime, 3_000_000_000L);

    /** The median of the second half of {@value #FEWEST} repetitions at least. */
    double seconds(Runnable work) {
        List<Long> each = new ArrayList<>();
        long begun = nanoseconds.getAsLong();
        long now = begun;
        while (each.size() < FEWEST || now - begun < stretch) {
            work.run();
            long done = nanoseconds.getAsLong();
            each.add(done - now);
            now = done;
        }
        List<Long> warm =
                each.subList(each.size() / 2, each.size()).stream().sorted().toList();
        return warm.get(warm.size() / 2) / NANOS;
    }
}
