package org.subtext.learn.inference;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.subtext.images.PixelSource;
import org.subtext.learn.engine.Device;
import org.subtext.progress.PoolEnd;
import org.subtext.recognition.Normalisation;

/**
 * Streams images through some work on several threads, one batch a thread at a time, and hands results out in order.
 *
 * <p>Memory is bounded by {@value #BATCHES_AHEAD_PER_THREAD} batches a thread, whatever the number of images. Batches
 * do not depend on the number of threads, so neither do the results. What the work makes is freed after each batch.
 */
public final class PixelBatches {
    private static final int BATCHES_AHEAD_PER_THREAD = 2;
    private static final int MOST_FEEDERS = 8;
    private static final int LARGEST_BATCH = 64;
    private static final int VALUES_PER_BATCH = 3_000_000;

    /** From a batch of images to one array an image; several threads call it at once. */
    @FunctionalInterface
    public interface Work {
        /**
         * Works on rows {@code from} to {@code to - 1} of those asked for.
         *
         * @param images {@code (to - from, channel, height, width)} on the device; valid during the call only
         */
        float[][] of(Tensor images, int from, int to);
    }

    /** Receives the array of each image, in order, on the calling thread. */
    @FunctionalInterface
    public interface Receiver {
        void accept(int position, float[] values);
    }

    /** Told how many images of a batch are finished. */
    @FunctionalInterface
    public interface Advance {
        void images(int count);
    }

    private final PixelSource pixels;
    private final Normalisation scaling;
    private final Device device;
    private final int threads;
    private final int batch;
    private final String doing;

    /**
     * Batches as large as scoring takes them.
     *
     * @param scaling of the images that the work is given
     * @param device where the work wants them
     * @param threads how many batches are under way at once, each on one thread
     * @param doing completes "libtorch failed while …"
     */
    public PixelBatches(PixelSource pixels, Normalisation scaling, Device device, int threads, String doing) {
        this.pixels = pixels;
        this.scaling = scaling;
        this.device = device;
        this.threads = threads;
        this.doing = doing;
        int fitting = VALUES_PER_BATCH / pixels.layout().valuesPerImage();
        this.batch = Math.max(1, Math.min(fitting, LARGEST_BATCH));
    }

    /**
     * How many threads suit a device. On the processor all of them compute; before any other device some read and
     * change images while it works on earlier batches, so that it is not kept waiting. Its work is done in order of
     * arrival, and each batch by itself: the number of threads does not show in the result.
     */
    public static int threadsFor(Device device) {
        int processors = Runtime.getRuntime().availableProcessors();
        return device.kind() == Device.Kind.CPU ? processors : Math.min(processors, MOST_FEEDERS);
    }

    /** Does the work on the given rows. */
    public void run(int[] rows, Work work, Receiver receiver, Advance advance) {
        ExecutorService pool = Executors.newFixedThreadPool(threads, PixelBatches::thread);
        BlockingQueue<PixelReader> readers = new ArrayBlockingQueue<>(threads);
        try {
            for (int i = 0; i < threads; i++) {
                readers.add(new PixelReader(pixels, scaling, batch));
            }
            Queue<Future<float[][]>> underWay = new ArrayDeque<>();
            int delivered = 0;
            for (int from = 0; from < rows.length; from += batch) {
                int first = from;
                int end = Math.min(from + batch, rows.length);
                underWay.add(pool.submit(() -> resultsOf(rows, first, end, readers, work)));
                if (underWay.size() > BATCHES_AHEAD_PER_THREAD * threads) {
                    delivered = deliver(underWay.remove(), delivered, receiver, advance);
                }
            }
            while (!underWay.isEmpty()) {
                delivered = deliver(underWay.remove(), delivered, receiver, advance);
            }
        } finally {
            pool.shutdownNow();
            PoolEnd.await(pool); // batches end before the network and the readers are closed
            readers.forEach(PixelReader::close);
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(
                () -> {
                    torch.set_num_threads(1); // OpenMP keeps this setting by thread
                    work.run();
                },
                "scoring");
        thread.setDaemon(true);
        return thread;
    }

    private static int deliver(Future<float[][]> batch, int delivered, Receiver receiver, Advance advance) {
        float[][] results = result(batch);
        for (int i = 0; i < results.length; i++) {
            receiver.accept(delivered + i, results[i]);
        }
        advance.images(results.length);
        return delivered + results.length;
    }

    private static float[][] result(Future<float[][]> batch) {
        try {
            return batch.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException r ? r : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("scoring was interrupted", e);
        }
    }

    private float[][] resultsOf(int[] rows, int from, int to, BlockingQueue<PixelReader> readers, Work work)
            throws InterruptedException {
        PixelReader reader = readers.take();
        try {
            return NativeFailure.explained(doing, () -> {
                try (PointerScope scope = new PointerScope()) {
                    Tensor images = reader.read(rows, from, to);
                    if (device.kind() != Device.Kind.CPU) {
                        images = images.to(device.toTorch(), ScalarType.Float);
                    }
                    return work.of(images, from, to);
                }
            });
        } finally {
            readers.add(reader);
        }
    }

    /** Rows of {@code (image, …)} float32 values as Java arrays. */
    public static float[][] toRows(Tensor values) {
        Tensor host = values.cpu().contiguous();
        int count = (int) host.size(0);
        float[] all = new float[(int) host.numel()];
        host.data_ptr_float().get(all);
        int width = count == 0 ? 0 : all.length / count;
        float[][] byImage = new float[count][width];
        for (int i = 0; i < count; i++) {
            System.arraycopy(all, i * width, byImage[i], 0, width);
        }
        return byImage;
    }
}
