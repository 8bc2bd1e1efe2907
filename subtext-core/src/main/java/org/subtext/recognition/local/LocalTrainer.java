package org.subtext.recognition.local;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.subtext.images.PixelLayout;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.recognition.Activation;
import org.subtext.recognition.LoadedWeights;
import org.subtext.recognition.Recogniser;
import org.subtext.recognition.RecogniserTrainer;
import org.subtext.recognition.TrainingPlan;
import org.subtext.recognition.TrainingTask;

/** A backend that can also train by turns. The same turns give the same values. */
public interface LocalTrainer extends RecogniserTrainer {
    /**
     * A network before training.
     *
     * @param weights what was loaded of the plan's initial weights; null where there are none
     */
    record Beginning(NetworkValues values, @Nullable LoadedWeights weights) {}

    /** Weights of the plan's file, or drawn from the seed: those that {@link #train} would begin with. */
    Beginning beginning(TrainingPlan plan, List<String> classes, PixelLayout layout, Seed seed, Progress progress);

    /**
     * Somebody who learns by turns from a task's images; the caller closes it.
     *
     * <p>The images need not be of every class. The plan's passes are those of all turns together. There
     * are neither checkpoints nor early stopping, nor a running average of weights: {@link LocalLearner#turn} is given
     * networks that others had a part in.
     *
     * @param task with what is learnt from, and what losses are told of
     * @param pull back to the network that a turn begins with, as FedProx's mu: the gradient of half the squared
     *     distance to it, times this, beside that of the loss; not below 0. Source: Li and others (2020),
     *     arXiv:1812.06127
     */
    LocalLearner learner(TrainingTask task, double pull);

    /** A recogniser of these values; the caller closes it. */
    Recogniser recogniser(
            TrainingPlan plan, List<String> classes, PixelLayout layout, Activation activation, NetworkValues values);
}
