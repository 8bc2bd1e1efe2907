package org.subtext.mcp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Messages of one client over two streams, a line each.
 *
 * <p>What is no message is answered here, at once, so that nobody waits for the answer of a server that never saw it.
 * Requests are passed on one at a time: of answers that are ready at the same moment the SDK loses some. The end of the
 * input is passed on once every request is answered: a client that writes and closes gets everything.
 */
final class Wire {
    /** Bytes of the longest message. */
    static final int LARGEST = 1 << 20;

    private static final String CANCELLED = "notifications/cancelled";
    private static final int NOT_JSON = -32_700;
    private static final int NO_REQUEST = -32_600;

    /** With an answer that does not come. */
    private static final long PATIENCE_SECONDS = 120;

    private final InputStream in;
    private final JsonMapper json;
    private final Answers answers;
    private final Lines lines = new Lines();
    private final CountDownLatch end = new CountDownLatch(1);

    Wire(InputStream in, OutputStream out, JsonMapper json) {
        this.in = in;
        this.json = json;
        this.answers = new Answers(out);
    }

    /** What the client wants first: the method of its first message; empty where it has gone without one. */
    Optional<String> first() throws IOException {
        byte[] line = lines.fetched();
        return line == null
                ? Optional.empty()
                : Optional.of(json.readTree(line).path("method").asString(""));
    }

    /** Messages, the first one included. */
    InputStream input() {
        return lines;
    }

    OutputStream output() {
        return answers;
    }

    /** Waits until the client has gone and has its answers. */
    void awaitEnd() throws InterruptedException {
        end.await();
    }

    /** Lines that are messages. */
    private final class Lines extends InputStream {
        private byte @Nullable [] line;
        private int at;

        /** The line that is read next, whole; null at the end. */
        byte @Nullable [] fetched() throws IOException {
            if (line == null || at == line.length) {
                line = nextMessage();
                at = 0;
            }
            return line;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            byte[] from = fetched();
            if (from == null) {
                answers.awaitAll();
                end.countDown();
                return -1;
            }
            int count = Math.min(length, from.length - at);
            System.arraycopy(from, at, target, offset, count);
            at += count;
            return count;
        }
    }

    private byte @Nullable [] nextMessage() throws IOException {
        while (true) {
            byte[] line = nextLine();
            if (line == null) {
                return null;
            }
            if (line.length > LARGEST) {
                answers.refuse(NO_REQUEST, "A message is at most 1 MiB.", null);
            } else if (!new String(line, StandardCharsets.UTF_8).isBlank() && isMessage(line)) {
                return line;
            }
        }
    }

    private boolean isMessage(byte[] line) throws IOException {
        JsonNode message;
        try {
            message = json.readTree(line);
        } catch (JacksonException e) {
            answers.refuse(NOT_JSON, "This is not JSON.", null);
            return false;
        }
        JsonNode id = message.path("id");
        boolean isKnownId = id.isString() || id.isIntegralNumber();
        boolean isRightId = id.isMissingNode() || isKnownId;
        boolean isAnswer = message.has("result") || message.has("error");
        if (!message.isObject() || !isRightId || !message.path("method").isString() && !isAnswer) {
            answers.refuse(NO_REQUEST, "This is no message of JSON-RPC 2.0.", isKnownId ? id : null);
            return false;
        }
        if (isKnownId && !isAnswer) {
            answers.awaitAll();
            answers.expect(id);
        } else if (message.path("method").asString("").equals(CANCELLED)) {
            answers.settle(message.path("params").path("requestId"));
        }
        return true;
    }

    /** With its line feed; cut behind the largest, the rest skipped; null at the end. */
    private byte @Nullable [] nextLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (line.size() <= LARGEST) {
                line.write(b);
            }
            if (b == '\n') {
                return line.toByteArray();
            }
        }
        if (line.size() > 0) {
            line.write('\n');
            return line.toByteArray();
        }
        return null;
    }

    /** What goes to the client, a line at a time, with a count of what it waits for. */
    private final class Answers extends OutputStream {
        private final OutputStream out;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();
        private final Set<JsonNode> expected = new HashSet<>();

        Answers(OutputStream out) {
            this.out = out;
        }

        synchronized void expect(JsonNode id) {
            expected.add(id);
        }

        synchronized void settle(JsonNode id) {
            expected.remove(id);
            notifyAll();
        }

        synchronized void awaitAll() throws IOException {
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            try {
                while (!expected.isEmpty() && System.nanoTime() < until) {
                    TimeUnit.NANOSECONDS.timedWait(this, until - System.nanoTime());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }

        synchronized void refuse(int code, String message, @Nullable JsonNode id) throws IOException {
            Map<String, Object> error = new LinkedHashMap<>();
            error.put("code", code);
            error.put("message", message);
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("jsonrpc", "2.0");
            answer.put("id", id);
            answer.put("error", error);
            out.write((json.writeValueAsString(answer) + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        }

        @Override
        public synchronized void write(int b) throws IOException {
            line.write(b);
            if (b == '\n') {
                flushLine();
            }
        }

        @Override
        public synchronized void write(byte[] source, int offset, int length) throws IOException {
            for (int i = offset; i < offset + length; i++) {
                write(source[i]);
            }
        }

        private void flushLine() throws IOException {
            byte[] whole = line.toByteArray();
            line.reset();
            out.write(whole);
            out.flush();
            JsonNode message = json.readTree(whole);
            if (!message.has("method")) {
                settle(message.path("id"));
            }
        }
    }
}
