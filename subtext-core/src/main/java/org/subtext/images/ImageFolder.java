package org.subtext.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.subtext.dicom.DicomContent;
import org.subtext.problems.InvalidInputException;

/** The images of a folder: pictures by the ending of their names, DICOM files by their content. */
public final class ImageFolder {
    private static final Set<String> ENDINGS = Set.of("png", "jpg", "jpeg", "tif", "tiff", "bmp", "gif");

    private ImageFolder() {}

    /**
     * All images below a folder, or the one image, in order of their paths.
     *
     * @throws InvalidInputException when there is none
     */
    public static List<Path> list(Path images) throws IOException {
        if (!Files.exists(images)) {
            throw new InvalidInputException("There is no file or folder " + images + ". Name a folder of images.");
        }
        try (Stream<Path> tree = Files.walk(images)) {
            List<Path> files = tree.filter(Files::isRegularFile)
                    .filter(file -> isPicture(file) || isDicom(file))
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw new InvalidInputException(
                        images + " holds no image (looked for DICOM files and for " + endings() + ").");
            }
            return files;
        }
    }

    /** Whether a file's name ends as that of a picture does. */
    public static boolean isPicture(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        int dot = name.lastIndexOf('.');
        return dot >= 0 && ENDINGS.contains(name.substring(dot + 1));
    }

    /** For a message: "files ending in bmp, gif, ...". */
    public static String endings() {
        return "files ending in " + ENDINGS.stream().sorted().collect(Collectors.joining(", "));
    }

    private static boolean isDicom(Path file) {
        try {
            return DicomContent.isDicom(file);
        } catch (IOException e) {
            return false;
        }
    }
}
