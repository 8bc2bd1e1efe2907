package org.subtext.deidentification.lettering;

/**
 * A connected part of an image that may be a letter.
 *
 * @param left first column
 * @param top first row
 * @param right last column
 * @param bottom last row
 * @param pixels how many pixels of its box belong to it
 * @param peak its highest grey, 0 to 255
 */
record Glyph(int left, int top, int right, int bottom, int pixels, int peak) {
    /** The tallest letter that is looked for at one scale; larger ones are found on a smaller image. */
    static final int TALLEST = 48;

    /** By how much the left edges of two letters next to each other differ at most, at any scale but the last. */
    static final int FARTHEST = 160;

    private static final double LIKE_HEIGHT = 1.6;
    private static final double LIKE_BASE = 0.18;
    private static final double WIDEST_GAP = 1.1;
    private static final int LIKE_PEAK = 20;

    /** The share of width and height, from each edge, that counts as near it. */
    private static final double BORDER = 0.25;

    int width() {
        return right - left + 1;
    }

    int height() {
        return bottom - top + 1;
    }

    /** Size, proportions and ink of a letter. */
    boolean isLetterLike() {
        double ink = pixels / (double) (width() * height());
        return height() >= 5
                && width() <= 1.8 * height()
                && height() <= 9 * width()
                && ink > 0.12
                && (ink < 0.9 || height() > 2.2 * width());
    }

    /** Whether {@code next} can be the letter after this one. */
    boolean isFollowedBy(Glyph next) {
        int tall = Math.max(height(), next.height());
        int gap = next.left - right;
        return gap >= -tall / 6.0
                && gap <= WIDEST_GAP * tall
                && tall <= LIKE_HEIGHT * Math.min(height(), next.height())
                && Math.abs(bottom - next.bottom) <= Math.max(1, LIKE_BASE * tall)
                && Math.abs(peak - next.peak) <= LIKE_PEAK;
    }

    /** Where it is in the image turned by a quarter to the right, so that text that ran upwards is upright. */
    Glyph turnedRight(int imageHeight) {
        return new Glyph(imageHeight - 1 - bottom, left, imageHeight - 1 - top, right, pixels, peak);
    }

    /** Where it is in the image turned by a quarter to the left, so that text that ran downwards is upright. */
    Glyph turnedLeft(int imageWidth) {
        return new Glyph(top, imageWidth - 1 - right, bottom, imageWidth - 1 - left, pixels, peak);
    }

    boolean isNearEdge(int imageWidth, int imageHeight) {
        double across = BORDER * imageWidth;
        double down = BORDER * imageHeight;
        return left < across || right >= imageWidth - across || top < down || bottom >= imageHeight - down;
    }
}
