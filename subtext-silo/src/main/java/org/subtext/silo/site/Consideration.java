package org.subtext.silo.site;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.subtext.provenance.ContentHash;
import org.subtext.silo.disclosure.LedgerAnswer;
import org.subtext.silo.keys.PartyName;
import org.subtext.silo.plan.PlanDifference;
import org.subtext.silo.plan.PlanLife;
import org.subtext.silo.plan.PlanState;
import org.subtext.silo.plan.PlannedOutput;
import org.subtext.silo.plan.SiloPlan;
import org.subtext.silo.sums.Operation;
import org.subtext.silo.sums.Operations;
import org.subtext.silo.sums.Terms;

/**
 * What an administrator considers before a yes, from which terminal and browser make their pages, in the sentences of
 * {@link ConsentWords}. It holds counts of this site alone and stays in the house. Nothing is written to find it out.
 *
 * @param plan what is asked
 * @param hash of the plan, which is what is approved
 * @param steps of the plan's life here, the first first
 * @param approvedRounds 0 before a yes
 * @param site whose page it is
 * @param coordinator fingerprint of the coordinator's keys and authority, to be compared by telephone
 * @param left until the plan is over; negative afterwards
 * @param rows that would be counted; empty before any were chosen
 * @param outputs everything that would leave, in order
 * @param before the last plan that was approved here; empty where this is the first
 * @param answered what the ledger said of plans before this one, the oldest first
 */
