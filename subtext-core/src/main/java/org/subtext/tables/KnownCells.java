package org.subtext.tables;

import org.jspecify.annotations.Nullable;

/**
 * Cells of a column by their bytes, so that a cell that was read lately is neither decoded nor looked up again. Of two
 * that share a place the later one stays. Not thread-safe.
 */
final class KnownCells {
    /** The code of no cell. */
    static final int NONE = -1;

    /** Enough for measurements to three decimals, of which a million rows repeat each some dozens of times. */
    private static final int PLACES = 1 << 15;

    private final byte[] @Nullable [] cells = new byte[PLACES][];
    private final int[] codes = new int[PLACES];

    /** The code that a cell of the same bytes had, or {@link #NONE}. */
    int code(DelimitedRows rows) {
        int place = place(rows.hash());
        byte[] cell = cells[place];
        return cell != null && rows.holds(cell) ? codes[place] : NONE;
    }

    void keep(byte[] cell, int code) {
        int hash = 0;
        for (byte b : cell) {
            hash = DelimitedRows.hash(hash, b);
        }
        int place = place(hash);
        cells[place] = cell;
        codes[place] = code;
    }

    private static int place(int hash) {
        return (hash ^ hash >>> 15) & PLACES - 1;
    }
}
