package org.subtext.silo.plan;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.NearestName;
import org.subtext.silo.keys.PartyName;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** A plan as bytes, one way only: JSON on one line, keys in the order of their names, UTF-8. */
public final class PlanText {
    /** The longest plan in bytes. */
    public static final int LONGEST = 1 << 20;

    private static final int LONGEST_REASON = 300;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(20)
                            .maxDocumentLength(LONGEST)
                            .build())
                    .build())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .addModule(new SimpleModule()
                    .addSerializer(PartyName.class, new NameWriter())
                    .addDeserializer(PartyName.class, new NameReader()))
            .build();

    private PlanText() {}

    private static final class NameWriter extends ValueSerializer<PartyName> {
        @Override
        public void serialize(PartyName name, JsonGenerator out, SerializationContext context) {
            out.writeString(name.value());
        }
    }

    private static final class NameReader extends ValueDeserializer<PartyName> {
        @Override
        public PartyName deserialize(JsonParser in, DeserializationContext context) {
            return new PartyName(in.getString());
        }
    }

    /** The canonical bytes, of which the hash is made. */
    public static byte[] bytes(SiloPlan plan) {
        return JSON.writeValueAsString(plan).getBytes(StandardCharsets.UTF_8);
    }

    /** With line breaks, for people; to be read by {@link #draft} only. */
    public static String forPeople(SiloPlan plan) {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(plan) + "\n";
    }

    /**
     * Reads canonical bytes.
     *
     * @throws InvalidInputException if these are no plan, or not written as this version writes it
     */
    public static SiloPlan read(byte[] bytes) {
        SiloPlan plan = draft(bytes, "The plan");
        if (!Arrays.equals(bytes(plan), bytes)) {
            throw new InvalidInputException("The plan is not written as this version of Subtext writes plans, so that"
                    + " its hash would not be what others compute. Have the coordinator offer it again, from the same"
                    + " version.");
        }
        return plan;
    }

    /**
     * Reads a plan as a person wrote it, in any order and with any spaces.
     *
     * @param name of the file, for problems
     */
    public static SiloPlan draft(byte[] bytes, String name) {
        if (bytes.length > LONGEST) {
            throw new InvalidInputException(
                    name + " has " + bytes.length + " bytes; a plan has at most " + LONGEST + ".");
        }
        try {
            return JSON.readValue(bytes, SiloPlan.class);
        } catch (JacksonException e) {
            throw new InvalidInputException(name + " is no plan that this version can read: "
                    + reason(e).replaceFirst("\\.$", "") + ".");
        }
    }

    private static String reason(JacksonException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            List<String> known = unknown.getKnownPropertyIds() == null
                    ? List.of()
                    : unknown.getKnownPropertyIds().stream()
                            .map(String::valueOf)
                            .sorted()
                            .toList();
            String key = unknown.getPropertyName().replaceAll("\\p{C}", "?");
            return at(e) + "there is no such key; expected one of " + String.join(", ", known) + "."
                    + NearestName.hint(key.length() > LONGEST_REASON ? "" : key, known);
        }
        Throwable cause = e.getCause();
        String said = (cause instanceof IllegalArgumentException || cause instanceof InvalidInputException)
                        && cause.getMessage() != null
                ? cause.getMessage()
                : e.getOriginalMessage();
        String line = String.valueOf(said).lines().findFirst().orElse("");
        line = line.replaceFirst("(; | \\(set )`Deserialization.*", "")
                .replaceFirst("^Missing creator property '.*", "the key is missing, and every key is expected")
                .replaceAll("\\p{C}", "?");
        return at(e) + (line.length() > LONGEST_REASON ? line.substring(0, LONGEST_REASON) + "…" : line);
    }

    /** Where in the plan, as {@code privacy.masked: }; empty where it is not known. */
    private static String at(JacksonException e) {
        String path = e.getPath().stream()
                .map(step ->
                        step.getPropertyName() == null ? "[" + (step.getIndex() + 1) + "]" : step.getPropertyName())
                .collect(Collectors.joining("."))
                .replaceAll("\\p{C}", "?");
        return path.isEmpty() || path.length() > LONGEST_REASON ? "" : path + ": ";
    }
}
