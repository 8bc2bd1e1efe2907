package org.subtext.routes.injection;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.subtext.routes.contract.Recovery;

/**
 * Looks for the strength that is found with a planned power: coarsely until strengths lie on both sides of it, then
 * near it. Outcomes are continuous, so that few trials suffice where hits and misses would need hundreds.
 *
 * @param range strengths that may be tried
 * @param critical z above which a signal counts as found
 * @param power to be reached
 * @param coarse how many strengths are tried at most before one lies near
 * @param near how many are tried near it
 */
record StrengthSearch(FaintSignal.Range range, double critical, double power, int coarse, int near) {
    /** Coarse steps go by this factor. */
    private static final double STEP = 2;

    /** Below and above which mean z, in critical ones, a strength says too little of where the planned power lies. */
    private static final double FAINT = 0.6;

    private static final double PLAIN = 2.2;

    /** Beyond it, or below its inverse, a step is made twice. */
    private static final double FAR = 3;

    /** In turn about the estimate, so that the slope is known there. */
    private static final double[] ABOUT = {1, 0.85, 1.2};

    /** Draws who holds the signal a few times at a strength. */
    @FunctionalInterface
    interface Trials {
        /**
         * Trials at a strength.
         *
         * @param pass counts from 0: each draws anew
         * @param isNear whether more than a glance is wanted
         */
        List<Trial> at(double strength, int pass, boolean isNear);
    }

    /**
     * What was tried and what follows.
     *
     * @param trials in the order they were made
     * @param curve empty where no strength in the range is found often enough to tell
     * @param bound what the strength on the curve says, cut off at the least that may be tried
     */
    record Result(List<Trial> trials, Optional<PowerCurve> curve, Recovery.Bound bound) {}

    Result run(Trials trials) {
        List<Trial> all = new ArrayList<>();
        double strength = range.first();
        double below = Double.NaN;
        double above = Double.NaN;
        int pass = 0;
        while (pass < coarse) {
            List<Trial> some = trials.at(strength, pass++, false);
            all.addAll(some);
            double mean = some.stream().mapToDouble(Trial::z).average().orElse(0) / critical;
            if (mean >= FAINT && mean <= PLAIN) {
                break;
            }
            below = mean < FAINT ? strength : below;
            above = mean > PLAIN ? strength : above;
            double next = range.nearest(next(below, above, mean));
            if (next == strength) {
                break; // the end of what may be tried
            }
            strength = next;
        }
        for (int i = 0; i < near; i++) {
            Optional<PowerCurve> curve = PowerCurve.fit(all, critical, power);
            double target = curve.isPresent() ? curve.get().strengthAt(power) : strength;
            double bounded = Math.max(strength / STEP, Math.min(strength * STEP, target));
            strength = range.nearest(bounded * ABOUT[i % ABOUT.length]);
            all.addAll(trials.at(strength, pass++, true));
        }
        Optional<PowerCurve> curve =
                PowerCurve.fit(all, critical, power).filter(known -> known.strengthAt(power) <= range.most());
        Optional<PowerCurve> told = isBracketed(all) ? curve : Optional.empty();
        return new Result(List.copyOf(all), told, told.map(this::bound).orElse(Recovery.Bound.NONE));
    }

    /** Below the least that may be tried a curve says nothing but that this one is found. */
    private Recovery.Bound bound(PowerCurve curve) {
        return curve.strengthAt(power) > range.least() ? Recovery.Bound.FOUND_AT : Recovery.Bound.AT_MOST;
    }

    private static double next(double below, double above, double mean) {
        if (!Double.isNaN(below) && !Double.isNaN(above)) {
            return Math.sqrt(below * above);
        }
        double step = mean > FAR || mean < 1 / FAR ? STEP * STEP : STEP;
        return Double.isNaN(above) ? below * step : above / step;
    }

    /** Without a trial that was nearly found, a curve would only be guessed. */
    private boolean isBracketed(List<Trial> all) {
        return all.stream().anyMatch(trial -> trial.z() > critical);
    }
}
