package org.subtext.harm.reading;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.subtext.cohort.AskedValues;
import org.subtext.predictions.MissingScores;
import org.subtext.predictions.ScoreCells;
import org.subtext.predictions.ScoreNumbers;
import org.subtext.problems.Argument;
import org.subtext.problems.Problems;
import org.subtext.problems.Remark;
import org.subtext.problems.Sentence;
import org.subtext.tables.NotRecorded;

/** The scores of one column: numbers, or a vendor's categories as 1 where they call the finding and 0 where not. */
final class ScoreColumn {
    private final TablePlan plan;
    private final String column;
    private final ScoreCells cells;
    private final Problems problems;
    private Optional<Remark> remark = Optional.empty();

    ScoreColumn(TablePlan plan, String column, ScoreCells cells, Problems problems) {
        this.plan = plan;
        this.column = column;
        this.cells = cells;
        this.problems = problems;
    }

    /**
     * The score of every row that is asked about; NaN of all others, and where there is none.
     *
     * @param asked rows that have a truth
     */
    double[] read(boolean[] asked) {
        return plan.scores().called().isEmpty() ? numbers(asked) : categories(asked);
    }

    /** That the column is read otherwise than it is written. */
    Optional<Remark> remark() {
        return remark;
    }

    private double[] numbers(boolean[] asked) {
        double[] scores = new double[asked.length];
        ScoreNumbers numbers = ScoreNumbers.of(column, cells, problems);
        for (int row = 0; row < scores.length; row++) {
            scores[row] = asked[row] ? numbers.get(row) : Double.NaN;
            if (asked[row] && Double.isNaN(scores[row]) && plan.scores().missing() == MissingScores.REFUSE) {
                numbers.refuse(row);
            }
        }
        numbers.refuseCodes();
        remark = numbers.remark();
        return scores;
    }

    private double[] categories(boolean[] asked) {
        NotRecorded nothing = NotRecorded.except(plan.scores().called());
        AskedValues called = AskedValues.of(plan.scores().called());
        Map<String, Boolean> isCalled = new LinkedHashMap<>();
        double[] scores = new double[asked.length];
        for (int row = 0; row < scores.length; row++) {
            String cell = cells.get(column, row);
            boolean isNothing = cell == null || nothing.holds(cell);
            if (asked[row] && isNothing && plan.scores().missing() == MissingScores.REFUSE) {
                problems.add(
                        "no category",
                        "Row " + cells.table().rowNumber(row) + " has no category in column " + column + ".",
                        Sentence.of("Expected one in every row. Fill it in, or leave such images out, counted by"
                                        + " group: ")
                                .set(Argument.SCORES_MISSING, "exclude")
                                .and("."));
            }
            if (!asked[row] || cell == null || isNothing) {
                scores[row] = Double.NaN;
            } else {
                scores[row] = isCalled.computeIfAbsent(cell, called::holds) ? 1 : 0;
            }
        }
        refuseNone(isCalled);
        remark = Optional.of(Remark.of(
                Remark.Code.CATEGORIES_TAKEN_FOR_CALLS,
                "Column " + column + " is read as decisions: " + said(isCalled, true) + " as called, "
                        + said(isCalled, false) + " as not called."));
        return scores;
    }

    private void refuseNone(Map<String, Boolean> isCalled) {
        List<String> never = plan.scores().called().stream()
                .filter(value -> isCalled.keySet().stream()
                        .noneMatch(cell -> AskedValues.of(List.of(value)).holds(cell)))
                .toList();
        if (isCalled.containsValue(true) || isCalled.isEmpty() || never.isEmpty()) {
            return;
        }
        problems.add(Sentence.of("Column " + column + " never holds " + String.join(", ", never)
                        + ", so that nothing would be called. It holds "
                        + String.join(", ", isCalled.keySet().stream().limit(20).toList()) + ". Name those that call: ")
                .set(Argument.HARM_CALLED, isCalled.keySet().iterator().next())
                .and("."));
    }

    private static String said(Map<String, Boolean> isCalled, boolean wanted) {
        TreeSet<String> values = new TreeSet<>();
        isCalled.forEach((cell, call) -> {
            if (call == wanted) {
                values.add(cell);
            }
        });
        return values.isEmpty()
                ? "nothing"
                : String.join(", ", values.stream().limit(20).toList());
    }
}
