package org.subtext.audit.inputs;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which lines of two plans differ, each with the section that it stands in.
 *
 * <p>Plans are compared as {@code plan.yaml} writes them: one key or item a line, two spaces a level. Equal lines of
 * other sections, and equal items in another order, are differences.
 */
public final class PlanDifference {
    private PlanDifference() {}

    /** The lines that were there then and are not now, and those that are there now; as a terminal shows them. */
    public static List<String> of(String then, String now) {
        Map<String, String> before = placed(then);
        Map<String, String> after = placed(now);
        List<String> difference = new ArrayList<>();
        before.forEach((place, line) -> {
            if (!line.equals(after.get(place))) {
                difference.add("  then: " + line + section(place));
            }
        });
        after.forEach((place, line) -> {
            if (!line.equals(before.get(place))) {
                difference.add("  now:  " + line + section(place));
            }
        });
        return difference;
    }

    /** Each line by where it stands: the keys above it, its own key, and its number among items. */
    private static Map<String, String> placed(String yaml) {
        record Level(int indent, String key) {}
        Map<String, String> lines = new LinkedHashMap<>();
        Map<String, Integer> items = new LinkedHashMap<>();
        Deque<Level> above = new ArrayDeque<>();
        for (String whole : yaml.lines().toList()) {
            String line = whole.strip();
            int indent = whole.indexOf(line) + (line.startsWith("- ") ? 1 : 0); // items stand as deep as their key
            while (!above.isEmpty() && above.peek().indent() >= indent) {
                above.pop();
            }
            StringBuilder section = new StringBuilder();
            above.descendingIterator()
                    .forEachRemaining(level -> section.append(level.key()).append('.'));
            String key = line.startsWith("- ")
                    ? "[" + items.merge(section.toString(), 1, Integer::sum) + "]"
                    : line.substring(0, line.indexOf(':') < 0 ? line.length() : line.indexOf(':'));
            lines.put(section + "\n" + key, line);
            above.push(new Level(indent, key));
        }
        return lines;
    }

    private static String section(String place) {
        String keys = place.substring(0, place.indexOf('\n'));
        return keys.isEmpty() ? "" : "  (" + keys.substring(0, keys.length() - 1) + ")";
    }
}
