package org.subtext.deidentification;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.subtext.dicom.Tag;

/**
 * How often which outcome befell which element of one file: paths of tags and counts, never a value. Not thread-safe.
 */
final class TagTally {
    private final TreeMap<String, Integer> counts = new TreeMap<>();

    /**
     * One element more.
     *
     * @param path tags of the sequences around it, outermost first, each followed by a slash
     */
    void add(String path, Tag tag, Outcome outcome) {
        counts.merge(path + tag + " " + outcome.word(), 1, Integer::sum);
    }

    /** Counts by path and outcome, such as {@code (0054,0220)/(0008,0104) kept}. */
    SortedMap<String, Integer> counts() {
        return Collections.unmodifiableSortedMap(counts);
    }

    /** Elements by outcome. */
    SortedMap<String, Integer> byOutcome() {
        SortedMap<String, Integer> sums = new TreeMap<>();
        for (Map.Entry<String, Integer> entry : counts.entrySet()) {
            String key = entry.getKey();
            sums.merge(key.substring(key.indexOf(' ') + 1), entry.getValue(), Integer::sum);
        }
        return sums;
    }
}
