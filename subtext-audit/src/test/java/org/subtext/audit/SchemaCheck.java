package org.subtext.audit;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Checks a document against the words of JSON Schema that the plan's schema uses: type, enum, pattern,
 * properties, items and choices. */
final class SchemaCheck {
    private final List<String> complaints = new ArrayList<>();

    private SchemaCheck() {}

    /** What the schema says against the document, each with its path. */
    static List<String> complaints(JsonNode schema, JsonNode document) {
        SchemaCheck check = new SchemaCheck();
        check.at("", schema, document);
        return check.complaints;
    }

    private void at(String path, JsonNode schema, JsonNode value) {
        List<String> types = new ArrayList<>();
        if (schema.path("type").isArray()) {
            schema.get("type").forEach(type -> types.add(type.asString()));
        } else if (schema.has("type")) {
            types.add(schema.get("type").asString());
        }
        if (!types.isEmpty() && types.stream().noneMatch(type -> is(type, value))) {
            complaints.add(path + " is no " + String.join(" or ", types));
            return;
        }
        if (schema.has("enum") && schema.get("enum").values().stream().noneMatch(value::equals)) {
            complaints.add(path + " is none of " + schema.get("enum"));
        }
        if (schema.has("pattern")
                && !(value.isString()
                        && value.asString().matches(schema.get("pattern").asString()))) {
            complaints.add(path + " does not match " + schema.get("pattern"));
        }
        if (schema.has("anyOf")
                && schema.get("anyOf").values().stream()
                        .noneMatch(one -> complaints(one, value).isEmpty())) {
            complaints.add(path + " is none of " + schema.get("anyOf"));
        }
        if (schema.has("oneOf")) {
            long fits = schema.get("oneOf").values().stream()
                    .filter(one -> complaints(one, value).isEmpty())
                    .count();
            if (fits != 1) {
                complaints.add(
                        path + " fits " + fits + " of " + schema.get("oneOf").size());
            }
        }
        schema.path("required").forEach(key -> {
            if (value.isObject() && !value.has(key.asString())) {
                complaints.add(path + " lacks " + key.asString());
            }
        });
        if (value.isObject()) {
            value.properties()
                    .forEach(entry -> key(path + "." + entry.getKey(), schema, entry.getKey(), entry.getValue()));
        }
        for (int i = 0; i < value.size() && value.isArray(); i++) {
            at(path + "[" + i + "]", schema.get("items"), value.get(i));
        }
    }

    private void key(String path, JsonNode schema, String key, JsonNode value) {
        JsonNode known = schema.path("properties").path(key);
        JsonNode further = schema.path("additionalProperties");
        if (known.isObject()) {
            at(path, known, value);
        } else if (further.isObject()) {
            at(path, further, value);
        } else if (further.isBoolean()) {
            complaints.add(path + " is unknown");
        }
    }

    private static boolean is(String type, JsonNode value) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isString();
            case "boolean" -> value.isBoolean();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "null" -> value.isNull();
            default -> throw new IllegalArgumentException("no type of JSON Schema: " + type);
        };
    }
}
