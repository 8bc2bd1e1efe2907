package org.subtext.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.learn.engine.Device;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.recognition.TrainingPresets;
import org.subtext.recognition.TrainingTask;

@Tag("slow")
class ResidentMemoryTest {
    private static final int STEPS_PER_PASS = 100;
    private static final int PASSES = 20;
    // A leak of one activation a step would be hundreds.
    private static final long ALLOWED_GROWTH_MIB = 20;

    @TempDir
    Path folder;

    @Test
    void twoThousandStepsOfTwoWorkersStayFlat() {
        Assumptions.assumeTrue(Files.exists(Path.of("/proc/self/status")), "resident memory is read from /proc");
        List<Long> residentMib = new ArrayList<>();
        TrainingTask task = new TrainingTask(
                TrainingPresets.SMALL
                        .plan()
                        .withPasses(passes -> passes.withEpochs(PASSES).withBatchSize(8))
                        .withExecution(execution -> execution.withWorkers(2)),
                List.of("across", "down"),
                Stripes.of(8 * STEPS_PER_PASS, 2, 1),
                Stripes.of(8, 2, 2),
                new Seed(1),
                folder.resolve("checkpoint"));
        new TorchTrainer(Device.CPU)
                .train(task, new EachStep(() -> residentMib.add(residentMib())))
                .recogniser()
                .close();
        // Compiled code and the native allocator's pools grow for about 900 steps: of 4,000 steps with a heap of 256
        // MiB,
        // step 900 held 483 MiB and the last 487.
        int warm = residentMib.size() / 2;
        long early = residentMib.get(warm);
        long late = residentMib.get(residentMib.size() - 1);
        assertThat(late - early)
                .as("growth in MiB from step %s (%s MiB) to the last (%s MiB)", warm, early, late)
                .isLessThan(ALLOWED_GROWTH_MIB);
    }

    /** Resident memory less the Java heap, which grows up to its own limit as the collector likes. */
    private static long residentMib() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                            .filter(line -> line.startsWith("VmRSS"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                            .findFirst()
                            .orElseThrow()
                    - (Runtime.getRuntime().totalMemory() >> 20);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record EachStep(Runnable action) implements Progress {
        @Override
        public void begin(String stage, long total, String unit) {}

        @Override
        public void advance(long done, String note) {
            if (done > 0) {
                action.run();
            }
        }

        @Override
        public void end(String summary) {}
    }
}
