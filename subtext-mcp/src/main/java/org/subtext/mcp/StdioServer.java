package org.subtext.mcp;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.schema.jackson3.DefaultJsonSchemaValidator;
import io.modelcontextprotocol.modern.server.McpServer;
import io.modelcontextprotocol.modern.server.transport.StdioMcpTransport;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.subtext.audit.door.ReadingDoor;
import tools.jackson.databind.json.JsonMapper;

/** Speaks with the program that started this one, over two streams. No socket is opened. */
public final class StdioServer {
    private StdioServer() {}

    /**
     * Serves one client until it closes its end.
     *
     * @param door to the runs
     * @param out nothing else may write to it
     */
    public static void serve(ReadingDoor door, InputStream in, OutputStream out)
            throws IOException, InterruptedException {
        JsonMapper json = JsonMapper.builder().build();
        Wire wire = new Wire(in, out, json);
        Optional<String> first = wire.first();
        if (first.isEmpty()) {
            return;
        }
        Handlers handlers = Handlers.of(door);
        if (first.get().equals(ClassicFront.INITIALIZE)) {
            McpJsonMapper mapper = QuietMapper.classic(json);
            McpSyncServer server = new ClassicFront(handlers, mapper)
                    .serve(new RetriedAnswers(
                            new StdioServerTransportProvider(mapper, wire.input(), wire.output(), Wire.LARGEST)));
            wire.awaitEnd();
            server.closeGracefully();
        } else {
            McpJsonMapper mapper = QuietMapper.modern(json);
            McpServer server = new ModernFront(handlers, mapper, new DefaultJsonSchemaValidator()).server();
            StdioMcpTransport transport =
                    new StdioMcpTransport(server, mapper, wire.input(), wire.output(), Wire.LARGEST);
            transport.start().subscribe();
            wire.awaitEnd();
            server.closeGracefully();
        }
    }
}
