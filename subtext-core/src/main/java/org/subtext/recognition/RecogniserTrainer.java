package org.subtext.recognition;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.subtext.images.PixelLayout;
import org.subtext.problems.InvalidInputException;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;

/** The backend's port: trains recognisers and opens stored ones. */
public interface RecogniserTrainer {
    /**
     * Trains one recogniser; continues from the task's checkpoint where there is one. The same task gives the same
     * model.
     *
     * @throws TrainingDivergedException when the loss is no longer finite
     */
    TrainedRecogniser train(TrainingTask task, Progress progress);

    /**
     * Refuses what {@link #train} would refuse of a plan whatever the images are, before anybody waits for them.
     *
     * @param classes names of the classes
     * @param layout of the images
     */
    default void check(TrainingPlan plan, List<String> classes, PixelLayout layout) {}

    /** What it computes on. */
    ComputeDevice device();

    /** Opens a stored model. Refuses a file that is no Subtext model, and says how it was recognised as such. */
    Recogniser open(Path model);

    /**
     * Opens a network that another program trained, or a stored model, of which nothing may be said beside its card.
     *
     * @param said what its file does not say
     * @param use what it is opened for
     * @throws InvalidInputException when the file does not hold the whole network, or too little is known of it
     */
    default Recogniser open(WeightsAddress model, ForeignModel said, ForeignModel.Use use) {
        throw new InvalidInputException("This engine opens models of its own alone.");
    }

    /**
     * A recogniser that was not trained: weights of the plan's file, or drawn from the seed. The control without which
     * an embedding that tells the attribute proves nothing about training.
     */
    Recogniser untrained(TrainingPlan plan, List<String> classes, PixelLayout layout, Seed seed);

    /**
     * A recogniser fresh from training, with what training saw. The caller closes the recogniser.
     *
     * @param weights what was loaded of the plan's initial weights; null where there are none
     */
    record TrainedRecogniser(
            Recogniser recogniser,
            LearningCurve curve,
            @Nullable LoadedWeights weights) {
        /** One that began with random weights. */
        public TrainedRecogniser(Recogniser recogniser, LearningCurve curve) {
            this(recogniser, curve, null);
        }
    }
}
