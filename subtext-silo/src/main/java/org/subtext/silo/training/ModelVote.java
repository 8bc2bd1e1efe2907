package org.subtext.silo.training;

import org.subtext.silo.masking.Quorum;

/**
 * Whether a new model stays: every site tries it on patients of its own and objects where it got worse there;
 * objections are summed under masks, so that nobody learns whose they were. From a third on the round is taken back.
 *
 * @param objections 0 to sites
 * @param sites who voted, at least {@value Quorum#FEWEST_SITES}
 */
public record ModelVote(long objections, long sites) {
    public ModelVote {
        if (sites < Quorum.FEWEST_SITES || objections < 0 || objections > sites) {
            throw new IllegalArgumentException(objections + " objections of " + sites + " sites are no vote");
        }
    }

    /**
     * One site's objection.
     *
     * @param before the loss of the model so far on the site's held-out patients
     * @param after that of the new one; not finite where it cannot be scored, which is an objection
     * @param tolerance by how much it may be larger, not below 0
     */
    public static boolean objects(double before, double after, double tolerance) {
        return !(after <= before + tolerance);
    }

    public boolean isTakenBack() {
        return 3 * objections >= sites;
    }
}
