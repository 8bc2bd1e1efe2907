package org.subtext.harm.reading;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.subtext.harm.HarmPlan.Comparison;
import org.subtext.harm.reading.TablePlan.LongForm;
import org.subtext.harm.reading.TablePlan.Named;
import org.subtext.predictions.ColumnsInBoth;
import org.subtext.predictions.ScoreCells;
import org.subtext.predictions.WrongColumns;
import org.subtext.problems.Argument;
import org.subtext.problems.Knob;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Problems;
import org.subtext.problems.Remark;
import org.subtext.problems.Sentence;

/**
 * Columns that make groups and stand for something else as well: patients, images, or scores. Groups of scores differ
 * in who is called whatever the model does, and the names of groups are shared, which ids must not be.
 */
record ColumnUses(TablePlan plan, Comparison comparison, List<Named> truths, List<Named> scores, Problems problems) {
    /** Refuses each column of groups that has another use. */
    void refuse() {
        if (comparison.hasGroups()) {
            check(comparison.attribute(), PlanKey.COHORT_ATTRIBUTE);
        }
        comparison.strata().forEach(column -> check(column, Argument.HARM_WITHIN));
        String attribute = comparison.attribute();
        List<String> ofTruths = names(truths);
        if (ofTruths.equals(List.of(attribute))) {
            problems.add(found(attribute, "the truth", "its groups have no rate of true and of false calls in common")
                    .set(PlanKey.COHORT_ATTRIBUTE, "COLUMN")
                    .and("."));
        }
    }

    /** Refuses columns of scores that hold ids, and columns of which two joined tables say different things. */
    void refuseWrong(ScoreCells cells, @Nullable String role, List<Remark> remarks) {
        Set<String> ofScores = new LinkedHashSet<>(names(scores));
        LongForm form = plan.columns().longForm();
        if (form != null) {
            ofScores.add(form.score());
        }
        List<String> ofTruths = names(truths);
        WrongColumns wrong = new WrongColumns(cells, ofScores);
        wrong.check(List.of(), plan.ids().patient(), plan.ids().image(), problems);
        remarks.addAll(wrong.remarks());
        Set<String> numbers = new LinkedHashSet<>(ofScores);
        numbers.addAll(ofTruths);
        Set<String> used = new LinkedHashSet<>(numbers);
        if (comparison.hasGroups()) {
            used.add(comparison.attribute());
        }
        used.addAll(comparison.strata());
        Stream.of(
                        plan.ids().patient(),
                        plan.ids().image(),
                        role,
                        form == null ? null : form.finding(),
                        form == null ? null : form.model())
                .filter(Objects::nonNull)
                .forEach(used::add);
        if (plan.second() != null) {
            used.remove(String.valueOf(plan.second().on()));
        }
        new ColumnsInBoth(cells, numbers).refuseContradictions(used, problems);
    }

    private static List<String> names(List<Named> columns) {
        return columns.stream().map(Named::column).distinct().toList();
    }

    private void check(String column, Knob knob) {
        LongForm form = plan.columns().longForm();
        String use = "";
        String why = "";
        if (column.equals(plan.ids().patient()) || column.equals(plan.ids().image())) {
            use = column.equals(plan.ids().patient()) ? "patients" : "images";
            why = "each would be a group, and groups are told by name";
        } else if (scores.stream().anyMatch(score -> score.column().equals(column))
                || form != null && column.equals(form.score())) {
            use = "scores";
            why = "groups of scores differ in who is called, whatever the model does";
        }
        if (!use.isEmpty()) {
            problems.add(found(column, use, why).set(knob, "COLUMN").and("."));
        }
    }

    private static Sentence found(String column, String use, String why) {
        return Sentence.of("Column " + column + " is named for groups and for " + use + ": " + why
                + ". Name the column of the groups: ");
    }
}
