package org.subtext.audit;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.subtext.problems.PlanKey;
import org.subtext.recognition.TrainingPreset;
import org.subtext.recognition.TrainingPresets;
import org.subtext.routes.contract.RoutesPlan;
import org.subtext.sources.ImageSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON Schema of plan files: what an editor completes and a form is made from.
 *
 * <p>Keys, types and allowed values are those of the plan's records, defaults those of a plan of defaults, meanings
 * those of {@link PlanKey}; nothing is written twice. Keys that have moved are known at both places.
 */
public final class PlanSchema {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    /** A cohort is described once; external cohorts are described the same way. */
    private static final String COHORT = PlanKey.COHORT.id();

    private static final String PROPERTIES = "properties";

    private static final String DEPRECATED = "deprecated";

    private PlanSchema() {}

    /** The schema, indented. */
    public static String text() {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(schema()) + "\n";
    }

    static ObjectNode schema() {
        ObjectNode schema = object();
        schema.put("$schema", DIALECT);
        schema.put("title", "Plan of an audit");
        schema.put(
                "description",
                "Defaults are those of the preset small; another preset has its own of pixels and training.");
        schema.setAll(record(AuditPlan.class, "", PlanFile.defaults()));
        schema.put("type", "object");
        return schema;
    }

    /** The schema of a source of images by what a file says of it; of no source where it names none that is known. */
    static ObjectNode ofSource(JsonNode source) {
        return SourceKeys.kind(source)
                .map(name -> SourceKeys.defaults().get(SourceKeys.names().indexOf(name)))
                .map(kind -> record(kind.getClass(), PlanKey.COHORT_SOURCE.id() + ".", PlanFile.asInFiles(kind)))
                .orElseGet(PlanSchema::object);
    }

