package org.subtext.joins;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One side of a join.
 *
 * @param place where its keys stand, as a sentence names it: "scores.csv", "the files"
 * @param one what has a key: "row", "patient"
 * @param many several of them
 * @param keys one each, repeated where several share it; nothing for those without a key
 */
public record KeySide(String place, String one, String many, List<String> keys) {
    public KeySide {
        keys = List.copyOf(keys);
    }

    /** Rows by the cells of a column; empty cells are no keys. */
    public static KeySide ofRows(String place, Collection<? extends @Nullable String> cells) {
        List<String> keys = new ArrayList<>(cells.size());
        for (String cell : cells) {
            if (cell != null) {
                keys.add(cell);
            }
        }
        return new KeySide(place, "row", "rows", keys);
    }

    /** Patients, each once. */
    public static KeySide ofPatients(String place, Collection<? extends @Nullable String> ids) {
        List<String> keys = ids.stream()
                .filter(Objects::nonNull)
                .map(String::valueOf)
                .distinct()
                .toList();
        return new KeySide(place, "patient", "patients", keys);
    }

    /** The different keys, in order. */
    Set<String> distinct() {
        return new LinkedHashSet<>(keys);
    }

    /** How many of its rows or patients have a key among these. */
    int within(Set<String> others) {
        return (int) keys.stream().filter(others::contains).count();
    }
}
