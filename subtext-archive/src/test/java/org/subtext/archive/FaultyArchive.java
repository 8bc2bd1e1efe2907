package org.subtext.archive;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An archive of the JDK's own small web server: as many studies as wanted with two instances each, and for every path a
 * plan of what goes wrong when it is asked for, time after time.
 */
final class FaultyArchive implements AutoCloseable {
    /** What goes wrong with one answer. */
    @FunctionalInterface
    interface Fault {
        void answer(HttpExchange exchange) throws IOException;
    }

    private static final String BOUNDARY = "3f81bc";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final int studies;
    private final Map<String, List<Fault>> faults = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();

    FaultyArchive(int studies) throws IOException {
        this.studies = studies;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    ArchiveAddress address() {
        return ArchiveAddress.parse("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The first answers under a path, in order; later ones are right. */
    void fault(String path, Fault... inOrder) {
        faults.put(path, new ArrayList<>(List.of(inOrder)));
    }

    int asked(String path) {
        return asked.getOrDefault(path, new AtomicInteger()).get();
    }

    static String study(int number) {
        return "/studies/" + TestInstances.study(number);
    }

    static String instance(int study, int number) {
        return study(study) + "/series/" + TestInstances.series(study, 1) + "/instances/"
                + TestInstances.instance(study, 1, number);
    }

    static Fault status(int status, String... headers) {
        return exchange -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
            }
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        };
    }

    static Fault html() {
        return exchange -> send(exchange, "text/html", "<html>Please sign in</html>".getBytes(StandardCharsets.UTF_8));
    }

    /** Promises all of the parts and hangs up within the last one. */
    static Fault cutInTheMiddle(byte[]... files) {
        return exchange -> {
            byte[] body = multipart(files);
            exchange.getResponseHeaders().add("Content-Type", type());
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body, 0, body.length - 200);
            exchange.getResponseBody().flush();
            exchange.close();
        };
    }

    /** Whole parts, and no closing boundary. */
    static Fault withoutEnd(byte[]... files) {
        return exchange -> {
            byte[] body = multipart(files);
            exchange.getResponseHeaders().add("Content-Type", type());
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body, 0, body.length - 4);
            }
        };
    }

    static Fault sends(byte[]... files) {
        return exchange -> send(exchange, type(), multipart(files));
    }

    /** A part without end, until the other side has had enough. */
    static Fault endless() {
        return exchange -> {
            exchange.getResponseHeaders().add("Content-Type", type());
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(("--" + BOUNDARY + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
                byte[] piece = new byte[1 << 16];
                for (int i = 0; i < 1 << 14; i++) {
                    out.write(piece);
                }
            }
        };
    }

    /** A byte, and then nothing for the given time. */
    static Fault silent(int millis) {
        return exchange -> {
            exchange.getResponseHeaders().add("Content-Type", type());
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('-');
            exchange.getResponseBody().flush();
            pause(millis);
            exchange.close();
        };
    }

    /** A byte every now and then: never silent, never done. */
    static Fault crawling(int pauseMillis, int bytes) {
        return exchange -> {
            exchange.getResponseHeaders().add("Content-Type", type());
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                for (int i = 0; i < bytes; i++) {
                    out.write('-');
                    out.flush();
                    pause(pauseMillis);
                }
            }
        };
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        asked.computeIfAbsent(path, p -> new AtomicInteger()).incrementAndGet();
        List<Fault> planned = faults.getOrDefault(path, List.of());
        Optional<Fault> fault;
        synchronized (planned) {
            fault = planned.isEmpty() ? Optional.empty() : Optional.of(planned.remove(0));
        }
        if (fault.isPresent()) {
            fault.get().answer(exchange);
            return;
        }
        if (path.equals("/studies")) {
            json(
                    exchange,
                    IntStream.range(0, studies)
                            .mapToObj(n -> entry("0020000D", "UI", TestInstances.study(n), "00201208", "IS", "2"))
                            .toList());
            return;
        }
        for (int study = 0; study < studies; study++) {
            if (path.equals(study(study) + "/instances")) {
                int number = study;
                json(
                        exchange,
                        IntStream.rangeClosed(1, 2)
                                .mapToObj(n -> entry(
                                        "0020000E",
                                        "UI",
                                        TestInstances.series(number, 1),
                                        "00080018",
                                        "UI",
                                        TestInstances.instance(number, 1, n)))
                                .toList());
                return;
            }
            if (path.equals(study(study))) {
                send(exchange, type(), multipart(file(study, 1), file(study, 2)));
                return;
            }
            for (int n = 1; n <= 2; n++) {
                if (path.equals(instance(study, n))) {
                    send(exchange, type(), multipart(file(study, n)));
                    return;
                }
            }
        }
        status(404).answer(exchange);
    }

    static byte[] file(int study, int number) {
        return TestInstances.file(study, 1, number, "DX");
    }

    private static void json(HttpExchange exchange, List<String> all) throws IOException {
        String query = exchange.getRequestURI().getQuery();
        int limit = Integer.parseInt(query.replaceAll(".*limit=(\\d+).*", "$1"));
        int offset = Integer.parseInt(query.replaceAll(".*offset=(\\d+).*", "$1"));
        // Sends fewer than asked for, as archives with a page size of their own do.
        String page = all.stream().skip(offset).limit(Math.min(limit, 3)).collect(Collectors.joining(",", "[", "]"));
        send(exchange, "application/dicom+json", page.getBytes(StandardCharsets.UTF_8));
    }

    private static String entry(String... words) {
        return IntStream.iterate(0, i -> i < words.length, i -> i + 3)
                .mapToObj(i ->
                        "\"%s\":{\"vr\":\"%s\",\"Value\":[\"%s\"]}".formatted(words[i], words[i + 1], words[i + 2]))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String type() {
        return "multipart/related; type=\"application/dicom\"; boundary=\"" + BOUNDARY + "\"";
    }

    private static byte[] multipart(byte[]... files) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] file : files) {
            body.writeBytes(("--" + BOUNDARY + "\r\nContent-Type: application/dicom\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            body.writeBytes(file);
            body.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        body.writeBytes(("--" + BOUNDARY + "--").getBytes(StandardCharsets.US_ASCII));
        return body.toByteArray();
    }

    private static void send(HttpExchange exchange, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
