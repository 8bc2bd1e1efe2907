package org.subtext.routes;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.cohort.Cohort;
import org.subtext.cohort.TableFolder;
import org.subtext.images.PixelLayout;
import org.subtext.images.PixelSource;
import org.subtext.images.Resize;
import org.subtext.predictions.PredictionTableBuilder;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.recognition.ComputeDevice;
import org.subtext.recognition.InspectableRecogniser;
import org.subtext.recognition.LearningCurve;
import org.subtext.recognition.ModelCard;
import org.subtext.recognition.Recogniser;
import org.subtext.recognition.RecogniserInterior;
import org.subtext.recognition.RecogniserTrainer;
import org.subtext.recognition.TrainingPlan;
import org.subtext.recognition.TrainingPresets;
import org.subtext.recognition.TrainingTask;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.Fold;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.Setting;
import org.subtext.routes.contract.Subject;

/**
 * A finished audit whose truth is known to the pixel: images of 16 × 16 noise, brighter for one class within one tile
 * of 4 × 4, and recognisers that are logistic in the pixels, so that every map and every attack has a closed form.
 */
public final class TileAudit {
    public static final int SIDE = 16;
    public static final int ROW = 1;
    public static final int COLUMN = 2;
    public static final PixelLayout LAYOUT = new PixelLayout(SIDE, 1, Resize.AREA_AVERAGE);
    private static final double CONTRAST = 0.1;

    private TileAudit() {}

    /** @param model "tile" for a network that reads the tile, "random" for one with random weights */
    public static FinishedAudit in(Path folder, String model, int patients) throws IOException {
        List<String> lines = new ArrayList<>(List.of("image_path,patient_id,sex,view"));
        for (int i = 0; i < patients; i++) {
            lines.add("i" + i + ".png,p" + i + "," + (isBright(i) ? "M" : "F") + ",PA");
        }
        Cohort cohort =
                new TableFolder(Files.createDirectories(folder.resolve("table"))).cohort(lines.toArray(new String[0]));
        int half = patients / 2;
        List<Fold> folds = List.of(
                fold("fold 1", folder.resolve(model), IntStream.range(half, patients), IntStream.range(0, half)),
                fold("fold 2", folder.resolve(model), IntStream.range(0, half), IntStream.range(half, patients)));
        Films pixels = new Films(patients);
        Logistic trainer = new Logistic();
        FinishedAudit audit = new FinishedAudit(
                cohort,
                pixels,
                IntStream.range(0, patients).toArray(),
                folds,
                new PredictionTableBuilder(cohort.classNames()).build(),
                trainer,
                TrainingPresets.SMALL.plan().withPasses(passes -> passes.withEpochs(3)),
                AssessmentPlan.ofDefaults(1).withDraws(400),
                new Seed(7),
                Files.createDirectories(folder.resolve("routes")),
                false);
        PredictionTableBuilder table = audit.table();
        Setting internal = new Setting("internal", new Subject.Named("internal"), Mode.TESTED_UNDER);
        for (Fold fold : folds) {
            trainer.open(fold.model())
                    .score(
                            pixels,
                            fold.test(),
                            (i, scores) -> audit.add(table, internal, fold, fold.test()[i], scores),
                            Progress.SILENT);
        }
        return new FinishedAudit(
                cohort,
                pixels,
                audit.rows(),
                folds,
                table.build(),
                trainer,
                audit.training(),
                audit.assessment(),
                audit.seed(),
                audit.folder(),
                false);
    }

    private static Fold fold(String name, Path model, IntStream training, IntStream test) {
        return new Fold(name, model, training.toArray(), new int[0], test.toArray());
    }

    private static boolean isBright(int row) {
        return row % 2 == 1;
    }

    public static boolean isInTile(int pixel) {
        return pixel / SIDE / 4 == ROW && pixel % SIDE / 4 == COLUMN;
    }

    /** Noise round one half; the tile of one class is brighter. */
    private record Films(int size) implements PixelSource {
        @Override
        public PixelLayout layout() {
            return LAYOUT;
        }

        @Override
        public void read(int row, FloatBuffer target) {
            SplittableRandom random = new Seed(3).child("film", row).random();
            for (int i = 0; i < LAYOUT.valuesPerImage(); i++) {
                double shift = isBright(row) && isInTile(i) ? CONTRAST : 0;
                target.put((float) (0.35 + shift + 0.3 * random.nextDouble()));
            }
        }
    }

    /** Networks that are logistic in the pixels. */
    private static final class Logistic implements RecogniserTrainer {
        @Override
        public TrainedRecogniser train(TrainingTask task, Progress progress) {
            return new TrainedRecogniser(random(task.seed()), new LearningCurve(List.of(), 0));
        }

