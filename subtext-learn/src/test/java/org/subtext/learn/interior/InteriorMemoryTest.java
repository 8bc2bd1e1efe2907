package org.subtext.learn.interior;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.subtext.learn.Stripes;
import org.subtext.learn.TorchTrainer;
import org.subtext.learn.engine.Device;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.recognition.LabelledImages;
import org.subtext.recognition.Recogniser;
import org.subtext.recognition.RecogniserInterior.Attack;
import org.subtext.recognition.RecogniserInterior.Attribution;
import org.subtext.recognition.TrainingPresets;

@Tag("slow")
class InteriorMemoryTest {
    private static final int WARM_UP = 20;
    private static final int ROUNDS = 60;
    // The activations of one batch that leaked at every round would be thousands.
    private static final long ALLOWED_GROWTH_MIB = 40;

    @Test
    void gradientsLeaveNoMemoryBehind() throws IOException {
        Path status = Path.of("/proc/self/status");
        Assumptions.assumeTrue(Files.exists(status), "resident memory is read from /proc");
        LabelledImages images = Stripes.of(128, 2, 1);
        int[] labels = IntStream.range(0, images.size()).map(images::label).toArray();
        try (Recogniser network = new TorchTrainer(Device.CPU)
                .untrained(TrainingPresets.SMALL.plan(), List.of("across", "down"), Stripes.LAYOUT, new Seed(1))) {
            long warm = 0;
            for (int round = 0; round < ROUNDS; round++) {
                for (Attribution how : List.of(Attribution.GRAD_CAM, Attribution.INTEGRATED_GRADIENTS)) {
                    network.interior()
                            .attribute(how, images.pixels(), images.rows(), labels, (i, map) -> {}, Progress.SILENT);
                }
                network.interior()
                        .scoreAttacked(
                                new Attack(Attack.Kind.PGD, 0.02, 5),
                                images.pixels(),
                                images.rows(),
                                labels,
                                new Seed(2),
                                (i, scores) -> {},
                                Progress.SILENT);
                if (round == WARM_UP) {
                    warm = residentMib(status);
                }
            }
            assertThat(residentMib(status) - warm).isLessThan(ALLOWED_GROWTH_MIB);
        }
    }

    /** Resident memory less the Java heap. */
    private static long residentMib(Path status) throws IOException {
        return Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmRSS"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                        .findFirst()
                        .orElseThrow()
                - (Runtime.getRuntime().totalMemory() >> 20);
    }
}
