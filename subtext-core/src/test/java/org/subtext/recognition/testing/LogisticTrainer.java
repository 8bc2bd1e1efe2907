package org.subtext.recognition.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.subtext.images.PixelLayout;
import org.subtext.progress.Progress;
import org.subtext.provenance.AtomicFiles;
import org.subtext.provenance.ContentHash;
import org.subtext.provenance.Seed;
import org.subtext.recognition.ComputeDevice;
import org.subtext.recognition.LabelledImages;
import org.subtext.recognition.LearningCurve;
import org.subtext.recognition.Recogniser;
import org.subtext.recognition.RecogniserTrainer;
import org.subtext.recognition.TrainingPlan;
import org.subtext.recognition.TrainingTask;
import tools.jackson.databind.json.JsonMapper;

/**
 * A whole engine in plain Java: softmax regression on coarse tiles, trained in milliseconds, stored, opened and
 * continued.
 *
 * <p>Of a training plan it obeys passes and initial weights. It finds what shows as brightness of a place and nothing
 * else. Thread-safe; the same task gives the same bytes, also when it was interrupted.
 */
public final class LogisticTrainer implements RecogniserTrainer {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Where a training stands after a pass. */
    @SuppressWarnings("ArrayRecordComponent") // written and read, never compared
    private record Checkpoint(String task, List<LearningCurve.Epoch> epochs, double[][] weights) {}

    @Override
    public TrainedRecogniser train(TrainingTask task, Progress progress) {
        LabelledImages images = task.training();
        TrainingPlan plan = task.plan();
        PixelLayout layout = images.pixels().layout();
        LogisticModel start = drawn(plan, task.classes(), layout, task.seed());
        LogisticTraining training = new LogisticTraining(images, start);
        List<LearningCurve.Epoch> epochs = new ArrayList<>(continued(task, training));
        progress.begin("Training", plan.passes().epochs(), "passes");
        progress.advance(epochs.size(), "");
        for (int epoch = epochs.size() + 1; epoch <= plan.passes().epochs(); epoch++) {
            double loss = training.pass();
            epochs.add(new LearningCurve.Epoch(
                    epoch, loss, Double.NaN, Double.NaN, plan.optimisation().learningRate()));
            store(task, new Checkpoint(identity(task), epochs, training.weights()));
            progress.advance(1, String.format(Locale.ROOT, "loss %.3f", loss));
        }
        progress.end(plan.passes().epochs() + " passes");
        return new TrainedRecogniser(
                LogisticRecogniser.unsaved(training.model(), task.classes()),
                new LearningCurve(epochs, plan.passes().epochs()));
    }

    /** The passes that an interrupted training of this very task had made. */
    private static List<LearningCurve.Epoch> continued(TrainingTask task, LogisticTraining training) {
        if (!Files.exists(task.checkpoint())) {
            return List.of();
        }
        try {
            Checkpoint stored = JSON.readValue(Files.readString(task.checkpoint()), Checkpoint.class);
            if (!stored.task().equals(identity(task))) {
                return List.of();
            }
            training.continueFrom(stored.weights());
            return stored.epochs();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void store(TrainingTask task, Checkpoint checkpoint) {
        try {
            AtomicFiles.writeString(task.checkpoint(), JSON.writeValueAsString(checkpoint));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String identity(TrainingTask task) {
        LabelledImages images = task.training();
        int[] labels = new int[images.size()];
        Arrays.setAll(labels, images::label);
        return ContentHash.ofText(task.plan() + "\n" + task.classes() + "\n" + task.seed() + "\n"
                        + Arrays.toString(images.rows()) + "\n" + Arrays.toString(labels))
                .hex();
    }

    private static LogisticModel drawn(TrainingPlan plan, List<String> classes, PixelLayout layout, Seed seed) {
        return LogisticModel.drawn(new Tiles(layout), classes.size(), seed)
                .begunFrom(plan.network().initialWeights());
    }

    @Override
    public ComputeDevice device() {
        return new ComputeDevice(ComputeDevice.Kind.PROCESSOR, "cpu", "softmax regression in plain Java", false);
    }

    @Override
    public Recogniser open(Path model) {
        return LogisticRecogniser.stored(LogisticModel.read(model));
    }

    @Override
    public Recogniser untrained(TrainingPlan plan, List<String> classes, PixelLayout layout, Seed seed) {
        return LogisticRecogniser.unsaved(drawn(plan, classes, layout, seed), classes);
    }
}
