package org.subtext.silo.plan;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.subtext.provenance.ContentHash;
import org.subtext.silo.keys.PartyName;

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
 * @param operations that are run, all in every round
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
        if (operations.isEmpty() || outputs.size() != operations.size()) {
            throw new IllegalArgumentException("A plan has at least one operation, and one output for each, got "
                    + operations.size() + " and " + outputs.size());
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

    /** Whole numbers that a site sends in a round, all operations together. */
    public int cells() {
        return Math.toIntExact(outputs.stream().mapToLong(PlannedOutput::cells).sum());
    }
}
