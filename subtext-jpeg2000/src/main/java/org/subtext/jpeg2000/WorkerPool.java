package org.subtext.jpeg2000;

import java.io.IOException;
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
    private static final Duration PATIENCE = Duration.ofSeconds(60);
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
        ScheduledFuture<?> alarm = clock.schedule(used::kill, patience.toMillis(), TimeUnit.MILLISECONDS);
        Reply reply;
        try {
            reply = used.exchange(stream, shape.samples());
        } catch (IOException e) {
            boolean late = used.wasKilled();
            used.kill();
            throw new PixelDataException(
                    late
                            ? "a JPEG 2000 stream that took more than " + patience.toSeconds()
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
        int[] values = reply.samples();
        if (reply.bits() > 16) {
            return Samples.ofInts(shape, reply.bits(), values);
        }
        short[] words = new short[values.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = (short) values[i];
        }
        return Samples.ofWords(shape, reply.bits(), words);
    }
}
