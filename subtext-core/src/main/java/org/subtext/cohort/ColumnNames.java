package org.subtext.cohort;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.subtext.problems.Knob;
import org.subtext.problems.Problems;
import org.subtext.problems.Sentence;
import org.subtext.tables.Table;

/** Names that a user typed against names that a table has. */
public final class ColumnNames {
    private ColumnNames() {}

    /** Adds a problem that names the nearest column when the table has none of that name. */
    public static void require(Table table, String column, Knob knob, Problems problems) {
        if (table.has(column)) {
            return;
        }
        String hint = nearest(column, table.names())
                .map(name -> " Did you mean \"" + name + "\"?")
                .orElse("");
        problems.add(table.orAnotherSheet(Sentence.of("There is no column \"" + column + "\" (asked for by ")
                .and(knob)
                .and(") in " + table.source() + "." + hint + " Columns: " + String.join(", ", table.names()) + ".")));
    }

    /** The candidate nearest to a name, unless all are far from it: more than a third of its letters, at least two. */
    public static Optional<String> nearest(String name, List<String> candidates) {
        int limit = Math.max(2, name.length() / 3);
        return candidates.stream()
                .min(Comparator.comparingInt(candidate -> distance(name, candidate)))
                .filter(candidate -> distance(name, candidate) <= limit);
    }

    /** Levenshtein distance, upper and lower case alike. */
    private static int distance(String a, String b) {
        String first = a.toLowerCase(Locale.ROOT);
        String second = b.toLowerCase(Locale.ROOT);
        int[] previous = new int[second.length() + 1];
        for (int j = 0; j < previous.length; j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= first.length(); i++) {
            int[] current = new int[previous.length];
            current[0] = i;
            for (int j = 1; j < current.length; j++) {
                int substitution = previous[j - 1] + (first.charAt(i - 1) == second.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(substitution, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[second.length()];
    }
}
