package org.subtext.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InTurnTest {
    private static final List<Integer> ITEMS = IntStream.range(0, 1000).boxed().toList();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 16})
    void everyItemIsWorkedOnOnceByOneWorkerAThread(int threads) throws IOException {
        AtomicIntegerArray done = new AtomicIntegerArray(ITEMS.size());
        AtomicInteger workers = new AtomicInteger();

        InTurn.each(
                ITEMS,
                threads,
                () -> {
                    workers.incrementAndGet();
                    return (index, item) -> {
                        assertThat(item).isEqualTo(index);
                        done.incrementAndGet(index);
                    };
                },
                "counting");

        assertThat(ITEMS).allSatisfy(item -> assertThat(done.get(item)).isEqualTo(1));
        assertThat(workers).hasValue(threads);
    }

    @Test
    void aFailureEndsTheOthersAndIsThrownAsItWas() {
        AtomicInteger done = new AtomicInteger();

        assertThatThrownBy(() -> InTurn.each(
                        ITEMS,
                        2,
                        () -> (index, item) -> {
                            done.incrementAndGet();
                            throw new IOException("no space left");
                        },
                        "writing"))
                .isInstanceOf(IOException.class)
                .hasMessage("no space left");
        assertThat(done.get()).isLessThan(ITEMS.size());
    }

    @Test
    void outOfMemoryIsNoOtherError() {
        assertThatThrownBy(() -> InTurn.each(
                        ITEMS,
                        2,
                        () -> (index, item) -> {
                            throw new OutOfMemoryError("planted");
                        },
                        "writing"))
                .isInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void whoIsInterruptedIsToldAndStaysInterrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> InTurn.each(ITEMS, 2, () -> (index, item) -> {}, "reading"))
                .isInstanceOf(IOException.class)
                .hasMessage("interrupted while reading");
        assertThat(Thread.interrupted()).isTrue();
    }
}
