package org.subtext.predictions;

import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
        optional.put(Argument.SCORES_LONG_SCORE, plan.longScore());
        optional.put(Argument.SCORES_LONG_CLASS, plan.longClass());
        optional.put(Argument.SCORES_LONG_MODEL, plan.longModel());
        optional.forEach((argument, column) -> {
            if (column != null) {
                cells.require(column, argument, problems);
            }
        });
        plan.classColumns().values().forEach(column -> cells.require(column, Argument.SCORES_CLASS, problems));
        plan.scoreColumns().forEach(column -> cells.require(column, Argument.SCORES_SCORE, problems));
        plan.attributes().forEach(column -> cells.require(column, Argument.SCORES_SUBGROUPS, problems));
        plan.rows().recorded().keySet().forEach(column -> cells.require(column, Argument.SCORES_RECORDED, problems));
        String date = plan.rows().date();
        if (date != null) {
            cells.require(date, Argument.SCORES_DATE, problems);
        }
        if (problems.isEmpty()) {
            new WrongColumns(plan, cells).check(problems);
            new ColumnsInBoth(cells, scores()).refuseContradictions(used(), problems);
        }
        if (plan.patient() == null) {
            problems.add(Sentence.of(
                            "Intervals and tests rest on patients, and no column of patient ids is named. Name it: ")
                    .set(Argument.SCORES_PATIENT, "COLUMN")
                    .and("; or, if each row is another patient, say so: ")
                    .set(Argument.SCORES_PATIENT, ScorePlan.EACH_ROW)
                    .and(". Columns: " + String.join(", ", cells.names()) + "."));
        }
        int forms = (plan.classColumns().isEmpty() ? 0 : 1)
                + (plan.scoreColumns().isEmpty() ? 0 : 1)
                + (plan.longScore() == null ? 0 : 1);
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
        if (plan.longScore() != null && image() == null) {
            problems.add(Sentence.of("The long form has several rows an image, so it needs the image's column: ")
                    .set(Argument.SCORES_IMAGE, "COLUMN")
                    .and("."));
        }
    }

    /** The columns of scores. */
    private Set<String> scores() {
        Set<String> scores = new LinkedHashSet<>(plan.scoreColumns());
        scores.addAll(plan.classColumns().values());
        addTo(scores, plan.longScore());
        return scores;
    }

    /** All columns that are read, but for the one that tables are joined by. */
    private Set<String> used() {
        Set<String> used = scores();
        used.add(plan.truth());
        used.addAll(plan.attributes());
        addTo(used, patient());
        addTo(used, plan.image());
        addTo(used, plan.longClass());
        addTo(used, plan.longModel());
        addTo(used, plan.rows().date());
        used.remove(String.valueOf(plan.on()));
        return used;
    }

    private static void addTo(Set<String> columns, @Nullable String column) {
        if (column != null) {
            columns.add(column);
        }
    }

    /** Whether it was said that each row is a patient; a column that is called so is a column. */
    boolean eachRowIsAPatient() {
        return ScorePlan.EACH_ROW.equals(plan.patient()) && !cells.names().contains(ScorePlan.EACH_ROW);
    }

    /** The column that tells patients apart; null where each row, or each image, is a patient. */
    @Nullable String patient() {
        return eachRowIsAPatient() ? null : plan.patient();
    }

    /** Whether a model has one score an image, which speaks for the positive class. */
    boolean isSingle() {
        return plan.classColumns().isEmpty() && plan.longClass() == null;
    }

    /** The column that tells images apart; null where each row is one. */
    @Nullable String image() {
        return plan.image() != null || plan.join() == null ? plan.image() : plan.on();
    }
}
