package org.subtext.silo.plan;

/**
 * How often sites are asked, and how long each time.
 *
 * @param most rounds that the plan may run, each under as many attempts as fit
 * @param deadlineMinutes from when a step of a round begins to when it is closed with those who answered
 */
public record PlanRounds(int most, int deadlineMinutes) {
    private static final int LONGEST = 60 * 24 * 31;

    public PlanRounds {
        if (most < 1 || deadlineMinutes < 1 || deadlineMinutes > LONGEST) {
            throw new IllegalArgumentException(
                    "A plan has at least one round, and deadlines from a minute to 31 days, got rounds.most " + most
                            + " and rounds.deadline_minutes " + deadlineMinutes);
        }
    }
}
