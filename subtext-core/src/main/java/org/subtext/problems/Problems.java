package org.subtext.problems;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects every problem of one input and throws them together, so that the user mends a table once, not ten times.
 *
 * <p>Problems of one kind are listed up to {@value #SHOWN_PER_KIND} times and then counted. Not thread-safe.
 */
public final class Problems {
    /** How many problems of one kind are spelled out before the rest is only counted. */
    public static final int SHOWN_PER_KIND = 5;

    private record Kind(String mend, List<String> found, int[] count) {}

    private final Map<String, Kind> kinds = new LinkedHashMap<>();

    /** Adds a problem that occurs at most once: its sentence says found, where, expected and mend. */
    public void add(String problem) {
        add(problem, problem, "");
    }

    /**
     * Adds one occurrence of a kind of problem that may occur often.
     *
     * @param kind key under which occurrences are counted together
     * @param found what was found and where
     * @param mend what was expected and what to do, said once for the kind
     */
    public void add(String kind, String found, String mend) {
        Kind entry = kinds.computeIfAbsent(kind, k -> new Kind(mend, new ArrayList<>(), new int[1]));
        entry.count[0]++;
        if (entry.found.size() < SHOWN_PER_KIND) {
            entry.found.add(found);
        }
    }

    public boolean isEmpty() {
        return kinds.isEmpty();
    }

    /** Every kind as one paragraph. */
    public List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        for (Kind kind : kinds.values()) {
            StringBuilder text = new StringBuilder(String.join(System.lineSeparator() + "  ", kind.found));
            int more = kind.count[0] - kind.found.size();
            if (more > 0) {
                text.append(System.lineSeparator())
                        .append("  and ")
                        .append(more)
                        .append(" more of this kind.");
            }
            if (!kind.mend.isEmpty()) {
                text.append(System.lineSeparator()).append("  ").append(kind.mend);
            }
            sentences.add(text.toString());
        }
        return sentences;
    }

    /** Throws all that was collected; returns quietly when there is nothing. */
    public void throwIfAny() {
        if (!isEmpty()) {
            throw new InvalidInputException(sentences());
        }
    }
}
