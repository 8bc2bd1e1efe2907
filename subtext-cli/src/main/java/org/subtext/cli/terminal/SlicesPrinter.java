package org.subtext.cli.terminal;

import java.io.PrintWriter;
import java.nio.file.Path;
import org.subtext.sources.slices.SliceReport;

/** Says in words what became of the files of volumes. */
public final class SlicesPrinter {
    private SlicesPrinter() {}

    /** Files, series and slices; what was left out and why; what is missing. */
    public static void counts(SliceReport report, Path table, PrintWriter to) {
        to.printf(
                "%d files: %d series in %d stacks, %d slices; %d rows written to %s%n",
                report.files(), report.series(), report.stacks(), report.slices(), report.rows(), table);
        line(to, report.notVolumes(), "files that hold no image");
        line(to, report.unreadable(), "damaged files");
        line(to, report.localisers(), "localisers left out");
        line(to, report.withoutGeometry(), "images without position and orientation left out");
        line(to, report.notHounsfield(), "images not in Hounsfield units left out, since a window was asked for");
        line(to, report.duplicates(), "further images at the place of another left out");
        line(
                to,
                report.seriesOfSeveralStacks(),
                "series of several orientations, acquisitions or reconstructions (column stack)");
        if (report.missing() > 0) {
            to.printf("  %d slices missing in %d stacks%n", report.missing(), report.stacksWithGaps());
        }
        to.flush();
    }

    private static void line(PrintWriter to, int count, String what) {
        if (count > 0) {
            to.printf("  %d %s%n", count, what);
        }
    }
}
