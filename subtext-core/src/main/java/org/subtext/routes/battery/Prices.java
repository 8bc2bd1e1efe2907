package org.subtext.routes.battery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.subtext.progress.Progress;
import org.subtext.recognition.Recogniser;
import org.subtext.recognition.TrainingPlan;
import org.subtext.recognition.TrainingTask;
import org.subtext.routes.contract.Experiment;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.Fold;
import org.subtext.routes.contract.Work;
import org.subtext.wording.Digits;

/**
 * What work costs on this machine, measured on the run's own images and network before the battery starts.
 *
 * @param forwardPerSecond images a second through the finished network; infinite where none is to be scored
 * @param trainingPerSecond images a second through one training of its own; infinite where none is to be trained
 * @param sideBySide how many trainings run at once
 */
public record Prices(double forwardPerSecond, double trainingPerSecond, int sideBySide) {
    private static final int FORWARD_IMAGES = 256;
    private static final double FORWARD_SECONDS = 0.5;
    private static final int TRAINING_STEPS = 4;
    private static final double NANOS = 1e9;

    /** Times a few batches of what the experiments do. */
    static Prices measure(FinishedAudit audit, List<Experiment> experiments) {
        boolean scores = experiments.stream().anyMatch(e -> e.work().forwardImages() > 0);
        boolean trains = experiments.stream().anyMatch(e -> e.work().trainingImages() > 0);
        return new Prices(
                scores ? forward(audit) : Double.POSITIVE_INFINITY,
                trains ? training(audit) : Double.POSITIVE_INFINITY,
                audit.trainingsSideBySide());
    }

    /** Seconds that the work takes when nothing else runs but its like. */
    double seconds(Work work) {
        return work.forwardImages() / forwardPerSecond
                + work.trainingImages() / trainingPerSecond / sideBySide
                + work.otherSeconds();
    }

    /** What was measured; empty where nothing was. */
    String sentence() {
        String scored =
                Double.isInfinite(forwardPerSecond) ? "" : Digits.significant(forwardPerSecond, 3) + " images/s scored";
        String trained = Double.isInfinite(trainingPerSecond)
                ? ""
                : Digits.significant(trainingPerSecond, 3) + " images/s trained on, " + sideBySide + " at a time";
        if (scored.isEmpty() && trained.isEmpty()) {
            return "";
        }
        return "measured here: " + scored + (scored.isEmpty() || trained.isEmpty() ? "" : ", ") + trained;
    }

    private static double forward(FinishedAudit audit) {
        Fold fold = audit.folds().get(0);
        int[] some = fold.preparing();
        int[] rows = audit.rowsOf(Arrays.copyOf(some, Math.min(FORWARD_IMAGES, some.length)));
        try (Recogniser recogniser = audit.trainer().open(fold.model())) {
            int[] few = Arrays.copyOf(rows, Math.max(1, rows.length / 4));
            score(recogniser, audit, few); // first passes are slower
            long images = 0;
            long begun = System.nanoTime();
            double seconds = 0;
            while (seconds < FORWARD_SECONDS) {
                score(recogniser, audit, rows);
                images += rows.length;
                seconds = (System.nanoTime() - begun) / NANOS;
            }
            return images / seconds;
        }
    }

    private static void score(Recogniser recogniser, FinishedAudit audit, int[] rows) {
        recogniser.score(audit.pixels(), rows, (position, scores) -> {}, Progress.SILENT);
    }

    /**
     * What further steps take, so that a slow beginning (threads, memory, kernels chosen) is not counted at every step.
     */
    private static double training(FinishedAudit audit) {
        int batch = audit.training().passes().batchSize();
        Timed one = training(audit, batch);
        Timed more = training(audit, TRAINING_STEPS * batch);
        boolean comparable = more.images() > one.images() && more.seconds() > one.seconds();
        return comparable
                ? (more.images() - one.images()) / (more.seconds() - one.seconds())
                : more.images() / more.seconds();
    }

    private record Timed(int images, double seconds) {}

    private static Timed training(FinishedAudit audit, int images) {
        TrainingPlan plan = audit.training()
                .withPasses(passes -> passes.withEpochs(1).withEarlyStopping(0))
                .withOptimisation(optimisation -> optimisation.withSchedule(TrainingPlan.Schedule.COSINE));
        int[] positions = someOfEveryClass(audit, audit.folds().get(0).training(), images);
        Path checkpoint = audit.folder().resolve("price.checkpoint");
        TrainingTask task = new TrainingTask(
                plan,
                audit.cohort().classNames(),
                audit.labelled(audit.pixels(), positions),
                audit.labelled(audit.pixels(), new int[0]),
                audit.seed().child("price", images),
                checkpoint);
        try {
            Files.deleteIfExists(checkpoint); // of a battery that was killed while it measured
            long begun = System.nanoTime();
            audit.trainer().train(task, Progress.SILENT).recogniser().close();
            double seconds = (System.nanoTime() - begun) / NANOS;
            Files.deleteIfExists(checkpoint);
            return new Timed(positions.length, seconds);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Positions in turn from each class. */
    private static int[] someOfEveryClass(FinishedAudit audit, int[] positions, int count) {
        Map<Integer, Integer> taken = new HashMap<>();
        int classes = audit.cohort().classNames().size();
        int each = (count + classes - 1) / classes;
        return Arrays.stream(positions)
                .filter(position ->
                        taken.merge(audit.cohort().images().get(position).label(), 1, Integer::sum) <= each)
                .toArray();
    }
}
