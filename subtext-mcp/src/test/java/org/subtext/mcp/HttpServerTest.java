package org.subtext.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.subtext.mcp.Assistant.JSON;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.subtext.mcp.Assistant.Revision;
import org.subtext.problems.InvalidInputException;
import tools.jackson.databind.JsonNode;

/** An assistant over HTTP: who is answered, and that it is told the same. Requests are written byte by byte. */
class HttpServerTest {
    private static HttpServer server;

    @BeforeAll
    static void start() {
        server = HttpServer.start(FixtureRuns.door(FixtureRuns.Shared.FOLDER), 0);
    }

    @AfterAll
    static void end() {
        server.close();
    }

    /** What came back: status, head and body as they are. */
    private record Reply(int status, String head, String body) {
        /** The message in it, as JSON or as the last event of a stream. */
        JsonNode message() {
            if (!head.contains("text/event-stream")) {
                return JSON.readTree(body);
            }
            return body.lines()
                    .filter(line -> line.startsWith("data:"))
                    .map(line -> JSON.readTree(line.substring(5)))
                    .filter(message -> message.has("result") || message.has("error"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(body));
        }

        String header(String name) {
            return head.lines()
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Reply send(String method, String body, String... headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(30_000);
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            List<String> lines = new ArrayList<>(List.of(method + " /mcp HTTP/1.1"));
            lines.addAll(List.of(headers));
            lines.add("Content-Type: application/json");
            lines.add("Accept: application/json, text/event-stream");
            lines.add("Content-Length: " + bytes.length);
            lines.add("Connection: close");
            OutputStream out = socket.getOutputStream();
            out.write((String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            out.write(bytes);
            out.flush();
            String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int end = all.indexOf("\r\n\r\n");
            return new Reply(Integer.parseInt(all.substring(9, 12)), all.substring(0, end), unchunked(all, end + 4));
        }
    }

    /** Sizes of chunks stand on lines of their own, which no line of ours looks like. */
    private static String unchunked(String all, int from) {
        return all.substring(from).replaceAll("(?m)^[0-9A-Fa-f]+\\r\\n", "");
    }

    private static String own() {
        return "Host: 127.0.0.1:" + server.port();
    }

    private static String token() {
        return "Authorization: Bearer " + server.token();
    }

    private static String modern(String method, Map<String, Object> parameters) {
        return new Assistant(Revision.MODERN).request(method, 1, parameters);
    }

    private static final String INITIALIZE = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":"
            + "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}";

    @Test
    void aForeignNameIsMisdirectedAndAForeignSiteForbidden() throws IOException {
        for (String host : List.of("evil.example", "evil.example:" + server.port(), "127.0.0.1:1", "localhost")) {
            assertThat(send("POST", INITIALIZE, "Host: " + host, token()).status())
                    .as(host)
                    .isEqualTo(421);
        }
        for (String origin : List.of("http://evil.example", "null", "https://127.0.0.1:" + server.port())) {
            assertThat(send("POST", INITIALIZE, own(), token(), "Origin: " + origin)
                            .status())
                    .as(origin)
                    .isEqualTo(403);
        }
        assertThat(send("POST", INITIALIZE, own(), token(), "Origin: http://127.0.0.1:" + server.port())
                        .status())
                .isEqualTo(200);
        assertThat(send("POST", INITIALIZE, "Host: localhost:" + server.port(), token())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void withoutTheTokenNothingIsAnswered() throws IOException {
        List<String> wrong = List.of(
                "X: y",
                "Authorization: Bearer ",
                "Authorization: Bearer " + server.token().substring(1),
                "Authorization: Basic " + server.token());
        for (String header : wrong) {
            Reply reply =
                    send("POST", modern("tools/list", Map.of()), own(), header, "MCP-Protocol-Version: 2026-07-28");
            assertThat(reply.status()).as(header).isEqualTo(401);
            assertThat(reply.header("WWW-Authenticate")).isEqualTo("Bearer");
            assertThat(reply.body()).doesNotContain("tools", server.token());
        }
        assertThat(send("GET", "", own()).status()).isEqualTo(401);
        assertThat(send("DELETE", "", own()).status()).isEqualTo(401);
    }

    @Test
    void bothRevisionsAreServedAtTheSameAddress() throws IOException {
        Reply begun = send("POST", INITIALIZE, own(), token());
        assertThat(begun.message().path("result").path("protocolVersion").asString())
                .isEqualTo("2025-11-25");
        String session = "Mcp-Session-Id: " + begun.header("Mcp-Session-Id");
        String call = "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":{\"name\":\"verdict\","
                + "\"arguments\":{\"run\":\"audit\"}}}";
        JsonNode classic = send("POST", call, own(), token(), session, "MCP-Protocol-Version: 2025-11-25")
                .message();
        JsonNode modern = send(
                        "POST",
                        modern("tools/call", Map.of("name", "verdict", "arguments", Map.of("run", "audit"))),
                        own(),
                        token(),
                        "MCP-Protocol-Version: 2026-07-28",
                        "Mcp-Method: tools/call",
                        "Mcp-Name: verdict")
                .message();
        assertThat(classic.path("result")
                        .path("structuredContent")
                        .path("total")
                        .asInt())
                .isPositive();
        assertThat(modern.path("result").path("structuredContent"))
                .isEqualTo(classic.path("result").path("structuredContent"));
    }

    @Test
    void whatIsTooLargeOrOfNoRevisionIsRefusedAtOnce() throws IOException {
        String large =
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"x\",\"params\":\"" + "x".repeat(Wire.LARGEST) + "\"}";
        assertThat(send("POST", large, own(), token()).status()).isBetween(400, 499);
        assertThat(send("POST", modern("tools/list", Map.of()), own(), token(), "MCP-Protocol-Version: 2031-01-01")
                        .status())
                .isBetween(400, 499);
        assertThat(send("POST", "no json", own(), token(), "MCP-Protocol-Version: 2026-07-28")
                        .status())
                .isBetween(400, 499);
        assertThat(send("PUT", "", own(), token()).status()).isEqualTo(405);
    }

    @Test
    void itListensOnThisMachinesOwnAddressAlone() throws IOException {
        assertThat(server.address()).isEqualTo("http://127.0.0.1:" + server.port() + "/mcp");
        for (InetAddress address :
                InetAddress.getAllByName(InetAddress.getLocalHost().getHostName())) {
            if (!address.isLoopbackAddress()) {
                assertThatThrownBy(() -> new Socket(address, server.port()).close())
                        .isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void aTakenPortIsSaid() {
        assertThatThrownBy(() -> HttpServer.start(FixtureRuns.door(FixtureRuns.Shared.FOLDER), server.port()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("Choose another port");
    }
}
