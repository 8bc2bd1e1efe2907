package org.subtext.sources.dicom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.subtext.dicom.DataSet;
import org.subtext.dicom.DicomException;
import org.subtext.dicom.DicomFile;
import org.subtext.dicom.Tags;
import org.subtext.problems.InvalidInputException;
import org.subtext.sources.dicom.DicomListing.Broken;

/** A DICOMDIR: the list of files on a medium (PS3.3 section F.3, PS3.10 section 8). */
final class DirectoryFile {
    private DirectoryFile() {}

    /** Whether a file lists others. */
    static boolean isDirectory(DataSet dataSet) {
        return dataSet.has(Tags.DIRECTORY_RECORDS);
    }

    /**
     * The files that a DICOMDIR names and that are there.
     *
     * @param absent receives those that are not there, or lie outside the medium
     */
    static List<Path> files(Path directory, List<Broken> absent) throws IOException {
        DataSet records = dataSet(directory);
        Path root = directory.toAbsolutePath().normalize().getParent();
        List<Path> files = new ArrayList<>();
        for (DataSet record : records.items(Tags.DIRECTORY_RECORDS)) {
            List<String> components = record.strings(Tags.REFERENCED_FILE);
            if (components.isEmpty() || root == null) {
                continue;
            }
            Path file = locate(root, components);
            if (file == null) {
                absent.add(new Broken(String.join("/", components), "named in the DICOMDIR, but not there"));
            } else {
                files.add(file);
            }
        }
        files.sort(null);
        return files.stream().distinct().toList();
    }

    private static DataSet dataSet(Path directory) throws IOException {
        if (!Files.isRegularFile(directory)) {
            throw new InvalidInputException(
                    "There is no folder or file " + directory + ". Give a folder, a zip file or a DICOMDIR.");
        }
        try {
            DataSet dataSet = DicomFile.readHeader(directory).dataSet();
            DicomFolder.requireDirectoryFile(directory, isDirectory(dataSet));
            return dataSet;
        } catch (DicomException e) {
            throw new InvalidInputException(directory + " is neither a folder nor a zip file nor a DICOMDIR ("
                    + e.getMessage() + "). Give one of these.");
        }
    }

    /** The file below the medium's root, also where its name was turned into lower case; null where there is none. */
    private static @Nullable Path locate(Path root, List<String> components) {
        for (boolean lower : new boolean[] {false, true}) {
            try {
                Path file = root;
                for (String component : components) {
                    file = file.resolve(lower ? component.toLowerCase(Locale.ROOT) : component);
                }
                file = file.normalize();
                if (file.startsWith(root) && Files.isRegularFile(file)) {
                    return file;
                }
            } catch (InvalidPathException e) {
                return null;
            }
        }
        return null;
    }
}
