package org.subtext.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.subtext.dicom.ReadLimits;
import org.subtext.problems.InvalidInputException;
import org.subtext.progress.Progress;
import org.subtext.sources.dicom.DicomArchive;
import org.subtext.sources.dicom.DicomImport;
import org.subtext.sources.dicom.DicomListing.Broken;
import org.subtext.sources.dicom.ImportRecord;
import org.subtext.sources.dicom.SideTable;

/** Turns a place with DICOM files into a table, and says in words what became of every file. */
final class DicomTables {
    private static final int SHOWN = 10;

    private DicomTables() {}

    /** Imports a folder, a DICOMDIR or a zip file; the DICOM members of a zip file are unpacked beside the table. */
    static DicomImport.Summary make(Path place, @Nullable SideTable side, Path table, Progress progress)
            throws IOException {
        if (!Files.exists(place)) {
            throw new InvalidInputException(
                    "There is no folder or file " + place + ". Give a folder, a zip file or a DICOMDIR.");
        }
        if (!DicomArchive.isZip(place)) {
            return DicomImport.write(place, 0, side, table, progress);
        }
        Path folder = unpackedBeside(table);
        int others = DicomArchive.unpack(place, folder, ReadLimits.defaults(), progress);
        return DicomImport.write(folder, others, side, table, progress);
    }

    /** The folder of unpacked files, emptied of what an earlier import put there. */
    private static Path unpackedBeside(Path table) throws IOException {
        Path folder = table.resolveSibling(table.getFileName() + "-files");
        if (!Files.isDirectory(folder)) {
            return folder;
        }
        List<Path> before;
        try (Stream<Path> inside = Files.list(folder)) {
            before = inside.toList();
        }
        if (!before.stream().allMatch(DicomArchive::isUnpacked)) {
            throw new InvalidInputException("The zip file would be unpacked into " + folder
                    + ", which holds other files too. Delete it, or name another table.");
        }
        for (Path file : before) {
            Files.delete(file);
        }
        return folder;
    }

    /** Where the table of a place goes: its name, and a few digits by which folders of one name differ. */
    static Path tableOf(Path place, Path folder) {
        Path absolute = place.toAbsolutePath().normalize();
        Path name = absolute.getFileName();
        String base = (name == null ? "dicom" : name.toString()).replaceAll("[^A-Za-z0-9._-]", "-");
        return folder.resolve(base + "-"
                        + HexFormat.of().toHexDigits(absolute.toString().hashCode()) + ".csv")
                .toAbsolutePath()
                .normalize();
    }

    /** Files, images, patients and studies; what was left out and why; what the join lost. */
    static void printCounts(DicomImport.Summary summary, Path table, PrintWriter out) {
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
        if (summary.imagesWithoutPatient() > 0) {
            out.printf(Locale.ROOT, "  %,9d images have no patient id%n", summary.imagesWithoutPatient());
        }
        SideTable.Losses losses = summary.losses();
        if (losses != null) {
            out.println("Join");
            out.printf(
                    Locale.ROOT,
                    "  %,9d images (%,d ids) have no row in the table%n  %,9d ids of the table have no image%n",
                    losses.imagesWithoutRow(),
                    losses.idsWithoutRow(),
                    losses.rowsWithoutImage());
            if (losses.rowsWithoutId() > 0) {
                out.printf(Locale.ROOT, "  %,9d rows of the table have no id%n", losses.rowsWithoutId());
            }
            if (losses.imagesWithoutRow() == summary.images()) {
                out.println("  No image found its row: ids are compared as text, so look for leading zeros and"
                        + " prefixes, and check --join and --join-column.");
            }
        }
        out.flush();
    }

    /** How many images have a value in each column; columns without any are named together. */
    static void printColumns(DicomImport.Summary summary, PrintWriter out) {
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
