package org.subtext.identities;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which ids are the same but for their spelling.
 *
 * <p>Ids that fold to one text are. The same number behind several words for a patient (patient00012, P12, 12) is only
 * where a clear share of the ids of one such word have their number behind another too: a few equal numbers are chance.
 */
final class Twins {
    private static final int FEWEST_NUMBERS = 3;
    private static final double CLEAR_SHARE = 0.5;

    private final DistinctIds ids;
    private final String[] folded;
    private final Set<String> sharedPrefixes;

    Twins(DistinctIds ids) {
        this.ids = ids;
        this.folded = new String[ids.size()];
        for (int id = 0; id < folded.length; id++) {
            folded[id] = Spelling.folded(ids.text(id));
        }
        this.sharedPrefixes = sharedPrefixes();
    }

    /** The leading id of each group of two and more, with the others: that of most rows, else the shorter. */
    Map<Integer, List<Integer>> bySpelling() {
        return groups(folded);
    }

    /** Groups among the leading ids of {@link #bySpelling()} that have one number behind several prefixes. */
    Map<Integer, List<Integer>> byPrefix(int[] leader) {
        @Nullable String[] numbers = new @Nullable String[folded.length];
        if (!sharedPrefixes.isEmpty()) {
            for (int id = 0; id < folded.length; id++) {
                if (leader[id] == id) {
                    int start = Spelling.startOfNumber(folded[id]);
                    boolean shared = start >= 0 && sharedPrefixes.contains(folded[id].substring(0, start));
                    numbers[id] = shared ? folded[id].substring(start) : null;
                }
            }
        }
        return groups(numbers);
    }

    /**
     * Pairs among the leading ids that are different and nearly the same: an id, and the one that it is but for
     * accents, a plus sign or a copy's number behind it, which another id must be.
     */
    Map<Integer, Integer> near(int[] leader) {
        Map<String, Integer> known = new HashMap<>(2 * folded.length);
        for (int id = 0; id < folded.length; id++) {
            if (leader[id] == id) {
                known.put(folded[id], id);
            }
        }
        Map<Integer, Integer> pairs = new LinkedHashMap<>();
        for (int id = 0; id < folded.length; id++) {
            String bare = Spelling.nearly(folded[id]);
            Integer other = bare.equals(folded[id]) ? null : known.get(bare);
            if (leader[id] == id && other != null && other != id) {
                pairs.put(id, other);
            }
        }
        return pairs;
    }

    private Map<Integer, List<Integer>> groups(@Nullable String[] keys) {
        Map<String, Integer> first = new HashMap<>(2 * keys.length);
        Map<String, List<Integer>> groups = new LinkedHashMap<>();
        for (int id = 0; id < keys.length; id++) {
            String key = keys[id];
            Integer before = key == null ? null : first.putIfAbsent(key, id);
            if (key != null && before != null) {
                groups.computeIfAbsent(key, k -> new ArrayList<>(List.of(before)))
                        .add(id);
            }
        }
        Map<Integer, List<Integer>> led = new LinkedHashMap<>();
        for (List<Integer> group : groups.values()) {
            int leading = group.stream().min(this::byWeight).orElseThrow();
            led.put(leading, group.stream().filter(id -> id != leading).toList());
        }
        return led;
    }

    /** The same whatever the order of the rows. */
    private int byWeight(int one, int other) {
        String a = ids.text(one);
        String b = ids.text(other);
        int byRows = ids.rows(other) - ids.rows(one);
        int byLength = byRows != 0 ? byRows : a.length() - b.length();
        return byLength != 0 ? byLength : a.compareTo(b);
    }

    private Set<String> sharedPrefixes() {
        Set<String> found = new HashSet<>();
        for (String one : folded) {
            int start = Spelling.startOfNumber(one);
            if (start >= 0) {
                found.add(one.substring(0, start));
            }
        }
        if (found.size() < 2) {
            return Set.of();
        }
        Map<String, Set<String>> numbers = new TreeMap<>();
        for (String one : folded) {
            int start = Spelling.startOfNumber(one);
            if (start >= 0) {
                numbers.computeIfAbsent(one.substring(0, start), p -> new HashSet<>())
                        .add(one.substring(start));
            }
        }
        List<String> prefixes = List.copyOf(numbers.keySet());
        Set<String> shared = new HashSet<>();
        for (int i = 0; i < prefixes.size(); i++) {
            for (int j = i + 1; j < prefixes.size(); j++) {
                Set<String> one = numbers.getOrDefault(prefixes.get(i), Set.of());
                Set<String> other = numbers.getOrDefault(prefixes.get(j), Set.of());
                Set<String> fewer = one.size() < other.size() ? one : other;
                Set<String> more = fewer == one ? other : one;
                long both = fewer.stream().filter(more::contains).count();
                if (both >= FEWEST_NUMBERS && both >= CLEAR_SHARE * fewer.size()) {
                    shared.add(prefixes.get(i));
                    shared.add(prefixes.get(j));
                }
            }
        }
        return shared;
    }
}
