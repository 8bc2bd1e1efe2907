package org.subtext.silo.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.subtext.silo.plan.PlanImages;
import org.subtext.silo.plan.PlanLife;
import org.subtext.silo.plan.PlannedOutput;
import org.subtext.silo.plan.SiloPlan;
import org.subtext.silo.sums.Layout;
import org.subtext.silo.sums.Operation;
import org.subtext.wording.Lists;

/** What every face says before a yes, in the same words. */
public final class ConsentWords {
    /** What a yes and a no amount to. */
    public static final String AFTERWARDS = "No answer is no. Nobody but the coordinator learns who refused. Withdrawal"
            + " stops the future, not the past: a sum that was opened cannot be taken back.";

    /** Beside what the plan lists. */
    public static final String SEEN_TOO = "Times, sizes and that this site answers are seen by the coordinator too.";

    /** Where no plan was approved. */
    public static final String FIRST = "no plan was approved here yet";

    /** Of the coordinator's fingerprint. */
    public static final String COMPARE = "keys and authority, compare by telephone";

    /** Of this site's own counts. */
    public static final String STAYS = "these counts stay here";

    private ConsentWords() {}

    /** Where a plan is in its life here. */
    public static String state(Consideration considered) {
        List<PlanLife.Step> steps = considered.steps();
        return (steps.isEmpty()
                        ? considered.state().word()
                        : steps.get(steps.size() - 1).words())
                + (considered.left().isNegative() && !considered.state().isEnd() ? "; its time is over" : "");
    }

    /** What this site is waited for; empty where it is not. */
    public static String toDo(Consideration considered) {
        if (considered.isOver()) {
            return "";
        }
        return switch (considered.state()) {
            case OFFERED -> "look at it with your rows, then say yes or no";
            case MAPPED -> "say yes or no";
            default -> "";
        };
    }

    /** How long until a plan is over. */
    public static String remaining(Consideration considered) {
        return considered.left().isNegative() ? "over" : considered.left().toDays() + " days";
    }

    /** How many rows there are, and how many of them count. */
    public static String counts(Consideration.Rows rows, SiloPlan plan) {
        return rows.images() + " images of " + rows.patients() + " patients, of whom " + rows.counted()
                + " may be counted (groups with " + few(plan) + " are left out)";
    }

    /** Rows of a class. */
    public static String images(Consideration.ClassRows one) {
        return one.images() + " images, from " + one.wordings();
    }

    /** What nobody looked at: what the plan asks of no table. */
    public static String notLookedAt(SiloPlan plan) {
        PlanImages images = plan.cohort().images();
        List<String> unseen = new ArrayList<>();
        if (images.views().isEmpty()) {
            unseen.add("views");
        }
        if (images.photometric().isEmpty()) {
            unseen.add("photometric interpretation");
        }
        if (!images.asksBits()) {
            unseen.add("bits");
        }
        unseen.add("what an id of a patient stands for");
        return Lists.and(unseen) + ": the plan asks for no table that says it, and the rules of the cohort are yours to"
                + " keep";
    }

    /** Columns of the rows that are read. */
    public static String columns(Consideration.Rows rows, SiloPlan plan) {
        List<String> columns = new ArrayList<>(List.of("patient", "image", "truth", "scores"));
        if (rows.hasFacts()) {
            columns.addAll(List.of("group", "age"));
        }
        columns.addAll(plan.cohort().images().asked());
        return String.join(", ", columns);
    }

    /** How many patients the facts are of; empty where none were given. */
    public static Optional<String> facts(Consideration.Rows rows) {
        return rows.hasFacts()
                ? Optional.of(rows.patientsWithFacts() + " of these patients have a row of facts")
                : Optional.empty();
    }

    /** How old patients are. */
    public static String ages(Consideration.Ages ages) {
        return String.format(
                Locale.ROOT,
                "ages of %d patients in years: from %.1f to %.1f, half of them up to %.1f",
                ages.patients(),
                ages.youngest(),
                ages.oldest(),
                ages.median());
    }

    /** Groups of whom nothing is told; empty where all are. */
    public static Optional<String> withheld(Consideration.Rows rows, SiloPlan plan) {
        return rows.withheld().isEmpty()
                ? Optional.empty()
                : Optional.of(String.join(", ", rows.withheld()) + ": nothing is told of them, since of a class "
                        + few(plan) + " patients are here");
    }

    /** How many were left out for a reason. */
    public static String leftOut(Consideration.LeftOut one, SiloPlan plan) {
        return one.reason() + ": "
                + (one.patients().isPresent()
                        ? one.patients().getAsLong() + " patients"
                        : "not told, since one of the reasons is of " + few(plan));
    }

    /** What the site's own ledger would say of the plan. */
    public static String ledger(Consideration.Rows rows, SiloPlan plan) {
        return rows.ledger().isAnswered()
                ? "nothing that was answered here gives, with this, fewer than "
                        + plan.terms().limit() + " patients away"
                : "REFUSED by this site's ledger, a yes is not taken";
    }

    /** Of when and why the site's ledgers were begun anew. */
    static String forgotten(String line) {
        return "what was answered before was forgotten here, and is not compared: " + line;
    }

    /** What the site's own ledger said of another plan. */
    public static String answered(Consideration.Answer answer) {
        return answer.ledger().isAnswered()
                ? "answered"
                : "refused by this site's ledger, since it could have told of a few patients";
    }

    /** How large an output is. */
    public static String size(Consideration.Output output) {
        return String.format(
                Locale.ROOT,
                "%,d whole numbers, %,d bytes",
                output.planned().cells(),
                output.planned().bytes());
    }

    /** Between what each number of a block is. */
    public static String bounds(Layout.Block block) {
        return String.format(Locale.ROOT, "%,d to %,d", block.lower(), block.upper());
    }

    /** Who can read an output: from what is installed here, whatever the plan says. */
    public static String readers(Operation operation, SiloPlan plan) {
        return operation.isOfOneSite()
                ? "the coordinator and all sites, as this site's own"
                : "nobody alone; the sum of at least " + plan.parties().quorum() + " sites: the coordinator";
    }

    /** Why the numbers of an output cannot be shown yet. */
    public static String depends(PlannedOutput output, List<String> needs) {
        return output.bytes() + " bytes that depend on what the sums of " + needs
                + " will come to; once sent, they are kept with what left.";
    }

    /** What becomes of small groups, in sentences without an end. */
    public static String small(SiloPlan plan) {
        return "a group of which " + few(plan) + " patients of a class are here is left out before anything is counted,"
                + " from totals too; of a sum over sites nothing is told of fewer than "
                + plan.terms().limit() + " patients";
    }

    /** How single sites and small groups are kept from being told. */
    public static String privacy(SiloPlan plan) {
        return (plan.privacy().masked()
                        ? "masked: what this site sends is random by itself, only the sum of at least "
                                + plan.parties().quorum() + " sites can be read"
                        : "not masked")
                + "; nothing is told of fewer than " + plan.terms().limit()
                + " patients. No noise is added, so that no epsilon is spent and none is claimed.";
    }

    /** How often and how long the site is asked. */
    public static String rounds(SiloPlan plan) {
        return "up to " + plan.rounds().most() + ", each open for "
                + plan.rounds().deadlineMinutes() + " minutes a step";
    }

    private static String few(SiloPlan plan) {
        return "1 to " + (plan.terms().limit() - 1);
    }
}
