package org.subtext.deidentification;

import java.nio.file.Path;
import java.util.List;

/**
 * What an import came to.
 *
 * @param written files written
 * @param excluded files left out for text in their pixels
 * @param notCleaned files left out because their pixels are video or cannot be taken apart
 * @param withoutPixels directories, reports and other objects without pixels, not written
 * @param unreadable files that are no DICOM or damaged
 * @param flagged files, written or not, whose pixels may hold text
 * @param patients patients with a file written
 * @param sentences what was done to the table, and to copies of an earlier call
 * @param unreadableFiles where the names of unreadable files are listed, outside the output
 */
public record DeidentificationSummary(
        long written,
        long excluded,
        long notCleaned,
        long withoutPixels,
        long unreadable,
        long flagged,
        long patients,
        List<String> sentences,
        Path unreadableFiles) {
    public DeidentificationSummary {
        sentences = List.copyOf(sentences);
    }

    static DeidentificationSummary of(List<FileRecord> files, List<String> sentences, Path unreadableFiles) {
        return new DeidentificationSummary(
                count(files, FileRecord.WRITTEN),
                count(files, FileRecord.EXCLUDED),
                count(files, FileRecord.NOT_CLEANED),
                count(files, FileRecord.NO_PIXELS),
                count(files, FileRecord.UNREADABLE),
                files.stream()
                        .filter(file -> !file.status().equals(FileRecord.NO_PIXELS))
                        .filter(file -> !file.burnedIn().isEmpty())
                        .count(),
                files.stream()
                        .filter(FileRecord::isWritten)
                        .map(FileRecord::patient)
                        .distinct()
                        .count(),
                sentences,
                unreadableFiles);
    }

    private static long count(List<FileRecord> files, String status) {
        return files.stream().filter(file -> file.status().equals(status)).count();
    }

    String oneLine() {
        return "%,d files of %,d patients written, %,d left out for text in their pixels, %,d not cleaned, %,d without pixels, %,d unreadable"
                .formatted(written, patients, excluded, notCleaned, withoutPixels, unreadable);
    }
}
