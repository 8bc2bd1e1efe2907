package org.subtext.volumes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Contents of files of which many parts are asked for one at a time: slices of a volume, frames of an object.
 *
 * <p>What was asked for last stays in memory whatever its size; what was asked for before that stays as long as all
 * together take at most a quarter of the heap, so that threads on either side of the border of two files read neither
 * again. Where not even two files fit, the older goes before the next is read. A file that changed is read again.
 * Thread-safe; of several threads one reads and the others wait.
 *
 * @param <V> a content, safe to share between threads
 */
public final class HeldFiles<V> {
    /** How a file is read. */
    @FunctionalInterface
    public interface Reading<V> {
        V read(Path file) throws IOException;
    }

    private record Held<V>(FileTime changed, V content, long bytes) {}

    private static final long QUARTER = Runtime.getRuntime().maxMemory() / 4;

    private final Reading<V> reading;
    private final ToLongFunction<V> bytes;
    private final long most;
    private final Map<Path, Held<V>> held = new LinkedHashMap<>(16, 0.75f, true);
    private long total;

    /** @param bytes memory that a content takes */
    public HeldFiles(Reading<V> reading, ToLongFunction<V> bytes) {
        this(reading, bytes, QUARTER);
    }

    HeldFiles(Reading<V> reading, ToLongFunction<V> bytes, long most) {
        this.reading = reading;
        this.bytes = bytes;
        this.most = most;
    }

    /** A file's content, read where it is not held. */
    public synchronized V of(Path file) throws IOException {
        FileTime changed = Files.getLastModifiedTime(file);
        @Nullable Held<V> known = held.get(file);
        if (known != null && known.changed().equals(changed)) {
            return known.content();
        }
        if (known != null) {
            held.remove(file);
            total -= known.bytes();
        }
        shrink(0);
        V content = reading.read(file);
        Held<V> now = new Held<>(changed, content, bytes.applyAsLong(content));
        held.put(file, now);
        total += now.bytes();
        shrink(1);
        return content;
    }

    /** Lets go of all, where memory is needed for something else. */
    public synchronized void forget() {
        held.clear();
        total = 0;
    }

    /** Lets go of what was not asked for the longest. */
    private void shrink(int fewest) {
        Iterator<Held<V>> longestAgo = held.values().iterator();
        while (total > most && held.size() > fewest) {
            total -= longestAgo.next().bytes();
            longestAgo.remove();
        }
    }
}
