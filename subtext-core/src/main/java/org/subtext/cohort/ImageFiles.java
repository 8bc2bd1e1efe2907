package org.subtext.cohort;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.subtext.address.ImageAddress;

/**
 * Finds the files of many images. A folder that holds several of them is listed once; asking the file system about each
 * of 400,000 files would take far longer, on a network drive above all.
 *
 * <p>A file that is not where its path says is looked for without the path's first folder (CheXpert's tables start with
 * the name of the data set), then by its name, with or without extension, up to three folders below the image folder
 * (NIH's twelve archives, lists of bare ids). A name that occurs twice is not taken.
 *
 * <p>A path may name an image of a file, and a window ({@link ImageAddress}); a file of that very name comes first.
 * Which image it is stays with it wherever the file is found.
 */
final class ImageFiles {
    private static final int WORTH_LISTING = 8;
    private static final int DEEPEST = 4;

    private final Path folder;
    private @Nullable Map<String, Path> byName;

    ImageFiles(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /**
     * What was found.
     *
     * @param images one entry a path asked for, null where there is no such file
     * @param elsewhere how many were not where the path says
     * @param outside how many lie outside the image folder
     */
    record Found(@Nullable ImageAddress[] images, int elsewhere, int outside) {}

    Found find(List<String> paths) throws IOException {
        Path[] files = new Path[paths.size()];
        Map<Path, Integer> perFolder = new HashMap<>();
        for (int i = 0; i < files.length; i++) {
            Path file = folder.resolve(paths.get(i).replace('\\', '/')).normalize();
            files[i] = file;
            perFolder.merge(parent(file), 1, Integer::sum);
        }
        Map<Path, Set<String>> listings = new HashMap<>();
        for (Map.Entry<Path, Integer> entry : perFolder.entrySet()) {
            if (entry.getValue() >= WORTH_LISTING) {
                listings.put(entry.getKey(), list(entry.getKey()));
            }
        }
        int elsewhere = 0;
        int outside = 0;
        @Nullable ImageAddress[] images = new ImageAddress[files.length];
        for (int i = 0; i < files.length; i++) {
            ImageAddress image = there(files[i], listings);
            if (image == null) {
                image = search(files[i]);
                elsewhere += image == null ? 0 : 1;
            }
            outside += image == null || image.file().startsWith(folder) ? 0 : 1;
            images[i] = image;
        }
        return new Found(images, elsewhere, outside);
    }

    private static @Nullable ImageAddress there(Path path, Map<Path, Set<String>> listings) {
        if (exists(path, listings)) {
            return ImageAddress.ofFile(path);
        }
        ImageAddress address = ImageAddress.parse(path);
        return !address.isWholeFile() && exists(address.file(), listings) ? address : null;
    }

    private static boolean exists(Path file, Map<Path, Set<String>> listings) {
        Set<String> listing = listings.get(parent(file));
        return listing != null ? listing.contains(name(file)) : Files.isRegularFile(file);
    }

    private @Nullable ImageAddress search(Path path) throws IOException {
        Path whole = searchFile(path);
        if (whole != null) {
            return ImageAddress.ofFile(whole);
        }
        ImageAddress address = ImageAddress.parse(path);
        Path found = address.isWholeFile() ? null : searchFile(address.file());
        return found == null ? null : address.in(found);
    }

    private @Nullable Path searchFile(Path file) throws IOException {
        if (file.startsWith(folder) && file.getNameCount() > folder.getNameCount() + 1) {
            Path relative = folder.relativize(file);
            Path stripped = folder.resolve(relative.subpath(1, relative.getNameCount()));
            if (Files.isRegularFile(stripped)) {
                return stripped;
            }
        }
        if (byName == null) {
            byName = index();
        }
        // The folder itself marks a name that occurs more than once.
        Path found = byName.get(name(file));
        return found == null || found.equals(folder) ? null : found;
    }

    private Map<String, Path> index() throws IOException {
        Map<String, Path> names = new HashMap<>();
        Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), DEEPEST, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile()) {
                    String name = name(file);
                    names.merge(name, file, (a, b) -> folder);
                    int dot = name.lastIndexOf('.');
                    if (dot > 0) {
                        names.merge(name.substring(0, dot), file, (a, b) -> folder);
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE;
            }
        });
        return names;
    }

    private static Set<String> list(Path directory) throws IOException {
        Set<String> names = new HashSet<>();
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
                entries.forEach(entry -> names.add(name(entry)));
            }
        }
        return names;
    }

    private static Path parent(Path file) {
        Path parent = file.getParent();
        return parent == null ? file : parent;
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
