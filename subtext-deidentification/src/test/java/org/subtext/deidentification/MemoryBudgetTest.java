package org.subtext.deidentification;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.dicom.Element;
import org.subtext.dicom.Tag;
import org.subtext.dicom.Vr;

class MemoryBudgetTest {
    private static final Pseudonyms PSEUDONYMS = new Pseudonyms(Salt.ofHex("000102030405060708090a0b0c0d0e0f"));

    @TempDir
    private Path folder;

    @Test
    void filesWaitUntilThereIsRoomAndOneThatIsTooLargeGoesAlone() throws InterruptedException {
        MemoryBudget budget = new MemoryBudget(100);
        AtomicInteger entered = new AtomicInteger();
        CountDownLatch large = new CountDownLatch(1);
        MemoryBudget.Share first = budget.take(60);
        MemoryBudget.Share second = budget.take(40);
        Thread waiting = new Thread(() -> {
            try (MemoryBudget.Share share = budget.take(5000)) {
                entered.incrementAndGet();
                large.countDown();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        waiting.start();
        first.close();

        assertThat(large.await(50, TimeUnit.MILLISECONDS))
                .as("40 are taken still")
                .isFalse();
        second.close();
        assertThat(large.await(10, TimeUnit.SECONDS)).isTrue();
        waiting.join();
        assertThat(entered).hasValue(1);
    }

    @Test
    void whatAFileNeedsGrowsWithItsFrame() throws Exception {
        Path small = Files.write(folder.resolve("small.dcm"), PlantedFiles.file("1"));
        Path text = Files.writeString(folder.resolve("letter.txt"), "no image");

        assertThat(MemoryBudget.need(small)).isEqualTo(Files.size(small) + 64 * 64 * (12 + 2));
        assertThat(MemoryBudget.need(text)).isEqualTo(8);
    }

    @Test
    void samplesAreNeverCopiedNorMadeText() {
        DataSetCleaner cleaner = new DataSetCleaner(AttributeTable.ofBuild(), Set.of(), PSEUDONYMS);
        Element pixels = Element.of(Tag.of(0x7FE00010), Vr.OW, ByteBuffer.wrap(new byte[8_000_000]));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        cleaner.clean(PlantedFiles.dataSet("1"));
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());

        cleaner.clean(PlantedFiles.dataSet("1").with(pixels));

        assertThat(threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before)
                .isLessThan(4_000_000);
    }
}
