package org.subtext.cohort;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.subtext.tables.Wording;

/** Values that were asked for, in any writing. Not thread-safe. */
public final class AskedValues {
    private final Set<String> keys;
    private final Map<String, Boolean> known = new HashMap<>();

    private AskedValues(Set<String> keys) {
        this.keys = keys;
    }

    /** The values; none holds nothing. */
    public static AskedValues of(Collection<String> values) {
        return new AskedValues(values.stream().map(Wording::folded).collect(Collectors.toUnmodifiableSet()));
    }

    /** Whether a cell is one of them; an empty one is none. */
    public boolean holds(@Nullable String cell) {
        return cell != null && known.computeIfAbsent(cell, text -> keys.contains(Wording.folded(text)));
    }
}
