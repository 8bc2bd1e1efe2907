package org.subtext.silo.sums;

import org.subtext.statistics.AucInterval;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.sites.Drift;

/**
 * What one site told of itself.
 *
 * @param site by its name in the plan
 * @param patientsWithPositives 0 where the AUC is not told, else at least the limit; so {@code patientsWithNegatives}
 * @param auc to four digits, or why it is not told
 * @param standardError of the AUC, 0 where it has none
 * @param scores how far they lie from those of the other sites
 * @param ages so
 */
public record SiteFigures(
        String site,
        long patientsWithPositives,
        long patientsWithNegatives,
        Estimate auc,
        double standardError,
        Distance scores,
        Distance ages) {
    private static final String METHOD = "Obuchowski, clustered by patient, on the logit scale, of rounded figures";

    /**
     * A site's distribution beside that of the other sites.
     *
     * @param isTold whether both are of enough
     * @param stability population stability index, at most 20
     * @param divergence Jensen and Shannon's, in nats
     * @param kolmogorov largest distance of cumulated shares
     * @param isMoreThanChance whether the index exceeds what one distribution reaches in 1 of 1,000 samples
     */
    public record Distance(
            boolean isTold, double stability, double divergence, double kolmogorov, boolean isMoreThanChance) {
        /** Whether the index reaches {@link Drift#ALARM} and more than chance. */
        public boolean isAlarm() {
            return isTold && stability >= Drift.ALARM && isMoreThanChance;
        }
    }

    /** The AUC with its interval. */
    public Estimate interval(double level) {
        double value = auc.valueOr(0);
        return standardError > 0 && value > 0 && value < 1
                ? AucInterval.logit(value, standardError * standardError, level, METHOD)
                : auc;
    }
}
