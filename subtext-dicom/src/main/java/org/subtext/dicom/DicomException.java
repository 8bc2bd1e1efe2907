package org.subtext.dicom;

import java.io.IOException;
import java.util.Locale;

/**
 * A file that cannot be read as DICOM. The message names tag, place, what was found and what was expected; it holds
 * lengths, tags and positions, never a value of the data set.
 */
public final class DicomException extends IOException {
    private static final long serialVersionUID = 1L;

    public DicomException(String message) {
        super(message);
    }

    public DicomException(String message, Throwable cause) {
        super(message, cause);
    }

    static DicomException at(long offset, String found, String expected) {
        return new DicomException(
                String.format(Locale.ROOT, "at byte %d: found %s; expected %s", offset, found, expected));
    }

    static DicomException at(long offset, Tag tag, String found, String expected) {
        return new DicomException(String.format(
                Locale.ROOT, "at byte %d, element %s: found %s; expected %s", offset, tag, found, expected));
    }
}
