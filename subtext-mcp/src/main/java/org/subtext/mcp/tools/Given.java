package org.subtext.mcp.tools;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.subtext.audit.answers.Labels;

/** What a call was given, each value of its kind and within its bounds. */
public final class Given {
    private final Map<String, Object> values;

    private Given(Map<String, Object> values) {
        this.values = Collections.unmodifiableMap(values);
    }

    /**
     * Checks what was given.
     *
     * @throws RefusalException that names everything that is wrong, and what is taken
     */
    static Given of(List<Parameter> parameters, @Nullable Map<String, ?> given) {
        Map<String, Object> values = new LinkedHashMap<>();
        List<String> wrong = new ArrayList<>();
        Map<String, ?> all = given == null ? Map.of() : given;
        for (Parameter one : parameters) {
            Object value = all.get(one.name());
            if (value == null) {
                if (one.isRequired()) {
                    wrong.add(one.name() + " is missing");
                }
            } else if (isRight(one, value)) {
                values.put(one.name(), value);
            } else {
                wrong.add(one.name() + " is to be "
                        + (one.kind() == Parameter.Kind.TEXT
                                ? "text of 1 to " + one.most() + " characters"
                                : "a whole number from 0 to " + one.most()));
            }
        }
        all.keySet().stream()
                .filter(name -> parameters.stream().noneMatch(one -> one.name().equals(name)))
                .limit(3)
                .forEach(name -> wrong.add("there is no " + Labels.of(name)));
        if (!wrong.isEmpty()) {
            throw new RefusalException("Nothing is answered: " + String.join("; ", wrong) + ". "
                    + (parameters.isEmpty()
                            ? "This tool takes nothing."
                            : "This tool takes "
                                    + parameters.stream()
                                            .map(one -> one.name() + (one.isRequired() ? "" : " (optional)"))
                                            .collect(Collectors.joining(", "))
                                    + "."));
        }
        return new Given(values);
    }

    private static boolean isRight(Parameter parameter, Object value) {
        if (parameter.kind() == Parameter.Kind.TEXT) {
            return value instanceof String text
                    && !text.isBlank()
                    && text.codePointCount(0, text.length()) <= parameter.most();
        }
        return value instanceof Number number
                && number.doubleValue() == number.longValue()
                && number.longValue() >= 0
                && number.longValue() <= parameter.most();
    }

    String text(String name) {
        return (String) Objects.requireNonNull(values.get(name), name);
    }

    Optional<String> optional(String name) {
        return Optional.ofNullable((String) values.get(name));
    }

    int number(String name) {
        return values.get(name) instanceof Number number ? number.intValue() : 0;
    }
}
