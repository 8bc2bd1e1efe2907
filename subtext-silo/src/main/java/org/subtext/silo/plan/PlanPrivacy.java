package org.subtext.silo.plan;

/**
 * How single sites and small groups are kept from being told.
 *
 * @param masked whether only the sum over sites can be read, never what one of them sent
 * @param leastPatients in a cell that is told; smaller ones are not, 0 excepted
 */
public record PlanPrivacy(boolean masked, int leastPatients) {
    /** Small cells of fewer are never told, whatever a plan says. */
    public static final int FEWEST = 5;

    /** Below 11 patients nothing is told of a cell. */
    public static final PlanPrivacy DEFAULT = new PlanPrivacy(true, 11);

    public PlanPrivacy {
        if (leastPatients < FEWEST) {
            throw new IllegalArgumentException(
                    "privacy.least_patients must be at least " + FEWEST + ", got " + leastPatients);
        }
    }
}
