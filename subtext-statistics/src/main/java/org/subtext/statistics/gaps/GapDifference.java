package org.subtext.statistics.gaps;

import org.subtext.statistics.Estimate;
import org.subtext.statistics.Interval;

/**
 * The gap of a group to the reference by a second model, less that by the first: the models' difference within the
 * group less that within the reference, joined by MOVER. Undefined where one of them is. Immutable, of a few numbers.
 * Source: Zou and Donner (2008), doi:10.1002/sim.3095.
 *
 * @param own the second model less the first within the group
 * @param reference likewise within the reference
 * @param correlation of both through patients who have rows in both; 0 where there are none
 */
public record GapDifference(RateGap own, RateGap reference, double correlation) {
    /** With its interval. */
    public Estimate mover(double level) {
        Estimate ofOwn = own.mover(level);
        Estimate ofReference = reference.mover(level);
        if (!ofOwn.isDefined() || !ofReference.isDefined()) {
            return ofOwn.isDefined() ? ofReference : ofOwn;
        }
        double value = ofOwn.valueOr(0) - ofReference.valueOr(0);
        if (!(ofOwn instanceof Estimate.Known one) || !(ofReference instanceof Estimate.Known two)) {
            return new Estimate.Point(value);
        }
        double lower =
                reach(one.value() - one.interval().lower(), two.interval().upper() - two.value());
        double upper = reach(
                one.interval().upper() - one.value(),
                two.value() - two.interval().lower());
        return new Estimate.Known(
                value,
                new Interval(
                        Math.max(-2, value - lower),
                        Math.min(2, value + upper),
                        level,
                        "MOVER of paired differences, clustered by patient"));
    }

    private double reach(double one, double other) {
        return Math.sqrt(Math.max(0, one * one + other * other - 2 * correlation * one * other));
    }
}
