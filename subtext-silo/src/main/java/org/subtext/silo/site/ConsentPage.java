package org.subtext.silo.site;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.subtext.provenance.AtomicFiles;
import org.subtext.provenance.OwnerOnly;
import org.subtext.silo.disclosure.LedgerAnswer;
import org.subtext.silo.keys.PublicIdentity;
import org.subtext.silo.plan.PlanDifference;
import org.subtext.silo.plan.PlannedOutput;
import org.subtext.silo.plan.SiloPlan;
import org.subtext.silo.sums.Layout;
import org.subtext.silo.sums.Operation;
import org.subtext.silo.sums.Operations;
import org.subtext.silo.sums.Told;

/** What an administrator sees before a yes, as lines of text; it stays in the house. */
public final class ConsentPage {
    private ConsentPage() {}

    /**
     * The page of a plan.
     *
     * @param files this site's rows, or empty before they are chosen
     */
    public static List<String> of(OfferedPlan offered, SiteHome home, Optional<SiteFiles> files) throws IOException {
        if (files.isPresent()) {
            offered.map(files.get(), home.identity().known(), home.clock());
        }
        SiloPlan plan = offered.plan();
        List<String> lines = new ArrayList<>();
        lines.add("PLAN " + plan.name() + ", " + offered.hash().abbreviated() + ", "
                + offered.life().state().word());
        lines.add("");
        lines.add("Who asks      " + plan.asked().asker());
        lines.add("Question      " + plan.asked().question());
        lines.add("Purpose       " + plan.asked().purpose());
        lines.add("Until         " + plan.expires() + remaining(plan, home));
        lines.add("Coordinator   " + home.coordinator().fingerprint() + "  (keys and authority, compare by telephone)");
        lines.add("");
        lines.add("Cohort        " + plan.cohort().attribute() + ": "
                + plan.cohort().classes().stream().map(one -> one.name()).toList());
        plan.cohort().rules().forEach(rule -> lines.add("              " + rule));
        lines.addAll(rows(offered, home));
        lines.add("");
        lines.add("WHAT WOULD LEAVE, and nothing else");
        lines.addAll(outputs(plan));
        lines.add("  Times, sizes and that this site answers are seen by the coordinator too.");
        lines.add("");
        lines.add("Privacy       " + privacy(plan));
        lines.add("Rounds        up to " + plan.rounds().most() + ", each open for "
                + plan.rounds().deadlineMinutes() + " minutes a step");
        lines.add("");
        lines.add("OTHER SITES, by the fingerprints that the plan fixes");
        for (PublicIdentity site : plan.parties().sites()) {
            boolean isSelf = site.name().equals(home.identity().name());
            lines.add("  " + site.name() + "  " + site.fingerprint() + (isSelf ? "  (this site)" : ""));
        }
        lines.add("");
        lines.addAll(difference(offered, home));
        lines.add("");
        lines.add("No answer is no. Nobody but the coordinator learns who refused. Withdrawal stops the future, not");
        lines.add("the past: a sum that was opened cannot be taken back.");
        return lines;
    }

    private static String remaining(SiloPlan plan, SiteHome home) {
        Duration left = Duration.between(home.clock().instant(), plan.expiresAt());
        return left.isNegative() ? "  (over)" : "  (" + left.toDays() + " days)";
    }

    private static List<String> rows(OfferedPlan offered, SiteHome home) throws IOException {
        if (offered.files().isEmpty()) {
            return List.of("Rows now      none chosen yet");
        }
        SiteData data = offered.data();
        List<String> lines = new ArrayList<>();
        lines.add("Rows now      " + data.predictions().size() + " images of "
                + data.predictions().patientCount() + " patients, of whom "
                + data.table().patientCount()
                + " may be counted (groups with 1 to " + (offered.plan().terms().limit() - 1) + " are left out)");
        TreeMap<String, Integer> images = new TreeMap<>();
        for (int row = 0; row < data.predictions().size(); row++) {
            images.merge(data.predictions().truth(row), 1, Integer::sum);
        }
        images.forEach((name, count) -> lines.add("              " + name + ": " + count + " images, from "
                + data.mapped().getOrDefault(name, List.of())));
        lines.add("              these counts stay here; columns that are read: patient, image, truth, scores"
                + (offered.files().get().facts().isPresent() ? ", group, age" : ""));
        if (offered.files().get().facts().isPresent()) {
            lines.add("              " + data.patientsWithFacts() + " of these patients have a row of facts");
            double[] ages = data.ages();
            if (ages.length > 0) {
                lines.add(String.format(
                        Locale.ROOT,
                        "              ages of %d patients, read as years: from %.1f to %.1f, half of them up to %.1f",
                        ages.length,
                        ages[0],
                        ages[ages.length - 1],
                        ages[(ages.length - 1) / 2]));
            }
        }
        for (String reason : offered.plan().terms().flow()) {
            lines.add("Left out      " + reason + ": "
                    + (data.table().tellsFlow()
                            ? data.table().leftOut(reason) + " patients"
                            : "not told, since one of the reasons is of 1 to "
                                    + (offered.plan().terms().limit() - 1)));
        }
        data.harmony().notes().forEach(note -> lines.add("Look at       " + note));
        lines.add("Not looked at views, pixels and what an id of a patient stands for: predictions do not say it, and"
                + " the rules of the cohort are yours to keep");
        LedgerAnswer ledger = Disclosure.wouldSay(offered, data, home);
        lines.add("Before        "
                + (ledger.isAnswered()
                        ? "nothing that was answered here gives, with this, fewer than "
                                + offered.plan().terms().limit() + " patients away"
                        : "REFUSED by this site's ledger, a yes is not taken: " + ledger.why()));
        return lines;
    }

