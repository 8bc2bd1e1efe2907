package org.subtext.statistics;

/**
 * A difference, first minus second, and its two-sided normal test.
 *
 * @param difference with its Wald interval
 * @param z the difference over its standard error
 * @param p two-sided; 0 when it underflows, then see {@code log10P}
 * @param log10P its decimal logarithm, computed in log space
 */
public record DifferenceTest(Estimate difference, Estimate z, Estimate p, Estimate log10P) {

    static DifferenceTest undefined(String reason) {
        Estimate none = Estimate.undefined(reason);
        return new DifferenceTest(none, none, none, none);
    }

    static DifferenceTest of(double difference, double variance, double level, String method) {
        double se = Math.sqrt(variance);
        // Equal columns differ by exactly nothing; rounding leaves a variance of some 1e-20 or a hair below zero.
        if (!(se > 1e-9)) {
            if (Math.abs(difference) > 1e-12) {
                Estimate none = Estimate.undefined("the difference has no variance");
                return new DifferenceTest(new Estimate.Point(difference), none, none, none);
            }
            return new DifferenceTest(
                    new Estimate.Known(0, new Interval(0, 0, level, method)),
                    new Estimate.Point(0),
                    new Estimate.Point(1),
                    new Estimate.Point(0));
        }
        double z = difference / se;
        double reach = Gaussian.twoSided(level) * se;
        return new DifferenceTest(
                new Estimate.Known(difference, new Interval(difference - reach, difference + reach, level, method)),
                new Estimate.Point(z),
                new Estimate.Point(Gaussian.twoSidedP(z)),
                new Estimate.Point(Gaussian.log10TwoSidedP(z)));
    }
}
