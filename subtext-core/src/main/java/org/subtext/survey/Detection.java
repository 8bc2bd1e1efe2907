package org.subtext.survey;

import org.subtext.statistics.Estimate;

/**
 * How well the classes of a column are read.
 *
 * @param reader the one of all readers that reads them best
 * @param auc mean over classes against the rest, with an interval for all columns and readers together
 * @param p of the best reader's AUC, by patients' classes exchanged, for this column alone
 * @param adjustedP for all columns together (Holm)
 * @param draws how often classes were exchanged
 * @param factor by how much the interval is widened, since AUCs of exchanged classes spread more than patients explain
 * @param detectable whether the interval lies above one half and the adjusted p at or below the level
 */
public record Detection(
        String reader, Estimate auc, double p, double adjustedP, int draws, double factor, boolean detectable) {
    /** The lower limit of the interval: what is sure of it. */
    public double lower() {
        return auc instanceof Estimate.Known known ? known.interval().lower() : 0;
    }
}
