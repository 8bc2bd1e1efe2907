package org.subtext.web;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import java.util.function.Consumer;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.subtext.problems.InvalidInputException;
import org.subtext.web.access.Gate;

/** A server at this machine's own address, which nobody else reaches. */
final class LoopbackServer {
    static final String HOST = "127.0.0.1";
    private static final int MOST_CONNECTIONS = 64;

    private LoopbackServer() {}

    /**
     * Starts one.
     *
     * @param port to listen on; 0 for any that is free
     * @param routes what it answers
     * @throws InvalidInputException when another program listens there
     */
    static Javalin start(int port, Consumer<RoutesConfig> routes) {
        Javalin server = Javalin.create(config -> {
            configure(config, port);
            routes.accept(config.routes);
        });
        try {
            return server.start();
        } catch (RuntimeException e) {
            throw new InvalidInputException("No explorer can listen on port " + port + " of this machine (" + cause(e)
                    + "). Choose another port, or 0 for any that is free.");
        }
    }

    private static void configure(JavalinConfig config, int port) {
        config.jetty.host = HOST;
        config.jetty.port = port;
        config.jetty.modifyServer(jetty -> jetty.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, jetty)));
        config.jetty.modifyServer(jetty -> jetty.setErrorHandler(new PlainErrors()));
        config.jetty.modifyServletContextHandler(context -> context.setErrorHandler(new PlainErrors()));
        config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.maxRequestSize = Gate.LARGEST_BODY;
    }

    private static String cause(Throwable failure) {
        Throwable last = failure;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return String.valueOf(last.getMessage());
    }
}
