package org.subtext.routes.injection;

import java.util.function.LongSupplier;

/**
 * Times a piece of work as it goes once it has been done often: code that was never run takes some times as long.
 *
 * @param nanoseconds a clock
 * @param warming nanoseconds for which a piece is repeated first
 * @param timing nanoseconds for which it is repeated then
 */
record Stopwatch(LongSupplier nanoseconds, long warming, long timing) {
    private static final double NANOS = 1e9;

    /** Two seconds a piece. */
    static final Stopwatch OF_TIME = new Stopwatch(System::nanoTime, 1_200_000_000, 800_000_000);

    /** Mean over its repetitions, of each stretch one at least. */
    double seconds(Runnable work) {
        repeat(work, warming);
        long begun = nanoseconds.getAsLong();
        int times = repeat(work, timing);
        return (nanoseconds.getAsLong() - begun) / NANOS / times;
    }

    private int repeat(Runnable work, long stretch) {
        long begun = nanoseconds.getAsLong();
        int times = 0;
        do {
            work.run();
            times++;
        } while (nanoseconds.getAsLong() - begun < stretch);
        return times;
    }
}
