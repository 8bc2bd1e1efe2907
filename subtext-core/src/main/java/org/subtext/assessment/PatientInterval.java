package org.subtext.assessment;

import java.util.List;
import org.subtext.statistics.BinaryScores;
import org.subtext.statistics.BootstrapDistribution;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.ScoreInterval;
import org.subtext.statistics.Widening;

/**
 * The intervals that numbers are reported with; patients are the sampling unit of all of them.
 *
 * <p>AUCs of one class against the rest, and their means, have a score interval ({@link ScoreInterval}), which the
 * verdict reads: it keeps its coverage in small and uneven classes. Every other number, differences of AUCs included,
 * has the bootstrap by patient, bias-corrected and accelerated; where that does not exist the percentile interval
 * stands in. The interval's method says which it is.
 */
public final class PatientInterval {
    private PatientInterval() {}

    /** The mean AUC of columns of the same rows, or the AUC of one. */
    public static Estimate ofAuc(List<BinaryScores> columns, double level) {
        return ofAuc(columns, level, Widening.NONE);
    }

    /** The same where AUCs are known to spread more widely than patients explain. */
    public static Estimate ofAuc(List<BinaryScores> columns, double level, Widening widening) {
        return widening.of(ScoreInterval.of(columns, level));
    }

    /** Any number on draws of patients; the bare value where every draw is alike. */
    public static Estimate of(BootstrapDistribution distribution, double level) {
        Estimate corrected = distribution.bca(level);
        if (hasWidth(corrected) || !corrected.isDefined()) {
            return corrected;
        }
        Estimate percentile = distribution.percentile(level);
        return hasWidth(percentile) ? percentile : percentile.withoutInterval();
    }

    private static boolean hasWidth(Estimate estimate) {
        return estimate instanceof Estimate.Known known
                && known.interval().lower() < known.interval().upper();
    }
}
