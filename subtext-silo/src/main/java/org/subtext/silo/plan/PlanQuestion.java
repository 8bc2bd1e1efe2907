package org.subtext.silo.plan;

/**
 * Who asks what, and what for; each on one line of at most 2,000 letters.
 *
 * @param asker an institution or a group, in words
 * @param question in words
 * @param purpose what the answer is for, and who allowed it, in words
 */
public record PlanQuestion(String asker, String question, String purpose) {
    public PlanQuestion {
        SiloPlan.requireText(asker);
        SiloPlan.requireText(question);
        SiloPlan.requireText(purpose);
    }
}
