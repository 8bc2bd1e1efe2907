package org.subtext.silo.coordinator;

import static java.util.stream.Collectors.toCollection;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Problems;
import org.subtext.provenance.Software;
import org.subtext.silo.keys.PublicIdentity;
import org.subtext.silo.plan.PlanClass;
import org.subtext.silo.plan.PlanCohort;
import org.subtext.silo.plan.PlanParties;
import org.subtext.silo.plan.PlanPrivacy;
import org.subtext.silo.plan.PlanQuestion;
import org.subtext.silo.plan.PlanRounds;
import org.subtext.silo.plan.PlannedOperation;
import org.subtext.silo.plan.PlannedOutput;
import org.subtext.silo.plan.SiloPlan;
import org.subtext.silo.sums.Operation;
import org.subtext.silo.sums.Operations;
import org.subtext.silo.sums.Terms;
import org.subtext.wording.Lists;

/** Plans as they begin: everything that is installed, for the sites that are enrolled, to be cut down by hand. */
public final class PlanDraft {
    /** Words of a plan to be edited, which no plan that is offered may hold. */
    private static final PlanQuestion TO_EDIT = new PlanQuestion(
            "Say who asks: institution, department, a name to telephone",
            "Say the question, for example: do chest radiographs reveal recorded race at all of us?",
            "Say what the answer is for, and which boards allowed it");

    private static final String RULE_TO_EDIT = "Say who is counted, for example: adults, one frontal view each";

    private PlanDraft() {}

    /**
     * A plan of these operations.
     *
     * @param operations by name, in an order in which each finds what it needs
     */
    public static SiloPlan of(
            String name,
            PlanQuestion asked,
            Instant expires,
            PublicIdentity coordinator,
            List<PublicIdentity> sites,
            PlanCohort cohort,
            Terms terms,
            List<String> operations,
            int deadlineMinutes) {
        List<PlannedOperation> planned = new ArrayList<>();
        List<PlannedOutput> outputs = new ArrayList<>();
        List<String> before = new ArrayList<>();
        for (String wanted : operations) {
            Operation operation = Operations.named(wanted);
            if (!before.containsAll(operation.needs())) {
                throw new InvalidInputException("\"" + wanted + "\" needs the sums of " + operation.needs()
                        + ", which stand in the plan after it or not at all. Name them before it.");
            }
            before.add(wanted);
            int cells = operation.layout(terms).size();
            planned.add(new PlannedOperation(wanted, PlannedOperation.VERSION));
            outputs.add(new PlannedOutput(
                    wanted, cells, 8L * cells, readers(operation, sites.size()), operation.inference()));
        }
        try {
            return new SiloPlan(
                    SiloPlan.FORMAT,
                    Software.version(),
                    name,
                    expires.truncatedTo(ChronoUnit.SECONDS).toString(),
                    asked,
                    new PlanParties(coordinator, sites),
                    cohort,
                    terms,
                    planned,
                    new PlanRounds(planned.size(), deadlineMinutes),
                    new PlanPrivacy(true),
                    outputs);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(String.valueOf(e.getMessage()) + ".");
        }
    }

    /**
     * A plan as a person edited it, with outputs and version of what is installed here, whatever it says of them: every
     * site holds them against its own installation.
     *
     * @throws InvalidInputException with all for which no site could say yes, or should
     */
    static SiloPlan completed(SiloPlan edited, Instant now) {
        Problems problems = new Problems();
        requireEdited(edited, problems);
        Instant answered = now.plus(Duration.ofMinutes(edited.rounds().deadlineMinutes()));
        if (!edited.expiresAt().isAfter(answered)) {
            problems.add("The plan expires at " + edited.expires() + ", before sites had the "
                    + edited.rounds().deadlineMinutes() + " minutes to answer (now it is "
                    + now.truncatedTo(ChronoUnit.SECONDS) + "). Expected a later moment. Set expires so, or a shorter"
                    + " rounds.deadline_minutes.");
        }
        if (!edited.privacy().masked()) {
            problems.add("The plan asks for numbers unmasked, which no site sends. Expected privacy.masked to be true."
                    + " Set it so.");
        }
        Set<String> counted = new TreeSet<>(edited.terms().against());
        counted.add(edited.terms().positive());
        Set<String> cohort =
                edited.cohort().classes().stream().map(PlanClass::name).collect(toCollection(TreeSet::new));
        if (!counted.equals(cohort)) {
            problems.add("The plan counts the classes " + counted + ", and its cohort has " + cohort
                    + ". Expected the same. Name them alike in terms and cohort.");
        }
        problems.throwIfAny();
        SiloPlan installed = of(
                edited.name(),
                edited.asked(),
                edited.expiresAt(),
                edited.parties().coordinator(),
                edited.parties().sites(),
                edited.cohort(),
                edited.terms(),
                edited.operations().stream().map(PlannedOperation::name).toList(),
                edited.rounds().deadlineMinutes());
        return new SiloPlan(
                installed.format(),
                installed.software(),
                installed.name(),
                installed.expires(),
                installed.asked(),
                installed.parties(),
                installed.cohort(),
                installed.terms(),
                installed.operations(),
                edited.rounds(),
                installed.privacy(),
                installed.outputs());
    }

    private static void requireEdited(SiloPlan plan, Problems problems) {
        PlanQuestion asked = plan.asked();
        List<String> left = new ArrayList<>();
        if (asked.asker().equals(TO_EDIT.asker())) {
            left.add("asked.asker");
        }
        if (asked.question().equals(TO_EDIT.question())) {
            left.add("asked.question");
        }
        if (asked.purpose().equals(TO_EDIT.purpose())) {
            left.add("asked.purpose");
        }
        if (plan.cohort().rules().contains(RULE_TO_EDIT)) {
            left.add("cohort.rules");
        }
        if (!left.isEmpty()) {
            problems.add("The plan still has the words of the draft in " + Lists.and(left)
                    + ". Expected your own, which sites read before a yes. Write them.");
        }
    }

    private static String readers(Operation operation, int sites) {
        return operation.isOfOneSite()
                ? "the coordinator, and whoever reads the result"
                : "nobody alone; the sum of at least " + Math.max(2 * sites / 3 + 1, 3) + " sites: the coordinator";
    }

    /** Names of all installed operations but the bootstrap, in order. */
    public static List<String> usual() {
        return Operations.installed().stream()
                .map(Operation::name)
                .filter(name -> !name.equals("bootstrap"))
                .toList();
    }

    /** A plan to be edited: invented words, the enrolled sites, all usual operations. */
    public static SiloPlan example(
            String positive, String against, PublicIdentity coordinator, List<PublicIdentity> sites, Instant expires) {
        return of(
                "first-audit",
                TO_EDIT,
                expires,
                coordinator,
                sites,
                new PlanCohort(
                        "race",
                        List.of(new PlanClass(positive, List.of()), new PlanClass(against, List.of())),
                        List.of(RULE_TO_EDIT)),
                Terms.of(positive, against),
                usual(),
                24 * 60);
    }
}
