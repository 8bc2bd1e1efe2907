package org.subtext.mcp;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.subtext.audit.door.ReadingDoor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of one revision of the protocol that writes its lines by hand, over two streams in memory. */
public final class Assistant {
    /** What may be called, in the order in which it is listed. */
    static final List<String> TOOLS = List.of(
            "audits", "verdict", "findings", "estimate", "compare", "groups", "routes", "flow", "limits", "what_next");

    /** Those that a run alone is given to. */
    static final List<String> OF_RUN =
            List.of("verdict", "findings", "groups", "routes", "flow", "limits", "what_next");

    static final JsonMapper JSON = JsonMapper.builder().build();

    /** How a client begins and marks its requests. */
    public enum Revision {
        CLASSIC("2025-11-25"),
        MODERN("2026-07-28");

        private final String version;

        Revision(String version) {
            this.version = version;
        }

        String version() {
            return version;
        }
    }

    private final Revision revision;
    private final List<String> lines = new ArrayList<>();
    private int asked;

    public Assistant(Revision revision) {
        this.revision = revision;
        if (revision == Revision.CLASSIC) {
            lines.add(request(
                    "initialize",
                    "begin",
                    Map.of(
                            "protocolVersion",
                            revision.version(),
                            "capabilities",
                            Map.of(),
                            "clientInfo",
                            Map.of("name", "test", "version", "1"))));
            lines.add("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
        }
    }

    /** Asks, under the next number from 1 on. */
    public Assistant ask(String method, Map<String, Object> parameters) {
        lines.add(request(method, ++asked, parameters));
        return this;
    }

    /** Calls a tool. */
    public Assistant call(String tool, Map<String, Object> arguments) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("name", tool);
        parameters.put("arguments", arguments);
        return ask("tools/call", parameters);
    }

    /** Writes a line as it is. */
    Assistant write(String line) {
        lines.add(line);
        return this;
    }

    String request(String method, Object id, Map<String, Object> parameters) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("jsonrpc", "2.0");
        request.put("id", id);
        request.put("method", method);
        request.put("params", revision == Revision.MODERN ? marked(parameters) : parameters);
        return JSON.writeValueAsString(request);
    }

    /** Without sessions every request says who asks, and in which revision. */
    private static Map<String, Object> marked(Map<String, Object> parameters) {
        Map<String, Object> marked = new LinkedHashMap<>(parameters);
        marked.put(
                "_meta",
                Map.of(
                        "io.modelcontextprotocol/protocolVersion",
                        Revision.MODERN.version(),
                        "io.modelcontextprotocol/clientInfo",
                        Map.of("name", "test", "version", "1"),
                        "io.modelcontextprotocol/clientCapabilities",
                        Map.of()));
        return marked;
    }

    /** Everything that came back, a message a line, in the order in which it came. */
    record Heard(List<String> lines) {
        /** The answer to a request. */
        JsonNode to(Object id) {
            return find(id).orElseThrow(() -> new AssertionError("no answer to " + id + " in " + lines));
        }

        Optional<JsonNode> find(Object id) {
            String wanted = JSON.writeValueAsString(id);
            return lines.stream()
                    .map(JSON::readTree)
                    .filter(message ->
                            JSON.writeValueAsString(message.path("id")).equals(wanted))
                    .findFirst();
        }
    }

    /** Speaks with a server until it has answered everything. */
    Heard hear(ReadingDoor door) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String all = String.join("\n", lines) + "\n";
        try {
            StdioServer.serve(door, new ByteArrayInputStream(all.getBytes(StandardCharsets.UTF_8)), out);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return new Heard(out.toString(StandardCharsets.UTF_8).lines().toList());
    }

    /** Results of all that was asked, in order. */
    public List<JsonNode> results(ReadingDoor door) {
        Heard heard = hear(door);
        List<JsonNode> results = new ArrayList<>();
        for (int i = 1; i <= asked; i++) {
            JsonNode answer = heard.to(i);
            results.add(answer.has("result") ? answer.path("result") : answer);
        }
        return results;
    }
}
