package org.subtext.web;

import io.javalin.Javalin;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.subtext.audit.cases.AccessLog;
import org.subtext.audit.door.Door;
import org.subtext.problems.InvalidInputException;
import org.subtext.web.access.Pass;
import org.subtext.web.images.Images;
import org.subtext.web.pages.Pages;
import org.subtext.web.silos.House;

/**
 * A server on this machine's own address that shows the runs of one folder, or a house of an audit across hospitals, to
 * whoever has the link. It goes on until it is closed.
 */
public final class Explorer implements AutoCloseable {
    private final Javalin server;
    private final Pass pass;
    private final Runnable beginning;
    private final Runnable end;

    private Explorer(Javalin server, Pass pass, Runnable beginning, Runnable end) {
        this.server = server;
        this.pass = pass;
        this.beginning = beginning;
        this.end = end;
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
        Images images = new Images(door, log);
        try {
            Javalin server = LoopbackServer.start(port, routes -> {
                new Admission(pass, changes != null).addTo(routes);
                new ImageRequests(images).addTo(routes);
                new Requests(pages, pass, progress, changes).addTo(routes);
            });
            return new Explorer(server, pass, new Beginning(door, pages, images)::start, () -> {
                progress.close();
                server.stop();
                images.close();
            });
        } catch (InvalidInputException e) {
            progress.close();
            throw e;
        }
    }

    /**
     * Starts one that shows a house of an audit across hospitals instead of runs; it only reads.
     *
     * @param house whose plans are shown
     * @param port to listen on; 0 for any that is free
     * @throws InvalidInputException when another program listens there
     */
    public static Explorer ofHouse(House house, int port) {
        Pass pass = new Pass(Clock.systemUTC());
        Javalin server = LoopbackServer.start(port, routes -> {
            new Admission(pass, false).addTo(routes);
            new HouseRequests(house).addTo(routes);
        });
        return new Explorer(server, pass, () -> {}, server::stop);
    }

    /** What to open in a browser of this machine: good once. */
    public String link() {
        return "http://" + LoopbackServer.HOST + ":" + port() + "/?" + Admission.CODE + "=" + pass.code();
    }

    /**
     * Makes what is likely to be asked for first, on a thread of its own: to be called once the link was shown, for
     * until then it would only delay that.
     */
    public void prepare() {
        beginning.run();
    }

    /** On which it listens. */
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        end.run();
    }
}
