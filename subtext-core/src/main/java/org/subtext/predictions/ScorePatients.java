package org.subtext.predictions;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.subtext.identities.Evidence;
import org.subtext.identities.IdColumn;
import org.subtext.identities.IdKind;
import org.subtext.identities.IdProblems;
import org.subtext.identities.IdRemarks;
import org.subtext.identities.IdRule;
import org.subtext.identities.Identities;
import org.subtext.problems.Argument;
import org.subtext.problems.Problems;
import org.subtext.problems.Remark;
import org.subtext.tables.NotRecorded;

/** Whose each row of a score table is, judged as the ids of a cohort are. */
public final class ScorePatients {
    private static final String WITHOUT = "row without patient";

    private final ScoreCells cells;
    private final @Nullable Identities who;

    private ScorePatients(ScoreCells cells, @Nullable Identities who) {
        this.cells = cells;
        this.who = who;
    }

    /** The patients by a column, or each row one where there is none; rows without a truth count for nothing. */
    static ScorePatients of(ScorePlan plan, ScoreCells cells, @Nullable String column, Problems problems)
            throws IOException {
        if (column == null) {
            return new ScorePatients(cells, null);
        }
        NotRecorded none = plan.notRecorded(plan.truth());
        return of(cells, column, plan.rows().ids(), row -> !none.holds(cells.get(plan.truth(), row)), problems);
    }

    /**
     * The patients by a column.
     *
     * @param counts whether a row's id says anything of others
     * @param problems receives ids that do not tell who is who; rows without one only once they are asked for
     */
    public static ScorePatients of(ScoreCells cells, String column, IdRule rule, IntPredicate counts, Problems problems)
            throws IOException {
        IdColumn ids = new IdColumn(
                column,
                cells.rows(),
                row -> counts.test(row) ? cells.get(column, row) : null,
                cells.table()::rowNumber);
        Evidence evidence = Evidence.of(cells.names(), name -> row -> cells.get(name, row), null);
        Identities who = Identities.of(ids, rule, evidence);
        IdProblems.addBut(Set.of(IdKind.MISSING), who, Argument.SCORES_PATIENT, problems);
        return new ScorePatients(cells, who);
    }

    /** Whether a column tells the patients apart. */
    boolean areTold() {
        return who != null;
    }

    /** The patient of a row, null where it has none or no column tells it. */
    public @Nullable String of(int row) {
        return who == null ? null : who.person(row);
    }

    /** The patient of a row that counts; a row without one is a problem. */
    public String required(int row, Problems problems) {
        String patient = of(row);
        if (patient == null) {
            problems.add(
                    WITHOUT,
                    "Row " + cells.table().rowNumber(row) + " has no patient id.",
                    "Rows of nobody would count as one patient. Fill them in, or delete these rows.");
            return "row " + row;
        }
        return patient;
    }

    /** What was made of doubtful ids. */
    public List<Remark> remarks() {
        return who == null ? List.of() : IdRemarks.of(who);
    }
}
