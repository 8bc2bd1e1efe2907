package org.subtext.sources.dicom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.subtext.dicom.DicomContent;
import org.subtext.dicom.DicomException;
import org.subtext.dicom.DicomFile;
import org.subtext.problems.InvalidInputException;
import org.subtext.progress.Progress;
import org.subtext.provenance.FolderWalk;
import org.subtext.sources.dicom.DicomListing.Broken;

/**
 * Finds DICOM files by their content, below a folder or named by a DICOMDIR, and reads their headers on all processors.
 * Names and extensions say nothing; links are followed ({@link FolderWalk}).
 */
public final class DicomFolder {
    private DicomFolder() {}

    /** One file on the way to a result. */
    private record Outcome<T>(@Nullable T found, @Nullable Broken broken) {}

    /**
     * Reads all headers below a folder, or of the files that a DICOMDIR names.
     *
     * @param place a folder, or a DICOMDIR file; zip files are unpacked first: {@link DicomArchive}
     * @param reading makes something small of a path and its header; called from many threads
     */
    public static <T> DicomListing<T> read(Path place, BiFunction<Path, DicomFile, T> reading, Progress progress)
            throws IOException {
        List<Broken> absent = new ArrayList<>();
        Path root = root(place);
        List<Path> files = Files.isDirectory(place) ? below(place, absent) : DirectoryFile.files(place, absent);
        progress.begin("Reading headers", files.size(), "files");
        List<Outcome<T>> outcomes = files.parallelStream()
                .map(file -> {
                    Outcome<T> outcome = outcome(root, file, reading);
                    progress.advance(1, "");
                    return outcome;
                })
                .toList();
        List<T> found = new ArrayList<>();
        List<Broken> broken = new ArrayList<>(absent);
        int others = 0;
        for (Outcome<T> outcome : outcomes) {
            if (outcome.found != null) {
                found.add(outcome.found);
            } else if (outcome.broken != null) {
                broken.add(outcome.broken);
            } else {
                others++;
            }
        }
        progress.end(found.size() + " DICOM files, " + broken.size() + " that cannot be read, " + others + " others");
        return new DicomListing<>(found, others, broken);
    }

    private static <T> Outcome<T> outcome(Path root, Path file, BiFunction<Path, DicomFile, T> reading) {
        try {
            if (!DicomContent.isDicom(file)) {
                return new Outcome<>(null, null);
            }
            return new Outcome<>(reading.apply(file, DicomFile.readHeader(file)), null);
        } catch (DicomException e) {
            return new Outcome<>(null, new Broken(name(root, file), String.valueOf(e.getMessage())));
        } catch (IOException e) {
            return new Outcome<>(
                    null,
                    new Broken(
                            name(root, file),
                            "cannot be opened: " + e.getClass().getSimpleName()));
        }
    }

    /** Files below a folder by every name they have; what cannot be entered or followed counts as broken. */
    private static List<Path> below(Path folder, List<Broken> absent) throws IOException {
        FolderWalk walk = FolderWalk.below(folder);
        walk.notRead().forEach((path, reason) -> absent.add(new Broken(name(folder, path), reason)));
        return walk.everyName();
    }

    /** The folder from which the files of a place are named. */
    static Path root(Path place) {
        return Files.isDirectory(place)
                ? place
                : place.toAbsolutePath().resolve("..").normalize();
    }

    /** How a file is called in messages and lists. */
    static String name(Path root, Path file) {
        return file.startsWith(root) ? root.relativize(file).toString() : file.toString();
    }

    /** Refuses a place that is neither a folder nor a DICOMDIR. */
    static void requireDirectoryFile(Path place, boolean isDirectoryFile) {
        if (!isDirectoryFile) {
            throw new InvalidInputException("There are no DICOM files in " + place
                    + ": it is neither a folder nor a zip file nor a DICOMDIR. Give one of these.");
        }
    }
}
