package org.subtext.bench;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.subtext.address.ImageAddress;
import org.subtext.images.PixelCache;
import org.subtext.images.PixelLayout;
import org.subtext.images.Resize;
import org.subtext.progress.Progress;

/** Decoding, resizing and caching 1024² grey images to 320² on all processors; one operation is one image. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 1, time = 5)
@Measurement(iterations = 3, time = 5)
@Fork(1)
public class ImageCaching {
    private static final int IMAGES = 96;
    private static final int SIDE = 1024;
    private static final PixelLayout LAYOUT = new PixelLayout(320, 1, Resize.AREA_AVERAGE);

    /** File format. */
    @Param({"png", "jpg"})
    public String format = "png";

    private Path folder = Path.of("");
    private Path cache = Path.of("");
    private final List<Path> files = new ArrayList<>();

    /** Random walks along rows, as in the peer's script: neither flat nor noise. */
    @Setup
    public void writeImages() throws IOException {
        folder = Files.createTempDirectory("subtext-bench");
        SplittableRandom random = new SplittableRandom(0);
        for (int i = 0; i < IMAGES; i++) {
            BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
            for (int y = 0; y < SIDE; y++) {
                double walk = 128;
                for (int x = 0; x < SIDE; x++) {
                    walk = Math.max(0, Math.min(255, walk + 2 * random.nextGaussian()));
                    image.getRaster().setSample(x, y, 0, (int) walk);
                }
            }
            Path file = folder.resolve(i + "." + format);
            ImageIO.write(image, format, file.toFile());
            files.add(file);
        }
    }

    @Setup(Level.Invocation)
    public void emptyCache() throws IOException {
        cache = Files.createTempDirectory(folder, "cache");
    }

    @Benchmark
    @OperationsPerInvocation(IMAGES)
    public int decodeResizeCache() throws IOException {
        int threads = Runtime.getRuntime().availableProcessors();
        try (PixelCache pixels =
                PixelCache.build(cache, ImageAddress.ofFiles(files), LAYOUT, threads, Progress.SILENT)) {
            return pixels.size();
        }
    }

    @TearDown
    public void removeImages() throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
