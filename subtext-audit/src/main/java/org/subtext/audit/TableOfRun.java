package org.subtext.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.subtext.cohort.CohortPlan;
import org.subtext.problems.InvalidInputException;
import org.subtext.progress.Progress;
import org.subtext.provenance.ContentHash;
import org.subtext.sources.GivenTable;

/** The table that a run's cohort was read from, when the run is opened again. */
final class TableOfRun {
    private TableOfRun() {}

    /**
     * Makes the table of a source again where it is gone, or where another run of the same source left another in its
     * place. The table of a run is known by its hash; one that was given is left to its owner.
     *
     * @param run the folder of the run
     * @throws InvalidInputException when the source no longer makes a table
     */
    static void restore(CohortPlan cohort, Path run, Progress progress) throws IOException {
        if (!(cohort.source() instanceof GivenTable) && !isOf(cohort.table(), run)) {
            cohort.source().make(cohort.inclusion().conflicts(), progress);
        }
    }

    /** Whether a file is there and has the bytes that the run was made from. */
    static boolean isOf(Path table, Path run) throws IOException {
        return Files.isRegularFile(table)
                && ContentHash.ofFile(table).hex().equals(RunRecord.fact(run, RunRecord.TABLE));
    }
}
