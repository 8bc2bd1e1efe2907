package org.subtext.harm;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.subtext.statistics.BinaryScores;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.groups.Grouping;

/**
 * The judged rows of one finding that take part, in the order of the table. Immutable; arrays are not to be changed.
 *
 * <p>Entries are counted from 0; {@link #row} says in which row of the table each stands.
 */
public final class JudgedRows {
    private final FindingTable table;
    private final Roles roles;
    private final FindingColumn finding;
    private final int[] rows;

    private JudgedRows(FindingTable table, Roles roles, FindingColumn finding) {
        this.table = table;
        this.roles = roles;
        this.finding = finding;
        this.rows = where(table, finding, roles::isJudged);
    }

    public static JudgedRows of(FindingTable table, Roles roles, FindingColumn finding) {
        return new JudgedRows(table, roles, finding);
    }

    /** Rows of the table that a role takes and that have both truth and score. */
    static int[] where(FindingTable table, FindingColumn finding, IntPredicate role) {
        return IntStream.range(0, table.rows())
                .filter(role)
                .filter(finding::takesPart)
                .toArray();
    }

    public int size() {
        return rows.length;
    }

    /** Where an entry stands in the table. */
    public int row(int entry) {
        return rows[entry];
    }

    public boolean[] truths() {
        boolean[] present = new boolean[rows.length];
        for (int i = 0; i < rows.length; i++) {
            present[i] = finding.isPresent(rows[i]);
        }
        return present;
    }

    /** The table's ordinals of the patients. */
    public int[] patients() {
        return Arrays.stream(rows).map(table::patient).toArray();
    }

    /** The groups of an attribute, those without an entry among them. */
    public Grouping groups(String attribute) {
        Grouping groups = table.attribute(attribute);
        return Grouping.of(groups.names(), Arrays.stream(rows).map(groups::of).toArray());
    }

    /**
     * Whether each is called, each part at its own threshold.
     *
     * @param thresholds one a part
     * @return empty where a part has none
     */
    public Optional<boolean[]> calls(List<Estimate> thresholds) {
        if (!thresholds.stream().allMatch(Estimate::isDefined)) {
            return Optional.empty();
        }
        double[] cuts =
                thresholds.stream().mapToDouble(cut -> cut.valueOr(Double.NaN)).toArray();
        boolean[] calls = new boolean[rows.length];
        for (int i = 0; i < rows.length; i++) {
            calls[i] = finding.score(rows[i]) >= cuts[roles.part(rows[i])];
        }
        return Optional.of(calls);
    }

    /** Scores with truths and patients, all numbered as the table does. */
    public BinaryScores scores() {
        return BinaryScores.of(
                Arrays.stream(rows).mapToDouble(finding::score).toArray(), truths(), patients(), table.patientCount());
    }
}
