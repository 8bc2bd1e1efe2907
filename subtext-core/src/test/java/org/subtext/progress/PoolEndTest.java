package org.subtext.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class PoolEndTest {
    @Test
    void workThatDoesNotHearAnInterruptIsWaitedForByWhoeverIsInterrupted() {
        ExecutorService pool = Executors.newFixedThreadPool(1);
        CountDownLatch begun = new CountDownLatch(1);
        pool.execute(() -> {
            begun.countDown();
            long end = System.nanoTime() + 200_000_000;
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
        });
        assertThat(begun).satisfies(CountDownLatch::await);

        pool.shutdownNow();
        Thread.currentThread().interrupt();
        PoolEnd.await(pool);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(pool.isTerminated()).isTrue();
    }
}
