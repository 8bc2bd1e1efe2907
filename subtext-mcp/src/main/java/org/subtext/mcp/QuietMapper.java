package org.subtext.mcp;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import io.modelcontextprotocol.modern.McpException;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON for the SDK, which sends what an exception says to the client: of values of the wrong type it is told that they
 * are, and nothing of classes within.
 */
final class QuietMapper implements McpJsonMapper {
    private static final String WRONG =
            "A parameter of this request is of another type than it takes: names are text, arguments an object.";

    private final McpJsonMapper mapper;
    private final Function<String, RuntimeException> refusal;

    private QuietMapper(JsonMapper json, Function<String, RuntimeException> refusal) {
        this.mapper = new JacksonMcpJsonMapper(json);
        this.refusal = refusal;
    }

    /** For the revisions that begin with {@code initialize}. */
    static McpJsonMapper classic(JsonMapper json) {
        return new QuietMapper(
                json,
                words -> McpError.builder(McpSchema.ErrorCodes.INVALID_PARAMS)
                        .message(words)
                        .build());
    }

    /** For the revision without sessions. */
    static McpJsonMapper modern(JsonMapper json) {
        return new QuietMapper(json, McpException::invalidParams);
    }

    private <T> T converted(Supplier<T> value) {
        try {
            return value.get();
        } catch (JacksonException | IllegalArgumentException e) {
            throw refusal.apply(WRONG);
        }
    }

    /** A message, read. */
    private interface Reading<T> {
        T value() throws IOException;
    }

    private static <T> T read(Reading<T> reading) throws IOException {
        try {
            return reading.value();
        } catch (JacksonException | IllegalArgumentException e) {
            throw new IOException("This is no message of JSON-RPC 2.0.");
        }
    }

    @Override
    public <T> T readValue(String content, Class<T> type) throws IOException {
        return read(() -> mapper.readValue(content, type));
    }

    @Override
    public <T> T readValue(byte[] content, Class<T> type) throws IOException {
        return read(() -> mapper.readValue(content, type));
    }

    @Override
    public <T> T readValue(String content, TypeRef<T> type) throws IOException {
        return read(() -> mapper.readValue(content, type));
    }

    @Override
    public <T> T readValue(byte[] content, TypeRef<T> type) throws IOException {
        return read(() -> mapper.readValue(content, type));
    }

    @Override
    public <T> T convertValue(Object from, Class<T> type) {
        return converted(() -> mapper.convertValue(from, type));
    }

    @Override
    public <T> T convertValue(Object from, TypeRef<T> type) {
        return converted(() -> mapper.convertValue(from, type));
    }

    @Override
    public String writeValueAsString(Object value) throws IOException {
        return mapper.writeValueAsString(value);
    }

    @Override
    public byte[] writeValueAsBytes(Object value) throws IOException {
        return mapper.writeValueAsBytes(value);
    }
}
