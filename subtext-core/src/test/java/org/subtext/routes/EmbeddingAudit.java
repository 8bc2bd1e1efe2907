package org.subtext.routes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.cohort.Cohort;
import org.subtext.cohort.CohortPlan;
import org.subtext.cohort.CohortReader;
import org.subtext.images.PixelLayout;
import org.subtext.images.PixelSource;
import org.subtext.images.Resize;
import org.subtext.predictions.PredictionTableBuilder;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.recognition.ComputeDevice;
import org.subtext.recognition.InspectableRecogniser;
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
 * A finished audit of two folds whose networks are closed forms: the first pixel carries the class, the finished
 * network passes it on whole, an untrained one drowned in the others.
 */
public final class EmbeddingAudit {
    public static final int PATIENTS = 160;
    public static final int IMAGES = 2;

    private EmbeddingAudit() {}

    /**
     * An audit of "sex".
     *
     * @param moreColumns headings of further columns, with a leading comma; empty for none
     * @param more their cells by position
     * @param signal distance of the classes on the first pixel, in standard deviations
     * @param noise how much of another pixel an untrained network adds to it
     */
    public static FinishedAudit of(
            Path folder, String moreColumns, IntFunction<String> more, double signal, double noise) {
        Cohort cohort = cohort(folder, moreColumns, more);
        float[][] images = images(cohort, signal);
        List<Fold> folds = List.of(fold(folder, cohort, 0), fold(folder, cohort, 1));
        FinishedAudit empty = new FinishedAudit(
                cohort,
                new Arrays(images),
                IntStream.range(0, cohort.size()).toArray(),
                folds,
                new PredictionTableBuilder(cohort.classNames()).build(),
                new ClosedTrainer(noise),
                TrainingPresets.SMALL.plan().withNetwork(network -> network.withInitialWeights(null)),
                AssessmentPlan.ofDefaults(1).withDraws(200),
                new Seed(5),
                folder,
                false);
        PredictionTableBuilder table = empty.table();
        Setting internal = new Setting("internal", new Subject.Named("internal"), Mode.TESTED_UNDER);
        for (Fold fold : folds) {
            for (int position : fold.test()) {
                float second = (float) (1 / (1 + Math.exp(-4 * (images[position][0] - 0.5))));
                empty.add(table, internal, fold, position, new float[] {1 - second, second});
            }
        }
        return new FinishedAudit(
                cohort,
                empty.pixels(),
                empty.rows(),
                folds,
                table.build(),
                empty.trainer(),
                empty.training(),
                empty.assessment(),
                empty.seed(),
                folder,
                false);
    }

    private static Cohort cohort(Path folder, String moreColumns, IntFunction<String> more) {
        List<String> lines = new ArrayList<>(List.of("image,patient_id,study_id,sex" + moreColumns));
        try {
            for (int i = 0; i < PATIENTS * IMAGES; i++) {
                int patient = i / IMAGES;
                Files.write(folder.resolve("i" + i + ".png"), new byte[] {1});
                lines.add("i" + i + ".png,p" + patient + ",s" + patient + "," + (patient % 4 < 2 ? "F" : "M")
                        + more.apply(i));
            }
            Path table = Files.writeString(folder.resolve("table.csv"), String.join("\n", lines) + "\n");
            return CohortReader.read(CohortPlan.of(table, "sex"), Progress.SILENT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static float[][] images(Cohort cohort, double signal) {
        SplittableRandom random = new SplittableRandom(3);
        float[][] images = new float[cohort.size()][16];
        for (int i = 0; i < images.length; i++) {
            for (int j = 0; j < 16; j++) {
                images[i][j] = (float) (0.5 + 0.1 * random.nextGaussian());
            }
            images[i][0] += (float) (0.1 * signal * (cohort.images().get(i).label() - 0.5));
        }
        return images;
    }

    private static Fold fold(Path folder, Cohort cohort, int tested) {
        int[] test = IntStream.range(0, cohort.size())
                .filter(i -> i / IMAGES % 2 == tested)
                .toArray();
        int[] training = IntStream.range(0, cohort.size())
                .filter(i -> i / IMAGES % 2 != tested)
                .toArray();
        return new Fold("fold " + (tested + 1), folder.resolve("fold-" + tested), training, new int[0], test);
    }

    /** Pixels in memory. */
    private record Arrays(float[][] images) implements PixelSource {
        @Override
        public PixelLayout layout() {
            return new PixelLayout(4, 1, Resize.AREA_AVERAGE);
        }

        @Override
        public int size() {
            return images.length;
        }

        @Override
        public void read(int row, FloatBuffer target) {
            target.put(images[row]);
        }
    }

    private record ClosedTrainer(double noise) implements RecogniserTrainer {
        @Override
        public TrainedRecogniser train(TrainingTask task, Progress progress) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ComputeDevice device() {
            return new ComputeDevice(ComputeDevice.Kind.PROCESSOR, "cpu", "a test", false);
        }

        @Override
        public Recogniser open(Path model) {
            return new Closed(List.of("F", "M"), 0);
        }

        @Override
        public Recogniser untrained(TrainingPlan plan, List<String> classes, PixelLayout layout, Seed seed) {
            return new Closed(classes, plan.network().initialWeights() == null ? noise : noise / 2);
        }
    }

    private record Closed(List<String> classes, double noise) implements InspectableRecogniser, RecogniserInterior {
        @Override
        public List<String> layers() {
            return List.of("early", "late");
        }

        @Override
        public int width(String layer) {
            return 3;
        }

        @Override
        public void embed(PixelSource pixels, int[] rows, String layer, ValueReceiver receiver, Progress progress) {
            float[] values = new float[16];
            for (int i = 0; i < rows.length; i++) {
                pixels.read(rows[i], FloatBuffer.wrap(values));
                float first = (float) (values[0] + noise * values[1] + (layer.equals("early") ? values[5] : 0));
                receiver.accept(i, new float[] {first, values[2], values[3]});
            }
        }

        @Override
        public RecogniserInterior interior() {
            return this;
        }

        @Override
        public void score(PixelSource pixels, int[] rows, ScoreReceiver receiver, Progress progress) {
            throw new UnsupportedOperationException();
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
        public void attribute(
                Attribution how,
                PixelSource pixels,
                int[] rows,
                int[] classIndices,
                ValueReceiver receiver,
                Progress progress) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void scoreAttacked(
                Attack attack,
                PixelSource pixels,
                int[] rows,
                int[] labels,
                Seed seed,
                ScoreReceiver receiver,
                Progress progress) {
            throw new UnsupportedOperationException();
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

        @Override
        public void close() {}
    }
}
