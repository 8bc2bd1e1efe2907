package org.subtext.web;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.time.Clock;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.jspecify.annotations.Nullable;
import org.subtext.audit.cases.AccessLog;
import org.subtext.audit.door.Door;
import org.subtext.problems.InvalidInputException;
import org.subtext.web.access.Gate;
import org.subtext.web.access.Pass;
import org.subtext.web.images.Images;
import org.subtext.web.pages.Pages;

/**
 * A server on this machine's own address that shows the runs of one folder to whoever has the link. It goes on until
 * it is closed.
 */
public final class Explorer implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final int MOST_CONNECTIONS = 64;

    private final Javalin server;
    private final Pass pass;
    private final ProgressFeed progress;
    private final Images images;
    private final Beginning beginning;

    private Explorer(Javalin server, Pass pass, ProgressFeed progress, Images images, Beginning beginning) {
        this.server = server;
        this.pass = pass;
        this.progress = progress;
        this.images = images;
        this.beginning = beginning;
    }

    /**
     * Starts one.
     *
     * @param door to the runs, of which it only reads
     * @param port to listen on; 0 for any that is free
     * @throws InvalidInputException when another program listens there
     */
    public static Explorer start(Door door, int port) {
        return start(door, port, null, null);
    }

    /**
     * Starts one that shows single images too, of runs that keep them.
     *
     * @param log where it is noted who looks and why; null for none of them
     */
    public static Explorer start(Door door, int port, @Nullable AccessLog log) {
        return start(door, port, log, null);
    }

    /**
     * Starts one whose pages may change something, too.
     *
     * @param log where it is noted who looks at images and why; null for none of them
     * @param changes what may be changed; null where everything is only read
     */
    public static Explorer start(Door door, int port, @Nullable AccessLog log, @Nullable Changes changes) {
        return start(door, port, log, changes, Clock.systemUTC());
    }

    private static Explorer start(
            Door door, int port, @Nullable AccessLog log, @Nullable Changes changes, Clock clock) {
        Pages pages = changes == null ? new Pages(door) : new Pages(door, Changes.ADDRESS);
        Pass pass = new Pass(clock);
        ProgressFeed progress = new ProgressFeed(pages);
        Requests requests = new Requests(pages, pass, progress, changes);
        Images images = new Images(door, log);
        Javalin server = Javalin.create(config -> {
            configure(config, port);
            requests.admitOnly(config.routes);
            new ImageRequests(images).addTo(config.routes);
            requests.addTo(config.routes);
        });
        try {
            server.start();
        } catch (RuntimeException e) {
            progress.close();
            throw new InvalidInputException("No explorer can listen on port " + port + " of this machine (" + cause(e)
                    + "). Choose another port, or 0 for any that is free.");
        }
        return new Explorer(server, pass, progress, images, new Beginning(door, pages, images));
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

    /** What to open in a browser of this machine: good once. */
    public String link() {
        return "http://" + HOST + ":" + port() + "/?" + Requests.CODE + "=" + pass.code();
    }

    /**
     * Makes what is likely to be asked for first, on a thread of its own: to be called once the link was shown, for
     * until then it would only delay that.
     */
    public void prepare() {
        beginning.start();
    }

    /** On which it listens. */
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        progress.close();
        server.stop();
        images.close();
    }
}
