package org.subtext.predictions;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.subtext.predictions.ScoreForm.LongForm;
import org.subtext.problems.Argument;
import org.subtext.problems.Problems;
import org.subtext.problems.Sentence;

/** Which columns of a score table hold what, as its plan names them. */
record ScoreColumns(ScorePlan plan, ScoreCells cells) {
    /** Refuses columns that are not there, and forms that are none or several. */
    void check(Problems problems) {
        cells.require(plan.truth(), Argument.SCORES_TRUTH, problems);
        Map<Argument, @Nullable String> optional = new EnumMap<>(Argument.class);
        if (!eachRowIsAPatient()) {
            optional.put(Argument.SCORES_PATIENT, plan.patient());
        }
        optional.put(Argument.SCORES_IMAGE, plan.image());
        LongForm rows = plan.form().longForm();
        if (rows != null) {
            optional.put(Argument.SCORES_LONG_SCORE, rows.score());
            optional.put(Argument.SCORES_LONG_CLASS, rows.ofClass());
            optional.put(Argument.SCORES_LONG_MODEL, rows.ofModel());
        }
        optional.forEach((argument, column) -> {
            if (column != null) {
                cells.require(column, argument, problems);
            }
        });
        plan.form().classColumns().values().forEach(column -> cells.require(column, Argument.SCORES_CLASS, problems));
        plan.form().scoreColumns().forEach(column -> cells.require(column, Argument.SCORES_SCORE, problems));
        plan.attributes().forEach(column -> cells.require(column, Argument.SCORES_SUBGROUPS, problems));
        plan.rows().recorded().keySet().forEach(column -> cells.require(column, Argument.SCORES_RECORDED, problems));
        String date = plan.rows().date();
        if (date != null) {
            cells.require(date, Argument.SCORES_DATE, problems);
        }
        if (problems.isEmpty()) {
            new WrongColumns(cells, plan.form().scores())
                    .check(List.of(plan.truth()), plan.patient(), plan.image(), problems);
            new ColumnsInBoth(cells, plan.form().scores()).refuseContradictions(used(), problems);
        }
        whose().requireNamed(problems);
        int forms = plan.form().count();
        if (forms != 1) {
            problems.add(Sentence.of(
                            forms == 0 ? "No score column is named." : "Score columns are named in more than one form.")
                    .and(" Give either ")
                    .set(Argument.SCORES_CLASS, Map.of("CLASS", "COLUMN"))
                    .and(" for each class, or ")
                    .set(Argument.SCORES_SCORE, "COLUMN")
                    .and(" with ")
                    .set(Argument.SCORES_POSITIVE, "CLASS")
                    .and(", or ")
                    .set(Argument.SCORES_LONG_SCORE, "COLUMN")
                    .and(". Columns: " + String.join(", ", cells.names()) + "."));
        }
        if (rows != null && image() == null) {
            problems.add(Sentence.of("The long form has several rows an image, so it needs the image's column: ")
                    .set(Argument.SCORES_IMAGE, "COLUMN")
                    .and("."));
        }
    }

    /** All columns that are read, but for the one that tables are joined by. */
    private Set<String> used() {
        Set<String> used = plan.form().scores();
        used.add(plan.truth());
        used.addAll(plan.attributes());
        addTo(used, patient());
        addTo(used, plan.image());
        LongForm rows = plan.form().longForm();
        if (rows != null) {
            addTo(used, rows.ofClass());
            addTo(used, rows.ofModel());
        }
        addTo(used, plan.rows().date());
        used.remove(String.valueOf(on()));
        return used;
    }

    private static void addTo(Set<String> columns, @Nullable String column) {
        if (column != null) {
            columns.add(column);
        }
    }

    /** Whether it was said that each row is a patient; a column that is called so is a column. */
    boolean eachRowIsAPatient() {
        return whose().isEachRow();
    }

    private PatientColumn whose() {
        return new PatientColumn(plan.patient(), cells);
    }

    /** The column that tells patients apart; null where each row, or each image, is a patient. */
    @Nullable String patient() {
        return eachRowIsAPatient() ? null : plan.patient();
    }

    /** The column that tells images apart; null where each row is one. */
    @Nullable String image() {
        return plan.image() == null ? on() : plan.image();
    }

    /** The column that a second table is joined by; null where there is none. */
    private @Nullable String on() {
        SecondTable second = plan.second();
        return second == null ? null : second.on();
    }
}
