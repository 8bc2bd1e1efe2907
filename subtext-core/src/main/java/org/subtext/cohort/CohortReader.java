package org.subtext.cohort;

import java.io.IOException;
import org.subtext.problems.Problems;
import org.subtext.progress.Progress;

/** Reads a table and a folder into a cohort, or refuses with everything that is wrong. */
public final class CohortReader {
    private CohortReader() {}

    /**
     * The cohort of a plan.
     *
     * @throws org.subtext.problems.InvalidInputException with all problems of the table at once
     * @throws IOException when a file cannot be read
     */
    public static Cohort read(CohortPlan plan, Progress progress) throws IOException {
        new Problems().throwIfAny();
        throw new IOException("not yet");
    }
}
