package org.subtext.silo.transport;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A proxy of a hospital: tunnels, may ask for a password, may open TLS, may cut a connection. */
final class TestProxy implements Closeable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Optional<Route.Login> login;
    private final Optional<SSLContext> ownDoor;
    private final Optional<SSLContext> towardsCoordinator;

    final AtomicInteger tunnels = new AtomicInteger();
    final AtomicInteger refused = new AtomicInteger();

    /** After so many bytes to the coordinator a connection is cut; once. */
    final AtomicLong cutAfter = new AtomicLong(Long.MAX_VALUE);

    /** What a proxy that opens TLS reads. */
    final StringBuffer read = new StringBuffer();

    TestProxy(Optional<Route.Login> login, Optional<SSLContext> ownDoor, Optional<SSLContext> towardsCoordinator)
            throws IOException {
        this.login = login;
        this.ownDoor = ownDoor;
        this.towardsCoordinator = towardsCoordinator;
        start(this::accept);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "test-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            while (true) {
                String head = head(in);
                if (head.isEmpty()) {
                    return;
                }
                String wanted = login.map(one -> "Basic "
                                + Base64.getEncoder()
                                        .encodeToString(
                                                (one.user() + ":" + one.password()).getBytes(StandardCharsets.UTF_8)))
                        .orElse("");
                if (!head.contains(wanted)) {
                    refused.incrementAndGet();
                    socket.getOutputStream()
                            .write(("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic"
                                            + " realm=\"house\"\r\nContent-Length: 0\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
                    continue;
                }
                tunnels.incrementAndGet();
                String[] target = head.split(" ")[1].split(":");
                socket.getOutputStream().write("HTTP/1.1 200 Connected\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                tunnel(socket, target[0], Integer.parseInt(target[1]));
                return;
            }
        } catch (IOException e) {
            // The test sees it at its own end.
        }
    }

    private void tunnel(Socket inner, String host, int port) throws IOException {
        Socket near = inner;
        Socket far = new Socket(host, port);
        if (ownDoor.isPresent()) {
            SSLSocket opened = (SSLSocket) ownDoor.get().getSocketFactory().createSocket(inner, null, false);
            opened.setUseClientMode(false);
            near = opened;
            far = towardsCoordinator.orElseThrow().getSocketFactory().createSocket(far, host, port, true);
        }
        Socket from = near;
        Socket to = far;
        start(() -> copy(to, from, false));
        copy(from, to, true);
    }

    private void copy(Socket from, Socket to, boolean isOut) {
        byte[] buffer = new byte[1 << 14];
        long copied = 0;
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (ownDoor.isPresent()) {
                    read.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
                }
                copied += n;
                if (isOut && copied > cutAfter.get()) {
                    cutAfter.set(Long.MAX_VALUE);
                    return;
                }
                out.write(buffer, 0, n);
            }
        } catch (IOException e) {
            // Cut, from either side.
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
            head.append((char) c);
            if (head.toString().endsWith("\r\n\r\n")) {
                break;
            }
        }
        return head.toString();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
