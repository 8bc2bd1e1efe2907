package org.subtext.archive;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An archive on loopback that means harm: bytes are written to the socket as they are, so that it can break HTTP as
 * well. By itself it holds one study of one series with one instance; what it does wrong is handed in.
 */
final class HostileArchive implements AutoCloseable {
    /** What is answered to a request's path and query. */
    @FunctionalInterface
    interface Answer {
        /** Writes an answer; false where the right one is to be given. */
        boolean write(String path, Reply reply) throws IOException, InterruptedException;
    }

    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Answer answer;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong asked = new AtomicLong();

    HostileArchive(Answer answer) throws IOException {
        this.answer = answer;
        threads.submit(() -> {
            while (true) {
                Socket socket = listening.accept();
                threads.submit(() -> serve(socket));
            }
        });
    }

    ArchiveAddress address() {
        return ArchiveAddress.parse("http://127.0.0.1:" + listening.getLocalPort());
    }

    /** Bytes written in all. */
    long sent() {
        return sent.get();
    }

    /** Requests that came. */
    long asked() {
        return asked.get();
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setSoTimeout(20_000);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            Reply reply = new Reply(socket.getOutputStream(), sent);
            for (String line = line(in); !line.isEmpty() && !reply.isOver; line = line(in)) {
                String path = line.split(" ")[1];
                asked.incrementAndGet();
                while (!line(in).isEmpty()) {
                    // headers
                }
                if (!answer.write(path, reply)) {
                    rightly(path, reply);
                }
                if (reply.isOver) {
                    return;
                }
            }
        } catch (IOException e) {
            // the client has had enough
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            line.write(b);
        }
        return line.toString(StandardCharsets.ISO_8859_1).strip();
    }

    private static void rightly(String path, Reply reply) throws IOException {
        if (!path.contains("?")) {
            reply.begin("multipart/related; boundary=XX");
            reply.chunk(part(instance()));
            reply.chunk("--XX--".getBytes(StandardCharsets.US_ASCII));
            reply.chunk(new byte[0]);
        } else if (path.contains("offset=0")) {
            reply.json("[" + entry(TestInstances.study(0), TestInstances.instance(0, 1, 1)) + "]");
        } else {
            reply.json("[]");
        }
    }

    static byte[] instance() {
        return TestInstances.file(0, 1, 1, "DX");
    }

    /** A file as a part of an answer, its line end included. */
    static byte[] part(byte[] file) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("--XX\r\nContent-Type: application/dicom\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(file);
        out.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    static String entry(String study, String instance) {
        return ("{\"0020000D\":{\"vr\":\"UI\",\"Value\":[\"%s\"]},\"0020000E\":{\"vr\":\"UI\",\"Value\":[\"%s\"]},"
                        + "\"00080018\":{\"vr\":\"UI\",\"Value\":[\"%s\"]},\"00201208\":{\"vr\":\"IS\",\"Value\":[1]}}")
                .formatted(study, TestInstances.series(0, 1), instance);
    }

    /** The offset that a search asks for. */
    static int offset(String path) {
        return Integer.parseInt(path.replaceAll(".*offset=(\\d+).*", "$1"));
    }

    @Override
    public void close() throws IOException {
        listening.close();
        threads.shutdownNow();
    }

    /** What is written to one connection. */
    static final class Reply {
        private final OutputStream out;
        private final AtomicLong sent;
        private boolean isOver;

        private Reply(OutputStream out, AtomicLong sent) {
            this.out = out;
            this.sent = sent;
        }

        void raw(byte[] bytes) throws IOException {
            out.write(bytes);
            out.flush();
            sent.addAndGet(bytes.length);
        }

        void raw(String text) throws IOException {
            raw(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        void json(String text) throws IOException {
            whole("application/dicom+json", text.getBytes(StandardCharsets.UTF_8));
        }

        void whole(String type, byte[] body) throws IOException {
            raw("HTTP/1.1 200 X\r\nContent-Type: " + type + "\r\nContent-Length: " + body.length + "\r\n\r\n");
            raw(body);
        }

        void begin(String type) throws IOException {
            raw("HTTP/1.1 200 X\r\nContent-Type: " + type + "\r\nTransfer-Encoding: chunked\r\n\r\n");
        }

        void chunk(byte[] piece) throws IOException {
            raw(Integer.toHexString(piece.length) + "\r\n");
            raw(piece);
            raw("\r\n");
        }

        /** Closes the connection behind what was written. */
        void over() {
            isOver = true;
        }
    }
}
