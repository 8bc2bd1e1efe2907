package org.subtext.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.images.PixelLayout;
import org.subtext.images.Resize;
import org.subtext.problems.InvalidInputException;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.recognition.SegmentationTask;
import org.subtext.recognition.Segmenter;
import org.subtext.recognition.SegmenterTrainer.TrainedSegmenter;

class TorchSegmenterTest {
    private static final int SIDE = 32;
    private static final PixelLayout LAYOUT = new PixelLayout(SIDE, 1, Resize.AREA_AVERAGE);

    @TempDir
    private Path folder;

    @Test
    void discsInNoiseAreMarked() throws IOException {
        TrainedSegmenter trained = trained(3, 12);
        assertThat(trained.dice()).isGreaterThan(0.85);
        assertThat(trained.worstDice()).isLessThanOrEqualTo(trained.dice());
        try (Segmenter segmenter = trained.segmenter()) {
            Path model = folder.resolve("disc.safetensors");
            segmenter.save(model);
            try (Segmenter stored = new TorchSegmenterTrainer().open(model)) {
                assertThat(stored.description()).isEqualTo(segmenter.description());
                assertThat(mark(stored, 7)).isEqualTo(mark(segmenter, 7));
                float[] marked = mark(stored, 7);
                float[] drawn = disc(7, false);
                long wrong = IntStream.range(0, marked.length)
                        .filter(i -> (marked[i] >= 0.5) != (drawn[i] >= 0.5))
                        .count();
                assertThat(wrong).isLessThan(SIDE * SIDE / 20);
            }
        }
    }

    @Test
    void theSameTaskGivesTheSameSegmenterAndAnotherSeedAnother() {
        try (Segmenter a = trained(3, 2).segmenter();
                Segmenter b = trained(3, 2).segmenter();
                Segmenter c = trained(4, 2).segmenter()) {
            assertThat(mark(a, 1)).isEqualTo(mark(b, 1)).isNotEqualTo(mark(c, 1));
        }
    }

    @Test
    void aFileWithoutASegmenterIsRefused() throws IOException {
        Path other = folder.resolve("other.safetensors");
        Files.write(other, new byte[] {2, 0, 0, 0, 0, 0, 0, 0, '{', '}'});

        assertThatThrownBy(() -> new TorchSegmenterTrainer().open(other))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("train a segmenter");
    }

    private static TrainedSegmenter trained(long seed, int epochs) {
        float[] images = new float[24 * SIDE * SIDE];
        float[] masks = new float[images.length];
        for (int i = 0; i < 24; i++) {
            System.arraycopy(disc(i, true), 0, images, i * SIDE * SIDE, SIDE * SIDE);
            System.arraycopy(disc(i, false), 0, masks, i * SIDE * SIDE, SIDE * SIDE);
        }
        return new TorchSegmenterTrainer()
                .train(
                        new SegmentationTask(
                                new ArrayPixels(LAYOUT, images),
                                new ArrayPixels(LAYOUT, masks),
                                IntStream.range(8, 24).toArray(),
                                IntStream.range(0, 8).toArray(),
                                epochs,
                                new Seed(seed)),
                        Progress.SILENT);
    }

    private static float[] mark(Segmenter segmenter, int image) {
        float[][] marked = new float[1][];
        segmenter.mark(
                new ArrayPixels(LAYOUT, disc(image, true)),
                new int[] {0},
                (position, values) -> marked[position] = values.clone(),
                Progress.SILENT);
        return marked[0];
    }

    /** A disc somewhere near the middle: bright on dark noise, or as drawn. */
    private static float[] disc(int number, boolean noisy) {
        SplittableRandom random = new SplittableRandom(number);
        double x = 12 + random.nextDouble() * 8;
        double y = 12 + random.nextDouble() * 8;
        double radius = 5 + random.nextDouble() * 3;
        float[] values = new float[SIDE * SIDE];
        for (int i = 0; i < values.length; i++) {
            boolean inside = Math.hypot(i % SIDE - x, i / SIDE - y) <= radius;
            double noise = random.nextDouble() * 0.4;
            values[i] = (float) (noisy ? (inside ? 0.5 : 0.2) + noise : inside ? 1 : 0);
        }
        return values;
    }
}
