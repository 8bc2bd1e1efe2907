package org.subtext.statistics.gaps;

import java.util.List;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.Interval;

/**
 * One rate of all groups by two models of the same rows: by how much the second differs from the first.
 *
 * <p>The difference within a group is {@link RateGap} of the second less the first, whose limits know that both rates
 * are of the same patients. Of two groups the differences are joined once more by MOVER: by how much the gap differs.
 * Undefined where a model has no row of the rate in a group (no row is called, of a predictive value). Immutable.
 * Source: Zou and Donner (2008), doi:10.1002/sim.3095; Newcombe (1998),
 * doi:10.1002/(SICI)1097-0258(19981130)17:22&lt;2635::AID-SIM954&gt;3.0.CO;2-C, for paired rates. Checked against
 * NumPy and statsmodels in {@code ModelExchangeTest}.
 *
 * @param first the model that the other is compared with
 * @param second of the same groups and patients
 */
public record PairedShares(GroupShares first, GroupShares second) {
    public PairedShares {
        if (!first.names().equals(second.names()) || first.patientCount() != second.patientCount()) {
            throw new IllegalArgumentException("two models are compared on the same groups of the same patients");
        }
    }

    public List<String> names() {
        return first.names();
    }

    /** The second model less the first within a group. */
    public RateGap difference(String group) {
        int ordinal = first.ordinal(group);
        return RateGap.of(second.hitsOf(ordinal), second.rowsOf(ordinal), first.hitsOf(ordinal), first.rowsOf(ordinal));
    }

    /**
     * The gap of a group to the reference by the second model, less that by the first.
     *
     * @param level of the interval
     */
    public Estimate gapDifference(String group, String reference, double level) {
        Estimate own = difference(group).mover(level);
        Estimate other = difference(reference).mover(level);
        if (!own.isDefined() || !other.isDefined()) {
            return own.isDefined() ? other : own;
        }
        double value = own.valueOr(0) - other.valueOr(0);
        if (!(own instanceof Estimate.Known one) || !(other instanceof Estimate.Known two)) {
            return new Estimate.Point(value);
        }
        double correlation = ModelExchange.Paired.of(this, reference).correlation(group);
        double lower =
                reach(one.value() - one.interval().lower(), two.interval().upper() - two.value(), correlation);
        double upper = reach(
                one.interval().upper() - one.value(),
                two.value() - two.interval().lower(),
                correlation);
        return new Estimate.Known(
                value,
                new Interval(
                        Math.max(-2, value - lower),
                        Math.min(2, value + upper),
                        level,
                        "MOVER of paired differences, clustered by patient"));
    }

    private static double reach(double one, double other, double correlation) {
        return Math.sqrt(Math.max(0, one * one + other * other - 2 * correlation * one * other));
    }
}