public record Consideration(
        SiloPlan plan,
        ContentHash hash,
        List<PlanLife.Step> steps,
        int approvedRounds,
        PartyName site,
        String coordinator,
        Duration left,
        Optional<Rows> rows,
        List<Output> outputs,
        Optional<Before> before,
        List<Answer> answered) {
    public Consideration {
        steps = List.copyOf(steps);
        outputs = List.copyOf(outputs);
        answered = List.copyOf(answered);
    }

    /**
     * Rows of this site as they are now.
     *
     * @param images in the table
     * @param patients with an image
     * @param counted patients who may be counted, groups below the limit left out
     * @param classes images of each class of the plan
     * @param withheld groups of the plan of whom nothing is told, since too few patients of them are here
     * @param hasFacts whether groups and ages are given
     * @param patientsWithFacts of whom a group or an age is known
     * @param ages empty where none is known
     * @param flow patients who were left out before, by reason of the plan
     * @param surprises what may surprise, in sentences
     * @param ledger what this site's own ledger would say of the plan beside all that was answered before
     */
    public record Rows(
            int images,
            int patients,
            int counted,
            List<ClassRows> classes,
            List<String> withheld,
            boolean hasFacts,
            long patientsWithFacts,
            Optional<Ages> ages,
            List<LeftOut> flow,
            List<String> surprises,
            LedgerAnswer ledger) {
        public Rows {
            classes = List.copyOf(classes);
            withheld = List.copyOf(withheld);
            flow = List.copyOf(flow);
            surprises = List.copyOf(surprises);
        }
    }

    /**
     * Images of a class.
     *
     * @param wordings of the source that count as it
     */
    public record ClassRows(String name, int images, List<String> wordings) {
        public ClassRows {
            wordings = List.copyOf(wordings);
        }
    }

    /** Ages of patients, in years. */
    public record Ages(int patients, double youngest, double median, double oldest) {}

    /**
     * Patients who were left out.
     *
     * @param patients empty where that is not told, since one of the reasons is of too few
     */
    public record LeftOut(String reason, OptionalLong patients) {}

    /**
     * Something that would leave.
     *
     * @param planned as the plan lists it
     * @param operation as it is installed here, which says what the numbers are, who reads them and what they tell
     */
    public record Output(PlannedOutput planned, Operation operation) {
        /** All of a plan, in order. */
        public static List<Output> allOf(SiloPlan plan) {
            return plan.outputs().stream()
                    .map(output -> new Output(output, Operations.named(output.operation())))
                    .toList();
        }
    }

    /**
     * The last plan that was approved here.
     *
     * @param differences this plan beside it, one line a value
     */
    public record Before(ContentHash hash, List<String> differences) {
        public Before {
            differences = List.copyOf(differences);
        }
    }

    /** What the ledger said of another plan. */
    public record Answer(String plan, ContentHash hash, LedgerAnswer ledger) {}

    /** Where the plan is in its life. */
    public PlanState state() {
        return steps.isEmpty() ? PlanState.DRAFTED : steps.get(steps.size() - 1).state();
    }

    /** Whether its time is over, whatever its life has noted. */
    public boolean isOver() {
        return left.isNegative() || state().isEnd();
    }

    /**
     * Of a plan as it stands, with the rows that were chosen for it.
     *
     * @throws org.subtext.problems.InvalidInputException if the rows changed since they were looked at, or a ledger
     *     of the site is gone or an older copy
     */
    public static Consideration of(OfferedPlan offered, SiteHome home) throws IOException {
        return of(offered, home, rows(offered, home));
    }

    /** The same without a look at rows, which needs no file of theirs. */
    public static Consideration withoutRows(OfferedPlan offered, SiteHome home) throws IOException {
        return of(offered, home, Optional.empty());
    }

    private static Consideration of(OfferedPlan offered, SiteHome home, Optional<Rows> rows) throws IOException {
        List<OfferedPlan> others = home.plans().stream()
                .filter(plan -> !plan.hash().equals(offered.hash()))
                .toList();
        return new Consideration(
                offered.plan(),
                offered.hash(),
                offered.life().steps(),
                offered.approvedRounds(),
                home.identity().name(),
                home.coordinator().fingerprint(),
                Duration.between(home.clock().instant(), offered.plan().expiresAt()),
                rows,
                Output.allOf(offered.plan()),
                before(offered, others),
                answered(others));
    }

    private static Optional<Rows> rows(OfferedPlan offered, SiteHome home) throws IOException {
        Optional<SiteFiles> files = offered.files();
        if (files.isEmpty()) {
            return Optional.empty();
        }
        home.ledgers().require();
        SiteData data = offered.data();
        Terms terms = offered.plan().terms();
        TreeMap<String, Integer> images = new TreeMap<>();
        for (int row = 0; row < data.predictions().size(); row++) {
            images.merge(data.predictions().truth(row), 1, Integer::sum);
        }
        List<ClassRows> classes = new ArrayList<>();
        images.forEach((name, count) ->
                classes.add(new ClassRows(name, count, data.mapped().getOrDefault(name, List.of()))));
        List<String> withheld = new ArrayList<>();
        for (int group = 0; group < terms.groups().size(); group++) {
            if (data.table().isWithheld(group)) {
                withheld.add(terms.groups().get(group));
            }
        }
        List<LeftOut> flow = terms.flow().stream()
                .map(reason -> new LeftOut(
                        reason,
                        data.table().tellsFlow()
                                ? OptionalLong.of(data.table().leftOut(reason))
                                : OptionalLong.empty()))
                .toList();
        List<String> surprises = new ArrayList<>(data.harmony().notes());
        home.ledgers().begunAnew().forEach(line -> surprises.add(ConsentWords.forgotten(line)));
        return Optional.of(new Rows(
                data.predictions().size(),
                data.predictions().patientCount(),
                data.table().patientCount(),
                classes,
                withheld,
                files.get().facts().isPresent(),
                data.patientsWithFacts(),
                ages(data.ages()),
                flow,
                surprises,
                Disclosure.wouldSay(offered, data, home)));
    }

    private static Optional<Ages> ages(double[] ages) {
        return ages.length == 0
                ? Optional.empty()
                : Optional.of(new Ages(ages.length, ages[0], ages[(ages.length - 1) / 2], ages[ages.length - 1]));
    }

    private static Optional<Before> before(OfferedPlan offered, List<OfferedPlan> others) throws IOException {
        Optional<OfferedPlan> last = Optional.empty();
        for (OfferedPlan plan : others) {
            if (plan.approvedRounds() > 0) {
                last = Optional.of(plan);
            }
        }
        return last.map(plan -> new Before(plan.hash(), PlanDifference.between(plan.plan(), offered.plan())));
    }

    private static List<Answer> answered(List<OfferedPlan> others) throws IOException {
        List<Answer> answers = new ArrayList<>();
        for (OfferedPlan plan : others) {
            Disclosure.said(plan)
                    .ifPresent(said -> answers.add(new Answer(plan.plan().name(), plan.hash(), said)));
        }
        return answers;
    }
}
