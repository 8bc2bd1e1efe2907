package org.subtext.deidentification.lettering;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Looks for lines of letters drawn into an image, anywhere in it, upright or turned by a quarter.
 *
 * <p>Drawn text differs from anatomy in that its letters are thin strokes of one grey value, of one height, standing on
 * one line. So: (1) strokes are what opening or closing with a square of a stroke's width takes away (white and black
 * top-hat); (2) their connected parts of a letter's size and shape are candidates; (3) a line is a row of candidates of
 * like height, base and peak grey, with gaps of less than a letter or so between them. Anatomy makes such rows too,
 * short ones mostly, and in the middle of an image more than along its edges: {@value #LETTERS} letters in a line are
 * asked for near an edge, {@value #LETTERS_WITHIN} elsewhere or turned.
 *
 * <p>Cost: one pass over the image and one over each of three smaller ones, with memory for two bytes a pixel. Recall
 * and false alarms are measured in {@code TextDetectorTest} and {@code TextSimulationTest}; the figures are in
 * docs/deidentification.md. It cannot see handwriting, letters that touch, or text on a slant; what it does not flag is
 * not thereby known to be clean.
 */
public final class TextDetector {
    static final int LETTERS = 4;
    static final int LETTERS_WITHIN = 5;

    /** Greys of the image and of the smaller ones; strokes are found row by row. */
    private static final int BYTES_A_PIXEL = 2;

    private static final int OCTAVES = 4;
    private static final int SMALLEST = 32;

    /** Pixels from which on a second thread is worth its while. */
    private static final int LARGE = 1 << 21;

    private TextDetector() {}

    /** What looking at an image of that many pixels takes. */
    public static long bytes(long pixels) {
        return BYTES_A_PIXEL * pixels;
    }

    /** Whether the image is to be looked at by a person. */
    public static boolean suspects(Grey image) {
        return strength(image) >= 1;
    }

    /** The longest line of letters as a share of the length from which on it is taken for text. */
    static double strength(Grey image) {
        double most = 0;
        Grey level = image;
        for (int octave = 0; octave < OCTAVES && level.width() >= SMALLEST && level.height() >= SMALLEST; octave++) {
            boolean last = octave == OCTAVES - 1 || level.width() < 2 * SMALLEST || level.height() < 2 * SMALLEST;
            most = Math.max(most, strength(level, last));
            level = level.halved();
        }
        return most;
    }

    /** Of bright and of dark letters, side by side where there is much to look at and another processor has time. */
    private static double strength(Grey level, boolean last) {
        StrokeBlocks blocks = StrokeBlocks.of(level);
        Stream<Boolean> ways = Stream.of(true, false);
        return (level.values().length >= LARGE ? ways.parallel() : ways)
                .mapToDouble(bright -> strength(Strokes.glyphs(level, blocks, bright, last), level))
                .max()
                .orElse(0);
    }

    private static double strength(List<Glyph> glyphs, Grey level) {
        double most = 0;
        for (Turn turn : Turn.values()) {
            most = Math.max(most, longestLine(turn.of(glyphs, level), turn, level));
        }
        return most;
    }

    /** How a line of text lies in the image. */
    private enum Turn {
        UPRIGHT,
        UPWARDS,
        DOWNWARDS;

        /** The glyphs as they are where the line is upright, sorted from the left. */
        List<Glyph> of(List<Glyph> glyphs, Grey image) {
            List<Glyph> turned = new ArrayList<>();
            for (Glyph glyph : glyphs) {
                Glyph upright = switch (this) {
                    case UPRIGHT -> glyph;
                    case UPWARDS -> glyph.turnedRight(image.height());
                    case DOWNWARDS -> glyph.turnedLeft(image.width());
                };
                if (upright.isLetterLike()) {
                    turned.add(upright);
                }
            }
            turned.sort(Comparator.comparingInt(Glyph::left));
            return turned;
        }
    }

    /** From each glyph on, as far as the next one stands near, alike and on the same line. */
    private static double longestLine(List<Glyph> byLeft, Turn turn, Grey image) {
        int[] letters = new int[byLeft.size()];
        boolean[] within = new boolean[letters.length];
        double most = 0;
        for (int i = 0; i < letters.length; i++) {
            Glyph glyph = byLeft.get(i);
            letters[i] = 1;
            within[i] = turn != Turn.UPRIGHT || !glyph.isNearEdge(image.width(), image.height());
            for (int j = i - 1; j >= 0 && byLeft.get(j).left() >= glyph.left() - Glyph.FARTHEST; j--) {
                if (letters[j] >= letters[i] && byLeft.get(j).isFollowedBy(glyph)) {
                    letters[i] = letters[j] + 1;
                    within[i] = within[j] || turn != Turn.UPRIGHT;
                }
            }
            most = Math.max(most, letters[i] / (double) (within[i] ? LETTERS_WITHIN : LETTERS));
        }
        return most;
    }
}
