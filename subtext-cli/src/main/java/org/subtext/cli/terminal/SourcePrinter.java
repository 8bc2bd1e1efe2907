package org.subtext.cli.terminal;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.subtext.sources.MadeTable;
import org.subtext.sources.SourceRecord;

/** Says what a source of images made, before the cohort is read from it. */
public final class SourcePrinter {
    private SourcePrinter() {}

    /** To the terminal, beside the progress; what a program reads from the output stays as it is. */
    public static Consumer<MadeTable> ofConsole() {
        return made -> brief(made, new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    }

    private static void brief(MadeTable made, PrintWriter out) {
        if (made.record() instanceof SourceRecord.OfDataSet known) {
            DatasetPrinter.brief(known.dataset(), made.table(), out);
        } else if (made.record() instanceof SourceRecord.OfDicom files) {
            files.details().ifPresent(summary -> ImportPrinter.printCounts(summary, made.table(), out));
        } else if (made.record() instanceof SourceRecord.OfSlices slices) {
            SlicesPrinter.counts(slices.report(), made.table(), out);
        }
    }
}
