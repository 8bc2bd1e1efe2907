package org.subtext.routes.reading;

import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Stored results with every text for people replaced by random letters; equal texts stay equal. */
public final class ScrambledText {
    /** Fields whose text is a choice among few, or no text at all. */
    private static final Set<String> TYPED =
            Set.of("about", "is", "harsher", "edge", "mode", "standing", "unit", "png");

    private static final List<String> KINDS_OF_POINTERS =
            List.of("band", "tile", "intensity_range", "region", "confounder");

    private final SplittableRandom random;
    private final Map<String, String> known = new HashMap<>();

    public ScrambledText(long seed) {
        random = new SplittableRandom(seed);
    }

    /** The same numbers and choices under other words. */
    public JsonNode of(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode scrambled = JsonNodeFactory.instance.objectNode();
            object.properties()
                    .forEach(field -> scrambled.set(
                            field.getKey(),
                            isTyped(field.getKey(), field.getValue()) ? field.getValue() : of(field.getValue())));
            return scrambled;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode scrambled = JsonNodeFactory.instance.arrayNode();
            array.forEach(element -> scrambled.add(of(element)));
            return scrambled;
        }
        return node.isString() ? JsonNodeFactory.instance.stringNode(of(node.asString())) : node;
    }

    private static boolean isTyped(String field, JsonNode value) {
        return TYPED.contains(field) || (field.equals("kind") && KINDS_OF_POINTERS.contains(value.asString("")));
    }

    /** Random letters in the place of a text. */
    public String of(String text) {
        byte[] letters = new byte[12];
        return text.isEmpty()
                ? text
                : known.computeIfAbsent(text, key -> {
                    random.nextBytes(letters);
                    return "q" + Base64.getEncoder().encodeToString(letters).replaceAll("[^A-Za-z]", "x");
                });
    }
}
