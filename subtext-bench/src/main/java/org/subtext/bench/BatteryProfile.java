package org.subtext.bench;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.subtext.address.ImageAddress;
import org.subtext.images.PixelCache;
import org.subtext.images.PixelLayout;
import org.subtext.images.Resize;
import org.subtext.learn.TorchTrainer;
import org.subtext.learn.engine.Device;
import org.subtext.learn.engine.Natives;
import org.subtext.learn.inference.PixelBatches;
import org.subtext.learn.inference.Scoring;
import org.subtext.learn.networks.Network;
import org.subtext.learn.networks.NetworkSpec;
import org.subtext.learn.networks.Networks;
import org.subtext.perturbation.Perturbations;
import org.subtext.perturbation.contract.Perturbation;
import org.subtext.perturbation.contract.PerturbationKind;
import org.subtext.perturbation.contract.PerturbedPixels;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.recognition.Architecture;
import org.subtext.recognition.Inference;
import org.subtext.recognition.Normalisation;
import org.subtext.recognition.TrainingPlan;
import org.subtext.recognition.TrainingPresets;

/**
 * What a battery of tested-under settings spends its time on: a setting a line, processor time an image, and the share
 * of it that is not the network's forward pass (reading, perturbing, scaling, handing out, collecting garbage). The
 * last column is the same share of the clock, where waiting counts too; on a machine that does other work it says
 * nothing.
 *
 * <p>Arguments, all optional and in this order: images (500), settings (40), side (224), channels (1), architecture
 * (resnet18). Settings are the defaults of all kinds, in turn from each kind. The path is that of a battery:
 * memory-mapped cache, perturbation, batches on all processors, bfloat16.
 */
public final class BatteryProfile {
    private static final double MILLION = 1e6;
    private static final double BILLION = 1e9;
    private static final int CLASSES = 3;

    private final int images;
    private final PixelLayout layout;
    private final TrainingPlan plan;
    private final int threads = PixelBatches.threadsFor(Device.CPU);

    private BatteryProfile(int images, PixelLayout layout, Architecture architecture) {
        this.images = images;
        this.layout = layout;
        this.plan = TrainingPresets.named("study-cxr")
                .plan()
                .withNetwork(network -> network.withArchitecture(architecture))
                .on(new TorchTrainer(Device.CPU).device());
    }

    /** Nanoseconds of one setting: the clock, then processor time over all threads. */
    private record Spent(double wall, long forwardWall, long whole, long reading, long perturbing, long forward) {
        Spent plus(Spent other) {
            return new Spent(
                    wall + other.wall,
                    forwardWall + other.forwardWall,
                    whole + other.whole,
                    reading + other.reading,
                    perturbing + other.perturbing,
                    forward + other.forward);
        }
    }

