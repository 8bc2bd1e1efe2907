package org.subtext.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpServerSession;
import io.modelcontextprotocol.spec.McpServerTransport;
import io.modelcontextprotocol.spec.McpServerTransportProvider;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** An answer that was refused is offered again, and once only it is taken. */
class RetriedAnswersTest {
    private static final McpSchema.JSONRPCMessage ANSWER = McpSchema.JSONRPCResponse.result(1, "told");

    private final List<McpServerTransport> given = new ArrayList<>();
    private int offered;
    private int taken;

    @Test
    void anAnswerIsOfferedUntilItIsTaken() {
        new RetriedAnswers(new Busy()).setSessionFactory(transport -> {
            given.add(transport);
            throw new UnsupportedOperationException("no session is begun");
        });
        given.get(0).sendMessage(ANSWER).block();

        assertThat(offered).isEqualTo(4);
        assertThat(taken).isEqualTo(1);
    }

    /** Takes nothing three times. */
    private final class Busy implements McpServerTransportProvider, McpServerTransport {
        @Override
        public Mono<Void> sendMessage(McpSchema.JSONRPCMessage message) {
            if (++offered < 4) {
                return Mono.error(new IllegalStateException("Failed to enqueue message"));
            }
            taken++;
            return Mono.empty();
        }

        @Override
        public void setSessionFactory(McpServerSession.Factory factory) {
            try {
                factory.create(this);
            } catch (UnsupportedOperationException e) {
                assertThat(given).hasSize(1);
            }
        }

        @Override
        public Mono<Void> notifyClients(String method, Object parameters) {
            return Mono.empty();
        }

        @Override
        public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Mono<Void> closeGracefully() {
            return Mono.empty();
        }

        @Override
        public void close() {}

        @Override
        public List<String> protocolVersions() {
            return List.of();
        }
    }
}
