package org.subtext.recognition.testing;

import java.nio.file.Path;
import java.util.List;
import org.subtext.images.PixelLayout;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.recognition.ComputeDevice;
import org.subtext.recognition.ForwardingRecogniser;
import org.subtext.recognition.Recogniser;
import org.subtext.recognition.RecogniserTrainer;
import org.subtext.recognition.TrainingPlan;
import org.subtext.recognition.TrainingTask;

/** Another engine whose recognisers cannot be looked into. */
public record ScoresOnlyTrainer(RecogniserTrainer trainer) implements RecogniserTrainer {
    @Override
    public TrainedRecogniser train(TrainingTask task, Progress progress) {
        TrainedRecogniser trained = trainer.train(task, progress);
        return new TrainedRecogniser(new ScoresOnly(trained.recogniser()), trained.curve());
    }

    @Override
    public ComputeDevice device() {
        return trainer.device();
    }

    @Override
    public Recogniser open(Path model) {
        return new ScoresOnly(trainer.open(model));
    }

    @Override
    public Recogniser untrained(TrainingPlan plan, List<String> classes, PixelLayout layout, Seed seed) {
        return new ScoresOnly(trainer.untrained(plan, classes, layout, seed));
    }

    private static final class ScoresOnly extends ForwardingRecogniser {
        ScoresOnly(Recogniser recogniser) {
            super(recogniser);
        }
    }
}
