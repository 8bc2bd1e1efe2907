package org.subtext.learn.inference;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.subtext.images.PixelSource;
import org.subtext.learn.engine.Device;
import org.subtext.learn.networks.Network;
import org.subtext.learn.networks.Pass;
import org.subtext.recognition.Recogniser.ScoreReceiver;
import org.subtext.recognition.TrainingPlan;

/**
 * Streams images through a network on several threads, one batch a thread at a time, and hands scores out in order.
 *
 * <p>Memory is bounded by {@value #BATCHES_AHEAD_PER_THREAD} batches a thread, whatever the number of images. Batches do
 * not depend on the number of threads, so neither do the scores.
 */
public final class Scoring {
    private static final int BATCHES_AHEAD_PER_THREAD = 2;
    private static final int LARGEST_BATCH = 64;
    private static final int VALUES_PER_BATCH = 3_000_000;

    private final Network network;
    private final TrainingPlan plan;
    private final int threads;

    /**
     * Scores with a network as a plan says.
     *
     * @param network its values must not change while scores are made
     * @param plan gives pixel scaling, precision and whether mirror images are scored too
     * @param threads how many batches are under way at once, each on one thread
     */
    public Scoring(Network network, TrainingPlan plan, int threads) {
        this.network = network;
        this.plan = plan;
        this.threads = threads;
    }

    /** Told how many images of a batch are finished. */
    @FunctionalInterface
    public interface Advance {
        void images(int count);
    }

    /** Scores the given rows: softmax probabilities, delivered in order on the calling thread. */
    public void score(PixelSource pixels, int[] rows, ScoreReceiver receiver, Advance advance) {
        int batch = batchSize(pixels);
        ExecutorService pool = Executors.newFixedThreadPool(threads, Scoring::thread);
        BlockingQueue<PixelReader> readers = new ArrayBlockingQueue<>(threads);
        try {
            for (int i = 0; i < threads; i++) {
                readers.add(new PixelReader(pixels, plan.pixelScaling(), batch));
            }
            Queue<Future<float[][]>> underWay = new ArrayDeque<>();
            int delivered = 0;
            for (int from = 0; from < rows.length; from += batch) {
                int first = from;
                int end = Math.min(from + batch, rows.length);
                underWay.add(pool.submit(() -> scoresOf(rows, first, end, readers)));
                if (underWay.size() > BATCHES_AHEAD_PER_THREAD * threads) {
                    delivered = deliver(underWay.remove(), delivered, receiver, advance);
                }
            }
            while (!underWay.isEmpty()) {
                delivered = deliver(underWay.remove(), delivered, receiver, advance);
            }
        } finally {
            finish(pool);
            readers.forEach(PixelReader::close);
        }
    }

    private static int batchSize(PixelSource pixels) {
        int fitting = VALUES_PER_BATCH / pixels.layout().valuesPerImage();
        return Math.max(1, Math.min(fitting, LARGEST_BATCH));
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

    private static int deliver(Future<float[][]> batch, int delivered, ScoreReceiver receiver, Advance advance) {
        float[][] scores = result(batch);
        for (int i = 0; i < scores.length; i++) {
            receiver.accept(delivered + i, scores[i]);
        }
        advance.images(scores.length);
        return delivered + scores.length;
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

    /** Batches under way must end before the network or the readers can be closed. */
    private static void finish(ExecutorService pool) {
        pool.shutdownNow();
        boolean interrupted = false;
        while (!pool.isTerminated()) {
            try {
                pool.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private float[][] scoresOf(int[] rows, int from, int to, BlockingQueue<PixelReader> readers)
            throws InterruptedException {
        PixelReader reader = readers.take();
        try {
            return NativeFailure.explained("scoring images", () -> scoresOf(rows, from, to, reader));
        } finally {
            readers.add(reader);
        }
    }

    private float[][] scoresOf(int[] rows, int from, int to, PixelReader reader) {
        try (PointerScope scope = new PointerScope();
                InferenceMode inference = new InferenceMode(true)) {
            Tensor images = reader.read(rows, from, to);
            if (network.device().kind() != Device.Kind.CPU) {
                images = images.to(network.device().toTorch(), ScalarType.Float);
            }
            Tensor scores = probabilities(images);
            if (plan.mirroredScoring()) {
                scores = scores.add(probabilities(images.flip(3))).mul(new Scalar(0.5));
            }
            return toRows(scores.cpu().contiguous(), to - from);
        }
    }

    private Tensor probabilities(Tensor images) {
        Tensor input = network.isChannelsLast() ? images.contiguous(MemoryFormat.ChannelsLast) : images;
        try (Autocast autocast = Autocast.open(plan.precision(), network.device())) {
            Tensor logits = network.forward(input, Pass.EVALUATION);
            return torch.softmax(logits.to(ScalarType.Float), 1);
        }
    }

    private static float[][] toRows(Tensor scores, int count) {
        int classes = (int) scores.size(1);
        float[] all = new float[count * classes];
        scores.data_ptr_float().get(all);
        float[][] byImage = new float[count][classes];
        for (int i = 0; i < count; i++) {
            System.arraycopy(all, i * classes, byImage[i], 0, classes);
        }
        return byImage;
    }
}
