package org.subtext.tables;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.subtext.memory.HeapShare;
import org.subtext.problems.InvalidInputException;

/**
 * Memory that the cells of one table take, counted row by row: many columns times many rows may be in a small file. Not
 * thread-safe.
 */
final class TableRoom {
    /** More names of columns than any table has; every column costs, read or not. */
    static final int MOST_COLUMNS = 100_000;

    /** Of one cell, with what growing its column takes. */
    private static final int BYTES_PER_CELL = 6;

    /** Tables shrink to a tenth, of many like rows to a hundredth; deflate could make it a thousandth. */
    private static final int LARGEST_RATIO = 300;

    private static final long ALWAYS_UNPACKED = 32L << 20;

    /** Rows without text are counted, so that those below keep their numbers. */
    private static final int MOST_BLANK_ROWS = 5_000_000;

    private final Path file;
    private final HeapShare share = HeapShare.ofOneFile();
    private long cells;
    private int blank;

    TableRoom(Path file) {
        this.file = file;
    }

    /** Most bytes that so many compressed ones of a table are believed to hold; with fewer than none, as with none. */
    static long unpacked(long compressed) {
        return Math.max(ALWAYS_UNPACKED, LARGEST_RATIO * compressed);
    }

    void requireColumns(int columns) {
        if (columns > MOST_COLUMNS) {
            throw new InvalidInputException(String.format(
                    Locale.ROOT,
                    "Table %s has a line of %,d names of columns; the limit is %,d. Keep the columns that are needed,"
                            + " or save the table again if its line ends are lost.",
                    file,
                    columns,
                    MOST_COLUMNS));
        }
    }

    /** One row more. */
    void row(int columns) {
        cells += columns;
        if (!share.holds(BYTES_PER_CELL * cells)) {
            Optional<String> refusal = share.refusal(BYTES_PER_CELL * cells);
            throw new InvalidInputException(String.format(
                    Locale.ROOT,
                    "Table %s has more than %,d cells, which take %s. Or keep the columns that are needed.",
                    file,
                    cells,
                    refusal.orElse("")));
        }
    }

    /** One row without text more. */
    void blankRow() {
        if (++blank > MOST_BLANK_ROWS) {
            throw new InvalidInputException(String.format(
                    Locale.ROOT,
                    "Table %s has more than %,d rows without text. Delete them, or save the table again.",
                    file,
                    MOST_BLANK_ROWS));
        }
    }
}
