package org.subtext.statistics.gaps;

import java.util.List;

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

    /** The gap of a group to the reference by the second model, less that by the first. */
    public GapDifference gapDifference(String group, String reference) {
        RateGap own = difference(group);
        RateGap other = difference(reference);
        boolean isDefined = own.difference().isDefined() && other.difference().isDefined();
        return new GapDifference(
                own, other, isDefined ? ModelExchange.Paired.of(this, reference).correlation(group) : 0);
    }
}
