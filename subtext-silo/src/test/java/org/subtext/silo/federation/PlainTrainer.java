package org.subtext.silo.federation;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.subtext.images.PixelLayout;
import org.subtext.images.PixelSource;
import org.subtext.images.Resize;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.recognition.Activation;
import org.subtext.recognition.ComputeDevice;
import org.subtext.recognition.LabelledImages;
import org.subtext.recognition.LearningCurve;
import org.subtext.recognition.ModelCard;
import org.subtext.recognition.Recogniser;
import org.subtext.recognition.TrainingPlan;
import org.subtext.recognition.TrainingTask;
import org.subtext.recognition.local.LocalLearner;
import org.subtext.recognition.local.LocalTrainer;
import org.subtext.recognition.local.NetworkValues;
import org.subtext.recognition.local.NetworkValues.NamedArray;
import org.subtext.recognition.local.NetworkValues.Role;

/**
 * Logistic regression of two classes by plain gradient descent, which follows mean and variance of each pixel and
 * forgets those it was given: a backend by turns whose every number can be told.
 */
public final class PlainTrainer implements LocalTrainer {
    private static final double RATE = 0.5;

    static double read(PixelSource pixels, int row, int place) {
        FloatBuffer image = FloatBuffer.allocate(pixels.layout().valuesPerImage());
        pixels.read(row, image);
        return image.get(place);
    }

