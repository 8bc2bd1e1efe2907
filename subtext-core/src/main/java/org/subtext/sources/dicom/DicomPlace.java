package org.subtext.sources.dicom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Knob;
import org.subtext.progress.Progress;

/** Makes the table of a place with DICOM files, whatever kind of place it is. */
public final class DicomPlace {
    private DicomPlace() {}

    /**
     * Imports a folder, a DICOMDIR or a zip file; the DICOM members of a zip file are unpacked beside the table.
     *
     * @param side joined to every image, null for none
     * @param elsewhere what names another place for the table, for problems
     * @throws InvalidInputException when there is no image
     */
    public static DicomImport.Summary makeTable(
            Path place, @Nullable SideTable side, Path table, Knob elsewhere, Progress progress) throws IOException {
        if (!Files.exists(place)) {
            throw new InvalidInputException(
                    "There is no folder or file " + place + ". Give a folder, a zip file or a DICOMDIR.");
        }
        if (!DicomArchive.isZip(place)) {
            return DicomImport.write(place, 0, side, table, progress);
        }
        try (UnpackedZip unpacked = UnpackedZip.beside(table, place, elsewhere, progress)) {
            DicomImport.Summary summary =
                    DicomImport.write(unpacked.folder(), unpacked.others(), side, table, progress);
            unpacked.keep();
            return summary;
        }
    }
}
