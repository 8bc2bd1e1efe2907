package org.subtext.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.subtext.images.PixelLayout;
import org.subtext.images.Resize;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.recognition.testing.LogisticTrainer;

class TrainingPaceTest {
    private static final PixelLayout LAYOUT = new PixelLayout(32, 1, Resize.AREA_AVERAGE);

    /** Takes a fifth of a second to begin and a hundredth for each image. */
    private static final class Slow implements RecogniserTrainer {
        private final LogisticTrainer engine = new LogisticTrainer();
        private final List<TrainingTask> tasks = new ArrayList<>();
        private long nanos;

        @Override
        public TrainedRecogniser train(TrainingTask task, Progress progress) {
            tasks.add(task);
            nanos += (200 + 10L * task.training().size()) * 1_000_000;
            return engine.train(task, progress);
        }

        @Override
        public ComputeDevice device() {
            return engine.device();
        }

        @Override
        public Recogniser open(Path model) {
            return engine.open(model);
        }

        @Override
        public Recogniser untrained(TrainingPlan plan, List<String> classes, PixelLayout layout, Seed seed) {
            return engine.untrained(plan, classes, layout, seed);
        }
    }

    @Test
    void whatABeginningTakesIsNotCountedAtEveryImage() throws IOException {
        Slow trainer = new Slow();
        TrainingPlan plan = TrainingPresets.SMALL.plan().withPasses(passes -> passes.withBatchSize(8));

        TrainingPace pace = TrainingPace.measure(trainer, plan, LAYOUT, () -> trainer.nanos);

        // counted with the beginning it were 62
        assertThat(pace.imagesPerSecond()).isCloseTo(100, within(1e-6));
        assertThat(pace.seconds(1000)).isEqualTo(1000 / pace.imagesPerSecond());
        assertThat(trainer.tasks).extracting(task -> task.training().size()).containsExactly(8, 32);
        assertThat(trainer.tasks).allSatisfy(task -> {
            assertThat(task.plan().passes().epochs()).isEqualTo(1);
            assertThat(task.checkpoint().getParent()).doesNotExist();
        });
    }
}
