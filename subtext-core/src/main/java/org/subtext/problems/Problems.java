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

    private record Kind(Sentence mend, List<Sentence> found, int[] count) {
        Problem problem() {
            return new Problem(found, count[0] - found.size(), mend);
        }
    }

    private final Map<String, Kind> kinds = new LinkedHashMap<>();

    /** Adds a problem that occurs at most once and that no knob mends: found, where, expected and what to do. */
    public void add(String problem) {
        add(Sentence.of(problem));
    }

    /** Adds a problem that occurs at most once: its sentence says found, where, expected and the knob that mends it. */
    public void add(Sentence problem) {
        add(problem.toString(), problem, Sentence.EMPTY);
    }

    /** Adds one occurrence of a kind of problem that no knob mends. */
    public void add(String kind, String found, String mend) {
        add(kind, Sentence.of(found), Sentence.of(mend));
    }

    /** Adds one occurrence of a kind of problem that may occur often and that a knob mends. */
    public void add(String kind, String found, Sentence mend) {
        add(kind, Sentence.of(found), mend);
    }

    /**
     * Adds one occurrence of a kind of problem that may occur often.
     *
     * @param kind key under which occurrences are counted together
     * @param found what was found and where
     * @param mend what was expected and which knob mends it, said once for the kind
     */
    public void add(String kind, Sentence found, Sentence mend) {
        Kind entry = kinds.computeIfAbsent(kind, k -> new Kind(mend, new ArrayList<>(), new int[1]));
        entry.count[0]++;
        if (entry.found.size() < SHOWN_PER_KIND) {
            entry.found.add(found);
        }
    }

    /** Adds a problem that somebody else found. */
    public void add(Problem problem) {
        kinds.putIfAbsent(problem.toString(), new Kind(problem.mend(), problem.found(), new int[] {
            problem.found().size() + problem.more()
        }));
    }

    public boolean isEmpty() {
        return kinds.isEmpty();
    }

    /** One entry a kind, in the order first found. */
    public List<Problem> list() {
        return kinds.values().stream().map(Kind::problem).toList();
    }

    /** Throws all that was collected; returns quietly when there is nothing. */
    public void throwIfAny() {
        if (!isEmpty()) {
            throw new InvalidInputException(list());
        }
    }
}
