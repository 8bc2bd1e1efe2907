package org.subtext.recognition.worker;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
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

/**
 * One running {@link Worker}: bounded in memory and time, and without a network where the system can take it away. What
 * crashes, hangs or exhausts memory there is an exception in words here. Used by one thread at a time.
 */
public final class WorkerProcess implements AutoCloseable {
    /** Within which one starts, unless somebody says otherwise. */
    public static final Duration PATIENCE = Duration.ofSeconds(120);

    private static final int HEAP_MEGABYTES = 512;
    /** Java and libtorch reserve 3.3 GiB of addresses, of which they use 0.2. */
    private static final long RESERVED_KILOBYTES = 4L << 20;

    private static final long MOST_KILOBYTES = 8L << 20;
    private static final long MILLIS_AN_IMAGE = 10_000;
    /** A namespace of users, as whose root a network of its own may be had, and that network, which leads nowhere. */
    private static final List<String> WITHOUT_NETWORK = List.of("unshare", "-r", "-n");
    /** What a network prints is not taken for an answer: answers go another way. */
    private static final String ANSWERS_APART = "exec \"$@\" 3>&1 1>/dev/null";
    /** Where memory runs out all the same, the system ends this process and no other. */
    private static final String FIRST_TO_GO = "(echo 1000 > /proc/$$/oom_score_adj) 2>/dev/null; ";

    private final Process process;
    private final boolean isWithoutNetwork;
    private final Duration patience;
    private final DataOutputStream requests;
    private final DataInputStream replies;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "worker-clock");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean isLate;

    /**
     * A worker to be started.
     *
     * @param main class whose {@code main} hands an engine to {@link Worker}
     * @param classPath of it, this module's among it
     * @param arguments of it
     * @param patience within which it starts, and which each batch has beside {@value #MILLIS_AN_IMAGE} ms an image
     */
    public record Program(Class<?> main, String classPath, List<String> arguments, Duration patience) {
        public Program {
            arguments = List.copyOf(arguments);
        }
    }

    private WorkerProcess(Process process, boolean isWithoutNetwork, Duration patience) {
        this.process = process;
        this.isWithoutNetwork = isWithoutNetwork;
        this.patience = patience;
        this.requests = new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), 1 << 16));
        this.replies = new DataInputStream(new BufferedInputStream(process.getInputStream(), 1 << 16));
    }

    /** Starts one; {@link #facts} waits until it has loaded the network. */
    public static WorkerProcess start(Program program) throws IOException {
        boolean withoutNetwork = canTakeNetworkAway();
        boolean isUnix = File.separatorChar == '/';
        List<String> command = new ArrayList<>(withoutNetwork ? WITHOUT_NETWORK : List.of());
        if (isUnix) {
            String limits = FIRST_TO_GO + "ulimit -v " + addressSpaceKilobytes() + "; ";
            command.addAll(List.of("sh", "-c", limits + ANSWERS_APART, "sh"));
        }
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP_MEGABYTES + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-XX:+SuppressFatalErrorMessage", // a crash is expected of this process and leaves no file behind
                "-XX:-CreateCoredumpOnCrash",
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-D" + Worker.ANSWERS + "=" + (isUnix ? "/dev/fd/3" : ""),
                "-cp",
                program.classPath(),
                program.main().getName()));
        command.addAll(program.arguments());
        return new WorkerProcess(
                new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start(),
                withoutNetwork,
                program.patience());
    }

    /** At most half of the machine's memory beside what is never used. */
    private static long addressSpaceKilobytes() {
        long half =
                ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                        ? system.getTotalMemorySize() >> 11
                        : MOST_KILOBYTES;
        return RESERVED_KILOBYTES + Math.min(MOST_KILOBYTES, half);
    }

    /** Whether this system lets a user start a process without a network. */
    public static boolean canTakeNetworkAway() {
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

    /** What a card says of it. */
    public String words() {
        return "It runs in a process of its own, "
                + (isWithoutNetwork ? "without a network." : "of which the network could not be taken away here.");
    }

    /**
     * What the worker found out of the network while it loaded it; asked once, and first.
     *
     * @param count of numbers
     * @throws IOException with what is wrong, where it is not loaded
     */
    public float[] facts(int count) throws IOException {
        float[][] rows = answer(1);
        if (rows[0].length != count) {
            throw new IOException("its process answers " + rows[0].length + " facts, not " + count);
        }
        return rows[0];
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
        WorkerReply reply;
        try {
            reply = WorkerReply.read(replies, images);
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
