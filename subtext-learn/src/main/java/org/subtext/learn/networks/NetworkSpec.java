package org.subtext.learn.networks;

import org.subtext.problems.InvalidInputException;
import org.subtext.recognition.Architecture;

/**
 * What must be known to build a network.
 *
 * @param architecture which network
 * @param inputChannels 1 (grey) or 3 (colour)
 * @param classes number of logits, at least 1
 * @param imageSize height and width of the images in pixels; ViT-B/16 holds one position embedding a patch of 16 × 16
 *     and takes no other size, the other architectures take any
 */
public record NetworkSpec(Architecture architecture, int inputChannels, int classes, int imageSize) {
    /** The image size of torchvision's published weights. */
    public static final int PUBLISHED_IMAGE_SIZE = 224;

    public NetworkSpec {
        if (inputChannels != 1 && inputChannels != 3) {
            throw new InvalidInputException(
                    "A network takes 1 channel (grey) or 3 (colour), but " + inputChannels + " were asked for.");
        }
        if (classes < 1) {
            throw new InvalidInputException("A network needs at least 1 class, but " + classes + " were asked for.");
        }
        if (imageSize < 1) {
            throw new InvalidInputException("An image size must be at least 1 pixel, not " + imageSize + ".");
        }
        if (architecture == Architecture.VIT_B_16 && imageSize % VisionTransformer.PATCH != 0) {
            throw new InvalidInputException("vit_b_16 cuts images into patches of 16 × 16 pixels, and " + imageSize
                    + " is no multiple of 16. Use an image size of " + (imageSize / 16 * 16) + " or "
                    + (imageSize / 16 + 1) * 16 + ", or another architecture.");
        }
    }

    public NetworkSpec withClasses(int count) {
        return new NetworkSpec(architecture, inputChannels, count, imageSize);
    }
}
