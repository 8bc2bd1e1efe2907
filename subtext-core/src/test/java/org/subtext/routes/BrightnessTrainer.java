package org.subtext.routes;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import org.subtext.images.PixelLayout;
import org.subtext.images.PixelSource;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.recognition.ComputeDevice;
import org.subtext.recognition.LabelledImages;
import org.subtext.recognition.LearningCurve;
import org.subtext.recognition.ModelCard;
import org.subtext.recognition.Recogniser;
import org.subtext.recognition.RecogniserTrainer;
import org.subtext.recognition.TrainingPlan;
import org.subtext.recognition.TrainingTask;

/** Learns the mean brightness of each class and scores an image by how near it is: a network's stand-in. */
final class BrightnessTrainer implements RecogniserTrainer {
    @Override
    public TrainedRecogniser train(TrainingTask task, Progress progress) {
        LabelledImages images = task.training();
        double[] sums = new double[task.classes().size()];
        int[] counts = new int[sums.length];
        for (int i = 0; i < images.size(); i++) {
            sums[images.label(i)] += brightness(images.pixels(), images.row(i));
            counts[images.label(i)]++;
        }
        for (int k = 0; k < sums.length; k++) {
            sums[k] /= counts[k];
        }
        return new TrainedRecogniser(new Nearest(task.classes(), sums), new LearningCurve(List.of(), 0));
    }

    private static double brightness(PixelSource pixels, int row) {
        FloatBuffer buffer = FloatBuffer.allocate(pixels.layout().valuesPerImage());
        pixels.read(row, buffer);
        return buffer.get(0);
    }

    @Override
    public ComputeDevice device() {
        return new ComputeDevice(ComputeDevice.Kind.PROCESSOR, "cpu", "a test");
    }

    @Override
    public Recogniser open(Path model) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Recogniser untrained(TrainingPlan plan, List<String> classes, PixelLayout layout, Seed seed) {
        throw new UnsupportedOperationException();
    }

    private record Nearest(List<String> classes, double[] means) implements Recogniser {
        @Override
        public void score(PixelSource pixels, int[] rows, ScoreReceiver receiver, Progress progress) {
            for (int i = 0; i < rows.length; i++) {
                double value = brightness(pixels, rows[i]);
                double[] closeness = new double[means.length];
                double sum = 0;
                for (int k = 0; k < means.length; k++) {
                    closeness[k] = Math.exp(-20 * Math.abs(value - means[k]));
                    sum += closeness[k];
                }
                float[] scores = new float[means.length];
                for (int k = 0; k < means.length; k++) {
                    scores[k] = (float) (closeness[k] / sum);
                }
                receiver.accept(i, scores);
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
        public void close() {}
    }
}
