package org.subtext.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.subtext.archive.ArchiveException.Kind;

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
     * Reads a file up to its Series Instance UID.
     *
     * @throws ArchiveException when it is no DICOM file or lacks one of the UIDs
     */
    static InstanceHeader read(Path file) throws IOException {
        Map<Integer, String> found = IdentityScan.of(file);
        return new InstanceHeader(
                uid(found, IdentityScan.SOP_CLASS, "SOP Class UID"),
                uid(found, IdentityScan.STUDY, "Study Instance UID"),
                uid(found, IdentityScan.SERIES, "Series Instance UID"),
                uid(found, IdentityScan.SOP_INSTANCE, "SOP Instance UID"));
    }

    private static String uid(Map<Integer, String> found, int tag, String name) throws ArchiveException {
        String text = found.get(tag);
        if (text == null) {
            throw new ArchiveException(Kind.WRONG_CONTENT, "what came has no " + name);
        }
        return Uid.checked(text, name);
    }
}
