package org.subtext.problems;

import java.util.List;
import java.util.Map;

/** How one face words the knobs of a sentence. */
public interface Words {
    /** The knobs by their own names, as a plan file, a log and a stored note say them. */
    Words PATHS = new PathWords(Map.of());

    /**
     * The same where a kind of plan file has other keys.
     *
     * @param keys by knob; others go by their own names
     */
    static Words paths(Map<Knob, String> keys) {
        return new PathWords(keys);
    }

    /** What is set to a knob. */
    sealed interface Value {}

    /** One value, or what stands for it: {@code exclude}, {@code COLUMN}. */
    record One(String text) implements Value {}

    /** A list of values. */
    record Several(List<String> items) implements Value {
        public Several {
            items = List.copyOf(items);
        }
    }

    /** A value by name. */
    record Entries(Map<String, String> values) implements Value {
        public Entries {
            values = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(values));
        }
    }

    /** A knob and what it is set to. */
    record Turn(Knob knob, Value value) {
        public Turn(Knob knob, String value) {
            this(knob, new One(value));
        }
    }

    /** The knob by itself: {@code --only}, {@code cohort.inclusion.only}. */
    String name(Knob knob);

    /** The knob set to a value: {@code --only view=PA}, {@code cohort.inclusion.only: {view: PA}}. */
    String set(Turn turn);

    /**
     * Another use case.
     *
     * @param subject what it is done with, empty where nothing need be named
     * @param turns what it is to be given
     */
    String action(Action action, String subject, List<Turn> turns);

    /** How many of what: "1 row has no match", "12 rows have no match". */
    default String counted(long count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }

    /** A key of a table, by its form: a log, a report and JSON tell no key. */
    default String key(String key, String form) {
        return form;
    }
}
