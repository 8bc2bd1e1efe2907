package org.subtext.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.subtext.images.PixelLayout;
import org.subtext.images.PixelSource;
import org.subtext.images.Resize;
import org.subtext.perturbation.Perturbations;
import org.subtext.perturbation.contract.Perturbation;
import org.subtext.perturbation.contract.PerturbationKind;
import org.subtext.perturbation.contract.PerturbedPixels;
import org.subtext.provenance.Seed;

/**
 * Images a second of every default setting of every kind, 224² and one channel, read through {@link PerturbedPixels} as
 * training and scoring read them. One line a setting: name, images a second, images a second of one processor's time;
 * the latter does not depend on what else the machine does. Its peer is validation/perturbations/peer_numpy.py; run.sh
 * beside that runs both by turns and prints the ratios.
 *
 * <p>Arguments: number of threads (2), seconds a setting (0.5), side (224), settings (the defaults of every kind).
 */
public final class PerturbationThroughput {
    private static final int IMAGES = 64;
    private static final int ROUNDS = 3;
    private static final double NANOS = 1e9;

    private PerturbationThroughput() {}

    /** The images of the reference vectors, each moved a little, in memory. */
    private record Images(PixelLayout layout, float[][] values) implements PixelSource {
        static Images of(int side) {
            float[][] values = new float[IMAGES][side * side];
            for (int i = 0; i < IMAGES; i++) {
                for (int y = 0; y < side; y++) {
                    for (int x = 0; x < side; x++) {
                        int at = x + i;
                        int grey = 7 * y + 13 * at + 3 * ((y * at) >> 5) + 60 * (((y >> 4) + (at >> 4)) & 1);
                        values[i][y * side + x] = grey % 256 / 255f;
                    }
                }
            }
            return new Images(new PixelLayout(side, 1, Resize.AREA_AVERAGE), values);
        }

        @Override
        public int size() {
            return values.length;
        }

        @Override
        public void read(int row, FloatBuffer target) {
            target.put(values[row]);
        }
    }

    /** Prints the rates. */
    @SuppressWarnings("SystemOut") // a program, not a library
    public static void main(String[] arguments) throws InterruptedException, ExecutionException {
        int threads = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2;
        double seconds = arguments.length > 1 ? Double.parseDouble(arguments[1]) : 0.5;
        Images images = Images.of(arguments.length > 2 ? Integer.parseInt(arguments[2]) : 224);
        List<String> settings = arguments.length > 3 ? List.of(arguments).subList(3, arguments.length) : defaults();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (String setting : settings) {
                Perturbation ready = Perturbations.parse(setting).prepared(images, new int[] {0, 1, 2, 3});
                PixelSource perturbed = new PerturbedPixels(images, ready, new Seed(1));
                for (int round = 0; round < ROUNDS; round++) {
                    rates(pool, threads, perturbed, seconds); // the compiler's turn
                }
                Rates best = new Rates(0, 0);
                for (int round = 0; round < ROUNDS; round++) {
                    best = best.or(rates(pool, threads, perturbed, seconds));
                }
                System.out.printf(Locale.ROOT, "%s\t%.1f\t%.1f%n", setting, best.wall(), best.processor());
            }
        } finally {
            pool.shutdown();
        }
    }

    private static List<String> defaults() {
        return Perturbations.KINDS.stream()
                .map(PerturbationKind::defaults)
                .flatMap(List::stream)
                .toList();
    }

    /** Images a second, and images a second of one processor's time. */
    private record Rates(double wall, double processor) {
        Rates or(Rates other) {
            return new Rates(Math.max(wall, other.wall), Math.max(processor, other.processor));
        }
    }

    /** What one thread read, and the processor time that it took. */
    private record Share(int images, long processorNanos) {}

    private static Rates rates(ExecutorService pool, int threads, PixelSource source, double seconds)
            throws InterruptedException, ExecutionException {
        long begun = System.nanoTime();
        long until = begun + (long) (seconds * NANOS);
        List<Future<Share>> shares = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            int first = thread;
            shares.add(pool.submit(() -> read(source, first, threads, until)));
        }
        int images = 0;
        long processorNanos = 0;
        for (Future<Share> share : shares) {
            images += share.get().images();
            processorNanos += share.get().processorNanos();
        }
        return new Rates(images / ((System.nanoTime() - begun) / NANOS), images / (processorNanos / NANOS));
    }

    private static Share read(PixelSource source, int first, int step, long until) {
        ThreadMXBean clock = ManagementFactory.getThreadMXBean();
        long begun = clock.getCurrentThreadCpuTime();
        FloatBuffer target = FloatBuffer.allocate(source.layout().valuesPerImage());
        int images = 0;
        while (System.nanoTime() < until) {
            target.clear();
            source.read((first + images * step) % source.size(), target);
            images++;
        }
        return new Share(images, clock.getCurrentThreadCpuTime() - begun);
    }
}
