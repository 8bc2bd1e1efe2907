package org.subtext.audit.door;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.subtext.problems.InvalidInputException;

/**
 * What of a folder of runs may be read for somebody who sees nothing else of this machine: no run that lies elsewhere,
 * or that has a file which does, by a symbolic link.
 */
final class Fence {
    private final Path runs;

    Fence(Path runs) {
        this.runs = runs;
    }

    /**
     * The same folder.
     *
     * @throws InvalidInputException where it, or a file in it, leads out of the folder of runs
     */
    Path within(Path folder) {
        if (isOutside(folder)) {
            throw new InvalidInputException("The run " + folder + " leads out of " + runs
                    + " by a symbolic link. Copy it there, or open the folder in which it lies.");
        }
        return folder;
    }

    /** Whether a run, or a file in it, leads out of the folder of runs. */
    boolean isOutside(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Files.isSymbolicLink(folder);
        }
        try {
            Path within = runs.toRealPath();
            if (!folder.toRealPath().startsWith(within)) {
                return true;
            }
            try (Stream<Path> files = Files.list(folder)) {
                return files.filter(Files::isSymbolicLink).anyMatch(file -> !isBelow(file, within));
            }
        } catch (IOException e) {
            return true;
        }
    }

    private static boolean isBelow(Path file, Path within) {
        try {
            return file.toRealPath().startsWith(within);
        } catch (IOException e) {
            return false;
        }
    }
}
