package org.subtext.silo.masking;

/**
 * How many sites it takes.
 *
 * <p>t = floor(2n/3) + 1 shares open a secret. Two sets of sites that each hold t signatures then have more than a
 * third of all sites in common, so that a coordinator who wants two sets signed has to own these.
 */
public final class Quorum {
    /** No sum of fewer sites is opened. */
    public static final int FEWEST_SITES = 3;

    /** Positions are small numbers, and every pair of sites has a mask; more than these were never tried. */
    public static final int MOST_SITES = 64;

    private Quorum() {}

    /** How many shares open a secret: 3 of 3, 3 of 4, 4 of 5, 5 of 7, 7 of 10. */
    public static int threshold(int sites) {
        if (sites < FEWEST_SITES || sites > MOST_SITES) {
            throw new RoundRefusedException(
                    Refusal.TOO_FEW,
                    sites + " sites; a sum is formed over " + FEWEST_SITES + " to " + MOST_SITES + " of them");
        }
        return 2 * sites / 3 + 1;
    }

    /** How many sites must have answered at each step. */
    public static int of(int sites) {
        return Math.max(threshold(sites), FEWEST_SITES);
    }
}
