package org.subtext.silo.site;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.subtext.provenance.AtomicFiles;
import org.subtext.provenance.OwnerOnly;
import org.subtext.silo.keys.PublicIdentity;
import org.subtext.silo.plan.SiloPlan;
import org.subtext.silo.sums.Layout;

/** A {@link Consideration} as lines of a terminal; it stays in the house. */
public final class ConsentPage {
    private ConsentPage() {}

    /**
     * The page of a plan.
     *
     * @param files this site's rows, which are chosen for the plan then, or empty
     */
    public static List<String> of(OfferedPlan offered, SiteHome home, Optional<SiteFiles> files) throws IOException {
        if (files.isPresent()) {
            home.ledgers().require();
            offered.map(files.get(), home.identity().known(), home.clock());
        }
        return lines(Consideration.of(offered, home));
    }

    private static List<String> lines(Consideration considered) {
        SiloPlan plan = considered.plan();
        List<String> lines = new ArrayList<>();
        lines.add("PLAN " + plan.name() + ", " + considered.hash().abbreviated() + ", "
                + considered.state().word());
        lines.add("");
        lines.add("Who asks      " + plan.asked().asker());
        lines.add("Question      " + plan.asked().question());
        lines.add("Purpose       " + plan.asked().purpose());
        lines.add("Until         " + plan.expires() + "  (" + ConsentWords.remaining(considered) + ")");
        lines.add("Coordinator   " + considered.coordinator() + "  (" + ConsentWords.COMPARE + ")");
        lines.add("");
        lines.add("Cohort        " + plan.cohort().attribute() + ": "
                + plan.cohort().classes().stream().map(one -> one.name()).toList());
        plan.cohort().rules().forEach(rule -> lines.add("              " + rule));
        plan.cohort().images().lines().forEach(line -> lines.add("Only images  " + line));
        considered
                .rows()
                .ifPresentOrElse(
                        rows -> lines.addAll(rows(rows, plan)), () -> lines.add("Rows now      none chosen yet"));
        lines.add("");
        lines.add("WHAT WOULD LEAVE, and nothing else");
        lines.addAll(outputs(considered));
        lines.add("  " + ConsentWords.SEEN_TOO);
        lines.add("");
        lines.add("Privacy       " + ConsentWords.privacy(plan));
        lines.add("Rounds        " + ConsentWords.rounds(plan));
        lines.add("");
        lines.add("OTHER SITES, by the fingerprints that the plan fixes");
        for (PublicIdentity site : plan.parties().sites()) {
            boolean isSelf = site.name().equals(considered.site());
            lines.add("  " + site.name() + "  " + site.fingerprint() + (isSelf ? "  (this site)" : ""));
        }
        lines.add("");
        lines.addAll(before(considered));
        lines.add("");
        lines.add(ConsentWords.AFTERWARDS);
        return lines;
    }

    private static List<String> rows(Consideration.Rows rows, SiloPlan plan) {
        List<String> lines = new ArrayList<>();
        lines.add("Rows now      " + ConsentWords.counts(rows, plan));
        rows.classes().forEach(one -> lines.add("              " + one.name() + ": " + ConsentWords.images(one)));
        lines.add(
                "              " + ConsentWords.STAYS + "; columns that are read: " + ConsentWords.columns(rows, plan));
        ConsentWords.facts(rows).ifPresent(facts -> lines.add("              " + facts));
        rows.ages().ifPresent(ages -> lines.add("              " + ConsentWords.ages(ages)));
        ConsentWords.withheld(rows, plan).ifPresent(groups -> lines.add("Withheld      " + groups));
        rows.flow().forEach(one -> lines.add("Left out      " + ConsentWords.leftOut(one, plan)));
        rows.surprises().forEach(note -> lines.add("Look at       " + note));
        lines.add("Not looked at " + ConsentWords.notLookedAt(plan));
        lines.add("Before        " + ConsentWords.ledger(rows, plan)
                + (rows.ledger().isAnswered() ? "" : ": " + rows.ledger().why()));
        return lines;
    }

    private static List<String> outputs(Consideration considered) {
        SiloPlan plan = considered.plan();
        List<String> lines = new ArrayList<>();
        int number = 0;
        for (Consideration.Output output : considered.outputs()) {
            number++;
            lines.add("  " + number + ". " + output.planned().operation() + ": " + ConsentWords.size(output));
            lines.add("     for       " + output.operation().purpose());
            lines.add("     read by   " + ConsentWords.readers(output.operation(), plan));
            lines.add("     tells     " + output.operation().inference());
            for (Layout.Block block : output.operation().layout(plan.terms()).blocks()) {
                lines.add(String.format(
                        Locale.ROOT,
                        "     %,8d  %s, %s",
                        block.places().size(),
                        block.name(),
                        ConsentWords.bounds(block)));
            }
        }
        return lines;
    }

    private static List<String> before(Consideration considered) {
        List<String> lines = new ArrayList<>();
        considered
                .answered()
                .forEach(one -> lines.add(
                        "EARLIER " + one.plan() + ", " + one.hash().abbreviated() + ": " + ConsentWords.answered(one)));
        if (considered.before().isEmpty()) {
            lines.add("BEFORE: " + ConsentWords.FIRST);
            return lines;
        }
        Consideration.Before before = considered.before().get();
        lines.add("DIFFERENT FROM " + before.hash().abbreviated() + ", the last that was approved here");
        before.differences().forEach(line -> lines.add("  " + line));
        return lines;
    }

    /**
     * Writes exactly what would leave, before it is masked and sealed: a file of 64-bit little-endian words and a list
     * of their names for each operation. What depends on sums that are not known yet is named and not made up.
     *
     * @return a line for each operation
     */
    public static List<String> bytes(OfferedPlan offered, Path folder) throws IOException {
        return write(WouldLeave.of(offered), folder);
    }

    /** Writes outputs, as {@link #bytes} does. */
    public static List<String> write(List<WouldLeave> all, Path folder) throws IOException {
        OwnerOnly.folder(folder);
        List<String> lines = new ArrayList<>();
        for (WouldLeave one : all) {
            if (one instanceof WouldLeave.Numbers numbers) {
                byte[] words = numbers.words();
                Path file = folder.resolve(one.file() + ".int64");
                AtomicFiles.write(file, out -> out.write(words));
                AtomicFiles.writeString(folder.resolve(one.file() + ".csv"), numbers.csv());
                lines.add(one.output().operation() + ": " + words.length + " bytes in " + file);
            } else if (one instanceof WouldLeave.Unknown unknown) {
                lines.add(one.output().operation() + ": " + ConsentWords.depends(unknown.output(), unknown.needs()));
            }
        }
        return lines;
    }
}
