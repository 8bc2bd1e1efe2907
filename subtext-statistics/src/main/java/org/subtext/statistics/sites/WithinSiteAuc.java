package org.subtext.statistics.sites;

import org.subtext.statistics.AucInterval;
import org.subtext.statistics.BinaryScores;
import org.subtext.statistics.ClusteredAuc;
import org.subtext.statistics.Estimate;

/**
 * The AUC of pairs of one site: a positive is compared with negatives of its own site alone, so that where scores
 * differ by site for another reason, that reason helps nobody.
 *
 * <p>Definition: Σ_s U_s / Σ_s m_s·n_s, with U_s the pairs of site s in which the positive outranks, ties one half. Its
 * variance is Σ_s (m_s·n_s)²·V_s over the square of all pairs, V_s being the clustered variance of a site's AUC, since
 * sites share no patients. A site with one class has no pairs and adds nothing.
 *
 * <p>Checked in {@code SitesReferenceTest} against NumPy 2.4.6.
 *
 * @param outranked twice U, so that ties stay whole numbers; at most twice the pairs
 * @param pairs of a positive and a negative of one site
 * @param spread Σ (m_s·n_s)²·V_s; a positive number, or 0 where it was not asked for
 */
public record WithinSiteAuc(long outranked, long pairs, double spread) {
    /** Of no site. */
    public static final WithinSiteAuc NONE = new WithinSiteAuc(0, 0, 0);

    private static final String METHOD = "within sites, clustered by patient, on the logit scale";

    public WithinSiteAuc {
        if (outranked < 0 || pairs < 0 || outranked > 2 * pairs || !(spread >= 0)) {
            throw new IllegalArgumentException("of so many pairs no more than each is ordered rightly");
        }
    }

    /** One site's part, from its scores as they are, without bins. */
    public static WithinSiteAuc of(BinaryScores site) {
        if (site.obstacle().isPresent()) {
            return NONE;
        }
        long outranked = 0;
        long below = 0;
        int position = 0;
        while (position < site.size()) {
            int end = position;
            long positives = 0;
            while (end < site.size() && site.score(site.rowAt(end)) == site.score(site.rowAt(position))) {
                positives += site.isPositive(site.rowAt(end)) ? 1 : 0;
                end++;
            }
            long negatives = end - position - positives;
            outranked += positives * (2 * below + negatives);
            below += negatives;
            position = end;
        }
        long pairs = (long) site.positives() * site.negatives();
        double variance = ClusteredAuc.variance(site).valueOr(0);
        return new WithinSiteAuc(outranked, pairs, Math.max(0, variance) * pairs * pairs);
    }

    /** Of both sites. */
    public WithinSiteAuc plus(WithinSiteAuc other) {
        return new WithinSiteAuc(outranked + other.outranked, pairs + other.pairs, spread + other.spread);
    }

    /** The AUC without an interval. */
    public Estimate value() {
        return pairs == 0
                ? Estimate.undefined("no site has both classes")
                : new Estimate.Point(outranked / 2.0 / pairs);
    }

    /** Its standard error. */
    public Estimate standardError() {
        if (!value().isDefined()) {
            return value();
        }
        return spread == 0
                ? Estimate.undefined("the AUC has no variance")
                : new Estimate.Point(Math.sqrt(spread) / pairs);
    }

    /** The AUC with its interval; without one where it has no variance. */
    public Estimate interval(double level) {
        double auc = value().valueOr(0);
        return standardError() instanceof Estimate.Point error && auc > 0 && auc < 1
                ? AucInterval.logit(auc, error.value() * error.value(), level, METHOD)
                : value();
    }
}
