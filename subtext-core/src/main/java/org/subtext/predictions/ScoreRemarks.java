package org.subtext.predictions;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.subtext.cohort.TwinColumns;
import org.subtext.problems.Remark;

/** What a reader of a score table's assessment should know of how it was read. */
record ScoreRemarks(
        ScorePlan plan, ScoreCells cells, @Nullable ScoreJoin join, boolean eachRowIsAPatient) {
    /** Names of columns, letters and digits alone, that tell trainings apart; {@code run} is that of our own tables. */
    private static final Set<String> FOLDS = Set.of("fold", "folds", "foldid", "cvfold", "testfold", "run");

    private static final double SUM_TOLERANCE = 1e-3;

    /** What is to be shown of a table that was read. */
    List<Remark> of(ScoreTruth truth, PredictionTable table, ScoresLeftOut leftOut) {
        List<Remark> remarks = new ArrayList<>(truth.remarks());
        if (!leftOut.isEmpty()) {
            remarks.addAll(leftOut.remarks(plan.truth()));
        }
        if (join != null) {
            remarks.addAll(join.remarks());
        }
        if (eachRowIsAPatient) {
            remarks.add(Remark.of(
                    Remark.Code.ROWS_TAKEN_FOR_PATIENTS,
                    "Each " + (plan.form().longForm() == null ? "row" : "image")
                            + " counts as a patient, as was said: if"
                            + " patients have several, intervals are too narrow and p-values too small."));
        } else if (ScorePlan.EACH_ROW.equals(plan.patient())) {
            remarks.add(Remark.of(
                    Remark.Code.PATIENT_COLUMN_CALLED_ROW,
                    "Patients are told apart by the column called row. For each row to count as a patient, rename that"
                            + " column."));
        }
        RepeatedRows.remark(cells.table()).ifPresent(remarks::add);
        foldColumn()
                .ifPresent(column -> remarks.add(Remark.of(
                        Remark.Code.SEVERAL_FOLDS,
                        "Column \"" + column + "\" holds several folds or runs. If the scores"
                                + " are of cross-validation, patients taught the"
                                + " recognisers that assessed each other, and"
                                + " without signal AUCs spread up to 1.4 times as"
                                + " widely as intervals and p-values here allow"
                                + " for: who taught whom cannot be seen in a table"
                                + " of scores.")));
        if (!sumToOne(table)) {
            remarks.add(Remark.of(
                    Remark.Code.SCORES_DO_NOT_SUM_TO_ONE,
                    "The scores of an image do not sum to one. They are used as they are: AUCs compare order only, and"
                            + " calibration is not meaningful."));
        }
        remarks.addAll(
                OddScores.remarks(table, plan.form().classColumns(), plan.form().isSingle()));
        remarks.addAll(new WrongColumns(cells, plan.form().scores()).remarks());
        TwinColumns.remark(plan.truth(), cells.names(), cells.rows(), cells::get)
                .ifPresent(remarks::add);
        List<String> seen = table.columns().truths().distinct();
        truth.classes().stream()
                .filter(name -> !seen.contains(name))
                .forEach(name -> remarks.add(Remark.of(
                        Remark.Code.CLASS_NEVER_TRUE,
                        "Class \"" + name
                                + "\" has a score but is never the truth. It has no AUC and no test, and no part"
                                + " in the mean over classes; all others are tested as if it were not there.")));
        return remarks;
    }

    private static boolean sumToOne(PredictionTable table) {
        for (int row = 0; row < table.size(); row++) {
            double sum = 0;
            for (int k = 0; k < table.classes().size(); k++) {
                sum += table.score(k, row);
            }
            if (!(Math.abs(sum - 1) < SUM_TOLERANCE)) {
                return false;
            }
        }
        return true;
    }

    /** A column by whose name rows come from several trainings. */
    private Optional<String> foldColumn() {
        return cells.names().stream()
                .filter(name -> FOLDS.contains(name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "")))
                .filter(name -> IntStream.range(0, cells.rows())
                                .mapToObj(row -> Objects.requireNonNullElse(cells.get(name, row), ""))
                                .distinct()
                                .limit(2)
                                .count()
                        > 1)
                .findFirst();
    }
}
