package org.subtext.routes.battery;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.subtext.images.PixelLayout;
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

/** A trainer that opens each stored recogniser once and keeps it: a battery asks for the same few hundreds of times. */
final class KeptOpen implements RecogniserTrainer, AutoCloseable {
    private final RecogniserTrainer trainer;
    private final Map<Path, Recogniser> open = new ConcurrentHashMap<>();

    KeptOpen(RecogniserTrainer trainer) {
        this.trainer = trainer;
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
        Recogniser kept = open.computeIfAbsent(model, trainer::open);
        return kept instanceof InspectableRecogniser inspectable ? new LentInspectable(inspectable) : new Lent(kept);
    }

    @Override
    public Recogniser untrained(TrainingPlan plan, List<String> classes, PixelLayout layout, Seed seed) {
        return trainer.untrained(plan, classes, layout, seed);
    }

    @Override
    public void close() {
        open.values().forEach(Recogniser::close);
        open.clear();
    }

    /** Whoever closes it only hands it back. */
    private static class Lent extends ForwardingRecogniser {
        Lent(Recogniser recogniser) {
            super(recogniser);
        }

        @Override
        public void close() {}
    }

    /** What can be looked into can be so while it is lent. */
    private static final class LentInspectable extends Lent implements InspectableRecogniser {
        private final InspectableRecogniser recogniser;

        LentInspectable(InspectableRecogniser recogniser) {
            super(recogniser);
            this.recogniser = recogniser;
        }

        @Override
        public RecogniserInterior interior() {
            return recogniser.interior();
        }
    }
}
