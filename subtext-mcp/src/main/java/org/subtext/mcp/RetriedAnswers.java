package org.subtext.mcp;

import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpServerSession;
import io.modelcontextprotocol.spec.McpServerTransport;
import io.modelcontextprotocol.spec.McpServerTransportProvider;
import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * The SDK's transport over two streams, whose answers are offered again where it takes none.
 *
 * <p>It refuses an answer while the thread of the one before has not left it, though that one is written: seldom, where
 * the machine is busy. The session ended then, and whoever had asked waited for ever.
 */
record RetriedAnswers(McpServerTransportProvider provider) implements McpServerTransportProvider {
    private static final int TIMES = 2_000;
    private static final Duration PAUSE = Duration.ofMillis(1);

    @Override
    public void setSessionFactory(McpServerSession.Factory factory) {
        provider.setSessionFactory(transport -> factory.create(new Retried(transport)));
    }

    @Override
    public Mono<Void> notifyClients(String method, Object parameters) {
        return provider.notifyClients(method, parameters);
    }

    @Override
    public Mono<Void> closeGracefully() {
        return provider.closeGracefully();
    }

    @Override
    public List<String> protocolVersions() {
        return provider.protocolVersions();
    }

    /** One client's. */
    private record Retried(McpServerTransport transport) implements McpServerTransport {
        @Override
        public Mono<Void> sendMessage(McpSchema.JSONRPCMessage message) {
            return Mono.defer(() -> transport.sendMessage(message))
                    .onErrorResume(e -> Mono.delay(PAUSE).then(Mono.error(e)))
                    .retry(TIMES);
        }

        @Override
        public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
            return transport.unmarshalFrom(data, type);
        }

        @Override
        public Mono<Void> closeGracefully() {
            return transport.closeGracefully();
        }

        @Override
        public void close() {
            transport.close();
        }

        @Override
        public List<String> protocolVersions() {
            return transport.protocolVersions();
        }
    }
}
