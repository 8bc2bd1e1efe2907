package org.subtext.mcp;

import io.modelcontextprotocol.server.transport.DefaultServerTransportSecurityValidator;
import io.modelcontextprotocol.server.transport.HeaderAccessor;
import io.modelcontextprotocol.server.transport.ServerTransportSecurityException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;

/**
 * What a request must be before anything is read for it: addressed to this machine by one of its own names, begun by no
 * other site, and with the token. A site in a browser of this machine can reach a server of it by a name that it makes
 * point here (DNS rebinding), which {@code Host} tells, and by a script, which {@code Origin} tells.
 */
final class Guard extends HttpFilter {
    private static final long serialVersionUID = 1;

    private final transient DefaultServerTransportSecurityValidator names;
    private final transient BearerToken token;

    Guard(int port, BearerToken token) {
        this.names = DefaultServerTransportSecurityValidator.builder()
                .allowedHosts(List.of("127.0.0.1:" + port, "localhost:" + port))
                .allowedOrigins(List.of("http://127.0.0.1:" + port, "http://localhost:" + port))
                .build();
        this.token = token;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        response.setHeader("X-Content-Type-Options", "nosniff");
        try {
            names.validate(new Headers(request));
        } catch (ServerTransportSecurityException e) {
            refuse(response, e.getStatusCode(), "This address is not the server's, or another site asked for this.");
            return;
        }
        if (!token.isIn(request.getHeader("Authorization"))) {
            response.setHeader("WWW-Authenticate", "Bearer");
            refuse(response, HttpServletResponse.SC_UNAUTHORIZED, "Send the token that the program printed.");
            return;
        }
        chain.doFilter(request, response);
    }

    /** Of a request. */
    private record Headers(HttpServletRequest request) implements HeaderAccessor {
        @Override
        public List<String> getHeader(String name) {
            return Collections.list(request.getHeaders(name));
        }

        @Override
        public List<String> getHeaderNames() {
            return Collections.list(request.getHeaderNames());
        }
    }

    private static void refuse(HttpServletResponse response, int status, String words) throws IOException {
        response.setStatus(status);
        response.setHeader("Connection", "close");
        response.setContentType("text/plain");
        response.setCharacterEncoding("UTF-8");
        response.getWriter().println(words);
    }
}
