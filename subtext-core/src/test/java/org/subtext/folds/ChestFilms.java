package org.subtext.folds;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.subtext.address.ImageAddress;
import org.subtext.images.PixelCache;
import org.subtext.images.PixelLayout;
import org.subtext.images.Resize;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.testing.SharedData;

/**
 * A thousand films of 264 patients (NIH ChestX-ray14 at 64 by 64 pixels), to be labelled as a simulation likes.
 *
 * @param patientOfImage ordinals by first appearance
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, read only; nobody compares them
public record ChestFilms(PixelCache pixels, int[] patientOfImage) implements AutoCloseable {
    private static final int FOLDS = 5;

    /** Reads the films, or skips the test where they are absent. */
    public static ChestFilms read(Path cache) throws IOException {
        Path folder = SharedData.find("data/nih-cxr64");
        List<ImageAddress> files = new ArrayList<>();
        List<Integer> patients = new ArrayList<>();
        Map<String, Integer> ordinals = new LinkedHashMap<>();
        List<String> lines = Files.readAllLines(folder.resolve("metadata.csv"));
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", 3);
            files.add(ImageAddress.ofFile(folder.resolve(cells[0])));
            ordinals.putIfAbsent(cells[1], ordinals.size());
            patients.add(ordinals.get(cells[1]));
        }
        PixelLayout layout = new PixelLayout(64, 1, Resize.AREA_AVERAGE);
        return new ChestFilms(
                PixelCache.build(cache, files, layout, 1, Progress.SILENT),
                patients.stream().mapToInt(Integer::intValue).toArray());
    }

    public int patients() {
        return 1 + Arrays.stream(patientOfImage).max().orElseThrow();
    }

    int[] rows() {
        return IntStream.range(0, patientOfImage.length).toArray();
    }

    /** Classes drawn at random by patient, in given shares, and folds dealt as the product deals them. */
    public FoldedCases labelled(double[] shares, Seed seed) {
        int[] classes = new int[patients()];
        int[] order = shuffled(patients(), seed.child("classes").random());
        double reached = 0;
        int from = 0;
        for (int label = 0; label < shares.length; label++) {
            reached += shares[label];
            int to = label == shares.length - 1 ? order.length : (int) Math.round(reached * order.length);
            for (int i = from; i < to; i++) {
                classes[order[i]] = label;
            }
            from = to;
        }
        return FoldedCases.byPatient(patientOfImage, classes, folds(classes, shares.length, seed.child("folds")));
    }

    /** Patients of a class by falling number of images, dealt in rounds, the first to the fold with fewest of them. */
    private int[] folds(int[] classes, int labels, Seed seed) {
        int[] sizes = new int[patients()];
        Arrays.stream(patientOfImage).forEach(patient -> sizes[patient]++);
        int[] folds = new int[classes.length];
        int[] order = shuffled(classes.length, seed.random());
        for (int label = 0; label < labels; label++) {
            int ofClass = label;
            List<Integer> left = new ArrayList<>(Arrays.stream(order)
                    .filter(p -> classes[p] == ofClass)
                    .boxed()
                    .sorted(Comparator.comparingInt(p -> -sizes[p]))
                    .toList());
            int[] images = new int[FOLDS];
            while (!left.isEmpty()) {
                List<Integer> open = new ArrayList<>(IntStream.range(0, FOLDS)
                        .boxed()
                        .sorted(Comparator.comparingInt(fold -> images[fold]))
                        .toList());
                for (int fold : open.subList(0, Math.min(FOLDS, left.size()))) {
                    int patient = left.remove(0);
                    folds[patient] = fold;
                    images[fold] += sizes[patient];
                }
            }
        }
        return folds;
    }

    private static int[] shuffled(int count, SplittableRandom random) {
        int[] order = IntStream.range(0, count).toArray();
        for (int i = count - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
        return order;
    }

    @Override
    public void close() throws IOException {
        pixels.close();
    }
}
