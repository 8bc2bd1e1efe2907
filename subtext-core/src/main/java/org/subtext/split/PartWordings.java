package org.subtext.split;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.subtext.identities.Spelling;
import org.subtext.tables.Column;
import org.subtext.tables.NotRecorded;

/**
 * The parts that a column of a split names, whatever the wording: train, Train and training are one. Rows that are said
 * to be excluded are in none.
 */
final class PartWordings {
    /** Folded words of a split for rows that nobody uses. */
    private static final Set<String> UNUSED = Set.of(
            "exclude",
            "excluded",
            "exclusion",
            "unused",
            "not-used",
            "discard",
            "discarded",
            "drop",
            "dropped",
            "ignore",
            "ignored",
            "omit",
            "omitted",
            "skip",
            "skipped",
            "removed");

    /** Rows by wording, for each part. */
    private final Map<String, Map<String, Integer>> parts = new LinkedHashMap<>();

    private final @Nullable String[] keyOfRow;

    PartWordings(Column splits) {
        keyOfRow = new @Nullable String[splits.size()];
        Map<String, String> keys = new LinkedHashMap<>();
        for (int row = 0; row < keyOfRow.length; row++) {
            String wording = splits.get(row);
            if (wording != null && !NotRecorded.is(wording) && !UNUSED.contains(Spelling.folded(wording))) {
                String key = keys.computeIfAbsent(wording, PartWordings::key);
                keyOfRow[row] = key;
                parts.computeIfAbsent(key, k -> new LinkedHashMap<>()).merge(wording, 1, Integer::sum);
            }
        }
    }

    /** What is the same for all wordings of a part, those that nobody knows by how they are written. */
    private static String key(String wording) {
        return Part.of(wording).map(Part::label).orElseGet(() -> Spelling.folded(wording));
    }

    /** The part of a row, null where it is in none. */
    @Nullable String of(int row) {
        return keyOfRow[row];
    }

    /** All parts: training, validation and test first, others in order of appearance. */
    List<String> keys() {
        List<String> keys = new ArrayList<>(parts.keySet());
        keys.sort(Comparator.comparingInt(PartWordings::rank));
        return keys;
    }

    private static int rank(String key) {
        return Part.of(key).map(Part::ordinal).orElse(Part.values().length);
    }

    /** How many rows are in a part. */
    int rows(String key) {
        return parts.getOrDefault(key, Map.of()).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    /** How most of its rows word a part. */
    String name(String key) {
        return wordings(key).get(0);
    }

    /** All wordings of a part, that of most rows first. */
    List<String> wordings(String key) {
        return parts.getOrDefault(key, Map.of()).entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .map(Map.Entry::getKey)
                .toList();
    }
}
