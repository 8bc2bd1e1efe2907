package org.subtext.silo.plan;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.subtext.provenance.ContentHash;
import org.subtext.silo.keys.PartyName;
import org.subtext.silo.sums.Terms;

/**
 * What is asked of several hospitals: data, never code.
 *
 * <p>Its bytes are one line of JSON in one order ({@link PlanText}), and their SHA-256 is what sites approve: with any
 * change it is another plan. Sites run only operations of their own installation.
 *
 * @param format of plans, {@value #FORMAT}
 * @param software version of Subtext that all parties run
 * @param name of the plan, as files are called
 * @param expires after which nothing is answered any more; whole seconds
 * @param asked who asks what, and what for
 * @param parties who adds up, and who is asked
 * @param cohort whose patients are counted as what
 * @param terms what is counted how, with the limit below which nothing is told
 * @param operations that are run, one a round, in this order
 * @param rounds how often, how long
 * @param privacy what is hidden
 * @param outputs everything that leaves a house
 */
public record SiloPlan(
        int format,
        String software,
        String name,
        String expires,
        PlanQuestion asked,
        PlanParties parties,
        PlanCohort cohort,
        Terms terms,
        List<PlannedOperation> operations,
        PlanRounds rounds,
        PlanPrivacy privacy,
        List<PlannedOutput> outputs) {
    /** Of plans that this version writes and reads. */
    public static final int FORMAT = 1;

    private static final int LONGEST_TEXT = 2000;

    public SiloPlan {
        operations = List.copyOf(operations);
        outputs = List.copyOf(outputs);
        if (format != FORMAT) {
            throw new IllegalArgumentException("The plan is of format " + format + "; this version reads " + FORMAT
                    + ". All parties must run the same version of Subtext");
        }
        new PartyName(name);
        requireText(software);
        if (!Instant.parse(expires).truncatedTo(ChronoUnit.SECONDS).toString().equals(expires)) {
            throw new IllegalArgumentException(
                    "expires must be a moment in whole seconds, for example 2027-03-31T00:00:00Z, got " + expires);
        }
        // They are shown to whoever approves, on a terminal.
        Stream.of(List.of(terms.positive()), terms.against(), terms.groups(), terms.flow())
                .flatMap(List::stream)
                .forEach(SiloPlan::requireText);
        if (terms.limit() < Terms.LEAST_OF_A_PLAN) {
            throw new IllegalArgumentException("terms.limit must be at least " + Terms.LEAST_OF_A_PLAN
                    + ", below which single patients could be told of; got " + terms.limit());
        }
        Set<String> counted = new TreeSet<>(terms.against());
        counted.add(terms.positive());
        Set<String> named = new TreeSet<>();
        cohort.classes().forEach(one -> named.add(one.name()));
        if (!counted.equals(named)) {
            throw new IllegalArgumentException("The classes of the cohort are " + named + ", those of the terms are "
                    + counted + "; they must be the same");
        }
        if (operations.isEmpty() || outputs.size() != operations.size()) {
            throw new IllegalArgumentException("A plan has at least one operation, and one output for each, got "
                    + operations.size() + " and " + outputs.size());
        }
        if (rounds.most() < operations.size()) {
            throw new IllegalArgumentException("rounds.most must be at least one for each of the " + operations.size()
                    + " operations, got " + rounds.most());
        }
        for (int i = 0; i < operations.size(); i++) {
            if (!outputs.get(i).operation().equals(operations.get(i).name())) {
                throw new IllegalArgumentException("Outputs stand in the order of their operations; output " + (i + 1)
                        + " is of " + outputs.get(i).operation() + ", operation " + (i + 1) + " is "
                        + operations.get(i).name());
            }
        }
    }

    static void requireText(String text) {
        boolean isPlain =
                text.chars().noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT);
        if (text.isBlank() || text.length() > LONGEST_TEXT || !isPlain) {
            throw new IllegalArgumentException("Texts of a plan are one line of 1 to " + LONGEST_TEXT
                    + " visible letters, got \"" + text.replaceAll("\\p{C}", "?") + "\"");
        }
    }

    /** What is approved: SHA-256 of the canonical bytes. */
    public ContentHash hash() {
        return ContentHash.ofBytes(PlanText.bytes(this));
    }

    public Instant expiresAt() {
        return Instant.parse(expires);
    }

    /** Whether nothing is answered any more. */
    public boolean isOver(Instant now) {
        return !now.isBefore(expiresAt());
    }

    /** What a round runs, which counts from 1; after the last operation the first follows again. */
    public PlannedOperation operation(int round) {
        return operations.get((round - 1) % operations.size());
    }

    /** Whole numbers that a site sends once all operations were run. */
    public int cells() {
        return Math.toIntExact(outputs.stream().mapToLong(PlannedOutput::cells).sum());
    }
}
