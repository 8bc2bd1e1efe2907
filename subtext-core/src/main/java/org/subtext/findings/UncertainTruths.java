package org.subtext.findings;

import java.util.List;
import org.subtext.cohort.TruthReading;
import org.subtext.problems.Knob;
import org.subtext.problems.Remark;
import org.subtext.problems.Sentence;

/** What a reader is told of truths that are recorded as uncertain. */
public final class UncertainTruths {
    private UncertainTruths() {}

    /**
     * How many there are, and what was made of them; nothing where there are none.
     *
     * @param leftOut what becomes of those that take no part
     * @param policy the knob that makes something else of them
     */
    public static List<Remark> remarks(long count, TruthReading.Uncertain made, String leftOut, Knob policy) {
        if (count == 0) {
            return List.of();
        }
        String words = switch (made) {
            case EXCLUDE -> leftOut;
            case POSITIVE -> "the finding counts as there";
            case NEGATIVE -> "the finding counts as not there";
        };
        return List.of(new Remark(
                Remark.Code.UNCERTAIN_TRUTHS,
                Sentence.EMPTY
                        .counted(count, "truth is", "truths are")
                        .and(" recorded as uncertain: " + words + ". Other policies: ")
                        .set(policy, "POLICY")
                        .and(".")));
    }
}
