package org.subtext.routes.injection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StopwatchTest {
    @Test
    void slowFirstRepetitionsAndOneThatWasInterruptedDoNotCount() {
        AtomicLong clock = new AtomicLong();
        AtomicInteger times = new AtomicInteger();
        double seconds = new Stopwatch(clock::get, 3_000_000_000L).seconds(() -> {
            int which = times.getAndIncrement();
            clock.addAndGet(which < 5 ? 200_000_000 : which == 18 ? 700_000_000 : 50_000_000);
        });
        assertThat(seconds).isEqualTo(0.05);
    }

    @Test
    void aLongPieceIsRepeatedAFewTimes() {
        AtomicLong clock = new AtomicLong();
        AtomicInteger times = new AtomicInteger();
        double seconds = new Stopwatch(clock::get, 3_000_000_000L).seconds(() -> {
            times.incrementAndGet();
            clock.addAndGet(2_000_000_000);
        });
        assertThat(seconds).isEqualTo(2);
        assertThat(times).hasValue(4);
    }
}
