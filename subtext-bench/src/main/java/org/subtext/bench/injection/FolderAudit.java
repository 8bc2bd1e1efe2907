package org.subtext.bench.injection;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.cohort.Cohort;
import org.subtext.cohort.CohortPlan;
import org.subtext.cohort.CohortReader;
import org.subtext.images.PixelLayout;
import org.subtext.images.PixelSource;
import org.subtext.images.Resize;
import org.subtext.learn.TorchTrainer;
import org.subtext.learn.engine.Device;
import org.subtext.predictions.ExperimentName;
import org.subtext.predictions.PredictionTable;
import org.subtext.predictions.PredictionTableBuilder;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.recognition.TrainingPresets;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.Fold;
import org.subtext.split.Part;
import org.subtext.split.PatientFolds;
import org.subtext.split.PatientSplit;

/** A table of square grey images as an audit in five folds would leave it, its own networks never trained. */
final class FolderAudit {
    private static final int FOLDS = 5;

    private FolderAudit() {}

    /**
     * The audit.
     *
     * @param attribute column by which folds are balanced; it is not looked at
     * @param seed of folds and of everything random
     */
    static FinishedAudit of(Path table, String attribute, long seed, Path folder) throws IOException {
        Cohort cohort = CohortReader.read(CohortPlan.of(table, attribute), Progress.SILENT);
        Seed root = new Seed(seed);
        PatientFolds divided = PatientFolds.stratified(cohort, FOLDS, root.child("split"));
        List<Fold> folds = new ArrayList<>();
        for (int fold = 0; fold < divided.count(); fold++) {
            PatientSplit split = divided.split(cohort, fold, 0, root);
            folds.add(new Fold(
                    "fold " + (fold + 1),
                    folder.resolve("none"),
                    split.positions(cohort, Part.TRAINING),
                    split.positions(cohort, Part.VALIDATION),
                    split.positions(cohort, Part.TEST)));
        }
        return new FinishedAudit(
                cohort,
                new Grey(cohort.images().stream()
                        .map(image -> grey(image.address().file()))
                        .toList()),
                IntStream.range(0, cohort.size()).toArray(),
                folds,
                unread(cohort, folds),
                new TorchTrainer(Device.CPU),
                TrainingPresets.SMALL.plan(),
                AssessmentPlan.ofDefaults(seed),
                root.child("routes"),
                Files.createDirectories(folder),
                false);
    }

    /** What a network that saw nothing would have said. */
    private static PredictionTable unread(Cohort cohort, List<Fold> folds) {
        PredictionTableBuilder table = new PredictionTableBuilder(cohort.classNames());
        double[] even = new double[cohort.classNames().size()];
        java.util.Arrays.fill(even, 1.0 / even.length);
        for (Fold fold : folds) {
            for (int position : fold.test()) {
                var image = cohort.images().get(position);
                String truth = cohort.classNames().get(image.label());
                table.add(
                        new ExperimentName.Internal(),
                        fold.name(),
                        "test",
                        image.study(),
                        image.patient(),
                        image.id(),
                        truth,
                        even);
            }
        }
        return table.build();
    }

    private static float[] grey(Path file) {
        try {
            BufferedImage image = ImageIO.read(file.toFile());
            Raster raster = image.getRaster();
            float full = (1 << image.getColorModel().getComponentSize(0)) - 1;
            int side = image.getWidth();
            float[] values = new float[side * side];
            for (int i = 0; i < values.length; i++) {
                values[i] = raster.getSample(i % side, i / side, 0) / full;
            }
            return values;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Images in memory. */
    private record Grey(List<float[]> images) implements PixelSource {
        @Override
        public PixelLayout layout() {
            return new PixelLayout((int) Math.round(Math.sqrt(images.get(0).length)), 1, Resize.AREA_AVERAGE);
        }

        @Override
        public int size() {
            return images.size();
        }

        @Override
        public void read(int row, FloatBuffer target) {
            target.put(images.get(row));
        }
    }
}
