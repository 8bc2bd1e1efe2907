package org.subtext.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.subtext.address.ImageAddress;
import org.subtext.images.PixelCache;
import org.subtext.images.PixelLayout;
import org.subtext.images.Resize;
import org.subtext.progress.Progress;

/**
 * Images per second of decode-resize-cache and of reading the cache; docs/benchmarks-images.md has the command.
 *
 * <p>Arguments: folder of images, extension, number of threads, passes. Every pass builds a fresh cache, forced to
 * disk.
 */
public final class FolderCaching {
    private static final PixelLayout LAYOUT = new PixelLayout(320, 1, Resize.AREA_AVERAGE);

    private FolderCaching() {}

    public static void main(String[] args) throws IOException {
        List<Path> files;
        try (Stream<Path> listed = Files.list(Path.of(args[0]))) {
            files = listed.filter(file -> file.toString().endsWith("." + args[1]))
                    .sorted()
                    .toList();
        }
        int threads = Integer.parseInt(args[2]);
        double bestBuild = 0;
        double bestRead = 0;
        for (int pass = 0; pass < Integer.parseInt(args[3]); pass++) {
            Path folder = Files.createTempDirectory("subtext-benchmark");
            long start = System.nanoTime();
            try (PixelCache cache =
                    PixelCache.build(folder, ImageAddress.ofFiles(files), LAYOUT, threads, Progress.SILENT)) {
                bestBuild = Math.max(bestBuild, perSecond(files.size(), start));
                bestRead = Math.max(bestRead, readingRate(cache));
            } finally {
                delete(folder);
            }
        }
        System.out.printf("%s: %.1f images/s cached, %.0f images/s read%n", args[1], bestBuild, bestRead);
    }

    private static double readingRate(PixelCache cache) {
        FloatBuffer target = ByteBuffer.allocateDirect(4 * LAYOUT.valuesPerImage())
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        long start = System.nanoTime();
        for (int row = 0; row < cache.size(); row++) {
            target.clear();
            cache.read(row, target);
        }
        return perSecond(cache.size(), start);
    }

    private static double perSecond(int images, long startNanos) {
        return images / ((System.nanoTime() - startNanos) / 1e9);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
