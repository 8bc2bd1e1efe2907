package org.subtext.statistics.sites;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Tables that validation/sites/tables.py wrote of the numbers of other programs. */
final class ReferenceRows {
    private ReferenceRows() {}

    /** Cells of all rows below the header; an empty cell is "". */
    static List<String[]> of(String name) {
        try (InputStream in = ReferenceRows.class.getResourceAsStream(name + ".csv")) {
            if (in == null) {
                throw new AssertionError("no table " + name);
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().skip(1).map(line -> line.split(",", -1)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Rows of one set, which the first cell numbers. */
    static List<String[]> ofSet(String name, int set) {
        return of(name).stream()
                .filter(row -> row[0].equals(String.valueOf(set)))
                .toList();
    }

    static double[] numbers(List<String[]> rows, int column) {
        return rows.stream().mapToDouble(row -> Double.parseDouble(row[column])).toArray();
    }

    static int[] ordinals(List<String[]> rows, int column) {
        return rows.stream().mapToInt(row -> Integer.parseInt(row[column])).toArray();
    }

    static boolean[] flags(List<String[]> rows, int column) {
        boolean[] flags = new boolean[rows.size()];
        for (int i = 0; i < flags.length; i++) {
            flags[i] = rows.get(i)[column].equals("1");
        }
        return flags;
    }
}
