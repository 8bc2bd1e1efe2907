package org.subtext.sources.dicom;

import java.util.List;

/**
 * What a folder, an archive or a directory file holds.
 *
 * @param <T> what was made of each DICOM file
 * @param found one entry a readable DICOM file, in order of the paths
 * @param others files that are no DICOM
 * @param broken DICOM files that cannot be read, in order of the paths
 */
public record DicomListing<T>(List<T> found, int others, List<Broken> broken) {
    /** A file that cannot be read: its place below what was looked through, and why; no value of the file. */
    public record Broken(String file, String reason) {}

    public DicomListing {
        found = List.copyOf(found);
        broken = List.copyOf(broken);
    }

    /** All files that were looked at. */
    public int files() {
        return found.size() + others + broken.size();
    }
}