    private static List<String> outputs(SiloPlan plan) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < plan.outputs().size(); i++) {
            PlannedOutput output = plan.outputs().get(i);
            Operation operation = Operations.named(output.operation());
            lines.add(String.format(
                    Locale.ROOT,
                    "  %d. %s: %,d whole numbers, %,d bytes",
                    i + 1,
                    output.operation(),
                    output.cells(),
                    output.bytes()));
            lines.add("     for       " + operation.purpose());
            lines.add("     read by   " + readers(operation, plan));
            lines.add("     tells     " + operation.inference());
            for (Layout.Block block : operation.layout(plan.terms()).blocks()) {
                lines.add(String.format(
                        Locale.ROOT,
                        "     %,8d  %s, %,d to %,d",
                        block.places().size(),
                        block.name(),
                        block.lower(),
                        block.upper()));
            }
        }
        return lines;
    }

    /** From what is installed here, whatever the plan says. */
    private static String readers(Operation operation, SiloPlan plan) {
        return operation.isOfOneSite()
                ? "the coordinator and all sites, as this site's own"
                : "nobody alone; the sum of at least " + plan.parties().quorum() + " sites: the coordinator";
    }

    private static String privacy(SiloPlan plan) {
        return (plan.privacy().masked()
                        ? "masked: what this site sends is random by itself, only the sum of at least "
                                + plan.parties().quorum() + " sites can be read"
                        : "not masked")
                + "; nothing is told of fewer than " + plan.terms().limit()
                + " patients. No noise is added, so that no epsilon is spent and none is claimed.";
    }

    private static List<String> difference(OfferedPlan offered, SiteHome home) throws IOException {
        Optional<OfferedPlan> last = Optional.empty();
        for (OfferedPlan plan : home.plans()) {
            if (!plan.hash().equals(offered.hash()) && plan.approvedRounds() > 0) {
                last = Optional.of(plan);
            }
        }
        if (last.isEmpty()) {
            return List.of("BEFORE: no plan was approved here yet");
        }
        List<String> lines = new ArrayList<>();
        lines.add("DIFFERENT FROM " + last.get().hash().abbreviated() + ", the last that was approved here");
        PlanDifference.between(last.get().plan(), offered.plan()).forEach(line -> lines.add("  " + line));
        return lines;
    }

    /**
     * Writes exactly what would leave, before it is masked and sealed: a file of 64-bit little-endian words and a list
     * of their names for each operation. What depends on sums that are not known yet is named and not made up.
     *
     * @return a line for each operation
     */
    public static List<String> bytes(OfferedPlan offered, Path folder) throws IOException {
        SiteData data = offered.data();
        OwnerOnly.folder(folder);
        List<String> lines = new ArrayList<>();
        for (PlannedOutput output : offered.plan().outputs()) {
            Operation operation = Operations.named(output.operation());
            if (!operation.needs().isEmpty()) {
                lines.add(output.operation() + ": " + output.bytes() + " bytes that depend on what the sums of "
                        + operation.needs() + " will come to; once sent, they are kept with what left.");
                continue;
            }
            long[] vector = operation.answer(data.table(), Told.NOTHING);
            Path file = folder.resolve(output.operation().replace(' ', '-') + ".int64");
            AtomicFiles.write(file, out -> out.write(words(vector)));
            Layout layout = operation.layout(offered.plan().terms());
            StringBuilder names = new StringBuilder("cell,name,value\n");
            for (int cell = 0; cell < vector.length; cell++) {
                names.append(cell)
                        .append(",\"")
                        .append(layout.name(cell).replace("\"", "\"\""))
                        .append("\",")
                        .append(vector[cell])
                        .append('\n');
            }
            AtomicFiles.writeString(folder.resolve(output.operation().replace(' ', '-') + ".csv"), names.toString());
            lines.add(output.operation() + ": " + 8L * vector.length + " bytes in " + file);
        }
        return lines;
    }

    /** Little-endian. */
    static byte[] words(long[] vector) {
        ByteBuffer buffer = ByteBuffer.allocate(vector.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asLongBuffer().put(vector);
        return buffer.array();
    }
}
