package org.subtext.learn.training;

import org.subtext.recognition.Architecture;

/** What training must know of an architecture beyond its tensors. */
final class NetworkTraits {
    private NetworkTraits() {}

    /** Whether the network has no dropout of its own before the head, so that the plan's applies. */
    static boolean takesPlansDropout(Architecture architecture) {
        return switch (architecture) {
            case EFFICIENTNET_B0, EFFICIENTNET_B2, MOBILENET_V3_SMALL, RESNET18_SMALL -> false;
            case RESNET18, RESNET34, RESNET50, DENSENET121, CONVNEXT_TINY, VIT_B_16 -> true;
        };
    }
}
