package org.subtext.cli.terminal;

import java.io.PrintWriter;
import java.nio.file.Path;
import org.subtext.sources.dataset.DatasetRecord;

/** Shows what was found of a known data set. */
public final class DatasetPrinter {
    private DatasetPrinter() {}

    /** The table's place, the self-check, warnings and the terms of use: what nobody should miss. */
    public static void brief(DatasetRecord record, Path table, PrintWriter out) {
        out.println(
                record.title() + ": " + record.rows() + " images of " + record.patients() + " patients, in " + table);
        selfCheck(record, out);
        record.notes().stream().filter(note -> note.startsWith("Warning")).forEach(note -> out.println("  " + note));
        record.terms().forEach(sentence -> out.println("  Terms of use: " + sentence));
        out.flush();
    }

    /** All of it. */
    public static void whole(DatasetRecord record, PrintWriter out) {
        out.println(record.title() + " (" + record.layoutVersion() + ", rules: " + record.rules() + ")");
        out.println("Files");
        record.files().forEach(file -> out.println("  " + file));
        out.printf("  %,d images, %,d patients%n", record.rows(), record.patients());
        record.excluded().forEach((rule, rows) -> out.printf("  - %-40s %,10d images%n", rule, rows));
        out.println("Self-check");
        selfCheck(record, out);
        out.println("Notes");
        record.notes().forEach(note -> out.println("  " + note));
        out.println("Terms of use");
        record.terms().forEach(sentence -> out.println("  " + sentence));
    }

    private static void selfCheck(DatasetRecord record, PrintWriter out) {
        for (DatasetRecord.Check check : record.selfCheck()) {
            out.printf(
                    "  %-44s %,10d published  %,10d found%s%n",
                    check.what(), check.expected(), check.found(), check.agrees() ? "" : "  differs");
        }
        out.println("  " + record.selfCheckSentence());
    }
}
