package org.subtext.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileBudgetTest {
    private final FileBudget budget = new FileBudget(() -> {});

    @Test
    void whatTakesMoreThanHalfTheHeapIsRefusedWithTheHeapThatWouldDo() {
        HeapShare share = new HeapShare(256L << 20, 2);

        assertThat(share.refusal(256L << 20)).isEmpty();
        assertThat(share.refusal(1000L << 20))
                .hasValue("1,000 MiB of memory; the limit is 256 MiB at a heap of 512 MiB: give Java a larger heap"
                        + " (-Xmx2502m), or leave it out");
        assertThat(share.refusal(1L << 50).orElseThrow()).endsWith("it is damaged or hostile; leave it out");
        assertThat(share.refusal(-1).orElseThrow()).startsWith("more memory than can be counted");
    }

    @Test
    void theHeapThatIsAdvisedHoldsWhatWasRefused() {
        HeapShare share = new HeapShare(256L << 20, 2);
        String said = share.refusal(700L << 20).orElseThrow();
        long advised = Long.parseLong(said.replaceAll(".*-Xmx(\\d+)m.*", "$1")) << 20;

        assertThat(new HeapShare(advised / 2, 2).refusal(700L << 20)).isEmpty();
    }

    @Test
    void whoFindsNoRoomWaitsUntilOthersGiveTheirsBack() throws Exception {
        BytesInFlight bytes = new BytesInFlight(100);
        BytesInFlight.Seat first = bytes.seat();
        first.take(80);
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch through = new CountDownLatch(1);
        Thread second = new Thread(() -> {
            try (BytesInFlight.Seat seat = bytes.seat()) {
                started.countDown();
                seat.take(30);
                through.countDown();
            }
        });
        second.start();
        started.await();

        assertThat(through.await(50, TimeUnit.MILLISECONDS)).isFalse();
        first.close();
        assertThat(through.await(10, TimeUnit.SECONDS)).isTrue();
        second.join();
        assertThat(bytes.taken()).isZero();
    }

    @Test
    void aSingleLargeThingNeverWaits() {
        BytesInFlight bytes = new BytesInFlight(100);
        try (BytesInFlight.Seat seat = bytes.seat()) {
            seat.take(60);
            seat.take(5000);
            assertThat(bytes.taken()).isEqualTo(100);
        }
        assertThat(bytes.taken()).isZero();
    }

    @Test
    void nobodyWaitsForEver() {
        BytesInFlight bytes = new BytesInFlight(100, TimeUnit.MILLISECONDS.toNanos(20));
        bytes.seat().take(100);
        BytesInFlight.Seat second = bytes.seat();

        second.take(50);

        assertThat(bytes.taken()).isEqualTo(150);
    }

    @Test
    void workThatRunsOutOfMemoryIsDoneOnceMoreAlone() throws IOException {
        AtomicInteger tries = new AtomicInteger();

        String answer = budget.alone(() -> {
            if (tries.incrementAndGet() == 1) {
                throw new OutOfMemoryError("beside others");
            }
            return "read";
        });

        assertThat(answer).isEqualTo("read");
    }

    @Test
    void whatRunsOutOfMemoryAloneIsThatFilesProblem() {
        assertThatExceptionOfType(MemoryExhaustedException.class)
                .isThrownBy(() -> budget.alone(() -> new long[Integer.MAX_VALUE - 8][Integer.MAX_VALUE - 8]))
                .withMessageContaining("more memory than a heap of");
        assertThatExceptionOfType(MemoryExhaustedException.class)
                .isThrownBy(() -> budget.alone(FileBudgetTest::hashOfAListInItself))
                .withMessageContaining("within each other");
    }

    @Test
    void fileOfMoreThanHalfTheHeapIsNotRead(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("large");
        Files.write(file, new byte[100]);

        assertThat(new HeapShare(100, 2).read(file)).hasSize(100);
        assertThatExceptionOfType(MemoryExhaustedException.class)
                .isThrownBy(() -> new HeapShare(99, 2).read(file))
                .withMessageContaining("a file that takes");
    }

    @Test
    void filesAreReadInPiecesWholeAndThoseWithoutALengthToTheirEnd(@TempDir Path folder) throws IOException {
        byte[] content = new byte[700_001];
        new SplittableRandom(1).nextBytes(content);
        Path file = Files.write(folder.resolve("file"), content);
        HeapShare share = HeapShare.ofHeap(2);

        assertThat(share.read(file)).isEqualTo(content);
        assertThat(share.read(Files.write(file, new byte[0]))).isEmpty();
        Path unsized = Path.of("/proc/self/status"); // says that it is empty
        if (Files.exists(unsized)) {
            assertThat(share.read(unsized)).isNotEmpty();
        }
    }

    private static int hashOfAListInItself() {
        List<Object> list = new ArrayList<>();
        list.add(list);
        return list.hashCode();
    }
}
