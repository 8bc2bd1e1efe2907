package org.subtext.harm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.subtext.problems.InvalidInputException;
import org.subtext.provenance.Seed;
import org.subtext.statistics.Clusters;

/**
 * Which patients thresholds are chosen on, and which are judged: no patient is both.
 *
 * <p>Where there is one part only, {@link #sameRows} says so of itself, and what is judged by thresholds of its own
 * rows is marked as looking better than it is. Immutable.
 */
public final class Roles {
    private final boolean[] chooses;
    private final boolean[] isJudged;
    private final boolean isDisjoint;

    private Roles(boolean[] chooses, boolean[] isJudged, boolean isDisjoint) {
        this.chooses = chooses;
        this.isJudged = isJudged;
        this.isDisjoint = isDisjoint;
    }

    /**
     * As given: the judged rows, and all others to choose on.
     *
     * @throws InvalidInputException where patients have rows in both, with row numbers from 1
     */
    public static Roles of(FindingTable table, boolean[] isJudged) {
        if (isJudged.length != table.rows()) {
            throw new IllegalArgumentException("one role a row is expected");
        }
        int[] chosenAt = new int[table.patientCount()];
        int[] judgedAt = new int[table.patientCount()];
        for (int row = table.rows() - 1; row >= 0; row--) {
            (isJudged[row] ? judgedAt : chosenAt)[table.patient(row)] = row + 1;
        }
        List<String> both = new ArrayList<>();
        for (int patient = 0; patient < chosenAt.length; patient++) {
            if (chosenAt[patient] > 0 && judgedAt[patient] > 0) {
                both.add(chosenAt[patient] + " and " + judgedAt[patient]);
            }
        }
        if (!both.isEmpty()) {
            throw new InvalidInputException(both.size() + " patients have images both to choose thresholds on and to"
                    + " judge, for instance in rows " + String.join(", ", both.subList(0, Math.min(3, both.size())))
                    + ". All images of a patient belong in one part: give each patient one role.");
        }
        boolean[] chooses = new boolean[isJudged.length];
        for (int row = 0; row < chooses.length; row++) {
            chooses[row] = !isJudged[row];
        }
        return new Roles(chooses, isJudged.clone(), true);
    }

    /**
     * Patients dealt at random.
     *
     * @param share of the patients that thresholds are chosen on, in (0, 1)
     */
    public static Roles dealt(FindingTable table, double share, Seed seed) {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException("a share of patients lies in (0, 1), got " + share);
        }
        int[] order = seed.child("roles").shuffled(Clusters.oneEach(table.patientCount()));
        boolean[] patientChooses = new boolean[order.length];
        for (int i = 0; i < Math.round(share * order.length); i++) {
            patientChooses[order[i]] = true;
        }
        boolean[] isJudged = new boolean[table.rows()];
        for (int row = 0; row < isJudged.length; row++) {
            isJudged[row] = !patientChooses[table.patient(row)];
        }
        return of(table, isJudged);
    }

    /** One part for both. */
    public static Roles sameRows(FindingTable table) {
        boolean[] all = new boolean[table.rows()];
        Arrays.fill(all, true);
        return new Roles(all, all, false);
    }

    /** Whether thresholds are chosen on this row. */
    public boolean chooses(int row) {
        return chooses[row];
    }

    /** Whether this row is judged. */
    public boolean isJudged(int row) {
        return isJudged[row];
    }

    /** Whether no patient is both. */
    public boolean isDisjoint() {
        return isDisjoint;
    }
}
