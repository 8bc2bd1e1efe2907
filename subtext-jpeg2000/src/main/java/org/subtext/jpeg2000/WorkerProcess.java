package org.subtext.jpeg2000;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One running {@link Worker}, used by one thread at a time. */
final class WorkerProcess {
    private final Process process;
    private final DataOutputStream requests;
    private final DataInputStream replies;
    private volatile boolean killed;

    private WorkerProcess(Process process) {
        this.process = process;
        this.requests = new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), 1 << 16));
        this.replies = new DataInputStream(new BufferedInputStream(process.getInputStream(), 1 << 16));
    }

    /** @param heapMegabytes of the worker's own heap; the native library's memory comes on top */
    static WorkerProcess start(Path library, int heapMegabytes) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = Stream.of(Worker.class, com.sun.jna.Native.class)
                .map(WorkerProcess::location)
                .collect(Collectors.joining(File.pathSeparator));
        String temporary = System.getProperty("java.io.tmpdir");
        List<String> command = List.of(
                java,
                "-Xmx" + heapMegabytes + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+SuppressFatalErrorMessage", // a crash is expected of this process and leaves no file behind
                "-XX:-CreateCoredumpOnCrash",
                "-Djava.io.tmpdir=" + temporary,
                "-Djna.tmpdir=" + temporary, // else it is unpacked at home, and stays there when the worker is killed
                "-cp",
                classPath,
                Worker.class.getName(),
                library.toString());
        return new WorkerProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    private static String location(Class<?> one) {
        try {
            return Path.of(one.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    /** Throws where the process ended or was killed meanwhile. */
    Reply exchange(byte[] stream, int samples) throws IOException {
        requests.writeInt(stream.length);
        requests.write(stream);
        requests.flush();
        return Reply.read(replies, samples);
    }

    /** Ends it at once; whoever waits for an answer gets an exception. */
    void kill() {
        killed = true;
        process.destroyForcibly();
    }

    /** True where {@link #kill} ended it rather than a crash. */
    boolean wasKilled() {
        return killed;
    }
}
