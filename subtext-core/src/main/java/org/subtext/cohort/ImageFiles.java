package org.subtext.cohort;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.subtext.address.ImageAddress;

/**
 * Finds the files of many images. A folder that holds several of them is listed once; asking the file system about each
 * of 400,000 files would take far longer, on a network drive above all.
 *
 * <p>Only what is not where its path says is looked for, by {@link ImageSearch}: an image is never taken from another
 * folder than its path names.
 *
 * <p>A path may name an image of a file, and a window ({@link ImageAddress}); a file of that very name comes first.
 * Which image it is stays with it wherever the file is found.
 */
final class ImageFiles {
    private static final int WORTH_LISTING = 8;
    /** Part folders, or are no part of a name in some file systems. */
    private static final String NOT_PLAIN = "\\:*?\"<>|";

    private final Path folder;
    private final boolean isNamed;

    /**
     * Files of a folder.
     *
     * @param isNamed whether the user named the folder; by default paths start beside their table
     */
    ImageFiles(Path folder, boolean isNamed) {
        this.folder = folder.toAbsolutePath().normalize();
        this.isNamed = isNamed;
    }

    /**
     * What was found.
     *
     * @param images one entry a path asked for, null where there is no such file
     * @param where of each, measured by its path
     * @param hints of a missing image, the file within the folder that it is not; null where there is nothing to say
     */
    record Found(
            @Nullable ImageAddress[] images,
            Whereabouts[] where,
            @Nullable String[] hints) {
        int count(Whereabouts kind) {
            return (int) Arrays.stream(where).filter(kind::equals).count();
        }

        int missing() {
            return (int) Arrays.stream(where).filter(one -> !one.isFound()).count();
        }
    }

    Found find(List<String> paths) throws IOException {
        @Nullable Path[] files = new Path[paths.size()];
        @Nullable Path[] parents = new Path[files.length];
        Map<String, Optional<Path>> written = new HashMap<>();
        Map<Path, Integer> perFolder = new HashMap<>();
        for (int i = 0; i < files.length; i++) {
            String path = paths.get(i);
            Optional<Path> parent = hasPlainName(path)
                    ? written.computeIfAbsent(
                            path.substring(0, nameFrom(path)), text -> Optional.ofNullable(path(text)))
                    : Optional.empty();
            Path file = parent.isPresent() ? parent.get().resolve(path.substring(nameFrom(path))) : path(path);
            files[i] = file;
            if (file != null) {
                parents[i] = parent.orElseGet(() -> parent(file));
                perFolder.merge(parents[i], 1, Integer::sum);
            }
        }
        Map<Path, Set<String>> listings = new HashMap<>();
        for (Map.Entry<Path, Integer> entry : perFolder.entrySet()) {
            if (entry.getValue() >= WORTH_LISTING) {
                listings.put(entry.getKey(), list(entry.getKey()));
            }
        }
        @Nullable ImageAddress[] images = new ImageAddress[files.length];
        Whereabouts[] where = new Whereabouts[files.length];
        Arrays.fill(where, Whereabouts.THERE);
        boolean all = true;
        for (int i = 0; i < files.length; i++) {
            Path file = files[i];
            Set<String> listing = parents[i] == null ? null : listings.get(parents[i]);
            String path = paths.get(i);
            if (file == null) {
                images[i] = null;
            } else if (listing != null && hasPlainName(path) && listing.contains(path.substring(nameFrom(path)))) {
                images[i] = ImageAddress.ofFile(file);
            } else {
                images[i] = there(file, listings);
            }
            all &= images[i] != null;
        }
        Found found = new Found(images, where, new String[files.length]);
        return all ? found : new ImageSearch(folder, isNamed, files, found).search();
    }

    /**
     * Whether a path ends in a name that stands for itself in any file system: of millions of paths the folders, which
     * are few, are then resolved once each.
     */
    private static boolean hasPlainName(String path) {
        int from = nameFrom(path);
        for (int i = from; i < path.length(); i++) {
            if (path.charAt(i) <= ' ' || path.charAt(i) >= 0x7F || NOT_PLAIN.indexOf(path.charAt(i)) >= 0) {
                return false;
            }
        }
        return from < path.length() && path.charAt(from) != '.';
    }

    private static int nameFrom(String path) {
        return path.lastIndexOf('/') + 1;
    }

    /** How many of the found lie outside the folder. */
    int outside(Found found) {
        return (int) Arrays.stream(found.images())
                .filter(image -> image != null && !image.file().startsWith(folder))
                .count();
    }

    /** Null where no file could have such a name. */
    private @Nullable Path path(String written) {
        try {
            return folder.resolve(written.replace('\\', '/')).normalize();
        } catch (InvalidPathException e) {
            return null;
        }
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
