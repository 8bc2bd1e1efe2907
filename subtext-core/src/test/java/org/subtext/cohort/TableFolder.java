package org.subtext.cohort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.subtext.progress.Progress;

/** A folder with a table and empty image files, for tests. */
public record TableFolder(Path folder) {
    /** Writes table.csv and a file for every row whose first cell does not start with "missing". */
    public Path table(String... lines) throws IOException {
        for (int i = 1; i < lines.length; i++) {
            String name = lines[i].substring(0, lines[i].indexOf(','));
            if (!name.isEmpty() && !name.startsWith("missing")) {
                Files.write(folder.resolve(name), new byte[] {1});
            }
        }
        return Files.writeString(folder.resolve("table.csv"), String.join("\n", lines) + "\n");
    }

    /** A plan that is content with one patient a class. */
    public CohortPlan plan(String... lines) throws IOException {
        return CohortPlan.of(table(lines), "sex").withInclusion(inclusion -> inclusion.withMinimumPatients(1));
    }

    /** The cohort of such a plan. */
    public Cohort cohort(String... lines) throws IOException {
        return CohortReader.read(plan(lines), Progress.SILENT);
    }
}
