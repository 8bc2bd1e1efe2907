package org.subtext.deidentification;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Looks for lines of letters drawn into the corners and along the edges of an image.
 *
 * <p>Drawn text differs from anatomy in that its letters are thin strokes of one grey value, of one height, standing on
 * one line. So: (1) strokes are what opening or closing with a square of a stroke's width takes away (white and black
 * top-hat); (2) their connected parts of a letter's size and shape are candidates; (3) a line is a row of candidates of
 * like height, base and peak grey, with gaps of less than a letter or so between them. An image is suspected from
 * {@value #LETTERS} letters in a line on.
 *
 * <p>Cost: a few passes over the image at each of three sizes. Recall and false alarms are measured in {@code
 * TextDetectorTest}; the figures are in docs/deidentification.md. It cannot see handwriting, letters that touch, text
 * on a slant, fewer than {@value #LETTERS} letters in a line, or text in the middle of the image; what it does not flag
 * is not thereby known to be clean.
 */
public final class TextDetector {
    static final int LETTERS = 4;

    /** Larger images are looked at in less detail, halved until they are no larger, so that each takes a second. */
    static final int MOST_PIXELS = 8_000_000;

    private static final int BYTES_A_PIXEL = 40;

    /** Grey values row by row, in any unit and range. */
    public record Grey(int width, int height, float[] values) {
        public Grey {
            if (width < 1 || height < 1 || values.length != width * height) {
                throw new IllegalArgumentException("an image of " + width + " by " + height + " has as many values");
            }
        }
    }

    private TextDetector() {}

    /** What looking at an image of that many pixels takes, beside its own greys. */
    static long bytes(long pixels) {
        return BYTES_A_PIXEL * Math.min(pixels, MOST_PIXELS);
    }

    /** The most letters in one line, 0 where no line has at least three. */
    public static int lettersInLongestLine(Grey image) {
        int longest = 0;
        Grey level = Strokes.normalised(Strokes.atMost(MOST_PIXELS, image));
        for (int octave = 0; octave < 4 && level.width() >= 32 && level.height() >= 32; octave++) {
            for (boolean bright : new boolean[] {true, false}) {
                longest = Math.max(longest, longestLine(Strokes.glyphs(level, bright)));
            }
            level = Strokes.halved(level);
        }
        return longest;
    }

    /** Whether the image is to be looked at by a person. */
    public static boolean suspects(Grey image) {
        return lettersInLongestLine(image) >= LETTERS;
    }

    /** From each glyph on, as far as the next one stands near, alike and on the same line. */
    private static int longestLine(List<Glyph> glyphs) {
        List<Glyph> byLeft = new ArrayList<>(glyphs);
        byLeft.sort(Comparator.comparingInt(Glyph::left));
        int[] letters = new int[byLeft.size()];
        int longest = 0;
        for (int i = 0; i < letters.length; i++) {
            letters[i] = 1;
            for (int j = 0; j < i; j++) {
                if (letters[j] >= letters[i] && byLeft.get(j).isFollowedBy(byLeft.get(i))) {
                    letters[i] = letters[j] + 1;
                }
            }
            longest = Math.max(longest, letters[i]);
        }
        return longest < 3 ? 0 : longest;
    }
}
