package org.subtext.audit.cases;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for last, up to a size; what was not asked for longest goes first. Thread-safe: one that is being made
 * is waited for.
 *
 * @param <K> what it is known by
 * @param <V> what is kept
 */
public final class Recent<K, V> {
    private final long most;
    private final ToLongFunction<V> size;
    private final Map<K, V> kept = new LinkedHashMap<>(16, 0.75f, true);
    private long total;

    /**
     * Keeps nothing yet.
     *
     * @param most sum of sizes; the one just made is kept whatever its size
     */
    public Recent(long most, ToLongFunction<V> size) {
        this.most = most;
        this.size = size;
    }

    /** The one of a key, made where it is not kept. */
    public synchronized V of(K key, Supplier<V> maker) {
        V known = get(key);
        if (known != null) {
            return known;
        }
        V made = maker.get();
        put(key, made);
        return made;
    }

    /** Null where it is not kept. */
    public synchronized @Nullable V get(K key) {
        return kept.get(key);
    }

    /** Keeps one. */
    public synchronized void put(K key, V made) {
        V before = kept.put(key, made);
        total += size.applyAsLong(made) - (before == null ? 0 : size.applyAsLong(before));
        var oldest = kept.entrySet().iterator();
        while (total > most && kept.size() > 1) {
            total -= size.applyAsLong(oldest.next().getValue());
            oldest.remove();
        }
    }

    /** Sum of sizes of what is kept. */
    public synchronized long total() {
        return total;
    }
}
