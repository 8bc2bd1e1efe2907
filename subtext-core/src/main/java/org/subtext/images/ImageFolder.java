package org.subtext.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.subtext.dicom.DicomContent;
import org.subtext.problems.InvalidInputException;
import org.subtext.progress.Progress;
import org.subtext.provenance.FolderWalk;

/** The images of a folder: pictures by the ending of their names, DICOM files by their content. */
public final class ImageFolder {
    private static final Set<String> ENDINGS = Set.of("png", "jpg", "jpeg", "tif", "tiff", "bmp", "gif");
    private static final int NAMED = 10;

    private ImageFolder() {}

    /**
     * All images below a folder, or the one image, in order of their paths; an image that has several names by links
     * comes once.
     *
     * @param progress hears by name of links that lead nowhere, and of further names of the same files
     * @throws InvalidInputException when there is none
     */
    public static List<Path> list(Path images, Progress progress) throws IOException {
        if (!Files.exists(images)) {
            throw new InvalidInputException("There is no file or folder " + images + ". Name a folder of images.");
        }
        FolderWalk walk = FolderWalk.below(images);
        List<Path> files = walk.files().stream()
                .filter(file -> isPicture(file) || isDicom(file))
                .toList();
        if (files.isEmpty()) {
            throw new InvalidInputException(images + " holds no image (looked for DICOM files and for " + endings()
                    + ")."
                    + (walk.notRead().isEmpty() ? "" : " " + notRead(images, walk) + "."));
        }
        if (!walk.notRead().isEmpty()) {
            progress.line(notRead(images, walk));
        }
        if (!walk.otherNames().isEmpty()) {
            progress.line("taken once, being another name of the same file or folder: "
                    + names(images, walk.otherNames().keySet()));
        }
        return files;
    }

    private static String notRead(Path root, FolderWalk walk) {
        List<String> reasons = walk.notRead().entrySet().stream()
                .map(entry -> root.relativize(entry.getKey()) + " " + entry.getValue())
                .toList();
        return "not read: " + shown(reasons);
    }

    private static String names(Path root, Set<Path> paths) {
        return shown(
                paths.stream().map(path -> root.relativize(path).toString()).toList());
    }

    private static String shown(List<String> items) {
        int more = items.size() - NAMED;
        return String.join("; ", items.subList(0, Math.min(NAMED, items.size())))
                + (more > 0 ? "; and " + more + " more" : "");
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
