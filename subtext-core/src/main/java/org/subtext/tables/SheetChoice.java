package org.subtext.tables;

import java.util.List;
import java.util.Optional;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Remark;
import org.subtext.problems.Sentence;

/**
 * The sheet of a workbook that was read.
 *
 * @param name as its tab shows it
 * @param sheets of the workbook
 * @param hidden how many of them a person does not see
 * @param others names of those that were not read and that a person sees
 */
public record SheetChoice(String name, int sheets, int hidden, List<String> others) {
    public SheetChoice {
        others = List.copyOf(others);
    }

    /** What is wrong with this sheet, and where there are others, that one of them may be meant. */
    Sentence orAnother(Sentence problem) {
        return others.isEmpty()
                ? problem
                : problem.and(" Sheet \"" + name + "\" was read; other sheets: " + String.join(", ", others)
                                + ". If the table is there, move that sheet to the front or name it: ")
                        .set(PlanKey.COHORT_SHEET, others.get(0))
                        .and(".");
    }

    /** What is said where there was a choice. */
    Optional<Remark> remark() {
        if (sheets < 2) {
            return Optional.empty();
        }
        String others = hidden == 0 ? "" : ", " + hidden + " of them hidden";
        return Optional.of(new Remark(
                Remark.Code.SHEET_CHOSEN,
                Sentence.of("Sheet \"" + name + "\" was read, of a workbook of " + sheets + " sheets" + others + ".")));
    }
}
