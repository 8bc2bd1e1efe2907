package org.subtext.audit;

import java.io.IOException;
import java.nio.file.Path;
import org.subtext.provenance.AtomicFiles;

/**
 * What the files of a run say of being shared: the report may be, everything else is for those who may see the cohort.
 */
final class Notice {
    /** Within a file that has room for it. */
    static final String OF_A_FILE = "Not for sharing: holds small groups or patients. The report may be shared.";

    /** For files that have none, such as tables of predictions. */
    private static final String FILE = "NOT-FOR-SHARING.txt";

    private Notice() {}

    static void write(Path folder) throws IOException {
        AtomicFiles.writeString(folder.resolve(FILE), """
            Of this folder only %s and %s may be shared: small groups are told of nowhere in them.

            Everything else is for those who may see the cohort itself. It holds patient ids (tables of the split and
            of predictions, evidence of routes), pixels, scores of single images, paths, or counts of small groups
            (estimates, flow, the stored content of the report, a report that was asked for as internal).
            """.formatted(AuditReport.PAGE, AuditReport.DOCUMENT));
    }
}
