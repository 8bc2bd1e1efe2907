package org.subtext.recognition;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.subtext.images.DecodedFiles.Preparation;
import org.subtext.images.Resize;

/**
 * What somebody says of a network that another program trained; what is null is found in its file, or assumed aloud.
 *
 * @param architecture the network; null to find it by the entries
 * @param classes names of the classes in the order of the logits; empty to take those in the file
 * @param activation null for softmax, and for sigmoid where there is one class
 * @param side height and width of its images in pixels; null for 224
 * @param normalisation null for ImageNet's in a network for colour
 * @param resize null for the antialiased bilinear one of Pillow and torchvision
 * @param golden what proves the rest; null where nobody gave one
 * @param preparation crop, polarity and order of channels; null for none, black is 0, red is first
 */
public record ForeignModel(
        @Nullable Architecture architecture,
        List<String> classes,
        @Nullable Activation activation,
        @Nullable Integer side,
        @Nullable Normalisation normalisation,
        @Nullable Resize resize,
        @Nullable GoldenCase golden,
        @Nullable Preparation preparation) {
    /** What a network is opened for. */
    public enum Use {
        /** Its head must be there, and its classes known. */
        SCORES,
        /** No head is needed. */
        EMBEDDINGS
    }

    /** Nothing said. */
    public static final ForeignModel UNSAID = new ForeignModel(null, List.of(), null, null, null, null, null);

    public ForeignModel {
        classes = List.copyOf(classes);
    }

    /** Nothing said of crop, polarity and order of channels. */
    public ForeignModel(
            @Nullable Architecture architecture,
            List<String> classes,
            @Nullable Activation activation,
            @Nullable Integer side,
            @Nullable Normalisation normalisation,
            @Nullable Resize resize,
            @Nullable GoldenCase golden) {
        this(architecture, classes, activation, side, normalisation, resize, golden, null);
    }

    /** How its images are prepared, said or not. */
    public Preparation prepared() {
        return preparation == null ? Preparation.USUAL : preparation;
    }

    /** What is said here, and what another says of the rest. */
    public ForeignModel or(ForeignModel other) {
        return new ForeignModel(
                architecture == null ? other.architecture : architecture,
                classes.isEmpty() ? other.classes : classes,
                activation == null ? other.activation : activation,
                side == null ? other.side : side,
                normalisation == null ? other.normalisation : normalisation,
                resize == null ? other.resize : resize,
                golden == null ? other.golden : golden,
                preparation == null ? other.preparation : preparation);
    }

    /** The same with pixels scaled in another way. */
    ForeignModel with(Normalisation other) {
        return new ForeignModel(architecture, classes, activation, side, other, resize, golden, preparation);
    }

    /** The same with other scores of its outputs. */
    ForeignModel with(Activation other) {
        return new ForeignModel(architecture, classes, other, side, normalisation, resize, golden, preparation);
    }
}
