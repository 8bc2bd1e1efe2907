package org.subtext.cohort;

import java.io.IOException;
import java.nio.file.Files;
import java.util.function.Consumer;
import org.subtext.problems.InvalidInputException;
import org.subtext.progress.Progress;
import org.subtext.provenance.ContentHash;
import org.subtext.sources.GivenTable;
import org.subtext.sources.MadeTable;
import org.subtext.sources.SourceRecord;

/**
 * A cohort read from its source, and what is known of how its table came about.
 *
 * @param record of the source
 * @param table hash of the table as it was read
 */
public record SourcedCohort(Cohort cohort, SourceRecord record, ContentHash table) {
    /**
     * Makes the table of the plan's source where it is not given, and reads the cohort from it.
     *
     * @param made hears of each table that was made, before it is read
     * @throws InvalidInputException with all problems of the source, or of its table, at once; also when somebody
     *     writes the table while it is read
     */
    public static SourcedCohort read(CohortPlan plan, Consumer<MadeTable> made, Progress progress) throws IOException {
        MadeTable table = plan.source().make(plan.inclusion().conflicts(), progress);
        if (!(plan.source() instanceof GivenTable)) {
            made.accept(table);
        }
        ContentHash before = hash(plan);
        Cohort cohort = CohortReader.read(plan, progress);
        if (!before.equals(hash(plan))) {
            throw new InvalidInputException("The table " + plan.table()
                    + " changed while it was being read. Let whoever writes it finish, then start again.");
        }
        return new SourcedCohort(cohort.saying(table.record().remarks()), table.record(), before);
    }

    /** Of a table that is no file, of which its reader will say what is wrong, the hash of nothing. */
    private static ContentHash hash(CohortPlan plan) throws IOException {
        return Files.isRegularFile(plan.table()) ? ContentHash.ofFile(plan.table()) : ContentHash.ofText("");
    }

    /** The same table, of which more is to be said. */
    public SourcedCohort withCohort(Cohort other) {
        return new SourcedCohort(other, record, table);
    }
}
