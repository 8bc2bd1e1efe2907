package org.subtext.audit.cases;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.subtext.images.PixelLayout;
import org.subtext.images.PixelSource;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.recognition.ComputeDevice;
import org.subtext.recognition.ForwardingRecogniser;
import org.subtext.recognition.InspectableRecogniser;
import org.subtext.recognition.Recogniser;
import org.subtext.recognition.RecogniserInterior;
import org.subtext.recognition.RecogniserTrainer;
import org.subtext.recognition.TrainingPlan;
import org.subtext.recognition.TrainingTask;

/** An engine that remembers the hash of every array that one of its opened recognisers was to score. */
record WitnessTrainer(RecogniserTrainer trainer, Set<String> scored) implements RecogniserTrainer {
    WitnessTrainer(RecogniserTrainer trainer) {
        this(trainer, ConcurrentHashMap.newKeySet());
    }

    @Override
    public TrainedRecogniser train(TrainingTask task, Progress progress) {
        return trainer.train(task, progress);
    }

    @Override
    public ComputeDevice device() {
        return trainer.device();
    }

    @Override
    public Recogniser open(Path model) {
        return new Witness(trainer.open(model), scored);
    }

    @Override
    public Recogniser untrained(TrainingPlan plan, List<String> classes, PixelLayout layout, Seed seed) {
        return trainer.untrained(plan, classes, layout, seed);
    }

    private static final class Witness extends ForwardingRecogniser implements InspectableRecogniser {
        private final Recogniser recogniser;
        private final Set<String> scored;

        Witness(Recogniser recogniser, Set<String> scored) {
            super(recogniser);
            this.recogniser = recogniser;
            this.scored = scored;
        }

        @Override
        public RecogniserInterior interior() {
            return InspectableRecogniser.interiorOf(recogniser);
        }

        @Override
        public void score(PixelSource pixels, int[] rows, ScoreReceiver receiver, Progress progress) {
            for (int row : rows) {
                FloatBuffer values = FloatBuffer.allocate(pixels.layout().valuesPerImage());
                pixels.read(row, values);
                scored.add(new SeenImage(pixels.layout(), values.array()).hash().hex());
            }
            super.score(pixels, rows, receiver, progress);
        }
    }
}
