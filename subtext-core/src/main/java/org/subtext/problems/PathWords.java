package org.subtext.problems;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Words every knob by its own name, and a value as YAML.
 *
 * @param keys of knobs that a kind of plan file has under another name
 */
record PathWords(Map<Knob, String> keys) implements Words {
    PathWords {
        keys = Map.copyOf(keys);
    }

    @Override
    public String name(Knob knob) {
        String key = keys.get(knob);
        return key == null ? knob.id() : key;
    }

    @Override
    public String set(Turn turn) {
        String value = text(turn.value());
        return value.isEmpty() ? name(turn.knob()) : name(turn.knob()) + ": " + value;
    }

    @Override
    public String action(Action action, String subject, List<Turn> turns) {
        String details = Stream.concat(
                        subject.isEmpty() ? Stream.empty() : Stream.of(subject),
                        turns.stream().map(this::set))
                .collect(Collectors.joining(", "));
        return details.isEmpty() ? action.meaning() : action.meaning() + " (" + details + ")";
    }

    private static String text(Value value) {
        if (value instanceof Several several) {
            return "[" + String.join(", ", several.items()) + "]";
        }
        if (value instanceof Entries entries) {
            return entries.values().entrySet().stream()
                    .map(entry -> entry.getKey() + ": " + entry.getValue())
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return ((One) value).text();
    }
}
