package org.subtext.routes;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.cohort.Cohort;
import org.subtext.cohort.TableFolder;
import org.subtext.images.PixelLayout;
import org.subtext.images.PixelSource;
import org.subtext.images.Resize;
import org.subtext.predictions.ExperimentName;
import org.subtext.predictions.PredictionRow;
import org.subtext.predictions.PredictionRows;
import org.subtext.predictions.PredictionTable;
import org.subtext.predictions.Unit;
import org.subtext.provenance.Seed;
import org.subtext.recognition.RecogniserTrainer;
import org.subtext.recognition.TrainingPlan;
import org.subtext.recognition.TrainingPresets;
import org.subtext.routes.contract.Evidence;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.Fold;

/** A finished audit of 20 patients with two images each, in two folds, without a network. */
public final class TwoFoldAudit {
    public static final int IMAGES = 40;
    public static final PixelLayout LAYOUT = new PixelLayout(8, 1, Resize.AREA_AVERAGE);

    private TwoFoldAudit() {}

    public static FinishedAudit in(Path folder, RecogniserTrainer trainer) throws IOException {
        return in(folder, trainer, 1);
    }

    /** Predictions that must be there. */
    public static List<PredictionRow> rows(@Nullable Evidence evidence) {
        return PredictionRows.of(requireNonNull(requireNonNull(evidence).predictions()));
    }

    /** @param workers of the training plan: with as many as processors one training runs at a time */
    public static FinishedAudit in(Path folder, RecogniserTrainer trainer, int workers) throws IOException {
        List<String> lines = new ArrayList<>(List.of("image_path,patient_id,sex,view"));
        for (int i = 0; i < IMAGES; i++) {
            int patient = i / 2;
            lines.add("i" + i + ".png,p" + patient + "," + (patient % 2 == 0 ? "F" : "M") + ",PA");
        }
        Path table = Files.createDirectories(folder.resolve("table"));
        Cohort cohort = new TableFolder(table).cohort(lines.toArray(new String[0]));
        List<Fold> folds = List.of(
                fold("fold 1", folder, IntStream.range(20, 40), IntStream.range(0, 20)),
                fold("fold 2", folder, IntStream.range(0, 20), IntStream.range(20, 40)));
        TrainingPlan training = TrainingPresets.SMALL
                .plan()
                .withPasses(passes -> passes.withEpochs(3).withBatchSize(16))
                .withExecution(execution -> execution.withWorkers(workers));
        return new FinishedAudit(
                cohort,
                new Noise(),
                IntStream.range(0, IMAGES).toArray(),
                folds,
                predictions(cohort, folds),
                trainer,
                training,
                AssessmentPlan.ofDefaults(1).withDraws(100),
                new Seed(7),
                Files.createDirectories(folder.resolve("routes")),
                false);
    }

    private static Fold fold(String name, Path folder, IntStream training, IntStream test) {
        return new Fold(name, folder.resolve(name + ".safetensors"), training.toArray(), new int[0], test.toArray());
    }

    private static PredictionTable predictions(Cohort cohort, List<Fold> folds) {
        List<PredictionRow> rows = new ArrayList<>();
        for (Fold fold : folds) {
            for (int position : fold.test()) {
                var image = cohort.images().get(position);
                String truth = cohort.classNames().get(image.label());
                rows.add(new PredictionRow(
                        new ExperimentName.Internal(),
                        fold.name(),
                        "test",
                        image.study(),
                        image.patient(),
                        image.id(),
                        truth,
                        List.of(0.25, 0.75)));
            }
        }
        return PredictionRows.table(Unit.IMAGE, cohort.classNames(), rows);
    }

    /** Each row its own noise. */
    private static final class Noise implements PixelSource {
        @Override
        public PixelLayout layout() {
            return LAYOUT;
        }

        @Override
        public int size() {
            return IMAGES;
        }

        @Override
        public void read(int row, FloatBuffer target) {
            SplittableRandom random = new SplittableRandom(row);
            for (int i = 0; i < LAYOUT.valuesPerImage(); i++) {
                target.put((float) random.nextDouble());
            }
        }
    }
}
