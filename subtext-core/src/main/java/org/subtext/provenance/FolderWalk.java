package org.subtext.provenance;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files below a folder, as every step sees them that is handed a folder.
 *
 * <p>Links to files and folders are followed. A file or folder that is met under a second name, by a symbolic or a hard
 * link, is taken under one name only: that without a link on the way, else the first in order. So a link that leads
 * back to a folder above it ends there. What the system or another program keeps beside people's files ({@code
 * .DS_Store}, {@code ._x.png}, {@code __MACOSX}, {@code Thumbs.db}, thumbnails of storage devices) is not seen at all.
 *
 * @param files regular files, in order of their paths
 * @param otherNames further names of files and folders that are there already, with the name that was taken
 * @param notRead links that lead nowhere and folders that cannot be entered, with what is wrong
 */
public record FolderWalk(List<Path> files, SortedMap<Path, Path> otherNames, SortedMap<Path, String> notRead) {
    private static final Set<String> OF_THE_SYSTEM =
            Set.of("__macosx", "thumbs.db", "desktop.ini", "@eadir", "$recycle.bin", "system volume information");

    /** Everything below a folder; of a file, the file alone. */
    public static FolderWalk below(Path root) throws IOException {
        return below(root, Integer.MAX_VALUE);
    }

    /**
     * Everything down to a depth.
     *
     * @param deepest 1 for what lies in the folder itself
     * @throws IOException when the root itself cannot be read
     */
    public static FolderWalk below(Path root, int deepest) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(root, BasicFileAttributes.class);
        if (!attributes.isDirectory()) {
            return new FolderWalk(List.of(root), new TreeMap<>(), new TreeMap<>());
        }
        Walker walker = new Walker(deepest);
        walker.walk(root, attributes);
        walker.files.sort(null);
        return new FolderWalk(List.copyOf(walker.files), walker.otherNames, walker.notRead);
    }

    /** All names of all files, also the further ones, in order; for what is done by name. */
    public List<Path> everyName() {
        return Stream.concat(files.stream(), otherNames.keySet().stream().filter(Files::isRegularFile))
                .sorted()
                .toList();
    }

    /** Whether a file or folder of that name is the system's own or hidden. */
    public static boolean isOfTheSystem(Path path) {
        String name = String.valueOf(path.getFileName());
        return name.startsWith(".") || OF_THE_SYSTEM.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Folders and files without a link on the way come first, so that they keep their names. */
    private static final class Walker {
        private record Folder(Path path, int depth) {}

        private final int deepest;
        private final List<Path> files = new ArrayList<>();
        private final SortedMap<Path, Path> otherNames = new TreeMap<>();
        private final SortedMap<Path, String> notRead = new TreeMap<>();
        private final Map<Object, Path> seen = new HashMap<>();
        private final ArrayDeque<Folder> folders = new ArrayDeque<>();
        private final TreeMap<Path, Integer> links = new TreeMap<>();

        Walker(int deepest) {
            this.deepest = deepest;
        }

        void walk(Path root, BasicFileAttributes attributes) throws IOException {
            take(root, attributes, 0);
            while (!folders.isEmpty() || !links.isEmpty()) {
                while (!folders.isEmpty()) {
                    enter(folders.remove());
                }
                Map.Entry<Path, Integer> link = links.pollFirstEntry();
                if (link != null) {
                    follow(link.getKey(), link.getValue());
                }
            }
        }

        private void enter(Folder folder) {
            List<Path> entries = new ArrayList<>();
            try (DirectoryStream<Path> listed = Files.newDirectoryStream(folder.path)) {
                listed.forEach(entries::add);
            } catch (IOException | DirectoryIteratorException e) {
                notRead.put(folder.path, "cannot be entered: " + kind(e));
                return;
            }
            entries.sort(null); // which of two hard links keeps its name must not hang on the disk's order
            for (Path entry : entries) {
                if (!isOfTheSystem(entry)) {
                    meet(entry, folder.depth + 1);
                }
            }
        }

        private void meet(Path entry, int depth) {
            try {
                BasicFileAttributes attributes =
                        Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                if (attributes.isSymbolicLink()) {
                    links.put(entry, depth);
                } else {
                    take(entry, attributes, depth);
                }
            } catch (IOException e) {
                notRead.put(entry, "cannot be read: " + kind(e));
            }
        }

        private void follow(Path link, int depth) {
            try {
                take(link, Files.readAttributes(link, BasicFileAttributes.class), depth);
            } catch (IOException e) {
                notRead.put(link, "is a link that leads nowhere");
            }
        }

        private void take(Path path, BasicFileAttributes attributes, int depth) throws IOException {
            if (!attributes.isDirectory() && !attributes.isRegularFile()) {
                return;
            }
            Path before = seen.putIfAbsent(identity(path, attributes), path);
            if (before != null) {
                otherNames.put(path, before);
            } else if (attributes.isRegularFile()) {
                files.add(path);
            } else if (depth < deepest) {
                folders.add(new Folder(path, depth));
            }
        }

        /** What two names of one file share; where the system has no such key, the path that no link is part of. */
        private static Object identity(Path path, BasicFileAttributes attributes) throws IOException {
            Object key = attributes.fileKey();
            return key == null ? path.toRealPath() : key;
        }

        /** The exception's kind without its message, which names the folder. */
        private static String kind(Exception e) {
            Throwable cause = e instanceof DirectoryIteratorException ? e.getCause() : e;
            return cause == null ? "unknown" : cause.getClass().getSimpleName().replace("Exception", "");
        }
    }
}
