package org.subtext.cli.terminal;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.subtext.identities.IdFinding;
import org.subtext.identities.IdKind;
import org.subtext.joins.JoinCounts;
import org.subtext.problems.Words;
import org.subtext.sources.dicom.DicomImport;
import org.subtext.sources.dicom.DicomListing.Broken;
import org.subtext.sources.dicom.ImportRecord;
import org.subtext.sources.dicom.SideTable;

/** Says in words what became of every DICOM file that a table was made from. */
public final class ImportPrinter {
    private static final int SHOWN = 10;

    /** Who sees this has the table before them. */
    private static final Words KEYS_SHOWN = new ShownKeys();

    private ImportPrinter() {}

    /** Files, images, patients and studies; what was left out and why; what the join lost. */
    public static void printCounts(DicomImport.Summary summary, Path table, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%,d images of %,d patients in %,d studies, from %,d files: %s%n",
                summary.images(),
                summary.patients(),
                summary.studies(),
                summary.files(),
                table);
        leftOut(out, summary.broken().size(), "broken, and left out");
        List<Broken> broken = summary.broken();
        broken.stream().limit(SHOWN).forEach(one -> out.println("      " + one.file() + ": " + one.reason()));
        if (broken.size() > SHOWN) {
            out.printf(Locale.ROOT, "      and %,d more: %s%n", broken.size() - SHOWN, ImportRecord.leftOut(table));
        }
        summary.withoutPixels().forEach((kind, count) -> leftOut(out, count, "DICOM without pixels (" + kind + ")"));
        leftOut(out, summary.repeated(), "the same image again (SOP Instance UID)");
        leftOut(out, summary.others(), "no DICOM");
        if (summary.underOneUid() > 0) {
            out.printf(
                    Locale.ROOT,
                    "  %,9d images have the SOP Instance UID of another image, of which patient or pixels differ:"
                            + " their path is their image_id. Give them UIDs of their own where they come from%n",
                    summary.underOneUid());
        }
        printDoubts(summary, table, out);
        if (summary.imagesWithoutPatient() > 0) {
            out.printf(Locale.ROOT, "  %,9d images have no patient id%n", summary.imagesWithoutPatient());
        }
        SideTable.Losses losses = summary.losses();
        if (losses != null) {
            out.println("Join");
            JoinCounts counts = losses.counts();
            out.printf(
                    Locale.ROOT,
                    "  %,9d images have a row in the table, of which %,d ids are used%n"
                            + "  %,9d images (%,d ids) have no row in the table%n"
                            + "  %,9d ids of the table have no image%n",
                    counts.matched(),
                    counts.used(),
                    counts.unmatched(),
                    losses.idsWithoutRow(),
                    counts.unused());
            if (!losses.cause().isEmpty()) {
                out.println((counts.mostlyLost() ? "  Warning: more images are lost than found." : "           ")
                        + losses.cause().in(KEYS_SHOWN));
            }
            if (losses.rowsWithoutId() > 0) {
                out.printf(Locale.ROOT, "  %,9d rows of the table have no id%n", losses.rowsWithoutId());
            }
        }
        out.flush();
    }

    /** Patient ids that an audit would refuse; rows without one are counted beside. */
    private static void printDoubts(DicomImport.Summary summary, Path table, PrintWriter out) {
        boolean told = false;
        for (IdFinding finding : summary.who().findings()) {
            // The images of one study have one patient and nothing is doubtful about it.
            boolean lawful = finding.kind() == IdKind.ONE_FOR_ALL && summary.studies() < 2;
            if (finding.refused() && finding.kind() != IdKind.MISSING && !lawful) {
                out.printf(Locale.ROOT, "  %,9d images: %s%n", finding.places().size(), finding.words());
                told = true;
            }
        }
        if (told) {
            out.println("            patients cannot be told apart by such ids; for the rows: subtext check " + table
                    + " --out rows.csv");
        }
    }

    /** How many images have a value in each column; columns without any are named together. */
    public static void printColumns(DicomImport.Summary summary, PrintWriter out) {
        out.println("Columns, and how many images have a value");
        for (Map.Entry<String, Integer> column : summary.filled().entrySet()) {
            if (column.getValue() > 0) {
                out.printf(
                        Locale.ROOT,
                        "  %-26s %,9d  %3.0f %%%n",
                        column.getKey(),
                        column.getValue(),
                        100.0 * column.getValue() / summary.images());
            }
        }
        List<String> empty = summary.filled().entrySet().stream()
                .filter(column -> column.getValue() == 0)
                .map(Map.Entry::getKey)
                .toList();
        if (!empty.isEmpty()) {
            out.println("Without any value: " + String.join(", ", empty));
        }
        out.flush();
    }

    private static void leftOut(PrintWriter out, int count, String why) {
        if (count > 0) {
            out.printf(Locale.ROOT, "- %,9d %s%n", count, why);
        }
    }
}
