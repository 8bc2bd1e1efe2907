package org.subtext.silo.sums;

import java.util.List;
import java.util.Optional;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.groups.Rate;
import org.subtext.statistics.sites.AucBounds;
import org.subtext.statistics.sites.RateSums;
import org.subtext.statistics.sites.SummedCalibration;

/**
 * What the sums say of everyone or of a group.
 *
 * @param name the group, or {@link Terms#EVERYONE}: those of all groups that are not closed
 * @param counts of images and patients
 * @param closed why nothing but counts is told; empty where more is
 * @param auc in three readings
 * @param calibration in tenths of the score; empty where the plan does not ask for it
 * @param rates at the plan's threshold
 * @param meanAge in years
 * @param ageDeviation in years
 */
public record ScopeFigures(
        String name,
        ScopeCounts counts,
        Optional<String> closed,
        AucFigures auc,
        Optional<SummedCalibration> calibration,
        List<RateFigure> rates,
        Estimate meanAge,
        Estimate ageDeviation) {
    public ScopeFigures {
        rates = List.copyOf(rates);
    }

    /**
     * Who is told of.
     *
     * @param withPositives patients with an image of the class
     * @param withNegatives patients with an image of another class; who has both is among both
     * @param positives images of the class
     * @param negatives images of another class
     * @param sitesWithheld sites with too few patients of a class of the group, who are not among these
     */
    public record ScopeCounts(
            long withPositives, long withNegatives, long positives, long negatives, long sitesWithheld) {}

    /**
     * The AUC in its readings over sites; that of sites joined is {@link SummedAudit#joined}.
     *
     * @param bounds between which the AUC of all images in one place lies for certain
     * @param pooled AUC of all images in one place, with its interval
     * @param within AUC of pairs of one site, with its interval: the one to read first
     * @param drawn interval of the pooled AUC from a bootstrap, where the plan draws
     */
    public record AucFigures(Optional<AucBounds> bounds, Estimate pooled, Estimate within, Estimate drawn) {}

    /**
     * A rate of a scope.
     *
     * @param rate which it is
     * @param sums it is made of
     * @param share with its interval
     */
    public record RateFigure(Rate rate, RateSums sums, Estimate share) {}
}
