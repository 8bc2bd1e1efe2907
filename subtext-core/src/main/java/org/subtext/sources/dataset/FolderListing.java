package org.subtext.sources.dataset;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.subtext.provenance.FolderWalk;
import org.subtext.provenance.Unfinished;

/**
 * The folders and tables up to three folders below a data set's folder. A folder of more than {@value #IMAGE_STORE}
 * subfolders holds patients, not tables, and is not entered.
 */
final class FolderListing {
    /** Best first: what needs no unpacking. */
    private static final List<String> EXTENSIONS =
            List.of(".parquet", ".pq", ".csv", ".csv.gz", ".tsv", ".tsv.gz", ".xlsx");

    private static final int DEEPEST = 3;
    private static final int IMAGE_STORE = 200;

    private record Depth(Path folder, int depth) {}

    private final Path root;
    private final List<Path> folders = new ArrayList<>();
    private final List<Path> tables = new ArrayList<>();

    private FolderListing(Path root) {
        this.root = root;
    }

    static FolderListing of(Path root) throws IOException {
        FolderListing listing = new FolderListing(root.toAbsolutePath().normalize());
        ArrayDeque<Depth> waiting = new ArrayDeque<>(List.of(new Depth(listing.root, 0)));
        while (!waiting.isEmpty()) {
            Depth next = waiting.remove();
            List<Path> below = new ArrayList<>();
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(next.folder)) {
                for (Path entry : entries) {
                    if (Unfinished.isOne(entry)) {
                        continue;
                    }
                    if (!extension(entry).isEmpty()) {
                        listing.tables.add(entry);
                    } else if (entry.getFileName().toString().indexOf('.') < 0 || next.depth < 1) {
                        // Folders of images hold thousands of files with an extension; asking about each costs seconds.
                        if (Files.isDirectory(entry)) {
                            below.add(entry);
                        }
                    }
                }
            }
            below.sort(Comparator.naturalOrder());
            listing.folders.addAll(below.subList(0, Math.min(IMAGE_STORE, below.size())));
            if (next.depth < DEEPEST && below.size() <= IMAGE_STORE) {
                below.forEach(folder -> waiting.add(new Depth(folder, next.depth + 1)));
            }
        }
        listing.tables.sort(Comparator.comparing(Path::getNameCount)
                .thenComparing(table -> EXTENSIONS.indexOf(extension(table)))
                .thenComparing(Comparator.naturalOrder()));
        return listing;
    }

    /** The tables whose name without extension is the given one, nearest to the root first. */
    List<Path> tables(String stem) {
        String wanted = simplified(stem);
        return tables.stream()
                .filter(table -> simplified(stem(table)).equals(wanted))
                .toList();
    }

    /** Names of all tables, for a message. */
    List<String> tableNames() {
        return tables.stream().map(this::relative).toList();
    }

    /** The folder of that name nearest to the root, as a path below it. */
    Optional<String> folder(String name) {
        return folders(name).stream().findFirst();
    }

    /** The folders of that name, nearest to the root first. */
    List<String> folders(String name) {
        return folders.stream()
                .filter(folder -> folder.getFileName().toString().equalsIgnoreCase(name))
                .sorted(Comparator.comparing(Path::getNameCount).thenComparing(Comparator.naturalOrder()))
                .map(this::relative)
                .toList();
    }

    /** A folder of that name in the root or one folder below; unlike {@link #folder} it finds one among thousands. */
    Optional<String> folderAmongMany(String name) {
        if (Files.isDirectory(root.resolve(name))) {
            return Optional.of(name);
        }
        return folders.stream()
                .filter(folder -> folder.getNameCount() == root.getNameCount() + 1)
                .map(folder -> folder.resolve(name))
                .filter(Files::isDirectory)
                .findFirst()
                .map(this::relative);
    }

    /** Names of the first folders, for a message. */
    String folderNames() {
        return folders.isEmpty()
                ? "none"
                : String.join(
                        ", ", folders.stream().limit(20).map(this::relative).toList());
    }

    /** All files below a folder, sorted, as paths below the root. */
    List<String> files(String folder) throws IOException {
        return FolderWalk.below(root.resolve(folder)).files().stream()
                .map(this::relative)
                .sorted()
                .toList();
    }

    /** Paths below the root of what lies in folders, by name; of a name that is in several, that in the first. */
    Map<String, String> pathsByName(List<String> below) throws IOException {
        Map<String, String> paths = new HashMap<>();
        for (String folder : below) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(root.resolve(folder))) {
                entries.forEach(
                        entry -> paths.putIfAbsent(entry.getFileName().toString(), folder + "/" + entry.getFileName()));
            }
        }
        return paths;
    }

    Path root() {
        return root;
    }

    /** With forward slashes. */
    String relative(Path path) {
        return root.relativize(path).toString().replace('\\', '/');
    }

    /** The folder of a file below the root: empty, or ending in a slash. */
    String folderOf(Path file) {
        String path = relative(file);
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    private static String extension(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return EXTENSIONS.stream().filter(name::endsWith).findFirst().orElse("");
    }

    private static String stem(Path table) {
        String name = table.getFileName().toString();
        return name.substring(0, name.length() - extension(table).length());
    }

    private static String simplified(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[ _]+", "_");
    }
}
