package org.subtext.learn.networks;

/** Rounding of scaled channel counts, as the mobile families' reference code does it. */
final class Channels {
    private Channels() {}

    /** The multiple of 8 nearest to {@code count}, at least 8 and never less than nine tenths of it. */
    static int multipleOfEight(double count) {
        int nearest = Math.max(8, (int) (count + 4) / 8 * 8);
        return nearest < 0.9 * count ? nearest + 8 : nearest;
    }
}
