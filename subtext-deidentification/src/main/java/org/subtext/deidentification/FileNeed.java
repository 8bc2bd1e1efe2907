package org.subtext.deidentification;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.subtext.deidentification.lettering.TextDetector;
import org.subtext.dicom.DataSet;
import org.subtext.dicom.DicomFile;
import org.subtext.dicom.ReadLimits;
import org.subtext.dicom.Tag;

/** How much memory a file takes while it is de-identified, told by its size and the first of its header. */
final class FileNeed {
    /** A frame that is looked at for text: its samples, as it is shown, and its greys. */
    private static final int BYTES_A_PIXEL = 12;

    private static final Tag ROWS = Tag.of(0x00280010);
    private static final Tag COLUMNS = Tag.of(0x00280011);

    private FileNeed() {}

    /** About the bytes that it takes: itself, and one frame as it is looked at. */
    static long bytes(Path file) throws IOException {
        long size = Files.size(file);
        try {
            DataSet header =
                    DicomFile.readUpTo(COLUMNS, file, ReadLimits.defaults()).dataSet();
            long pixels = (long) header.integer(ROWS).orElse(0)
                    * header.integer(COLUMNS).orElse(0);
            return size + BYTES_A_PIXEL * pixels + TextDetector.bytes(pixels);
        } catch (IOException e) {
            return size;
        }
    }
}
