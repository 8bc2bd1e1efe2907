package org.subtext.provenance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What tells one state of a file from another without reading it.
 *
 * <p>Size and time of modification can be set back by whoever changes a file; the time of change of a Unix file cannot.
 * Where there is none, and where a file changed so shortly ago that a further change might bear the same time, a stamp
 * proves nothing and content has to be compared.
 *
 * @param changedNanos when anything of the file last changed, as only the system sets it; {@link #NOT_KNOWN} where
 *     equal stamps do not prove equal content
 */
public record FileStamp(long size, long modifiedMillis, long changedNanos) {
    /** In place of a time that nothing tells. */
    public static final long NOT_KNOWN = -1;

    /** Of a file that cannot be asked. */
    public static final FileStamp UNKNOWN = new FileStamp(-1, -1, NOT_KNOWN);

    private static final Duration COARSEST_CLOCK = Duration.ofSeconds(3);

    /** The stamp of a file now; {@link #UNKNOWN} where it cannot be asked. */
    public static FileStamp of(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new FileStamp(
                    attributes.size(), attributes.lastModifiedTime().toMillis(), changedNanosOf(file));
        } catch (IOException e) {
            return UNKNOWN;
        }
    }

    /** Whether a file of this stamp, and of an equal one before, has had the same content all the time. */
    public boolean provesContent() {
        return changedNanos != NOT_KNOWN;
    }

    private static long changedNanosOf(Path file) {
        try {
            Map<String, Object> asked = Files.readAttributes(file, "unix:ctime");
            if (asked.get("ctime") instanceof FileTime changed
                    && changed.toInstant().isBefore(Instant.now().minus(COARSEST_CLOCK))) {
                return changed.to(TimeUnit.NANOSECONDS);
            }
            return NOT_KNOWN;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return NOT_KNOWN;
        }
    }
}
