package org.subtext.bench.limit;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.subtext.images.PixelLayout;
import org.subtext.images.PixelSource;
import org.subtext.learn.TorchTrainer;
import org.subtext.learn.engine.Device;
import org.subtext.progress.Progress;
import org.subtext.provenance.FolderTree;
import org.subtext.provenance.Seed;
import org.subtext.readers.BandReader;
import org.subtext.readers.LinearFeatures;
import org.subtext.readers.LinearReader;
import org.subtext.readers.RecordedClasses;
import org.subtext.readers.TaughtImages;
import org.subtext.recognition.LabelledImages;
import org.subtext.recognition.Recogniser;
import org.subtext.recognition.TrainingPlan;
import org.subtext.recognition.TrainingPreset;
import org.subtext.recognition.TrainingPresets;
import org.subtext.recognition.TrainingTask;

/**
 * Rungs of an audit as one of five folds of a cohort teaches them: with four fifths of its patients.
 *
 * @param patients of the cohort
 */
record TaughtRungs(PlantedTask task, int patients) {
    private static final double TAUGHT = 0.8;
    private static final TrainingPreset RECIPE = TrainingPresets.SMALL;

    /** Who teaches in a repeat; cohorts of one size do not share patients. */
    private int[] teaching(int repeat) {
        int count = (int) Math.round(TAUGHT * patients);
        return IntStream.range(0, count)
                .map(i -> PlantedTask.COHORTS + repeat * patients + i)
                .toArray();
    }

    /** The recipe of an audit's default. */
    IntToDoubleFunction network(int repeat) throws IOException {
        int[] teaching = teaching(repeat);
        PixelSource images = new Images(task, teaching);
        int[] labels = IntStream.of(teaching).map(task.phantoms()::group).toArray();
        int[] all = IntStream.range(0, teaching.length).toArray();
        TrainingPlan plan = RECIPE.plan()
                .withExecution(execution -> execution.withWorkers(1).withPrecision(TrainingPlan.Precision.FLOAT32));
        Path scratch = Files.createTempDirectory("limit");
        TorchTrainer trainer = new TorchTrainer(Device.CPU);
        TrainingTask training = new TrainingTask(
                plan,
                List.of("A", "B"),
                new LabelledImages(images, all, labels, all),
                new LabelledImages(images, new int[0], new int[0], new int[0]),
                new Seed(repeat).child("network", patients),
                scratch.resolve("checkpoint"));
        double[] scores = new double[PlantedTask.ASKED];
        try (Recogniser recogniser = trainer.train(training, Progress.SILENT).recogniser()) {
            int[] asked = IntStream.range(0, PlantedTask.ASKED).toArray();
            recogniser.score(
                    new Images(
                            task,
                            IntStream.of(asked)
                                    .map(i -> PlantedTask.TEACHING + i)
                                    .toArray()),
                    asked,
                    (position, values) -> scores[position] = values[0],
                    Progress.SILENT);
        } finally {
            FolderTree.delete(scratch);
        }
        return patient -> scores[patient - PlantedTask.TEACHING];
    }

    /** The linear reader of an audit. */
    IntToDoubleFunction linear(int repeat) {
        LinearFeatures features = new LinearFeatures(PlantedTask.SIDE);
        int[] teaching = teaching(repeat);
        float[][] taught = IntStream.of(teaching)
                .parallel()
                .mapToObj(patient -> features.of(task.phantoms().grey(patient)))
                .toArray(float[][]::new);
        int[] labels = IntStream.of(teaching).map(task.phantoms()::group).toArray();
        int[] patients = IntStream.range(0, teaching.length).toArray();
        LinearReader reader = LinearReader.taughtBy(
                new TaughtImages(taught, features.blocks(), new RecordedClasses(labels, patients, 2, 0)));
        return patient -> reader.scores(features.of(task.phantoms().grey(patient)))[0];
    }

    /** The linear reader of bands of an audit: those asked about are the one fold, and the cohort teaches. */
    IntToDoubleFunction bands(int repeat) {
        int[] teaching = teaching(repeat);
        int[] asked = IntStream.range(0, PlantedTask.ASKED)
                .map(i -> PlantedTask.TEACHING + i)
                .toArray();
        int[] all =
                IntStream.concat(IntStream.of(teaching), IntStream.of(asked)).toArray();
        int[] rows = IntStream.range(0, all.length).toArray();
        int[] labels = IntStream.of(all).map(task.phantoms()::group).toArray();
        int[] folds = IntStream.of(rows)
                .map(row -> row < teaching.length ? LinearReader.TEACHES_ALL : 0)
                .toArray();
        double[][] scores = new BandReader(new Images(task, all), rows, Progress.SILENT)
                .acrossFolds(new RecordedClasses(labels, rows, 2, 0), folds);
        return patient -> scores[teaching.length + patient - PlantedTask.TEACHING][0];
    }

    /** Phantoms in memory. */
    private static final class Images implements PixelSource {
        private final float[][] grey;

        Images(PlantedTask task, int[] patients) {
            grey = IntStream.of(patients)
                    .parallel()
                    .mapToObj(task.phantoms()::grey)
                    .toArray(float[][]::new);
        }

        @Override
        public PixelLayout layout() {
            return RECIPE.pixels();
        }

        @Override
        public int size() {
            return grey.length;
        }

        @Override
        public void read(int row, FloatBuffer target) {
            target.put(grey[row]);
        }
    }
}
