package org.subtext.report;

import org.subtext.report.charts.NumberText;
import org.subtext.statistics.Estimate;

/** Phrases that captions share. */
final class Captions {
    private Captions() {}

    /** {@code Intervals: 95%, METHOD.}, or nothing where there is none. */
    static String interval(Estimate estimate) {
        if (!(estimate instanceof Estimate.Known known)) {
            return "";
        }
        return "Interval: " + NumberText.level(known.interval().level()) + ", "
                + known.interval().method() + ".";
    }
}
