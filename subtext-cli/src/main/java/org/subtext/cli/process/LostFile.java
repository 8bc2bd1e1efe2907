package org.subtext.cli.process;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells a disk that is full, gone or not to be written from a fault of the program. */
public final class LostFile {
    /** As systems say it, in lower case. */
    private static final List<String> OF_THE_DISK = List.of(
            "no space left",
            "disk is full",
            "not enough space",
            "quota exceeded",
            "file too large",
            "read-only file system",
            "input/output error",
            "stale file handle",
            "broken pipe",
            "too many open files");

    private LostFile() {}

    /** What to tell of a failure whose cause is the disk; null where it is something else. */
    public static @Nullable String sentence(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            String message = String.valueOf(at.getMessage());
            String said = message.toLowerCase(Locale.ROOT);
            boolean ofAFile = at instanceof IOException || at instanceof SQLException; // DuckDB writes Parquet
            if (ofAFile && OF_THE_DISK.stream().anyMatch(said::contains)) {
                return "A file could not be written or read (" + message + "). What is finished is kept. Mend that,"
                        + " then go on with the same command.";
            }
        }
        return null;
    }
}
