package org.subtext.wording;

import java.util.List;
import java.util.Locale;

/** Several things in one sentence. */
public final class Lists {
    /** Of more things than this a sentence counts the rest. */
    public static final int MOST_IN_A_SENTENCE = 6;

    private Lists() {}

    /** "age", "age and sex", "age, sex and view". */
    public static String and(List<String> items) {
        int last = items.size() - 1;
        return last < 1
                ? String.join("", items)
                : String.join(", ", items.subList(0, last)) + " and " + items.get(last);
    }

    /** The same; of more than {@code most} things one fewer is named, and the rest counted: "age, sex and 3 more". */
    public static String and(List<String> items, int most) {
        return items.size() <= most ? and(items) : some(items, most - 1);
    }

    /** The first few, and how many more: "3, 9, 12 and 40 more"; all with commas where they are few. */
    public static String some(List<String> items, int named) {
        return items.size() <= named
                ? String.join(", ", items)
                : String.join(", ", items.subList(0, named)) + " and " + (items.size() - named) + " more";
    }

    /** A sentence begins with it. */
    public static String capitalised(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
