package org.subtext.silo.sums;

import java.util.HashMap;
import java.util.Map;

/** An answer as it is counted, by the names of its layout. Not thread-safe. */
final class Vector {
    private final Layout layout;
    private final long[] cells;
    private final Map<String, Integer> starts = new HashMap<>();

    Vector(Layout layout) {
        this.layout = layout;
        this.cells = new long[layout.size()];
        int start = 0;
        for (Layout.Block block : layout.blocks()) {
            starts.put(block.name(), start);
            start += block.places().size();
        }
    }

    private int at(String block, int place) {
        Integer start = starts.get(block);
        if (start == null) {
            throw new IllegalArgumentException("no block is called " + block);
        }
        return start + place;
    }

    void add(String block, int place, long count) {
        cells[at(block, place)] += count;
    }

    void set(String block, int place, long count) {
        cells[at(block, place)] = count;
    }

    long get(String block, int place) {
        return cells[at(block, place)];
    }

    /** A number with decimals, rounded to the nearest multiple that the block can hold. */
    void setDecimal(String block, int place, double value) {
        cells[at(block, place)] = Math.round(value * layout.block(block).scale());
    }

    /** The answer, within the bounds that were agreed. */
    long[] cells() {
        return layout.checked(cells);
    }
}
