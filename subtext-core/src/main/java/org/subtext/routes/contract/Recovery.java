package org.subtext.routes.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.subtext.statistics.Interval;

/**
 * How faint a known signal a reader would have found in the audit's own images: what "no evidence" rules out.
 *
 * @param signal "texture at 8 to 16 cycles"
 * @param reader whose answer it is
 * @param axis what a strength measures, with its unit
 * @param strength that is found with the power, or the least that may be tried where that one is; null where none is
 * @param bound what the strength says; null only in files of before it was told
 * @param most greatest strength that was tried
 * @param interval of the strength, from the least that may be tried; null where there is none
 * @param power the share of draws in which a signal of that strength is found
 * @param what a signal of that strength in words: "a texture of 1.2 % contrast at 8 to 16 cycles"; of the greatest
 *     tried where none is found
 * @param found in how many of {@code draws} anew at the strength the verdict rule found it
 * @param draws how many were made
 * @param tried strengths with the share found at them, in the order of strength
 * @param curve the power by strength as fitted; empty where none is
 */
public record Recovery(
        String signal,
        Reader reader,
        String axis,
        @Nullable Double strength,
        @Nullable Bound bound,
        double most,
        @Nullable Interval interval,
        double power,
        String what,
        int found,
        int draws,
        List<Point> tried,
        List<Point> curve) {
    /** Who reads. */
    public enum Reader {
        LINEAR("the linear reader"),
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

    /** A share of draws at a strength. */
    public record Point(double strength, double share) {}

    public Recovery {
        bound = bound == null ? formerly(strength, tried) : bound;
        tried = List.copyOf(tried);
        curve = List.copyOf(curve);
    }

    /** Always told, also of a file of before it was. */
    @Override
    public Bound bound() {
        return bound == null ? formerly(strength, tried) : bound;
    }

    /** A strength was cut off at the least that was tried without saying so. */
    private static Bound formerly(@Nullable Double strength, List<Point> tried) {
        if (strength == null) {
            return Bound.NONE;
        }
        boolean isLeast = !tried.isEmpty() && tried.get(0).strength() == strength;
        return isLeast ? Bound.AT_MOST : Bound.FOUND_AT;
    }
}
