package org.subtext.sources;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;

/** Where tables that are made lie, and where their images do. */
final class SourceTables {
    private SourceTables() {}

    /**
     * The table of a place: its name, and eight digits of what else tells tables of that name apart.
     *
     * @param which equal for equal tables
     */
    static Path named(Path folder, Path place, String which) {
        Path name = place.toAbsolutePath().normalize().getFileName();
        String base = (name == null ? "images" : name.toString()).replaceAll("[^A-Za-z0-9._-]", "-");
        return folder.resolve(base + "-" + HexFormat.of().toHexDigits(which.hashCode()) + ".csv")
                .toAbsolutePath()
                .normalize();
    }

    /** A folder that does not lie below the folder of its table; empty for one that does, and for a file. */
    static Optional<Path> elsewhere(Path place, Path table) {
        Path folder = table.resolve("..").normalize();
        boolean below = place.toAbsolutePath().normalize().startsWith(folder);
        return Files.isDirectory(place) && !below ? Optional.of(place) : Optional.empty();
    }
}
