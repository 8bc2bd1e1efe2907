package org.subtext.assessment;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer, with the rule that gave it and what it stands on.
 *
 * @param kind which of the answers
 * @param sentence the answer in words, with AUC, interval, p and n
 * @param rule the rule in words, as fixed in the plan
 * @param doesNotShow what a reader must not conclude, one sentence each
 * @param findings what the answer stands on; null where the former rule gave it ({@link FormerRule}), as it did in runs
 *     that were stored before there was this one
 */
public record Verdict(
        Kind kind,
        String sentence,
        String rule,
        List<String> doesNotShow,
        @Nullable VerdictFindings findings) {
    /** The answers. */
    public enum Kind {
        /** Some class's corrected test and its interval agree that it is ranked above chance. */
        REVEALS("reveals"),
        /** Every tested class's interval lies within the margin around one half, and no test speaks against it. */
        NO_EVIDENCE("no evidence"),
        /** No class is ranked above chance and some class is ranked below it: something is the wrong way round. */
        BELOW_CHANCE("below chance"),
        /** None of them. */
        CANNOT_TELL("cannot tell");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    public Verdict {
        doesNotShow = List.copyOf(doesNotShow);
    }

    /** Whether the former rule gave it. */
    public boolean isOfFormerRule() {
        return findings == null;
    }
}
