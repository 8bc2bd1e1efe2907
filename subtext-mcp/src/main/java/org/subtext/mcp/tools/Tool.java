package org.subtext.mcp.tools;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One thing that an assistant may ask for. Nothing of it depends on a run.
 *
 * @param name as it is called
 * @param title for a person
 * @param description for an assistant: what it gives, and when to ask
 * @param parameters that it takes
 * @param output JSON schema of what it tells
 * @param handler what answers
 */
public record Tool(
        String name,
        String title,
        String description,
        List<Parameter> parameters,
        Map<String, Object> output,
        Handler handler) {
    public Tool {
        parameters = List.copyOf(parameters);
    }

    /** Answers. */
    @FunctionalInterface
    public interface Handler {
        /** @throws RefusalException where nothing is told */
        Told answer(Given given);
    }

    /** JSON schema of what it takes. */
    public Map<String, Object> input() {
        Map<String, Object> properties = new LinkedHashMap<>();
        parameters.forEach(one -> properties.put(one.name(), one.schema()));
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put(
                "required",
                parameters.stream()
                        .filter(Parameter::isRequired)
                        .map(Parameter::name)
                        .toList());
        schema.put("additionalProperties", false);
        return schema;
    }
}
