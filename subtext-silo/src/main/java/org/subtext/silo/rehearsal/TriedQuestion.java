package org.subtext.silo.rehearsal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.subtext.silo.coordinator.PlanDraft;
import org.subtext.silo.keys.PublicIdentity;
import org.subtext.silo.plan.PlanClass;
import org.subtext.silo.plan.PlanCohort;
import org.subtext.silo.plan.PlanQuestion;
import org.subtext.silo.plan.PlannedOperation;
import org.subtext.silo.plan.SiloPlan;
import org.subtext.silo.sums.Terms;

/**
 * What is tried: of a plan all but its parties, its words and its time.
 *
 * @param operations by name, in order
 */
public record TriedQuestion(PlanCohort cohort, Terms terms, List<String> operations) {
    private static final Duration TIME = Duration.ofDays(1);
    private static final int MINUTES_A_STEP = 10;

    public TriedQuestion {
        operations = List.copyOf(operations);
    }

    /** What a plan asks. */
    public static TriedQuestion of(SiloPlan plan) {
        return new TriedQuestion(
                plan.cohort(),
                plan.terms(),
                plan.operations().stream().map(PlannedOperation::name).toList());
    }

    /** What a plan that a coordinator drafts asks, before any was offered. */
    public static TriedQuestion of(String positive, String against) {
        return new TriedQuestion(
                new PlanCohort(
                        "class",
                        List.of(new PlanClass(positive, List.of()), new PlanClass(against, List.of())),
                        List.of()),
                Terms.of(positive, against),
                PlanDraft.usual());
    }

    SiloPlan plan(PublicIdentity coordinator, List<PublicIdentity> sites, Instant now) {
        return PlanDraft.of(
                Rehearsal.NAME,
                new PlanQuestion(
                        "This site, of itself",
                        "What would leave this house, and what would be told?",
                        "A rehearsal on this machine: all sites but one are invented"),
                now.plus(TIME),
                coordinator,
                sites,
                cohort,
                terms,
                operations,
                MINUTES_A_STEP);
    }
}
