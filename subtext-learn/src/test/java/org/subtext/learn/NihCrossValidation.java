package org.subtext.learn;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.subtext.images.PixelLayout;
import org.subtext.images.Resize;
import org.subtext.learn.engine.Device;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.recognition.LabelledImages;
import org.subtext.recognition.Recogniser;
import org.subtext.recognition.TrainingPlan;
import org.subtext.recognition.TrainingPresets;
import org.subtext.recognition.TrainingTask;

/**
 * Five-fold patient-grouped cross-validation of the preset {@code small} on the shared NIH chest radiographs, sex as
 * the attribute; the figure that the preset was chosen by.
 *
 * <p>Usage: {@code NihCrossValidation FOLDER_OF_METADATA_CSV [seed] [epochs] [folds as 01234]}. Reports AUC at patient
 * level.
 */
final class NihCrossValidation {
    private static final int FOLDS = 5;
    private static final PixelLayout LAYOUT = new PixelLayout(64, 1, Resize.AREA_AVERAGE);

    private NihCrossValidation() {}

    private record Image(String patient, int label) {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Seed seed = new Seed(arguments.length > 1 ? Long.parseLong(arguments[1]) : 1);
        TrainingPlan plan = TrainingPresets.SMALL.plan();
        if (arguments.length > 2) {
            plan = plan.withPasses(passes -> passes.withEpochs(Integer.parseInt(arguments[2])));
        }
        String folds = arguments.length > 3 ? arguments[3] : "01234";
        List<Image> images = new ArrayList<>();
        ArrayPixels pixels = read(folder, images);
        Map<String, Integer> foldOf = folds(images, seed);
        double[] scores = new double[images.size()];
        boolean[] scored = new boolean[images.size()];
        for (char fold : folds.toCharArray()) {
            int[] test = rows(images, foldOf, fold - '0', true);
            long begun = System.nanoTime();
            scoreFold(
                    plan,
                    seed.child("fold", fold - '0'),
                    pixels,
                    images,
                    rows(images, foldOf, fold - '0', false),
                    test,
                    scores);
            for (int row : test) {
                scored[row] = true;
            }
            System.out.printf(
                    Locale.ROOT,
                    "fold %s: %.0f s, patient AUC so far %.4f, CPU %.0f s%n",
                    fold,
                    (System.nanoTime() - begun) / 1e9,
                    patientAuc(images, scores, scored),
                    cpuSeconds());
        }
    }

    private static void scoreFold(
            TrainingPlan plan,
            Seed seed,
            ArrayPixels pixels,
            List<Image> images,
            int[] train,
            int[] test,
            double[] scores)
            throws IOException {
        Path folder = Files.createTempDirectory("nih");
        TrainingTask task = new TrainingTask(
                plan,
                List.of("F", "M"),
                labelled(pixels, images, train),
                labelled(pixels, images, new int[0]),
                seed,
                folder.resolve("checkpoint"));
        try (Recogniser recogniser =
                new TorchTrainer(Device.CPU).train(task, Progress.SILENT).recogniser()) {
            recogniser.score(pixels, test, (i, s) -> scores[test[i]] = s[1], Progress.SILENT);
        }
    }

    private static ArrayPixels read(Path folder, List<Image> images) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("metadata.csv"));
        float[] values = new float[(lines.size() - 1) * LAYOUT.valuesPerImage()];
        int at = 0;
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", 5);
            images.add(new Image(cells[1], cells[2].equals("M") ? 1 : 0));
            var raster = ImageIO.read(folder.resolve(cells[0]).toFile()).getRaster();
            for (int k = 0; k < LAYOUT.valuesPerImage(); k++) {
                values[at++] = raster.getSample(k % LAYOUT.side(), k / LAYOUT.side(), 0) / 255f;
            }
        }
        return new ArrayPixels(LAYOUT, values);
    }

    /** Patients of each class dealt out in shuffled order. */
    private static Map<String, Integer> folds(List<Image> images, Seed seed) {
        Map<String, Integer> labelOf = new LinkedHashMap<>();
        images.forEach(image -> labelOf.put(image.patient(), image.label()));
        List<String> patients = new ArrayList<>(labelOf.keySet());
        SplittableRandom random = seed.child("folds").random();
        for (int i = patients.size() - 1; i > 0; i--) {
            java.util.Collections.swap(patients, i, random.nextInt(i + 1));
        }
        int[] dealt = new int[2];
        Map<String, Integer> foldOf = new HashMap<>();
        patients.forEach(patient -> foldOf.put(patient, dealt[labelOf.getOrDefault(patient, 0)]++ % FOLDS));
        return foldOf;
    }

    private static int[] rows(List<Image> images, Map<String, Integer> foldOf, int fold, boolean inside) {
        return java.util.stream.IntStream.range(0, images.size())
                .filter(i -> (foldOf.getOrDefault(images.get(i).patient(), -1) == fold) == inside)
                .toArray();
    }

    private static LabelledImages labelled(ArrayPixels pixels, List<Image> images, int[] rows) {
        Map<String, Integer> ordinals = new HashMap<>();
        int[] labels = new int[rows.length];
        int[] patients = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            labels[i] = images.get(rows[i]).label();
            patients[i] = ordinals.computeIfAbsent(images.get(rows[i]).patient(), p -> ordinals.size());
        }
        return new LabelledImages(pixels, rows, labels, patients);
    }

    private static double patientAuc(List<Image> images, double[] scores, boolean[] scored) {
        record Sum(int label, double[] sum) {}
        Map<String, Sum> sums = new LinkedHashMap<>();
        for (int i = 0; i < scores.length; i++) {
            if (scored[i]) {
                Image image = images.get(i);
                double[] sum = sums.computeIfAbsent(image.patient(), p -> new Sum(image.label(), new double[2]))
                        .sum();
                sum[0] += scores[i];
                sum[1]++;
            }
        }
        double wins = 0;
        double pairs = 0;
        for (Sum positive : sums.values()) {
            for (Sum negative : sums.values()) {
                if (positive.label() == 1 && negative.label() == 0) {
                    pairs++;
                    int order = Double.compare(
                            positive.sum()[0] / positive.sum()[1], negative.sum()[0] / negative.sum()[1]);
                    wins += (order + 1) / 2.0;
                }
            }
        }
        return wins / pairs;
    }

    private static double cpuSeconds() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime() / 1e9;
    }
}
