package org.subtext.archive;

import java.io.IOException;
import java.nio.file.Path;
import org.subtext.archive.ArchiveException.Kind;
import org.subtext.dicom.DataSet;
import org.subtext.dicom.DicomException;
import org.subtext.dicom.DicomFile;
import org.subtext.dicom.ReadLimits;
import org.subtext.dicom.Tag;
import org.subtext.dicom.Tags;

/**
 * The identity of an instance, read from the file itself: nothing is kept on an archive's word.
 *
 * @param sopClassUid (0008,0016)
 * @param studyUid (0020,000D)
 * @param seriesUid (0020,000E)
 * @param sopInstanceUid (0008,0018)
 */
record InstanceHeader(String sopClassUid, String studyUid, String seriesUid, String sopInstanceUid) {
    /**
     * Reads a file up to its Series Instance UID, never into pixels. What the archive holds after it is its own affair:
     * a file with half its pixels is kept as it is, and refused, with its reason, when it is imported.
     *
     * @throws ArchiveException when it is no DICOM file or lacks one of the UIDs
     */
    static InstanceHeader read(Path file) throws IOException {
        DicomFile read;
        try {
            read = DicomFile.readUpTo(Tags.SERIES_INSTANCE, file, limits());
        } catch (DicomException e) {
            throw new ArchiveException(Kind.WRONG_CONTENT, "what came cannot be read: " + e.getMessage(), e);
        }
        if (read.meta().size() == 0) {
            throw new ArchiveException(Kind.WRONG_CONTENT, "what came has no file meta information");
        }
        DataSet dataSet = read.dataSet();
        return new InstanceHeader(
                uid(dataSet, Tags.SOP_CLASS, "SOP Class UID"),
                uid(dataSet, Tags.STUDY_INSTANCE, "Study Instance UID"),
                uid(dataSet, Tags.SERIES_INSTANCE, "Series Instance UID"),
                uid(dataSet, Tags.SOP_INSTANCE, "SOP Instance UID"));
    }

    /**
     * What stands in front of the UIDs is small, unless somebody wants to keep us busy. Eight senders at once may not
     * take more than half the heap with it.
     */
    private static ReadLimits limits() {
        long share = Runtime.getRuntime().maxMemory() / 32;
        return new ReadLimits((int) Math.min(64 << 20, share), (int) Math.min(16 << 20, share), 100_000, 32);
    }

    private static String uid(DataSet dataSet, Tag tag, String name) throws ArchiveException {
        String text = String.join("\\", dataSet.strings(tag));
        if (text.isEmpty()) {
            throw new ArchiveException(Kind.WRONG_CONTENT, "what came has no " + name);
        }
        return ReceivedUid.checked(text, name);
    }
}
