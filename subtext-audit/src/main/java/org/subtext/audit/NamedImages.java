package org.subtext.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.subtext.address.ImageAddress;
import org.subtext.cohort.ListedImages;
import org.subtext.images.ImageFolder;
import org.subtext.progress.Progress;

/**
 * Images with the names that results carry: those of a folder by their path within it, those of a table as it writes
 * them.
 *
 * @param column what the names are called: as in the table, or "image"
 * @param addresses where each lies
 */
record NamedImages(String column, List<String> names, List<ImageAddress> addresses) {
    private static final Set<String> TABLES = Set.of("csv", "csv.gz", "tsv", "parquet", "xlsx");

    NamedImages {
        names = List.copyOf(names);
        addresses = List.copyOf(addresses);
    }

    /** All images below a folder in order of their paths, the one image, or those that a table lists. */
    static NamedImages of(Path where, Progress progress) throws IOException {
        if (isTable(where)) {
            ListedImages listed = ListedImages.read(where);
            return new NamedImages(listed.column(), listed.names(), listed.addresses());
        }
        Path whole = where.toAbsolutePath();
        Path base = Files.isDirectory(where) ? whole : whole.resolveSibling("");
        List<Path> files = ImageFolder.list(whole, progress);
        return new NamedImages(
                "image",
                files.stream().map(file -> base.relativize(file).toString()).toList(),
                ImageAddress.ofFiles(files));
    }

    private static boolean isTable(Path where) {
        String name = String.valueOf(where.getFileName()).toLowerCase(Locale.ROOT);
        return Files.isRegularFile(where) && TABLES.stream().anyMatch(ending -> name.endsWith("." + ending));
    }

    int size() {
        return names.size();
    }

    /** Those whose names are not among some. */
    NamedImages without(Set<String> some) {
        int[] left = IntStream.range(0, size())
                .filter(i -> !some.contains(names.get(i)))
                .toArray();
        return new NamedImages(
                column,
                IntStream.of(left).mapToObj(names::get).toList(),
                IntStream.of(left).mapToObj(addresses::get).toList());
    }
}
