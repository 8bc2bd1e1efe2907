package org.subtext.assessment;

import java.util.List;

/**
 * The answer, with the rule that gave it.
 *
 * @param kind which of the three answers
 * @param sentence the answer with AUC, interval and n
 * @param rule the rule in words, as fixed in the plan
 * @param doesNotShow what a reader must not conclude, one sentence each
 * @param neededPatients how many patients would settle it, 0 where it is settled
 */
public record Verdict(Kind kind, String sentence, String rule, List<String> doesNotShow, int neededPatients) {
    /** The three answers. */
    public enum Kind {
        /** The interval lies above one half and the corrected permutation test agrees. */
        REVEALS("reveals"),
        /** The interval of the two one-sided tests lies within the margin around one half. */
        NO_EVIDENCE("no evidence"),
        /** Neither. */
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
}
