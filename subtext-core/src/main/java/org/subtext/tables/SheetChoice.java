package org.subtext.tables;

import java.util.Optional;
import org.subtext.problems.Remark;
import org.subtext.problems.Sentence;

/**
 * The sheet of a workbook that was read.
 *
 * @param name as its tab shows it
 * @param sheets of the workbook
 * @param hidden how many of them a person does not see
 */
public record SheetChoice(String name, int sheets, int hidden) {
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
