package org.subtext.sources;

import java.io.IOException;
import java.nio.file.Path;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Sentence;

/**
 * A table of images that is there now, and what is known of how it came about.
 *
 * @param table one row an image
 */
public record MadeTable(Path table, SourceRecord record) {
    /** Makes the table of a source. */
    interface Making {
        SourceRecord record() throws IOException;
    }

    /** The table of a source; a place that cannot be written is the user's to mend. */
    static MadeTable by(ImageSource source, Making making) {
        Path table = source.table();
        try {
            return new MadeTable(table, making.record());
        } catch (IOException e) {
            throw new InvalidInputException(Sentence.of("The table " + table + " cannot be made ("
                            + e.getClass().getSimpleName() + ": " + e.getMessage()
                            + "). Choose a place you may write to: ")
                    .set(PlanKey.COHORT_SOURCE_TABLES, "FOLDER")
                    .and("."));
        }
    }
}
