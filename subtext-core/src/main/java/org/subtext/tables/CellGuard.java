package org.subtext.tables;

import java.util.regex.Pattern;

/**
 * Cells of a CSV that a spreadsheet would run as a formula, behind an apostrophe that makes them text there, and back.
 *
 * <p>Guarded is what begins with {@code = + - @}, their full-width forms, a tab or a line end and is no number with a
 * sign; whatever is guarded comes back as it was, cells that themselves begin with an apostrophe before such a letter
 * included ({@code docs/adr/0031}).
 */
public final class CellGuard {
    private static final String BEGINNINGS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";
    private static final Pattern NUMBER = Pattern.compile("[+-](\\d+([.,]\\d*)?|[.,]\\d+)([eE][+-]?\\d+)? ?%?");

    private CellGuard() {}

    /** The cell as it is written. */
    public static String of(String cell) {
        return needsOne(cell) ? "'" + cell : cell;
    }

    /** A cell as it was before it was written; the inverse of {@link #of}. */
    public static String without(String written) {
        return !written.isEmpty() && written.charAt(0) == '\'' && needsOne(written) ? written.substring(1) : written;
    }

    /** Whether a formula begins behind any number of apostrophes, and no number with a sign. */
    private static boolean needsOne(String cell) {
        int first = 0;
        while (first < cell.length() && cell.charAt(first) == '\'') {
            first++;
        }
        return first < cell.length()
                && BEGINNINGS.indexOf(cell.charAt(first)) >= 0
                && !NUMBER.matcher(cell.substring(first)).matches();
    }
}