    public static void main(String[] arguments) throws IOException {
        int images = number(arguments, 0, 500);
        int settings = number(arguments, 1, 40);
        PixelLayout layout =
                new PixelLayout(number(arguments, 2, 224), number(arguments, 3, 1), Resize.ANTIALIASED_BILINEAR);
        Architecture architecture = Architecture.ofId(arguments.length > 4 ? arguments[4] : "resnet18");
        Path folder = Files.createTempDirectory("subtext-profile");
        try {
            new BatteryProfile(images, layout, architecture).run(folder, settings);
        } finally {
            try (Stream<Path> tree = Files.walk(folder)) {
                for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private static int number(String[] arguments, int i, int usual) {
        return arguments.length > i ? Integer.parseInt(arguments[i]) : usual;
    }

    private void run(Path folder, int settings) throws IOException {
        Natives.load();
        List<Path> files = writeImages(folder);
        NetworkSpec spec = new NetworkSpec(plan.network().architecture(), layout.channels(), CLASSES, layout.side());
        try (PixelCache cache = PixelCache.build(
                        folder.resolve("cache"), ImageAddress.ofFiles(files), layout, threads, Progress.SILENT);
                Network network = Networks.create(spec, new Seed(1)).toChannelsLast();
                Network folded = network.folded(plan.execution().precision())) {
            System.out.printf(
                    "%d images, %d x %d x %d, %s, %d threads%n",
                    images,
                    layout.side(),
                    layout.side(),
                    layout.channels(),
                    plan.network().architecture().id(),
                    threads);
            System.out.printf(
                    "%-28s %9s %9s %9s %9s %9s %8s %8s%n",
                    "setting", "images/s", "read ms", "change ms", "pass ms", "other ms", "not pass", "(clock)");
            int[] rows = IntStream.range(0, images).toArray();
            Scoring scoring = new Scoring(folded, Inference.of(plan), threads);
            score(
                    scoring,
                    folded,
                    cache,
                    Perturbations.parse(Perturbations.KINDS.get(0).defaults().get(0)),
                    rows);
            Spent total = new Spent(0, 0, 0, 0, 0, 0);
            List<String> chosen = settings(settings);
            for (String setting : chosen) {
                Spent spent = score(scoring, folded, cache, Perturbations.parse(setting), rows);
                print(setting, spent, 1);
                total = total.plus(spent);
            }
            print("all " + chosen.size(), total, chosen.size());
        }
    }

    /** The first of each kind, then the second of each, and so on. */
    private static List<String> settings(int count) {
        List<String> settings = new ArrayList<>();
        for (int i = 0; settings.size() < count && i < count; i++) {
            for (PerturbationKind kind : Perturbations.KINDS) {
                if (i < kind.defaults().size() && settings.size() < count) {
                    settings.add(kind.defaults().get(i));
                }
            }
        }
        return settings;
    }

    private Spent score(Scoring scoring, Network network, PixelCache cache, Perturbation perturbation, int[] rows) {
        long begun = System.nanoTime();
        long begunProcess = ThreadTime.ofProcess();
        TimedPixels read = new TimedPixels(cache);
        Perturbation ready = perturbation.prepared(read, rows);
        TimedPixels changed = new TimedPixels(new PerturbedPixels(read, ready, new Seed(1)));
        LongAdder forward = new LongAdder();
        LongAdder forwardWall = new LongAdder();
        new PixelBatches(
                        changed,
                        Normalisation.of(plan.network().pixelScaling()),
                        network.device(),
                        threads,
                        "profiling")
                .run(
                        rows,
                        (batch, from, to) -> {
                            long clock = System.nanoTime();
                            long passBegun = ThreadTime.nanos();
                            float[][] scores = PixelBatches.toRows(scoring.probabilities(batch));
                            forward.add(ThreadTime.nanos() - passBegun);
                            forwardWall.add(System.nanoTime() - clock);
                            return scores;
                        },
                        (position, scores) -> {},
                        count -> {});
        double wall = System.nanoTime() - begun;
        return new Spent(
                wall,
                forwardWall.sum(),
                ThreadTime.ofProcess() - begunProcess,
                read.nanos(),
                changed.nanos() - read.nanos(),
                forward.sum());
    }

    private void print(String setting, Spent spent, int settings) {
        double scored = (double) images * settings;
        double other = (double) spent.whole() - spent.reading() - spent.perturbing() - spent.forward();
        System.out.println(String.format(
                Locale.ROOT,
                "%-28s %9.1f %9.3f %9.3f %9.3f %9.3f %7.1f%% %7.1f%%",
                setting,
                scored / spent.wall() * BILLION,
                spent.reading() / scored / MILLION,
                spent.perturbing() / scored / MILLION,
                spent.forward() / scored / MILLION,
                other / scored / MILLION,
                100 * (1 - (double) spent.forward() / spent.whole()),
                100 * (1 - spent.forwardWall() / (spent.wall() * threads))));
    }

    /** Smooth gradients under noise, 8-bit. */
    private List<Path> writeImages(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < images; i++) {
            SplittableRandom random = new SplittableRandom(i);
            BufferedImage image = new BufferedImage(layout.side(), layout.side(), BufferedImage.TYPE_BYTE_GRAY);
            for (int y = 0; y < layout.side(); y++) {
                for (int x = 0; x < layout.side(); x++) {
                    int value = (int) (64 + 100.0 * (x + y) / (2 * layout.side()) + random.nextInt(60));
                    image.getRaster().setSample(x, y, 0, value);
                }
            }
            Path file = folder.resolve(i + ".png");
            ImageIO.write(image, "png", file.toFile());
            files.add(file);
        }
        return files;
    }
}
