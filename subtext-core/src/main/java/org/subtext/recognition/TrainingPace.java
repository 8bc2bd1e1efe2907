package org.subtext.recognition;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.subtext.images.PixelLayout;
import org.subtext.images.PixelSource;
import org.subtext.progress.Progress;
import org.subtext.provenance.FolderTree;
import org.subtext.provenance.Seed;

/**
 * How fast a network is taught on this machine.
 *
 * @param imagesPerSecond images that go through it once, forward and back; above 0
 */
public record TrainingPace(double imagesPerSecond) {
    private static final List<String> CLASSES = List.of("one", "other");
    private static final int STEPS = 4;
    private static final int GREYS = 256;
    private static final double NANOS = 1e9;

    /**
     * Teaches a network for a few batches of made-up images, of the plan's size and by its recipe; it is thrown away.
     * What a first batch takes beside itself (threads, memory, kernels chosen) is not counted.
     */
    public static TrainingPace measure(RecogniserTrainer trainer, TrainingPlan plan, PixelLayout layout)
            throws IOException {
        return measure(trainer, plan, layout, System::nanoTime);
    }

    /** @param clock in nanoseconds */
    static TrainingPace measure(RecogniserTrainer trainer, TrainingPlan plan, PixelLayout layout, LongSupplier clock)
            throws IOException {
        int batch = plan.passes().batchSize();
        Path scratch = Files.createTempDirectory("subtext-pace");
        try {
            double one = seconds(trainer, plan, layout, batch, scratch, clock);
            double more = seconds(trainer, plan, layout, STEPS * batch, scratch, clock);
            return new TrainingPace(more > one ? (STEPS - 1) * batch / (more - one) : STEPS * batch / more);
        } finally {
            FolderTree.delete(scratch);
        }
    }

    private static double seconds(
            RecogniserTrainer trainer,
            TrainingPlan plan,
            PixelLayout layout,
            int images,
            Path scratch,
            LongSupplier clock) {
        PixelSource pixels = new Stripes(layout, images);
        int[] rows = IntStream.range(0, images).toArray();
        int[] labels = IntStream.range(0, images).map(i -> i % CLASSES.size()).toArray();
        TrainingPlan once = plan.withPasses(passes -> passes.withEpochs(1).withEarlyStopping(0))
                .withOptimisation(optimisation -> optimisation.withSchedule(TrainingPlan.Schedule.COSINE));
        TrainingTask task = new TrainingTask(
                once,
                CLASSES,
                new LabelledImages(pixels, rows, labels, rows.clone()),
                new LabelledImages(pixels, new int[0], new int[0], new int[0]),
                new Seed(images),
                scratch.resolve(images + ".checkpoint"));
        long begun = clock.getAsLong();
        trainer.train(task, Progress.SILENT).recogniser().close();
        return (clock.getAsLong() - begun) / NANOS;
    }

    /** Images of every grey value, no two alike. */
    private record Stripes(PixelLayout layout, int size) implements PixelSource {
        @Override
        public void read(int row, FloatBuffer target) {
            for (int i = 0; i < layout.valuesPerImage(); i++) {
                target.put((float) ((i + row) % GREYS) / (GREYS - 1));
            }
        }
    }

    /** How long so many images take. */
    public double seconds(long images) {
        return images / imagesPerSecond;
    }
}
