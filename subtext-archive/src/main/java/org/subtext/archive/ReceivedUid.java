package org.subtext.archive;

import org.subtext.archive.ArchiveException.Kind;
import org.subtext.dicom.Uid;

/** A UID that somebody else named: checked before it becomes part of an address or a file. */
final class ReceivedUid {
    private ReceivedUid() {}

    /** The text itself, without padding. */
    static String checked(String text, String what) throws ArchiveException {
        String trimmed = text.replaceAll("[\\s\\x00]+$", "");
        if (!Uid.isValid(trimmed)) {
            throw new ArchiveException(Kind.WRONG_CONTENT, "the " + what + " is no valid UID");
        }
        return trimmed;
    }
}
