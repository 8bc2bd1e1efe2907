package org.subtext.routes.injection;

import org.jspecify.annotations.Nullable;
import org.subtext.provenance.Seed;
import org.subtext.routes.contract.Recovery;
import org.subtext.statistics.Interval;

/**
 * A known change of grey values that is the same sort of thing in every image, with a strength in percent.
 *
 * <p>Implementations are made for one side and are thread-safe.
 */
public interface FaintSignal {
    /** As a setting names it: "texture at 8 to 16 cycles". */
    String name();

    /** What its strength measures, with its unit: the axis of a chart. */
    String axis();

    /** The cheapest reader that reads it, which is asked for it. */
    PlainReader reader();

    /** For a sentence, with its article: "a texture of 1.2 % contrast at 8 to 16 cycles". */
    String words(double strength);

    /** Least, first and greatest strength that are tried, percent. */
    Range range();

    /** With what its images have in common, where that is drawn: itself unless it says otherwise. */
    default FaintSignal drawn(Seed seed) {
        return this;
    }

    /**
     * Adds the signal to a plane {@code [y * side + x]} of values in [0, 1], which may leave it; the change is
     * proportional to the strength.
     *
     * @param strength percent, above 0
     * @param seed of what is random in it
     */
    void add(float[] plane, double strength, Seed seed);

    /**
     * Strengths that are tried, percent.
     *
     * @param step of which strengths are whole multiples, those given here among them; 0 where any strength is tried
     */
    record Range(double least, double first, double most, double step) {
        private static final double ROUNDING = 1e-9;

        public Range {
            if (!(least > 0 && least <= first && first <= most && Double.isFinite(most) && step >= 0)) {
                throw new IllegalArgumentException(
                        "strengths begin above 0 and rise, got " + least + ", " + first + ", " + most);
            }
        }

        /** Of any strength. */
        Range(double least, double first, double most) {
            this(least, first, most, 0);
        }

        /** Those from a strength on; the greatest alone where it lies beyond that. */
        Range from(double strength) {
            double from = reaching(strength);
            return new Range(from, Math.max(from, first), most, step);
        }

        /** The nearest that may be tried. */
        double nearest(double strength) {
            return within(step == 0 ? strength : Math.rint(strength / step) * step);
        }

        /** The least that may be tried and is not below; the greatest where all are. */
        double reaching(double strength) {
            return within(step == 0 ? strength : Math.ceil(strength / step - ROUNDING) * step);
        }

        /** Of an interval what lies within; null where all of it lies below. */
        Recovery.@Nullable Span within(Interval interval) {
            if (interval.upper() <= least) {
                return null;
            }
            return new Recovery.Span(
                    interval.lower() <= least ? null : reaching(interval.lower()),
                    interval.upper() > most ? null : reaching(interval.upper()));
        }

        private double within(double strength) {
            return Math.max(least, Math.min(most, strength));
        }
    }
}
