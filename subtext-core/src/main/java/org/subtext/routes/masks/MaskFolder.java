package org.subtext.routes.masks;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;
import org.subtext.address.ImageAddress;
import org.subtext.images.ImageFolder;
import org.subtext.images.Outcome;
import org.subtext.images.PixelCache;
import org.subtext.images.PixelLayout;
import org.subtext.images.Resize;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Problems;
import org.subtext.progress.Progress;
import org.subtext.provenance.AtomicFiles;
import org.subtext.provenance.FolderWalk;
import org.subtext.provenance.Seed;
import org.subtext.recognition.SegmentationTask;
import org.subtext.recognition.Segmenter;
import org.subtext.recognition.SegmenterTrainer;
import org.subtext.recognition.SegmenterTrainer.TrainedSegmenter;

/**
 * From drawn masks to masks of every image: trains a segmenter on a folder of images and a folder of masks with the
 * same file names, and writes its masks as such a folder again, for {@code --mask NAME=FOLDER}.
 */
public final class MaskFolder {
    private static final double VALIDATION = 0.2;
    private static final int FEWEST = 10;

    private MaskFolder() {}

    /**
     * Trains on every image that has a mask; a fifth of them is kept apart to measure the overlap.
     *
     * @param cache folder for decoded pixels
     * @throws InvalidInputException when too few masks have images, or images or masks cannot be read
     */
    public static TrainedSegmenter train(
            SegmenterTrainer trainer,
            Path images,
            Path masks,
            int side,
            int epochs,
            Seed seed,
            Path cache,
            Progress progress)
            throws IOException {
        Map<String, Path> byStem = files(images);
        Map<String, Path> drawn = files(masks);
        List<Path> imageFiles = new ArrayList<>();
        List<Path> maskFiles = new ArrayList<>();
        drawn.forEach((stem, mask) -> {
            @Nullable Path image = byStem.get(stem);
            if (image != null) {
                imageFiles.add(image);
                maskFiles.add(mask);
            }
        });
        if (imageFiles.size() < FEWEST) {
            throw new InvalidInputException(imageFiles.size() + " of the " + drawn.size() + " masks in " + masks
                    + " have an image of the same name in " + images + "; at least " + FEWEST
                    + " are needed. A mask of lungs/a.png is looked for as masks/a.png.");
        }
        PixelLayout layout = new PixelLayout(side, 1, Resize.AREA_AVERAGE);
        int threads = Runtime.getRuntime().availableProcessors();
        try (PixelCache pixels = PixelCache.build(
                        cache.resolve("images"), ImageAddress.ofFiles(imageFiles), layout, threads, progress);
                PixelCache marks = PixelCache.build(
                        cache.resolve("masks"), ImageAddress.ofFiles(maskFiles), layout, threads, progress)) {
            requireReadable(imageFiles, pixels);
            requireReadable(maskFiles, marks);
            int[] order = order(imageFiles.size(), seed);
            int validation = (int) Math.ceil(VALIDATION * order.length);
            return trainer.train(
                    new SegmentationTask(
                            pixels,
                            marks,
                            Arrays.copyOfRange(order, validation, order.length),
                            Arrays.copyOf(order, validation),
                            epochs,
                            seed),
                    progress);
        }
    }

    /**
     * Marks every image of a folder.
     *
     * @param out folder of 8-bit PNG masks with the images' names, white inside; made when missing
     * @return how many were written
     */
    public static int mark(Segmenter segmenter, Path images, Path out, Path cache, Progress progress)
            throws IOException {
        Map<String, Path> byStem = files(images);
        List<Path> list = List.copyOf(byStem.values());
        List<String> stems = List.copyOf(byStem.keySet());
        int side = segmenter.layout().side();
        Files.createDirectories(out);
        int threads = Runtime.getRuntime().availableProcessors();
        try (PixelCache pixels =
                PixelCache.build(cache, ImageAddress.ofFiles(list), segmenter.layout(), threads, progress)) {
            requireReadable(list, pixels);
            int[] rows = new int[list.size()];
            Arrays.setAll(rows, row -> row);
            segmenter.mark(
                    pixels,
                    rows,
                    (position, inside) -> write(out.resolve(stems.get(position) + ".png"), inside, side),
                    progress);
            return rows.length;
        }
    }

    private static Map<String, Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new InvalidInputException("There is no folder " + folder + ". Name a folder of images.");
        }
        Map<String, Path> files = new TreeMap<>();
        Problems problems = new Problems();
        FolderWalk walk = FolderWalk.below(folder, 1);
        for (Path file : walk.everyName()) {
            String name = String.valueOf(file.getFileName());
            int dot = name.lastIndexOf('.');
            if (ImageFolder.isPicture(file) && files.put(name.substring(0, dot), file) != null) {
                problems.add(folder + " holds two images named " + name.substring(0, dot)
                        + " with different endings. Keep one of them.");
            }
        }
        walk.notRead()
                .forEach((path, reason) -> problems.add(
                        "not read", path.getFileName() + " " + reason + ".", "Mend or remove it in " + folder + "."));
        problems.throwIfAny();
        if (files.isEmpty()) {
            throw new InvalidInputException(folder + " holds no image (looked for " + ImageFolder.endings() + ").");
        }
        return files;
    }

    private static void requireReadable(List<Path> files, PixelCache pixels) {
        Problems problems = new Problems();
        for (int row = 0; row < files.size(); row++) {
            if (pixels.outcome(row) instanceof Outcome.Unreadable unreadable) {
                problems.add(
                        "unreadable",
                        files.get(row).getFileName() + " cannot be read: " + unreadable.reason() + ".",
                        "Mend or remove the file.");
            }
        }
        problems.throwIfAny();
    }

    private static int[] order(int count, Seed seed) {
        return java.util.stream.IntStream.range(0, count)
                .boxed()
                .sorted(Comparator.comparingLong(i -> seed.child("held out", i).value()))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static void write(Path file, float[] inside, int side) {
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
        byte[] data = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < data.length; i++) {
            data[i] = (byte) (inside[i] >= 0.5f ? 255 : 0);
        }
        try {
            AtomicFiles.write(file, stream -> {
                try (MemoryCacheImageOutputStream png = new MemoryCacheImageOutputStream(stream)) {
                    ImageIO.write(image, "png", png);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
