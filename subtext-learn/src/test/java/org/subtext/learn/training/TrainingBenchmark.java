package org.subtext.learn.training;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.subtext.images.PixelLayout;
import org.subtext.images.Resize;
import org.subtext.learn.ArrayPixels;
import org.subtext.learn.engine.Device;
import org.subtext.learn.engine.Natives;
import org.subtext.learn.inference.Autocast;
import org.subtext.learn.networks.Network;
import org.subtext.learn.networks.NetworkSpec;
import org.subtext.learn.networks.Networks;
import org.subtext.learn.networks.Pass;
import org.subtext.provenance.Seed;
import org.subtext.recognition.Architecture;
import org.subtext.recognition.Augmentation;
import org.subtext.recognition.LabelledImages;
import org.subtext.recognition.TrainingPlan;
import org.subtext.recognition.TrainingPlan.Precision;
import org.subtext.recognition.TrainingPresets;
import org.subtext.recognition.TrainingTask;

/**
 * Images a second of training steps and forward passes, one line a case; counterpart of {@code models_bench} of the
 * PyTorch script that docs/benchmarks-training.md names: 3 channels, 3 classes, AdamW, best and median of the steps.
 *
 * <p>Usage: {@code TrainingBenchmark WORKERS SECONDS wall|cpu CASE...}. The CPU clock counts the whole process's time
 * and suits one worker on a busy machine. A case is {@code ARCHITECTURE:SIDE:BATCH:fp32|fp32cl|bf16cl}. Training steps
 * include reading pixels and the fused update.
 */
final class TrainingBenchmark {
    private static final int CLASSES = 3;
    private static final int WARM_UP = 3;
    private static final int LEAST_STEPS = 5;

    private TrainingBenchmark() {}

    private record Case(Architecture architecture, int side, int batch, Precision precision, boolean channelsLast) {
        static Case parse(String text) {
            String[] parts = text.split(":");
            return new Case(
                    Architecture.ofId(parts[0]),
                    Integer.parseInt(parts[1]),
                    Integer.parseInt(parts[2]),
                    parts[3].startsWith("bf16") ? Precision.BFLOAT16 : Precision.FLOAT32,
                    parts[3].endsWith("cl"));
        }

        Network network() {
            Network network = Networks.create(new NetworkSpec(architecture, 3, CLASSES, side), new Seed(0));
            return channelsLast ? network.toChannelsLast() : network;
        }
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Natives.load();
        int workers = Integer.parseInt(arguments[0]);
        double seconds = Double.parseDouble(arguments[1]);
        LongSupplier clock = arguments[2].equals("cpu") ? TrainingBenchmark::processNanos : System::nanoTime;
        for (String text : Arrays.asList(arguments).subList(3, arguments.length)) {
            Case one = Case.parse(text);
            report(text, workers, "train", one.batch(), trainingSteps(one, workers, seconds, clock));
            inference(text, one, workers, seconds / 2, clock);
        }
    }

    @SuppressWarnings("SystemOut")
    private static void report(String text, int workers, String what, int images, double[] sortedSeconds) {
        System.out.printf(
                Locale.ROOT,
                "%s workers %d %s best %.1f median %.1f images/s (%d steps)%n",
                text,
                workers,
                what,
                images / sortedSeconds[0],
                images / sortedSeconds[sortedSeconds.length / 2],
                sortedSeconds.length);
    }

    private static double[] trainingSteps(Case one, int workers, double seconds, LongSupplier clock) {
        TrainingPlan plan = TrainingPresets.STUDY_CXR
                .plan()
                .withNetwork(network ->
                        network.withArchitecture(one.architecture()).withPixelScaling(TrainingPlan.PixelScaling.UNIT))
                .withOptimisation(optimisation -> optimisation.withOptimiser(TrainingPlan.Optimiser.ADAMW))
                .withPasses(passes -> passes.withBatchSize(one.batch()))
                .withExecution(
                        execution -> execution.withPrecision(one.precision()).withChannelsLast(one.channelsLast()))
                .withAugmentation(Augmentation.NONE)
                .withExecution(execution -> execution.withWorkers(workers));
        TrainingTask task = new TrainingTask(
                plan, List.of("a", "b", "c"), images(one), images(one), new Seed(1), Path.of("unused"));
        int[] order = IntStream.range(0, one.batch()).toArray();
        try (Network network = one.network();
                DataParallel parallel = new DataParallel(task, network, null)) {
            long[] step = {0};
            return timed(seconds, clock, () -> parallel.step(1, ++step[0], order, 0, one.batch(), 1e-3));
        }
    }

    private static LabelledImages images(Case one) {
        PixelLayout layout = new PixelLayout(one.side(), 3, Resize.AREA_AVERAGE);
        SplittableRandom random = new SplittableRandom(1);
        float[] values = new float[one.batch() * layout.valuesPerImage()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble();
        }
        int[] rows = IntStream.range(0, one.batch()).toArray();
        return new LabelledImages(
                new ArrayPixels(layout, values),
                rows,
                Arrays.stream(rows).map(r -> r % CLASSES).toArray(),
                rows);
    }

    /** Forward passes of the folded network, as recognisers make them, on as many threads as there are workers. */
    private static void inference(String text, Case one, int threads, double seconds, LongSupplier clock)
            throws InterruptedException {
        try (Network network = one.network();
                Network folded = network.folded(one.precision())) {
            double[][] times = new double[threads][];
            CountDownLatch done = new CountDownLatch(threads);
            for (int t = 0; t < threads; t++) {
                int thread = t;
                new Thread(() -> {
                            times[thread] = forwardPasses(one, folded, seconds, clock);
                            done.countDown();
                        })
                        .start();
            }
            done.await();
            double[] together = Arrays.stream(times)
                    .flatMapToDouble(Arrays::stream)
                    .sorted()
                    .toArray();
            report(text, threads, "infer", one.batch() * threads, together);
        }
    }

    private static double[] forwardPasses(Case one, Network folded, double seconds, LongSupplier clock) {
        torch.set_num_threads(1);
        try (PointerScope outer = new PointerScope()) {
            Tensor random = torch.randn(one.batch(), 3, one.side(), one.side());
            Tensor images = one.channelsLast() ? random.contiguous(torch.MemoryFormat.ChannelsLast) : random;
            return timed(seconds, clock, () -> {
                try (PointerScope scope = new PointerScope();
                        InferenceMode inference = new InferenceMode(true);
                        Autocast autocast = Autocast.open(one.precision(), Device.CPU)) {
                    folded.forward(images, Pass.EVALUATION);
                }
            });
        }
    }

    private static double[] timed(double seconds, LongSupplier clock, Runnable work) {
        for (int i = 0; i < WARM_UP; i++) {
            work.run();
        }
        double[] times = new double[0];
        long end = clock.getAsLong() + (long) (seconds * 1e9);
        while (clock.getAsLong() < end || times.length < LEAST_STEPS) {
            long begun = clock.getAsLong();
            work.run();
            times = Arrays.copyOf(times, times.length + 1);
            times[times.length - 1] = (clock.getAsLong() - begun) / 1e9;
        }
        Arrays.sort(times);
        return times;
    }

    private static long processNanos() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime();
    }
}
