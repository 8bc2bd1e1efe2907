package org.subtext.mcp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.subtext.audit.door.ReadingDoor;
import org.subtext.mcp.Assistant.Revision;
import tools.jackson.databind.JsonNode;

/**
 * Requests that nobody thought of, of a seed: every tool, document and prompt, with names, questions and places that
 * some run has, with those of another run, and with values of every other type and size.
 */
final class FuzzedRequests {
    static final List<String> LISTS =
            List.of("tools/list", "resources/list", "resources/templates/list", "prompts/list");

    private static final List<String> TOOLS =
            Stream.concat(Assistant.TOOLS.stream(), Stream.of("write", "")).toList();

    private static final List<String> KEYS = List.of(
            "run", "offset", "question", "pointer", "file", "first", "second", "group", "column", "route", "x", "");

    private static final List<Object> OTHER = List.of(
            "../audit",
            "/etc/passwd",
            "tables",
            "",
            " ",
            "x".repeat(100_000),
            "[".repeat(5_000),
            "%2e%2e%2f",
            "~0~1/",
            "\u202E\u0000",
            "{{run}}",
            0,
            60,
            -1,
            1_000_001,
            1e300,
            Long.MIN_VALUE,
            true,
            List.of("audit"),
            List.of(List.of(List.of())),
            Map.of("run", "audit"),
            Map.of("value", Map.of("value", 0.5)));

    private static final int PAGE = 60;

    private static final List<String> PROMPTS = List.of("for-the-ethics-board", "check-this-sentence", "nobody");

    private final SplittableRandom random;

    /** Names, questions, places and files of all runs together. */
    private final Map<String, List<String>> known = new LinkedHashMap<>();

    FuzzedRequests(ReadingDoor door, long seed) {
        random = new SplittableRandom(seed);
        List<String> runs = FixtureRuns.ALL;
        List<String> names = new ArrayList<>();
        List<String> questions = new ArrayList<>();
        List<String> pointers = new ArrayList<>();
        for (String run : runs) {
            Assistant assistant = new Assistant(Revision.MODERN);
            Assistant.OF_RUN.forEach(tool -> assistant.call(tool, Map.of("run", run)));
            for (JsonNode result : assistant.results(door)) {
                JsonNode told = result.path("structuredContent");
                told.path("questions").forEach(one -> questions.add(one.asString()));
                told.path("figures").forEach(figure -> {
                    pointers.add(figure.path("pointer").asString());
                    figure.path("names")
                            .forEach(one -> names.add(one.path("label").asString()));
                });
            }
        }
        for (String key : List.of("run", "first", "second")) {
            known.put(key, runs);
        }
        for (String key : List.of("group", "column", "route")) {
            known.put(key, List.copyOf(names));
        }
        known.put("question", List.copyOf(questions));
        known.put("pointer", List.copyOf(pointers));
        known.put("file", List.of("estimates.json", "harm.json", "survey.json", "routes.json", "manifest.json"));
        known.put("sentence", List.copyOf(questions));
    }

    /** The next so many, one after the other, in a conversation of their own. */
    Assistant next(Revision revision, int count) {
        Assistant assistant = new Assistant(revision);
        for (int i = 0; i < count; i++) {
            switch (random.nextInt(20)) {
                case 0 -> assistant.ask(one(LISTS), Map.of());
                case 1, 2 -> assistant.ask("resources/read", Map.of("uri", uri()));
                case 3, 4 -> assistant.ask("prompts/get", Map.of("name", one(PROMPTS), "arguments", arguments()));
                case 5 -> assistant.ask("tools/call", wrong());
                case 6, 7, 8, 9 -> assistant.call(one(TOOLS), arguments());
                case 10 -> assistant.call("estimate", Map.of("run", one(FixtureRuns.ALL), "pointer", one("pointer")));
                case 11, 12 ->
                    assistant.call("findings", Map.of("run", one(FixtureRuns.ALL), "question", one("question")));
                case 13 -> assistant.call("compare", Map.of("first", one(FixtureRuns.ALL), "second", one("run")));
                case 14 -> assistant.call(one(Assistant.OF_RUN), Map.of("run", one(FixtureRuns.ALL), "offset", PAGE));
                default -> assistant.call(one(Assistant.OF_RUN), Map.of("run", one(FixtureRuns.ALL)));
            }
        }
        return assistant;
    }

    private Map<String, Object> arguments() {
        Map<String, Object> arguments = new LinkedHashMap<>();
        for (String key : List.of("run", "first", "second")) {
            if (random.nextInt(4) > 0) {
                arguments.put(key, one(FixtureRuns.ALL));
            }
        }
        if (random.nextBoolean()) {
            arguments.keySet().retainAll(random.nextBoolean() ? List.of("run") : List.of("first", "second"));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            String key = one(KEYS);
            arguments.put(key, value(key));
        }
        return arguments;
    }

    private Object value(String key) {
        List<String> all = known.getOrDefault(key, List.of());
        return switch (random.nextInt(4)) {
            case 0 -> one(OTHER);
            case 1 -> one(List.copyOf(known.values()).get(random.nextInt(known.size())));
            default -> all.isEmpty() ? random.nextInt(200) : random.nextInt(4) == 0 ? broken(one(all)) : one(all);
        };
    }

    /** A text with a letter left out, put in or turned, or said twice. */
    private String broken(String text) {
        int at = random.nextInt(text.length() + 1);
        return switch (random.nextInt(4)) {
            case 0 -> text.substring(0, at);
            case 1 -> text.substring(0, at) + (char) random.nextInt(0x20, 0x2FFF) + text.substring(at);
            case 2 -> text + " and " + text;
            default -> new StringBuilder(text).reverse().toString();
        };
    }

    private String uri() {
        String run = random.nextInt(3) == 0 ? String.valueOf(one(OTHER)) : one(FixtureRuns.ALL);
        String document = one(List.of("report", "plan", "flow", "predictions.parquet", "../report", ""));
        return random.nextInt(6) == 0
                ? one(List.of("subtext://method", "subtext://glossary", "subtext://", "file:///etc/passwd", ""))
                : "subtext://runs/" + run + "/" + document;
    }

    /** Parameters of a call that are none. */
    private Map<String, Object> wrong() {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("name", random.nextBoolean() ? one(TOOLS) : one(OTHER));
        parameters.put("arguments", one(OTHER));
        return parameters;
    }

    private String one(String key) {
        return one(known.getOrDefault(key, List.of("")));
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
