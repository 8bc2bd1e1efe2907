package org.subtext.jpeg2000;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.subtext.dicom.codec.FrameShape;
import org.subtext.dicom.codec.Jpeg2000Decoder;
import org.subtext.dicom.codec.PixelDataException;
import org.subtext.dicom.codec.Samples;

/**
 * Hands streams to worker processes, one a calling thread at a time, and starts another where one ended.
 *
 * <p>Workers start with the first stream and are kept; there are never more than threads that decode at once. A worker
 * that crashes, or has not answered in time and is killed, costs the image it had; the next one gets a new worker.
 * Thread-safe.
 */
public final class WorkerPool implements Jpeg2000Decoder {
    /** The longest that is waited for any stream; for a small one {@link #patience(byte[], FrameShape)} is less. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** A worker starts within this, also on a machine that is busy. */
    private static final long START_MILLIS = 8_000;

    private static final long SAMPLES_PER_MILLI = 2_000;
    private static final long BYTES_PER_MILLI = 1_000;
    private static final int HEAP_MEGABYTES = 1024;

    private final Duration patience;
    private final NativeFile library = new NativeFile();
    private final ConcurrentLinkedQueue<WorkerProcess> idle = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "jpeg2000-clock");
        thread.setDaemon(true);
        return thread;
    });

    /** For the service loader. */
    public WorkerPool() {
        this(PATIENCE);
    }

    WorkerPool(Duration patience) {
        this.patience = patience;
    }

    @Override
    public Samples decode(byte[] stream, FrameShape shape) throws PixelDataException {
        WorkerProcess worker = idle.poll();
        if (worker == null) {
            worker = start();
        }
        WorkerProcess used = worker;
        long millis = patience(stream, shape);
        ScheduledFuture<?> alarm = clock.schedule(used::kill, millis, TimeUnit.MILLISECONDS);
        Reply reply;
        try {
            reply = used.exchange(stream, shape.samples());
        } catch (IOException e) {
            boolean late = used.wasKilled();
            used.kill();
            throw new PixelDataException(
                    late
                            ? "a JPEG 2000 stream that took more than " + (millis + 999) / 1000
                                    + " s to decode; given up"
                            : "a JPEG 2000 stream on which the decoder crashed",
                    e);
        } finally {
            alarm.cancel(false);
        }
        if (!used.wasKilled()) {
            idle.add(used);
        }
        return samples(reply, shape);
    }

    /** A tenth of the slowest rate seen: a stream of little that takes long was made to. */
    private long patience(byte[] stream, FrameShape shape) {
        long work = shape.samples() / SAMPLES_PER_MILLI + stream.length / BYTES_PER_MILLI;
        return Math.min(patience.toMillis(), START_MILLIS + work);
    }

    /** Ends the idle workers. They end with this process anyway. */
    void close() {
        for (WorkerProcess worker = idle.poll(); worker != null; worker = idle.poll()) {
            worker.kill();
        }
    }

    private WorkerProcess start() throws PixelDataException {
        try {
            return WorkerProcess.start(library.extracted(), HEAP_MEGABYTES);
        } catch (IOException e) {
            throw new PixelDataException("JPEG 2000: the decoder's process cannot be started: " + e.getMessage(), e);
        }
    }

    private static Samples samples(Reply reply, FrameShape shape) throws PixelDataException {
        if (reply.refusal() != null) {
            throw new PixelDataException("a JPEG 2000 stream that is " + reply.refusal());
        }
        if (reply.width() != shape.columns()
                || reply.height() != shape.rows()
                || reply.components() != shape.samplesPerPixel()) {
            throw new PixelDataException("a JPEG 2000 stream that decodes to " + reply.width() + " x " + reply.height()
                    + " x " + reply.components() + " samples");
        }
        ByteBuffer values = ByteBuffer.wrap(reply.samples());
        if (reply.bits() > 16) {
            int[] ints = new int[shape.samples()];
            values.asIntBuffer().get(ints);
            return Samples.ofInts(shape, reply.bits(), ints);
        }
        short[] words = new short[shape.samples()];
        values.asShortBuffer().get(words);
        return Samples.ofWords(shape, reply.bits(), words);
    }
}
