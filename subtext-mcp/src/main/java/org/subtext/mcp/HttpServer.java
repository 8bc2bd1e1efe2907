package org.subtext.mcp;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.schema.jackson3.DefaultJsonSchemaValidator;
import io.modelcontextprotocol.modern.server.McpServer;
import io.modelcontextprotocol.modern.server.transport.HttpServletMcpTransport;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.subtext.audit.door.ReadingDoor;
import org.subtext.problems.InvalidInputException;
import tools.jackson.databind.json.JsonMapper;

/** Speaks over HTTP with whoever on this machine has the token. It goes on until it is closed. */
public final class HttpServer implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final String PATH = "/mcp";
    private static final String REVISION = "MCP-Protocol-Version";
    private static final int MOST_CONNECTIONS = 64;
    private static final Duration SWEEP = Duration.ofMinutes(10);

    private final Server jetty;
    private final int port;
    private final BearerToken token;
    private final McpSyncServer classic;
    private final McpServer modern;

    private HttpServer(Server jetty, int port, BearerToken token, McpSyncServer classic, McpServer modern) {
        this.jetty = jetty;
        this.port = port;
        this.token = token;
        this.classic = classic;
        this.modern = modern;
    }

    /**
     * Starts one.
     *
     * @param door to the runs
     * @param port to listen on; 0 for any that is free
     * @throws InvalidInputException when another program listens there
     */
    public static HttpServer start(ReadingDoor door, int port) {
        JsonMapper json = JsonMapper.builder().build();
        McpJsonMapper ofSessions = QuietMapper.classic(json);
        McpJsonMapper ofRequests = QuietMapper.modern(json);
        Handlers handlers = Handlers.of(door);
        HttpServletStreamableServerTransportProvider sessions = HttpServletStreamableServerTransportProvider.builder()
                .jsonMapper(ofSessions)
                .mcpEndpoint(PATH)
                .maxRequestSize(Wire.LARGEST)
                .sessionSweepInterval(SWEEP)
                .build();
        McpSyncServer classic = new ClassicFront(handlers, ofSessions).serve(sessions);
        McpServer modern = new ModernFront(handlers, ofRequests, new DefaultJsonSchemaValidator()).server();
        HttpServletMcpTransport requests = HttpServletMcpTransport.builder(modern)
                .jsonMapper(ofRequests)
                .endpoint(PATH)
                .maxRequestSize(Wire.LARGEST)
                .build();
        BearerToken token = BearerToken.drawn();
        Server jetty = new Server();
        ServerConnector connector = connector(jetty, port);
        try {
            connector.open();
            ServletContextHandler context = new ServletContextHandler();
            FilterHolder guard = new FilterHolder(new Guard(connector.getLocalPort(), token));
            guard.setAsyncSupported(true);
            context.addFilter(guard, "/*", EnumSet.of(DispatcherType.REQUEST));
            ServletHolder servlet = new ServletHolder(new ByRevision(sessions, requests));
            servlet.setAsyncSupported(true);
            context.addServlet(servlet, PATH);
            jetty.setHandler(context);
            jetty.start();
        } catch (Exception e) { // what Jetty declares
            connector.close();
            classic.close();
            modern.closeGracefully();
            throw new InvalidInputException("No server can listen on port " + port + " of this machine ("
                    + e.getMessage() + "). Choose another port, or 0 for any that is free.");
        }
        return new HttpServer(jetty, connector.getLocalPort(), token, classic, modern);
    }

    private static ServerConnector connector(Server jetty, int port) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        ServerConnector connector = new ServerConnector(jetty, new HttpConnectionFactory(http));
        connector.setHost(HOST);
        connector.setPort(port);
        jetty.addConnector(connector);
        jetty.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, jetty));
        return connector;
    }

    /** From a request to the front of its revision of the protocol. */
    private static final class ByRevision extends HttpServlet {
        private static final long serialVersionUID = 1;

        private final transient HttpServlet classic;
        private final transient HttpServlet modern;

        ByRevision(HttpServlet classic, HttpServlet modern) {
            this.classic = classic;
            this.modern = modern;
        }

        @Override
        public void init() throws ServletException {
            classic.init(getServletConfig());
            modern.init(getServletConfig());
        }

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            boolean isModern = ModernFront.VERSION.equals(request.getHeader(REVISION));
            (isModern ? modern : classic).service(request, response);
        }
    }

    /** Where to connect to. */
    public String address() {
        return "http://" + HOST + ":" + port + PATH;
    }

    /** On which it listens. */
    public int port() {
        return port;
    }

    /** What a client sends as {@code Authorization: Bearer …}. */
    public String token() {
        return token.text();
    }

    @Override
    public void close() {
        try {
            classic.close();
            modern.closeGracefully();
            jetty.stop();
        } catch (Exception e) { // what Jetty declares
            throw new IllegalStateException(e);
        }
    }
}
