package org.subtext.recognition;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.subtext.recognition.TrainingPlan.PixelScaling;
import org.subtext.recognition.TrainingPlan.WeightsFit;

/**
 * Which network is trained, what it begins with, and how images go into it.
 *
 * @param architecture the network
 * @param initialWeights path of a safetensors or .pt/.pth file, or null to start from random weights
 * @param weightsFit how much of the network the file of initial weights must hold
 * @param pixelScaling how [0, 1] pixels are scaled before the network
 * @param mirroredScoring whether scores are means over the image and its mirror image
 */
public record NetworkPlan(
        Architecture architecture,
        @Nullable String initialWeights,
        WeightsFit weightsFit,
        PixelScaling pixelScaling,
        boolean mirroredScoring) {
    public NetworkPlan {
        Objects.requireNonNull(architecture, "a plan names a network");
        Objects.requireNonNull(weightsFit, "a plan says how initial weights fit");
        Objects.requireNonNull(pixelScaling, "a plan says how pixels are scaled");
    }

    public NetworkPlan withArchitecture(Architecture value) {
        return new NetworkPlan(value, initialWeights, weightsFit, pixelScaling, mirroredScoring);
    }

    public NetworkPlan withInitialWeights(@Nullable String value) {
        return new NetworkPlan(architecture, value, weightsFit, pixelScaling, mirroredScoring);
    }

    public NetworkPlan withWeightsFit(WeightsFit value) {
        return new NetworkPlan(architecture, initialWeights, value, pixelScaling, mirroredScoring);
    }

    public NetworkPlan withPixelScaling(PixelScaling value) {
        return new NetworkPlan(architecture, initialWeights, weightsFit, value, mirroredScoring);
    }

    public NetworkPlan withMirroredScoring(boolean value) {
        return new NetworkPlan(architecture, initialWeights, weightsFit, pixelScaling, value);
    }
}
