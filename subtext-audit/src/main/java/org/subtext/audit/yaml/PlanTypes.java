package org.subtext.audit.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.subtext.problems.Problems;
import org.subtext.wording.VisibleText;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whether each value of a plan file has the type that the plan's schema gives its key, found before anything is read
 * into records, so that all that is wrong is said at once and in our words.
 *
 * <p>A number in the place of a text is that text as the file writes it: 1.50 is a class called 1.50. Keys that the
 * schema does not know, and lists and sections in each other's place, are left to whoever knows the defaults.
 */
public final class PlanTypes {
    private static final String STRING = "string";
    private static final String OBJECT = "object";
    private static final String NULL = "null";

    /** The key whose schema is a choice. */
    private static final String SOURCE = "source";

    private final PlanText.Read plan;
    private final String where;
    private final Problems problems;
    private final Function<JsonNode, ObjectNode> sourceSchema;

    private PlanTypes(
            PlanText.Read plan, String where, Problems problems, Function<JsonNode, ObjectNode> sourceSchema) {
        this.plan = plan;
        this.where = where;
        this.problems = problems;
        this.sourceSchema = sourceSchema;
    }

    /**
     * The plan with every text as it was written.
     *
     * @param schema JSON schema of plans
     * @param sourceSchema the schema of a source of images, by what a file says of it
     * @param problems receives each value of another type
     */
    public static JsonNode checked(
            PlanText.Read plan,
            ObjectNode schema,
            Function<JsonNode, ObjectNode> sourceSchema,
            String where,
            Problems problems) {
        return new PlanTypes(plan, where, problems, sourceSchema).checked(plan.tree(), schema, "", false);
    }

    /**
     * @param free whether the value stands below keys of the user's own, or in a list: nothing may be left out there
     */
    private JsonNode checked(JsonNode value, JsonNode schema, String path, boolean free) {
        List<String> types = types(schema);
        if (value.isNull()) {
            return nothing(value, schema, types, path, free);
        }
        if (value instanceof ObjectNode object) {
            return types.contains(OBJECT) ? below(object, schema, path) : value;
        }
        if (value instanceof ArrayNode array) {
            return schema.get("items") == null ? value : items(array, schema.path("items"), path);
        }
        if (types.contains("array")) {
            return free ? checked(value, schema.path("items"), path, true) : value;
        }
        return scalar(value, types, path);
    }

    private JsonNode below(ObjectNode object, JsonNode schema, String path) {
        ObjectNode checked = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(entry -> {
            String at = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
            JsonNode known = schema.path("properties").get(entry.getKey());
            JsonNode any = schema.get("additionalProperties");
            if (known != null
                    && entry.getKey().equals(SOURCE)
                    && entry.getValue().isObject()) {
                known = sourceSchema.apply(entry.getValue());
            }
            JsonNode now = known != null
                    ? checked(entry.getValue(), known, at, false)
                    : any instanceof ObjectNode ? checked(entry.getValue(), any, at, true) : entry.getValue();
            checked.set(entry.getKey(), now);
        });
        return checked;
    }

    private ArrayNode items(ArrayNode array, JsonNode schema, String path) {
        ArrayNode checked = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < array.size(); i++) {
            checked.add(checked(array.get(i), schema, path + "[" + i + "]", true));
        }
        return checked;
    }

    private JsonNode nothing(JsonNode value, JsonNode schema, List<String> types, String path, boolean free) {
        if (free) {
            String text = plan.written().getOrDefault(path, "");
            if (types.contains(STRING) && !text.isBlank() && !text.equals("~")) {
                return JsonNodeFactory.instance.stringNode(text); // among words, null is one
            }
            refuse(path, "is empty. Write a value, or leave it out.");
        } else if (!types.contains(NULL) && !types.contains(OBJECT) && schema.get("default") != null) {
            refuse(path, "is empty. Write a value, or leave the key out; it is then " + schema.path("default") + ".");
        }
        return value;
    }

    private JsonNode scalar(JsonNode value, List<String> types, String path) {
        String text = plan.written().getOrDefault(path, value.asString());
        if (types.contains(STRING)) {
            return JsonNodeFactory.instance.stringNode(text);
        }
        String wrong = types.contains("integer")
                ? wholeNumber(value)
                : types.contains("number")
                        ? number(value)
                        : types.contains("boolean") && !value.isBoolean() ? "must be true or false" : null;
        if (wrong != null) {
            refuse(path, wrong + ", found " + found(value, text) + ".");
        }
        return value;
    }

    private static @Nullable String wholeNumber(JsonNode value) {
        if (!value.isIntegralNumber()) {
            return "must be a whole number";
        }
        return value.canConvertToLong() ? null : "must be a number of at most 18 digits";
    }

    private static @Nullable String number(JsonNode value) {
        return value.isNumber() && Double.isFinite(value.asDouble()) ? null : "must be a number";
    }

    private static String found(JsonNode value, String text) {
        String shown = VisibleText.line(text.length() > 60 ? text.substring(0, 60) + "..." : text);
        return value.isString() ? "the text \"" + shown + "\"" : shown;
    }

    private void refuse(String path, String wrong) {
        problems.add("\"" + VisibleText.line(path) + "\" in " + where + plan.at(path) + " " + wrong);
    }

    /** The types that a schema allows; of a choice of words, text. */
    private static List<String> types(JsonNode schema) {
        List<String> types = new ArrayList<>();
        JsonNode type = schema.path("type");
        type.forEach(one -> types.add(one.asString()));
        if (type.isString()) {
            types.add(type.asString());
        }
        for (JsonNode one : schema.path("anyOf")) {
            types.addAll(types(one));
        }
        for (JsonNode one : schema.path("enum")) {
            types.add(one.isNull() ? NULL : STRING);
        }
        return types;
    }
}
