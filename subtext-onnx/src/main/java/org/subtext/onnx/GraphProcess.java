package org.subtext.onnx;

import ai.onnxruntime.OrtEnvironment;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One running {@link GraphWorker}: bounded in memory and time, and without a network where the system can take it away.
 * Used by one thread at a time.
 */
final class GraphProcess implements AutoCloseable {
    private static final int HEAP_MEGABYTES = 512;
    private static final long ADDRESS_SPACE_KILOBYTES = 24L << 20; // Java reserves some 4 GiB that it never uses
    private static final long MILLIS_AN_IMAGE = 10_000;
    /** A namespace of users, as whose root a network of its own may be had, and that network, which leads nowhere. */
    private static final List<String> WITHOUT_NETWORK = List.of("unshare", "-r", "-n");

    private final Process process;
    private final boolean isWithoutNetwork;
    private final Duration patience;
    private final DataOutputStream requests;
    private final DataInputStream replies;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "onnx-clock");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean isLate;

    private GraphProcess(Process process, boolean isWithoutNetwork, Duration patience) {
        this.process = process;
        this.isWithoutNetwork = isWithoutNetwork;
        this.patience = patience;
        this.requests = new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), 1 << 16));
        this.replies = new DataInputStream(new BufferedInputStream(process.getInputStream(), 1 << 16));
    }

    /**
     * Starts one, and waits until it has loaded the graph.
     *
     * @param patience within which it starts, and which each batch has beside {@value #MILLIS_AN_IMAGE} ms an image
     * @throws IOException with what is wrong, where it does not
     */
    static GraphProcess start(
            Path graph, GraphFile.Port input, GraphFile.Port output, int channels, int side, Duration patience)
            throws IOException {
        boolean withoutNetwork = canTakeNetworkAway();
        List<String> command = new ArrayList<>(withoutNetwork ? WITHOUT_NETWORK : List.of());
        if (File.separatorChar == '/') {
            command.addAll(List.of("sh", "-c", "ulimit -v " + ADDRESS_SPACE_KILOBYTES + "; exec \"$@\"", "sh"));
        }
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP_MEGABYTES + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+SuppressFatalErrorMessage", // a crash is expected of this process and leaves no file behind
                "-XX:-CreateCoredumpOnCrash",
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-cp",
                Stream.of(GraphWorker.class, OrtEnvironment.class)
                        .map(GraphProcess::location)
                        .collect(Collectors.joining(File.pathSeparator)),
                GraphWorker.class.getName(),
                graph.toAbsolutePath().toString(),
                input.name(),
                output.name(),
                Integer.toString(channels),
                Integer.toString(side),
                Integer.toString(Runtime.getRuntime().availableProcessors())));
        GraphProcess started = new GraphProcess(
                new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start(),
                withoutNetwork,
                patience);
        try {
            started.answer(0);
            return started;
        } catch (IOException e) {
            started.close();
            throw e;
        }
    }

    /** Whether this system lets a user start a process without a network. */
    static boolean canTakeNetworkAway() {
        List<String> command = new ArrayList<>(WITHOUT_NETWORK);
        command.add("true");
        try {
            Process trial = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return trial.waitFor(5, TimeUnit.SECONDS) && trial.exitValue() == 0;
        } catch (IOException e) {
            return false; // no such program here
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
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

    boolean isWithoutNetwork() {
        return isWithoutNetwork;
    }

    /**
     * Outputs of a batch.
     *
     * @param values of all images, one after the other, from 0 to its limit
     * @throws IOException with what is wrong, where there are none
     */
    float[][] outputs(FloatBuffer values, int images) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.limit());
        bytes.asFloatBuffer().put(values.duplicate().rewind());
        try {
            requests.writeInt(images);
            requests.write(bytes.array());
            requests.flush();
        } catch (IOException e) {
            throw new IOException("its process ended", e);
        }
        return answer(images);
    }

    private float[][] answer(int images) throws IOException {
        long millis = patience.toMillis() + MILLIS_AN_IMAGE * images;
        ScheduledFuture<?> alarm = clock.schedule(
                () -> {
                    isLate = true;
                    process.destroyForcibly();
                },
                millis,
                TimeUnit.MILLISECONDS);
        GraphReply reply;
        try {
            reply = GraphReply.read(replies, images);
        } catch (IOException e) {
            throw new IOException(
                    isLate ? "it took more than " + millis / 1000 + " s; given up" : "its process crashed", e);
        } finally {
            alarm.cancel(false);
        }
        if (reply.refusal() != null) {
            throw new IOException(reply.refusal());
        }
        return reply.rows();
    }

    @Override
    public void close() {
        clock.shutdownNow();
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
