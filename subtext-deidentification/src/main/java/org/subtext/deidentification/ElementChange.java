package org.subtext.deidentification;

import java.util.Comparator;
import java.util.Locale;

/**
 * What was done to the elements at one place of a data set, and why; never a value.
 *
 * @param path where they stand
 * @param outcome what was done
 */
record ElementChange(TagPath path, Outcome outcome) implements Comparable<ElementChange> {
    private static final Comparator<ElementChange> ORDER =
            Comparator.comparing(ElementChange::path).thenComparing(change -> change.outcome.word());

    @Override
    public int compareTo(ElementChange other) {
        return ORDER.compare(this, other);
    }

    /** As the journal writes it: {@code (0054,0220)/(0008,0104) kept}. */
    String key() {
        return path + " " + outcome.word();
    }

    /** What {@link #key} wrote. */
    static ElementChange ofKey(String key) {
        int space = key.indexOf(' ');
        return new ElementChange(
                TagPath.parse(key.substring(0, space)),
                Outcome.valueOf(key.substring(space + 1).toUpperCase(Locale.ROOT)));
    }
}
