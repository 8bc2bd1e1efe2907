package org.subtext.sources.dicom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.subtext.dicom.ReadLimits;
import org.subtext.problems.InvalidInputException;
import org.subtext.progress.Progress;

/** Makes the table of a place with DICOM files, whatever kind of place it is. */
public final class DicomPlace {
    private DicomPlace() {}

    /**
     * Imports a folder, a DICOMDIR or a zip file; the DICOM members of a zip file are unpacked beside the table.
     *
     * @param side joined to every image, null for none
     * @throws InvalidInputException when there is no image
     */
    public static DicomImport.Summary makeTable(Path place, @Nullable SideTable side, Path table, Progress progress)
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
}
