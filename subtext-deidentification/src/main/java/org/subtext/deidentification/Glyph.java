package org.subtext.deidentification;

/**
 * A connected part of an image that may be a letter.
 *
 * @param left first column
 * @param top first row
 * @param right last column
 * @param bottom last row
 * @param pixels how many pixels of its box belong to it
 * @param peak its highest grey, of 0 to 1
 */
record Glyph(int left, int top, int right, int bottom, int pixels, float peak) {
    private static final double LIKE_HEIGHT = 1.6;
    private static final double LIKE_BASE = 0.18;
    private static final double WIDEST_GAP = 1.1;
    private static final float LIKE_PEAK = 0.08f;

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
                && width() >= 1
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
}