    private static ObjectNode record(Class<?> type, String prefix, @Nullable JsonNode defaults) {
        ObjectNode schema = object();
        // A section with nothing below it is as if it were not there.
        schema.set("type", array("object", "null"));
        ObjectNode properties = schema.putObject(PROPERTIES);
        ArrayNode required = JSON.createArrayNode();
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getType() == ImageSource.class) {
                addSource(schema, properties);
                continue;
            }
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                properties.setAll((ObjectNode)
                        record(component.getType(), prefix, defaults).get(PROPERTIES));
                continue;
            }
            String key = inFiles(component.getName());
            JsonNode byDefault = defaults == null ? null : defaults.get(key);
            ObjectNode one = component(component.getAnnotatedType(), prefix + key, byDefault);
            properties.set(key, one);
            if (isRequired(byDefault)) {
                required.add(key);
            }
        }
        if (!required.isEmpty()) {
            schema.put("type", "object");
            schema.set("required", required);
        }
        addFormer(properties, prefix);
        schema.put("additionalProperties", false);
        return schema;
    }

    /** Keys of a section that stand elsewhere now are still read, with a note: editors mark them. */
    private static void addFormer(ObjectNode properties, String prefix) {
        for (PlanKey key : PlanKey.values()) {
            String former = key.formerly().orElse("");
            if (former.startsWith(prefix)
                    && key.id().startsWith(prefix)
                    && former.indexOf('.', prefix.length()) < 0
                    && properties.at(place(key.id().substring(prefix.length()))) instanceof ObjectNode now) {
                ObjectNode then = now.deepCopy();
                then.remove("default");
                then.put("description", "moved to " + key.id() + ": " + key.meaning());
                then.put(DEPRECATED, true);
                properties.set(former.substring(prefix.length()), then);
            }
        }
    }

    /** Where a key's schema lies below those of its section. */
    private static String place(String path) {
        return "/" + path.replace(".", "/" + PROPERTIES + "/");
    }

    /** Where images come from: a table by itself, or a source of any kind; null is as if the key were not there. */
    private static void addSource(ObjectNode cohort, ObjectNode properties) {
        ObjectNode table = described(PlanKey.COHORT_TABLE);
        table.set("type", array("string", "null"));
        ObjectNode source = described(PlanKey.COHORT_SOURCE);
        source.set("type", array("object", "null"));
        ArrayNode kinds = source.putArray("oneOf");
        SourceKeys.defaults()
                .forEach(kind ->
                        kinds.add(record(kind.getClass(), PlanKey.COHORT_SOURCE.id() + ".", PlanFile.asInFiles(kind))));
        kinds.addObject().put("type", "null");
        properties.set("table", table);
        properties.set("source", source);
        ArrayNode either = cohort.putArray("oneOf");
        either.add(said("table", "string", "source"));
        either.add(said("source", "object", "table"));
    }

    /** One key is there with a value of its type, and the other is not or is null. */
    private static ObjectNode said(String key, String type, String other) {
        ObjectNode said = object();
        said.set("required", array(key));
        ObjectNode properties = said.putObject(PROPERTIES);
        properties.putObject(key).put("type", type);
        properties.putObject(other).put("type", "null");
        return said;
    }

    private static ObjectNode described(PlanKey key) {
        return object().put("description", key.meaning());
    }

    private static ObjectNode component(AnnotatedType type, String path, @Nullable JsonNode byDefault) {
        ObjectNode schema = of(type, path, byDefault);
        PlanKey.at(path).ifPresent(key -> schema.put("description", key.meaning()));
        if (type.isAnnotationPresent(Nullable.class)) {
            allowNull(schema);
        }
        if (byDefault != null && !byDefault.isObject() && !isRequired(byDefault)) {
            schema.set("default", byDefault);
        }
        if (path.equals(PlanKey.PRESET.id())) {
            List<TrainingPreset> presets = TrainingPresets.all();
            schema.set("enum", names(presets.stream().map(TrainingPreset::name).toList()));
        }
        if (path.equals(PlanKey.ROUTES_MODES.id())) {
            choice((ObjectNode) schema.get("items"), lowerCase(RoutesPlan.CHOICES));
        }
        return schema;
    }

    private static ObjectNode of(AnnotatedType type, String path, @Nullable JsonNode byDefault) {
        Class<?> raw = raw(type);
        ObjectNode schema = object();
        if (raw.isRecord()) {
            return record(raw, (path.equals(PlanKey.EXTERNAL_COHORT.id()) ? COHORT : path) + ".", byDefault);
        }
        if (raw.isEnum()) {
            schema.put("type", "string");
            choice(schema, lowerCase(List.of(raw.getEnumConstants())));
        } else if (List.class.isAssignableFrom(raw)) {
            schema.put("type", "array");
            boolean isExternal = path.equals(PlanKey.EXTERNAL.id());
            schema.set("items", of(argument(type, 0), path, isExternal ? PlanFile.defaultsOfExternal() : null));
        } else if (Map.class.isAssignableFrom(raw)) {
            schema.put("type", "object");
            schema.set("additionalProperties", of(argument(type, 1), path, null));
        } else {
            schema.put("type", raw.isSealed() ? "object" : simple(raw));
        }
        return schema;
    }

    /** Lower case is offered; as the reader does, letters of any case are taken. */
    private static void choice(ObjectNode schema, ArrayNode values) {
        ArrayNode any = schema.putArray("anyOf");
        any.addObject().set("enum", values);
        String either =
                values.values().stream().map(value -> anyCase(value.asString())).collect(Collectors.joining("|"));
        any.addObject().put("type", "string").put("pattern", "^(" + either + ")$");
    }

    private static String anyCase(String value) {
        return value.chars()
                .mapToObj(c -> Character.isLetter(c)
                        ? "[" + (char) c + Character.toUpperCase((char) c) + "]"
                        : String.valueOf((char) c))
                .collect(Collectors.joining());
    }

    private static String simple(Class<?> type) {
        if (type == String.class || type == Path.class) {
            return "string";
        }
        if (type == boolean.class) {
            return "boolean";
        }
        if (type == int.class || type == long.class || type == Integer.class) {
            return "integer";
        }
        if (type == double.class || type == Double.class) {
            return "number";
        }
        throw new IllegalStateException("a plan holds a " + type.getName() + ", which its schema does not know");
    }

    private static void allowNull(ObjectNode schema) {
        if (schema.get("type").isString()) {
            schema.set("type", array(schema.get("type").asString(), "null"));
        }
        if (schema.get("enum") instanceof ArrayNode values) {
            values.addNull();
        }
        if (schema.get("anyOf") instanceof ArrayNode any) {
            any.addObject().put("type", "null");
        }
    }

    private static boolean isRequired(@Nullable JsonNode byDefault) {
        return byDefault != null
                && (byDefault.isString() && byDefault.asString().endsWith(SourceKeys.REQUIRED)
                        || byDefault.isContainer()
                                && byDefault.values().stream().anyMatch(PlanSchema::isRequired));
    }

    /** {@code minimumPatients} as files write it. */
    private static String inFiles(String component) {
        return component.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    private static Class<?> raw(AnnotatedType type) {
        return type.getType() instanceof ParameterizedType generic
                ? (Class<?>) generic.getRawType()
                : (Class<?>) type.getType();
    }

    private static AnnotatedType argument(AnnotatedType type, int position) {
        return ((AnnotatedParameterizedType) type).getAnnotatedActualTypeArguments()[position];
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static ArrayNode lowerCase(List<?> constants) {
        return names(constants.stream()
                .map(value -> value.toString().toLowerCase(Locale.ROOT))
                .toList());
    }

    private static ArrayNode array(String... values) {
        return names(List.of(values));
    }

    private static ArrayNode names(List<String> values) {
        ArrayNode names = JsonNodeFactory.instance.arrayNode();
        values.forEach(names::add);
        return names;
    }
}
