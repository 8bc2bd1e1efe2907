package org.subtext.web.images;

import java.util.BitSet;
import java.util.SortedSet;
import java.util.TreeSet;

/** What was seen of a run's cases since it was opened: how many, under which settings; not which. */
final class Looked {
    private final BitSet listed = new BitSet();
    private final SortedSet<String> stops = new TreeSet<>();

    /** @param rank place of a case in the session's order */
    void list(int rank) {
        listed.set(rank);
    }

    /** @param stop the setting under which pictures are shown */
    void show(String stop) {
        stops.add(stop);
    }

    int listed() {
        return listed.cardinality();
    }

    /** Settings under which pictures were shown. */
    SortedSet<String> stops() {
        return stops;
    }
}
