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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the files of many images. A folder that holds several of them is listed once; asking the file system about each of
 * 400,000 files would take far longer, on a network drive above all.
 *
 * <p>A file that is not where its path says is looked for without the path's first folder (CheXpert's tables start with the
 * name of the data set), then by its name, with or without extension, up to three folders below the image folder (NIH's
 * twelve archives, lists of bare ids). A name that occurs twice is not taken.
 *
 * <p>A path may end in {@code #3}, the third frame of an object or slice of a volume, with a plane, and in a window
 * ({@code #3c@lung}, {@code @lung}); it is kept, and the file without it must exist.
 */
final class ImageFiles {
    private static final int WORTH_LISTING = 8;
    private static final int DEEPEST = 4;
    private static final Pattern FRAME = Pattern.compile("(.+)(?:#[1-9]\\d*[acs]?(?:@[^@#]+)?|@[^@#]+)");

    private final Path folder;
    private @Nullable Map<String, Path> byName;

    ImageFiles(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /**
     * What was found.
     *
     * @param files one entry a path asked for, null where there is no such file
     * @param elsewhere how many were not where the path says
     * @param outside how many lie outside the image folder
     */
    record Found(@Nullable Path[] files, int elsewhere, int outside) {}

    Found find(List<String> paths) throws IOException {
        @Nullable Path[] files = new Path[paths.size()];
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
        for (int i = 0; i < files.length; i++) {
            Path file = files[i];
            if (file != null && !exists(file, listings)) {
                file = search(file);
                elsewhere += file == null ? 0 : 1;
                files[i] = file;
            }
            outside += file == null || file.startsWith(folder) ? 0 : 1;
        }
        return new Found(files, elsewhere, outside);
    }

    private static boolean exists(Path file, Map<Path, Set<String>> listings) {
        Set<String> listing = listings.get(parent(file));
        if (listing != null ? listing.contains(name(file)) : Files.isRegularFile(file)) {
            return true;
        }
        Matcher frame = FRAME.matcher(name(file));
        return frame.matches() && exists(file.resolveSibling(frame.group(1)), listings);
    }

    private @Nullable Path search(Path file) throws IOException {
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
