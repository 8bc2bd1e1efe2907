package org.subtext.audit.door;

/**
 * How far one stage of a work has come. Counts and names of stages, never of patients.
 *
 * @param stage what is done, in the user's words: "Caching images"
 * @param count of units finished; grows within a stage
 * @param total how many units there are in all, 0 when unknown
 * @param unit plural noun of what is counted: "images"
 * @param perSecond units finished in a second, since the stage began
 * @param text what a watcher would like to know now, by kind; may be empty
 */
public record ProgressEvent(
        Kind kind, String stage, long count, long total, String unit, double perSecond, String text) {
    /** What happened. */
    public enum Kind {
        /** The stage begins. */
        BEGUN,
        /** More units are finished, or the text beside them has changed. */
        ADVANCED,
        /** The text is worth a line of its own while the stage goes on. */
        SAID,
        /** The stage is over; the text is a line with counts. */
        ENDED
    }
}