    private static NetworkValues values(double[] weights, double[] means, double[] variances) {
        List<Integer> shape = List.of(weights.length);
        return new NetworkValues(List.of(
                new NamedArray("weight", Role.WEIGHT, shape, floats(weights)),
                new NamedArray("mean", Role.RUNNING_MEAN, shape, floats(means)),
                new NamedArray("variance", Role.RUNNING_VARIANCE, shape, floats(variances))));
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    private static double linear(NetworkValues network, PixelSource pixels, int row) {
        NamedArray weights = network.arrays().get(0);
        double sum = 0;
        for (int i = 0; i < weights.size(); i++) {
            sum += weights.at(i) * (read(pixels, row, i) - 0.5);
        }
        return sum;
    }

    @Override
    public TrainedRecogniser train(TrainingTask task, Progress progress) {
        Recogniser recogniser;
        try (LocalLearner learner = learner(task, 0)) {
            NetworkValues from = beginning(
                            task.plan(),
                            task.classes(),
                            task.training().pixels().layout(),
                            task.seed(),
                            progress)
                    .values();
            LocalLearner.Turn turn = learner.turn(from, 1, task.plan().passes().epochs());
            recogniser = new Plain(turn.values(), task.classes());
        }
        return new TrainedRecogniser(recogniser, new LearningCurve(List.of(), 0));
    }

    @Override
    public Beginning beginning(
            TrainingPlan plan, List<String> classes, PixelLayout layout, Seed seed, Progress progress) {
        double[] zeros = new double[layout.valuesPerImage()];
        return new Beginning(values(zeros, zeros, zeros), null);
    }

    @Override
    public LocalLearner learner(TrainingTask task, double pull) {
        return new Learner(task, pull);
    }

    private record Learner(TrainingTask task, double pull) implements LocalLearner {
        @Override
        public Turn turn(NetworkValues from, int firstPass, int lastPass) {
            NetworkValues own = from;
            double loss = 0;
            for (int pass = firstPass; pass <= lastPass; pass++) {
                loss += loss(own, task.training()) / (lastPass - firstPass + 1);
                own = step(own, from);
            }
            return new Turn(own, loss, RATE);
        }

        private NetworkValues step(NetworkValues own, NetworkValues from) {
            LabelledImages images = task.training();
            int places = own.arrays().get(0).size();
            double[] weights = new double[places];
            double[] means = new double[places];
            double[] variances = new double[places];
            for (int i = 0; i < places; i++) {
                double gradient = 0;
                double square = 0;
                for (int image = 0; image < images.size(); image++) {
                    double value = read(images.pixels(), images.row(image), i);
                    double score = 1 / (1 + Math.exp(-linear(own, images.pixels(), images.row(image))));
                    gradient += (score - images.label(image)) * (value - 0.5) / images.size();
                    means[i] += value / images.size();
                    square += value * value / images.size();
                }
                variances[i] = square - means[i] * means[i];
                double held =
                        pull * (own.arrays().get(0).at(i) - from.arrays().get(0).at(i));
                weights[i] = own.arrays().get(0).at(i) - RATE * (gradient + held);
            }
            return values(weights, means, variances);
        }

        @Override
        public double loss(NetworkValues values) {
            return loss(values, task.validation());
        }

        private static double loss(NetworkValues own, LabelledImages images) {
            double loss = 0;
            for (int image = 0; image < images.size(); image++) {
                double margin = (images.label(image) == 1 ? 1 : -1) * linear(own, images.pixels(), images.row(image));
                loss += Math.log1p(Math.exp(-margin)) / images.size();
            }
            return loss;
        }

        @Override
        public void close() {}
    }

    /** What was learnt, to be looked at. */
    record Plain(NetworkValues values, List<String> classes) implements Recogniser {
        @Override
        public void score(PixelSource pixels, int[] rows, ScoreReceiver receiver, Progress progress) {
            for (int i = 0; i < rows.length; i++) {
                float score = (float) (1 / (1 + Math.exp(-linear(values, pixels, rows[i]))));
                receiver.accept(i, new float[] {1 - score, score});
            }
        }

        @Override
        public void save(Path model, ModelCard card) {
            throw new UnsupportedOperationException("nothing is stored");
        }

        @Override
        public ModelCard card() {
            throw new IllegalStateException("never saved");
        }

        @Override
        public void close() {}
    }

    @Override
    public Recogniser recogniser(
            TrainingPlan plan, List<String> classes, PixelLayout layout, Activation activation, NetworkValues values) {
        return new Plain(values, classes);
    }

    @Override
    public ComputeDevice device() {
        return new ComputeDevice(ComputeDevice.Kind.PROCESSOR, "cpu", "logistic regression in plain Java", false);
    }

    @Override
    public Recogniser open(Path model) {
        throw new UnsupportedOperationException("nothing is stored");
    }

    @Override
    public Recogniser untrained(TrainingPlan plan, List<String> classes, PixelLayout layout, Seed seed) {
        double[] zeros = new double[layout.valuesPerImage()];
        return new Plain(values(zeros, zeros, zeros), classes);
    }

    /** Two classes that differ in the first pixel, one image a patient; pixels of patients lie apart by site. */
    public static LabelledImages images(int count, int sites, long seed) {
        PixelLayout layout = new PixelLayout(4, 1, Resize.AREA_AVERAGE);
        SplittableRandom random = new SplittableRandom(seed);
        int[] labels = new int[count];
        int[] rows = new int[count];
        float[][] pixels = new float[count][layout.valuesPerImage()];
        for (int i = 0; i < count; i++) {
            labels[i] = i / sites % 2;
            rows[i] = i;
            for (int place = 0; place < pixels[i].length; place++) {
                pixels[i][place] = (float) (0.2 * random.nextDouble() + 0.2 * (i % sites));
            }
            pixels[i][0] = (float) (0.3 * labels[i] + 0.7 * random.nextDouble());
        }
        return new LabelledImages(new Pixels(layout, pixels), rows, labels, rows.clone());
    }

    @SuppressWarnings("ArrayRecordComponent") // read only; nobody compares them
    private record Pixels(PixelLayout layout, float[][] images) implements PixelSource {
        @Override
        public int size() {
            return images.length;
        }

        @Override
        public void read(int row, FloatBuffer target) {
            target.put(images[row]);
        }
    }

    static double[] moments(LabelledImages images, int place) {
        double[] values = new double[images.size()];
        Arrays.setAll(values, i -> read(images.pixels(), images.row(i), place));
        double mean = Arrays.stream(values).average().orElseThrow();
        double variance = Arrays.stream(values)
                .map(v -> (v - mean) * (v - mean))
                .average()
                .orElseThrow();
        return new double[] {mean, variance};
    }
}
