package org.subtext.audit.cases;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.subtext.images.PixelLayout;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.recognition.ComputeDevice;
import org.subtext.recognition.Recogniser;
import org.subtext.recognition.RecogniserTrainer;
import org.subtext.recognition.TrainingPlan;
import org.subtext.recognition.TrainingTask;

/** An engine that is made when it is asked for something: pictures and stored scores need none. */
record LateTrainer(Supplier<RecogniserTrainer> engine) implements RecogniserTrainer {
    @Override
    public TrainedRecogniser train(TrainingTask task, Progress progress) {
        throw new IllegalStateException("whoever looks at cases trains nothing");
    }

    @Override
    public ComputeDevice device() {
        return engine.get().device();
    }

    @Override
    public Recogniser open(Path model) {
        return engine.get().open(model);
    }

    @Override
    public Recogniser untrained(TrainingPlan plan, List<String> classes, PixelLayout layout, Seed seed) {
        return engine.get().untrained(plan, classes, layout, seed);
    }
}
