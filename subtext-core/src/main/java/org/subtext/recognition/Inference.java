package org.subtext.recognition;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.subtext.recognition.TrainingPlan.Precision;

/**
 * How a finished network turns images into scores, whoever trained it.
 *
 * @param architecture the network; null for a graph that brings its own
 * @param normalisation how [0, 1] pixels are scaled before it
 * @param activation how its logits become scores
 * @param precision arithmetic of passes
 * @param channelsLast whether convolutions run in channels-last memory order
 * @param mirrored whether scores are means over the image and its mirror image
 */
public record Inference(
        @Nullable Architecture architecture,
        Normalisation normalisation,
        Activation activation,
        Precision precision,
        boolean channelsLast,
        boolean mirrored) {
    /**
     * The network.
     *
     * @throws NullPointerException of a graph that brings its own
     */
    public Architecture network() {
        return Objects.requireNonNull(architecture, "a graph brings its own network");
    }

    /** As a network that was trained by this plan to tell classes apart is used. */
    public static Inference of(TrainingPlan plan) {
        return of(plan, Activation.SOFTMAX);
    }

    /** As a network that was trained by this plan is used. */
    public static Inference of(TrainingPlan plan, Activation activation) {
        return new Inference(
                plan.network().architecture(),
                Normalisation.of(plan.network().pixelScaling()),
                activation,
                plan.execution().precision(),
                plan.execution().channelsLast(),
                plan.network().mirroredScoring());
    }

    /** The same with an automatic precision settled. */
    public Inference on(ComputeDevice device) {
        return precision == Precision.AUTOMATIC
                ? new Inference(
                        architecture,
                        normalisation,
                        activation,
                        device.bfloat16() ? Precision.BFLOAT16 : Precision.FLOAT32,
                        channelsLast,
                        mirrored)
                : this;
    }
}
