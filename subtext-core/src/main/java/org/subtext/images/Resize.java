package org.subtext.images;

/** How an image of any size becomes a square one. Aspect is not kept, as in the study. */
public enum Resize {
    /** Each target pixel is the mean of the source area it covers (exact area weights); enlarging repeats pixels. */
    AREA_AVERAGE,
    /**
     * The study's resize: separable triangle filter whose support scales with the reduction, horizontal then vertical,
     * 8-bit rounding after each pass, as Pillow's BILINEAR does (study definition 2.1). Images become 8-bit first.
     */
    ANTIALIASED_BILINEAR
}
