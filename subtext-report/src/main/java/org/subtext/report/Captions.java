package org.subtext.report;

import org.subtext.assessment.LevelAssessment;
import org.subtext.predictions.Unit;
import org.subtext.report.charts.NumberText;
import org.subtext.statistics.Estimate;
import org.subtext.wording.Digits;

/** Phrases that captions share: how many, and how intervals were made. */
final class Captions {
    private Captions() {}

    /** {@code n = 1,000 images of 264 patients}. */
    static String cases(LevelAssessment level) {
        String patients = Digits.counted(level.patients(), "patient", "patients");
        if (level.unit() == Unit.PATIENT) {
            return "n = " + patients;
        }
        String rows =
                Digits.counted(level.rows(), level.unit().noun(), level.unit().plural());
        return "n = " + rows + " of " + patients;
    }

    /** {@code Intervals: 95%, METHOD.}, or nothing where there is none. */
    static String interval(Estimate estimate) {
        if (!(estimate instanceof Estimate.Known known)) {
            return "";
        }
        return "Interval: " + NumberText.level(known.interval().level()) + ", "
                + known.interval().method() + ".";
    }
}
