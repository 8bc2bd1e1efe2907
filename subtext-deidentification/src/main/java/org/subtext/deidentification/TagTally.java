package org.subtext.deidentification;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** How often which change befell which element of one file: places and counts, never a value. Not thread-safe. */
final class TagTally {
    private final Map<ElementChange, Integer> counts = new HashMap<>();

    /** One element more. */
    void add(TagPath path, Outcome outcome) {
        counts.merge(new ElementChange(path, outcome), 1, Integer::sum);
    }

    /** Elements by what was done to them and where. */
    SortedMap<ElementChange, Integer> counts() {
        return Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    }

    /** Elements by outcome. */
    SortedMap<String, Integer> byOutcome() {
        SortedMap<String, Integer> sums = new TreeMap<>();
        counts.forEach((change, count) -> sums.merge(change.outcome().word(), count, Integer::sum));
        return sums;
    }
}
