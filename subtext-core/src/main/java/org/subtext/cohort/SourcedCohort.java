package org.subtext.cohort;

import java.io.IOException;
import java.util.function.Consumer;
import org.subtext.problems.InvalidInputException;
import org.subtext.progress.Progress;
import org.subtext.sources.GivenTable;
import org.subtext.sources.MadeTable;
import org.subtext.sources.SourceRecord;

/**
 * A cohort read from its source, and what is known of how its table came about.
 *
 * @param record of the source
 */
public record SourcedCohort(Cohort cohort, SourceRecord record) {
    /**
     * Makes the table of the plan's source where it is not given, and reads the cohort from it.
     *
     * @param made hears of each table that was made, before it is read
     * @throws InvalidInputException with all problems of the source, or of its table, at once
     */
    public static SourcedCohort read(CohortPlan plan, Consumer<MadeTable> made, Progress progress) throws IOException {
        MadeTable table = plan.source().make(plan.conflicts(), progress);
        if (!(plan.source() instanceof GivenTable)) {
            made.accept(table);
        }
        Cohort cohort = CohortReader.read(plan, progress);
        return new SourcedCohort(cohort.saying(table.record().remarks()), table.record());
    }
}