        @Override
        public ComputeDevice device() {
            return new ComputeDevice(ComputeDevice.Kind.PROCESSOR, "cpu", "none", false);
        }

        @Override
        public Recogniser open(Path model) {
            if (model.endsWith("random")) {
                return random(new Seed(99));
            }
            double[] weights = new double[LAYOUT.valuesPerImage()];
            Arrays.setAll(weights, i -> isInTile(i) ? 2 : 0.0);
            return new LogisticUnit(weights);
        }

        private static Recogniser random(Seed seed) {
            SplittableRandom random = seed.random();
            double[] weights = new double[LAYOUT.valuesPerImage()];
            Arrays.setAll(weights, i -> random.nextGaussian());
            return new LogisticUnit(weights);
        }

        @Override
        public Recogniser untrained(TrainingPlan plan, List<String> classes, PixelLayout layout, Seed seed) {
            return random(seed);
        }
    }

    /** P(M) is the logistic of Σ w (x − ½) less a bias that the mean of the tile explains. */
    private record LogisticUnit(double[] weights) implements InspectableRecogniser, RecogniserInterior {
        private double logit(float[] values) {
            double sum = 0;
            for (int i = 0; i < values.length; i++) {
                sum += weights[i] * (values[i] - 0.5 - (isInTile(i) ? CONTRAST / 2 : 0));
            }
            return sum;
        }

        private static float[] scores(double logit) {
            float bright = (float) (1 / (1 + Math.exp(-logit)));
            return new float[] {1 - bright, bright};
        }

        private static float[] image(PixelSource pixels, int row) {
            float[] values = new float[LAYOUT.valuesPerImage()];
            pixels.read(row, FloatBuffer.wrap(values));
            return values;
        }

        @Override
        public List<String> classes() {
            return List.of("F", "M");
        }

        @Override
        public void score(PixelSource pixels, int[] rows, ScoreReceiver receiver, Progress progress) {
            for (int i = 0; i < rows.length; i++) {
                receiver.accept(i, scores(logit(image(pixels, rows[i]))));
            }
        }

        @Override
        public void save(Path model, ModelCard card) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ModelCard card() {
            throw new UnsupportedOperationException();
        }

        @Override
        public RecogniserInterior interior() {
            return this;
        }

        @Override
        public void close() {}

        @Override
        public List<String> layers() {
            return List.of();
        }

        @Override
        public int width(String layer) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void embed(PixelSource pixels, int[] rows, String layer, ValueReceiver receiver, Progress progress) {
            throw new UnsupportedOperationException();
        }

        /** What each pixel adds to the logit of the class, where it adds. */
        @Override
        public void attribute(
                Attribution how,
                PixelSource pixels,
                int[] rows,
                int[] classes,
                ValueReceiver receiver,
                Progress progress) {
            for (int i = 0; i < rows.length; i++) {
                float[] values = image(pixels, rows[i]);
                float[] map = new float[values.length];
                for (int p = 0; p < map.length; p++) {
                    double towards = weights[p] * (values[p] - 0.5 - CONTRAST / 2) * (classes[i] == 1 ? 1 : -1);
                    map[p] = (float) Math.max(0, towards);
                }
                receiver.accept(i, map);
            }
        }

        /** FGSM moves the logit by ε Σ|w| against the class, the clamp by nothing, a random sign by ε Σ ±w. */
        @Override
        public void scoreAttacked(
                Attack attack,
                PixelSource pixels,
                int[] rows,
                int[] labels,
                Seed seed,
                ScoreReceiver receiver,
                Progress progress) {
            for (int i = 0; i < rows.length; i++) {
                SplittableRandom random = seed.child("image", rows[i]).random();
                double moved = 0;
                for (double weight : weights) {
                    moved += switch (attack.kind()) {
                        case FGSM, PGD, STUDY_FGSM -> (labels[i] == 1 ? -1 : 1) * Math.abs(weight);
                        case RANDOM_SIGN, GAUSSIAN, STUDY_GAUSSIAN -> random.nextBoolean() ? weight : -weight;
                        case CLAMP_ONLY, STUDY_CLAMP_ONLY -> 0;
                    };
                }
                receiver.accept(i, scores(logit(image(pixels, rows[i])) + attack.epsilon() * moved));
            }
        }

        @Override
        public void attack(
                Attack attack,
                PixelSource pixels,
                int[] rows,
                int[] labels,
                Seed seed,
                ValueReceiver receiver,
                Progress progress) {
            throw new UnsupportedOperationException();
        }
    }
}
