package org.subtext.harm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.subtext.problems.InvalidInputException;
import org.subtext.provenance.Seed;
import org.subtext.statistics.Clusters;

/**
 * Which patients thresholds are chosen on, and which are judged by them: no patient is both.
 *
 * <p>Where nobody says who is which, {@link #crossFitted} deals all patients into parts, each of which is judged by
 * thresholds of all others. {@link #sameRows} says of itself that it is one part for both, and what is judged by
 * thresholds of its own rows is marked as looking better than it is. Immutable.
 */
public final class Roles {
    private static final int NOT_JUDGED = -1;

    /** By row, the part in which it is judged. */
    private final int[] partOfRow;

    private final int parts;
    private final boolean isDisjoint;

    private Roles(int[] partOfRow, int parts, boolean isDisjoint) {
        this.partOfRow = partOfRow;
        this.parts = parts;
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
        int[] partOfRow = new int[isJudged.length];
        for (int row = 0; row < partOfRow.length; row++) {
            partOfRow[row] = isJudged[row] ? 0 : NOT_JUDGED;
        }
        return new Roles(partOfRow, 1, true);
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

    /**
     * Every patient judged, by thresholds that were chosen on the patients of all other parts.
     *
     * @param parts at least two; patients are dealt at random, as many to each
     */
    public static Roles crossFitted(FindingTable table, int parts, Seed seed) {
        if (parts < 2) {
            throw new IllegalArgumentException("two parts at least are expected, got " + parts);
        }
        int[] order = seed.child("roles").shuffled(Clusters.oneEach(table.patientCount()));
        int[] partOfPatient = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            partOfPatient[order[i]] = i % parts;
        }
        int[] partOfRow = new int[table.rows()];
        for (int row = 0; row < partOfRow.length; row++) {
            partOfRow[row] = partOfPatient[table.patient(row)];
        }
        return new Roles(partOfRow, parts, true);
    }

    /** One part for both. */
    public static Roles sameRows(FindingTable table) {
        return new Roles(new int[table.rows()], 1, false);
    }

    /** In how many parts rows are judged, each by thresholds of its own. */
    public int parts() {
        return parts;
    }

    /** The part in which a judged row is judged. */
    public int part(int row) {
        return partOfRow[row];
    }

    /** Whether thresholds by which a part is judged are chosen on this row. */
    public boolean chooses(int row, int part) {
        return !isDisjoint || partOfRow[row] != part;
    }

    /** Whether this row is judged. */
    public boolean isJudged(int row) {
        return partOfRow[row] != NOT_JUDGED;
    }

    /** How many rows are judged. */
    public long judged() {
        return Arrays.stream(partOfRow).filter(part -> part != NOT_JUDGED).count();
    }

    /** Whether no patient is judged by thresholds that were chosen on it. */
    public boolean isDisjoint() {
        return isDisjoint;
    }
}
