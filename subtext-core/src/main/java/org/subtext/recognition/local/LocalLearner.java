package org.subtext.recognition.local;

import org.subtext.recognition.TrainingDivergedException;

/**
 * Somebody who learns from images of their own, a turn at a time, beginning each turn from a network that they are
 * given. What their update rule remembers stays with them from turn to turn. One instance a training; one thread at a
 * time.
 */
public interface LocalLearner extends AutoCloseable {
    /**
     * What a turn made of the network.
     *
     * @param values at its end
     * @param loss mean over the images of its passes
     * @param rate of learning at its end
     */
    record Turn(NetworkValues values, double loss, double rate) {}

    /**
     * Goes over the images so many times.
     *
     * @param from what the turn begins with; arrays of other names or shapes are refused
     * @param firstPass counted from 1 over all turns: order, changes of images and learning rate depend on it
     * @param lastPass not before the first, nor after the plan's last
     * @throws TrainingDivergedException when the loss is no longer finite
     */
    Turn turn(NetworkValues from, int firstPass, int lastPass);

    /** The mean loss of a network over the task's validation images; NaN where there are none. */
    double loss(NetworkValues values);

    @Override
    void close();
}
