package org.subtext.audit.yaml;

import java.util.HashMap;
import java.util.Map;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Problems;
import org.subtext.wording.VisibleText;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * A plan file read as what it says and nothing else: one document of keys, lists and values.
 *
 * <p>YAML can do more, and readers differ in what they make of it: a key that stands twice, anchors and aliases, merge
 * keys, tags, a second document. A plan has one meaning, so all of these are refused, each with its line.
 */
public final class PlanText {
    /** A plan is five levels deep. */
    private static final int DEEPEST = 32;

    private static final String ROOT = "";

    /** Aliases refer to one another by the hundred: they are one problem, not one each. */
    private static final String SHORTHAND = "anchors and aliases";

    private static final String WRITTEN_OUT =
            "A plan has no aliases: write out what each stands for, and leave the anchors out.";

    /** YAML also knows .inf and .nan, which no key takes. */
    private static final String FINITE = "[-+0-9.eE_]+";

    private final Map<String, Integer> lines = new HashMap<>();
    private final Map<String, String> written = new HashMap<>();
    private final String where;
    private final Problems problems;
    private final YAMLParser parser;
    private final String text;

    private PlanText(YAMLParser parser, String text, String where, Problems problems) {
        this.text = text;
        this.parser = parser;
        this.where = where;
        this.problems = problems;
    }

    /**
     * What a file says.
     *
     * @param tree of the whole document; null node for an empty one
     * @param lines of the file, from 1, by path: {@code cohort.inclusion.only.view[0]}
     * @param written values as they stand in the file, before they were taken for numbers, by path
     */
    public record Read(JsonNode tree, Map<String, Integer> lines, Map<String, String> written) {
        /** ", line 7" of what stands at a path; empty where that is not known. */
        public String at(String path) {
            Integer line = lines.get(path);
            return line == null ? "" : ", line " + line;
        }
    }

    /**
     * Reads a file's text.
     *
     * @param where the file's name, for problems
     * @param problems receives what a plan must not use
     * @throws InvalidInputException when the text is not YAML, or too deep to be a plan
     */
    public static Read read(String text, String where, Problems problems) {
        try (YAMLParser parser = (YAMLParser) new YAMLFactory().createParser(ObjectReadContext.empty(), text)) {
            PlanText plan = new PlanText(parser, text, where, problems);
            JsonToken first = parser.nextToken();
            JsonNode tree = first == null ? JsonNodeFactory.instance.nullNode() : plan.value(first, ROOT, 0);
            if (first != null && parser.nextToken() != null) {
                problems.add("A second document begins in " + where + ", line " + plan.line()
                        + ". A plan file holds one plan: leave out the line --- and what follows it.");
            }
            return new Read(tree, plan.lines, plan.written);
        }
    }

    private JsonNode value(JsonToken token, String path, int depth) {
        lines.putIfAbsent(path, line());
        refuseSpecials(path);
        if (depth > DEEPEST) {
            throw new InvalidInputException(
                    "The plan " + where + " is nested deeper than any plan, from line " + line() + " on.");
        }
        return switch (token) {
            case START_OBJECT -> object(path, depth);
            case START_ARRAY -> array(path, depth);
            default -> scalar(token, path);
        };
    }

    private ObjectNode object(String path, int depth) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        Map<String, Integer> seen = new HashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = parser.currentName();
            int line = line();
            String below = path.isEmpty() ? key : path + "." + key;
            Integer before = seen.putIfAbsent(key, line);
            if (before != null) {
                problems.add("\"" + VisibleText.line(below) + "\" stands twice in " + where + ", lines " + before
                        + " and " + line + ". Leave one out.");
            }
            if (key.equals("<<")) {
                problems.add("A merge key (<<) stands in " + where + ", line " + line
                        + ". Write out the keys that it stands for.");
            }
            lines.putIfAbsent(below, line);
            JsonNode value = value(parser.nextToken(), below, depth + 1);
            if (before == null) {
                object.set(key, value);
            }
        }
        return object;
    }

    private ArrayNode array(String path, int depth) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            array.add(value(token, path + "[" + array.size() + "]", depth + 1));
        }
        return array;
    }

    private JsonNode scalar(JsonToken token, String path) {
        String text = parser.getString();
        written.put(path, text);
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (token) {
            case VALUE_TRUE -> nodes.booleanNode(true);
            case VALUE_FALSE -> nodes.booleanNode(false);
            case VALUE_NULL -> nodes.nullNode();
            case VALUE_NUMBER_INT -> nodes.numberNode(parser.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT ->
                text.matches(FINITE) ? nodes.numberNode(parser.getDoubleValue()) : nodes.stringNode(text);
            default -> nodes.stringNode(text);
        };
    }

    private void refuseSpecials(String path) {
        String of = path.isEmpty() ? "" : " of \"" + VisibleText.line(path) + "\"";
        if (parser.isCurrentAlias()) {
            problems.add(
                    SHORTHAND,
                    "An alias (*" + VisibleText.line(String.valueOf(parser.getString())) + ")" + of + " stands in "
                            + where + ", line " + line() + ".",
                    WRITTEN_OUT);
        } else if (parser.getObjectId() != null || beginsWithAnchor()) {
            problems.add(
                    SHORTHAND, "An anchor (&)" + of + " stands in " + where + ", line " + line() + ".", WRITTEN_OUT);
        }
        if (parser.getTypeId() != null) {
            problems.add("A tag (!" + VisibleText.line(parser.getTypeId()) + ")" + of + " stands in " + where
                    + ", line " + line() + ". Leave it out: each key has its type.");
        }
    }

    /** Of a value alone, the parser does not tell. */
    private boolean beginsWithAnchor() {
        long at = parser.currentTokenLocation().getCharOffset();
        return at >= 0 && at < text.length() && text.charAt((int) at) == '&';
    }

    private int line() {
        return parser.currentTokenLocation().getLineNr();
    }

    /** What is wrong with a text that is not YAML, in one line with its place. */
    public static String notYaml(JacksonException e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root instanceof JacksonException jackson
                ? jackson.getOriginalMessage()
                : String.valueOf(root.getMessage());
        String first = message.lines().findFirst().orElse("").strip();
        int line = e.getLocation() == null ? -1 : e.getLocation().getLineNr();
        return VisibleText.line(first) + (line > 0 ? " (line " + line + ")" : "");
    }
}
