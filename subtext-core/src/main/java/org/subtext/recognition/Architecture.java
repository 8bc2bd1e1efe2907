package org.subtext.recognition;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.subtext.problems.InvalidInputException;

/** The networks a recogniser can be made of; names and layouts are torchvision's, so that weights travel. */
public enum Architecture {
    RESNET18,
    RESNET34,
    RESNET50,
    DENSENET121,
    EFFICIENTNET_B0,
    EFFICIENTNET_B2,
    MOBILENET_V3_SMALL,
    CONVNEXT_TINY,
    VIT_B_16,
    /** ResNet-18 at half width with a 3×3 stride-1 stem, for images below 128 pixels. Ours; not in torchvision. */
    RESNET18_SMALL;

    /** The name as torchvision and plans write it: {@code resnet18}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The smallest height and width of an image that the network takes: what is left of it after its reductions must be
     * at least one value. VIT_B_16 takes multiples of 16 only.
     */
    public int smallestSide() {
        return switch (this) {
            case DENSENET121, CONVNEXT_TINY -> 32;
            case VIT_B_16 -> 16;
            case RESNET18, RESNET34, RESNET50, EFFICIENTNET_B0, EFFICIENTNET_B2, MOBILENET_V3_SMALL, RESNET18_SMALL ->
                4;
        };
    }

    /** The architecture of that id, or a message that lists all. */
    public static Architecture ofId(String id) {
        return Arrays.stream(values())
                .filter(a -> a.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException("Unknown architecture \"" + id + "\". Use one of: "
                        + Arrays.stream(values()).map(Architecture::id).collect(Collectors.joining(", ")) + "."));
    }
}
