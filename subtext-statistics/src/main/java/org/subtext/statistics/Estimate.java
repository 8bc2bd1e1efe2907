package org.subtext.statistics;

import java.util.function.DoubleUnaryOperator;

/**
 * The outcome of a statistic: a value with an interval, a bare value, or the reason why there is none.
 *
 * <p>A statistic that cannot be computed is {@link Undefined}, never a quiet NaN.
 */
public sealed interface Estimate {
    /** A value with its interval. The value is finite but need not lie inside (percentile intervals may exclude it). */
    record Known(double value, Interval interval) implements Estimate {
        public Known {
            requireFinite(value);
        }
    }

    /** A value for which no interval is offered. */
    record Point(double value) implements Estimate {
        public Point {
            requireFinite(value);
        }
    }

    /**
     * No value, and why; for instance "no positive label among 31 images".
     *
     * @param isHidden whether there may be one, which is not for those who read this: it would tell of too few people
     */
    record Undefined(String reason, boolean isHidden) implements Estimate {
        public Undefined(String reason) {
            this(reason, false);
        }
    }

    static Estimate undefined(String reason) {
        return new Undefined(reason);
    }

    /** In place of a value that is not for those who read this, and why. */
    static Estimate hidden(String reason) {
        return new Undefined(reason, true);
    }

    /** The value, or {@code fallback} when undefined. */
    default double valueOr(double fallback) {
        if (this instanceof Known known) {
            return known.value();
        }
        return this instanceof Point point ? point.value() : fallback;
    }

    default boolean isDefined() {
        return !(this instanceof Undefined);
    }

    /** Whether there may be a value, which is not for those who read this. */
    default boolean isHidden() {
        return this instanceof Undefined undefined && undefined.isHidden();
    }

    /** This value without its interval; undefined stays undefined. */
    default Estimate withoutInterval() {
        return mapValue(value -> value);
    }

    /** This value without its interval, transformed; undefined stays undefined. */
    default Estimate mapValue(DoubleUnaryOperator change) {
        return this instanceof Undefined ? this : new Point(change.applyAsDouble(valueOr(Double.NaN)));
    }

    private static void requireFinite(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(
                    "a defined estimate is finite, got " + value + "; use Undefined(reason)");
        }
    }
}
