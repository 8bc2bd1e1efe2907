package org.subtext.predictions;

import org.jspecify.annotations.Nullable;
import org.subtext.problems.Argument;
import org.subtext.problems.Problems;
import org.subtext.problems.Sentence;

/**
 * What was said of whose the rows of a score table are.
 *
 * @param name a column, or {@value ScorePlan#EACH_ROW}; null where nothing was said
 */
public record PatientColumn(@Nullable String name, ScoreCells cells) {
    /** Whether it was said that each row is a patient; a column that is called so is a column. */
    public boolean isEachRow() {
        return ScorePlan.EACH_ROW.equals(name) && !cells.names().contains(ScorePlan.EACH_ROW);
    }

    /** Refuses to guess where nothing was said. */
    public void requireNamed(Problems problems) {
        if (name == null) {
            problems.add(Sentence.of(
                            "Intervals and tests rest on patients, and no column of patient ids is named. Name it: ")
                    .set(Argument.SCORES_PATIENT, "COLUMN")
                    .and("; or, if each row is another patient, say so: ")
                    .set(Argument.SCORES_PATIENT, ScorePlan.EACH_ROW)
                    .and(". Columns: " + String.join(", ", cells.names()) + "."));
        }
    }
}
