package org.subtext.web.images;

import java.util.List;
import org.subtext.web.pages.Sheet.OwnKey;

/** What keys do on pages of images, beside what they do on all. */
final class ImageKeys {
    /** In the overview. */
    static final List<OwnKey> OF_ALL_CASES = List.of(OwnKey.fixed("Arrows", "from picture to picture"));

    /** Beside one case. */
    static final List<OwnKey> OF_ONE = List.of(
            new OwnKey("flicker", "Space", "Space", "change between unchanged and changed image"),
            new OwnKey("weaker", "BracketLeft", "[", "weaker setting of those tested"),
            new OwnKey("stronger", "BracketRight", "]", "stronger setting of those tested"),
            new OwnKey("saliency", "KeyS", "S", "saliency"),
            new OwnKey("groups", "KeyG", "G", "means of groups"),
            OwnKey.fixed("1–9", "windows of grey values"),
            new OwnKey(
                    "windowing", "KeyW", "W", "then arrows: left and right the window's width, up and down its level"),
            new OwnKey("invert", "KeyI", "I", "invert"),
            new OwnKey("larger", "Equal", "+", "larger"),
            new OwnKey("smaller", "Minus", "-", "smaller"),
            new OwnKey("fit", "Digit0", "0", "fit"),
            new OwnKey("reset", "KeyR", "R", "place, size and window as they were"),
            OwnKey.fixed("Arrows", "in an image: move it"));

    private ImageKeys() {}
}
