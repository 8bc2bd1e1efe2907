package org.subtext.routes.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How faint a known signal a reader would have found in the audit's own images: what "no evidence" rules out.
 *
 * @param signal "texture at 8 to 16 cycles"
 * @param reader whose answer it is
 * @param axis what a strength measures, with its unit
 * @param strength that is found with the power, or the least that may be tried where that one is; null where none is
 * @param bound what the strength says
 * @param most greatest strength that was tried
 * @param interval of the strength; null where there is none, or where all of it lies below the least that may be tried
 * @param power the share of draws in which a signal of that strength is found
 * @param what a signal of that strength in words: "a texture of 1.2 % contrast at 8 to 16 cycles"; of the greatest
 *     tried where none is found
 * @param anew what the verdict rule said of fresh draws at the strength
 * @param tried strengths with the share found at them, in the order of strength
 * @param curve the power by strength as fitted; empty where none is
 */
public record Recovery(
        String signal,
        Reader reader,
        String axis,
        @Nullable Double strength,
        Bound bound,
        double most,
        @Nullable Span interval,
        double power,
        String what,
        Anew anew,
        List<Point> tried,
        List<Point> curve) {
    /** Who reads. */
    public enum Reader {
        LINEAR("the linear reader"),
        BANDS("the linear reader of bands of frequency"),
        NETWORK("the network");

        private final String words;

        Reader(String words) {
            this.words = words;
        }

        /** In a sentence. */
        public String words() {
            return words;
        }
    }

    /** What a strength says. */
    public enum Bound {
        /** It is the strength that is found with the power. */
        FOUND_AT,

        /** It is the least that may be tried and is found: a fainter signal may be as well. */
        AT_MOST,

        /** None of those tried is found with the power. */
        NONE
    }

    /**
     * Strengths that agree with what was found.
     *
     * @param from null where even the least that may be tried does
     * @param to null where even the greatest that may be tried does
     */
    public record Span(@Nullable Double from, @Nullable Double to) {}

    /** A share of draws at a strength. */
    public record Point(double strength, double share) {}

    /**
     * Draws made anew.
     *
     * @param found in how many of them
     */
    public record Anew(int found, int draws) {}

    public Recovery {
        tried = List.copyOf(tried);
        curve = List.copyOf(curve);
    }
}
