package org.subtext.routes;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.subtext.progress.Progress;
import org.subtext.recognition.Recogniser;
import org.subtext.recognition.TrainingPlan;
import org.subtext.recognition.TrainingTask;

/**
 * What work costs on this machine, measured on the run's own images and network before the battery starts.
 *
 * @param forwardPerSecond images a second through the finished network
 * @param trainingPerSecond images a second through one training of its own
 * @param sideBySide how many trainings run at once
 */
record Prices(double forwardPerSecond, double trainingPerSecond, int sideBySide) {
    private static final int FORWARD_IMAGES = 256;
    private static final int TRAINING_STEPS = 4;
    private static final double NANOS = 1e9;

    /** Times a few batches; the training only where the battery trains at all. */
    static Prices measure(FinishedAudit audit, boolean trains) {
        double forward = forward(audit);
        return new Prices(forward, trains ? training(audit) : Double.POSITIVE_INFINITY, sideBySide(audit));
    }

    /** As many trainings as the processors hold; two on any other device, so that one prepares while the other computes. */
    static int sideBySide(FinishedAudit audit) {
        return audit.trainer().device().startsWith("cpu")
                ? Math.max(
                        1,
                        Runtime.getRuntime().availableProcessors()
                                / audit.training().workers())
                : 2;
    }

    /** Seconds that the work takes when nothing else runs but its like. */
    double seconds(Work work) {
        return work.forwardImages() / forwardPerSecond
                + work.trainingImages() / trainingPerSecond / sideBySide
                + work.otherSeconds();
    }

    String sentence() {
        String training = Double.isInfinite(trainingPerSecond)
                ? ""
                : String.format(Locale.ROOT, ", %.3g trained on, %d at a time", trainingPerSecond, sideBySide);
        return String.format(Locale.ROOT, "measured here: %.3g images/s scored%s", forwardPerSecond, training);
    }

    private static double forward(FinishedAudit audit) {
        Fold fold = audit.folds().get(0);
        int[] rows = audit.rowsOf(Arrays.copyOf(fold.training(), Math.min(FORWARD_IMAGES, fold.training().length)));
        try (Recogniser recogniser = audit.trainer().open(fold.model())) {
            int[] few = Arrays.copyOf(rows, Math.max(1, rows.length / 4));
            recogniser.score(audit.pixels(), few, (position, scores) -> {}, Progress.SILENT); // first passes are slower
            long begun = System.nanoTime();
            recogniser.score(audit.pixels(), rows, (position, scores) -> {}, Progress.SILENT);
            return rows.length / ((System.nanoTime() - begun) / NANOS);
        }
    }

    private static double training(FinishedAudit audit) {
        Fold fold = audit.folds().get(0);
        TrainingPlan plan =
                audit.training().withEpochs(1).withEarlyStopping(0).withSchedule(TrainingPlan.Schedule.COSINE);
        int[] positions = someOfEveryClass(audit, fold.training(), TRAINING_STEPS * plan.batchSize());
        Path checkpoint = audit.folder().resolve("price.checkpoint");
        TrainingTask task = new TrainingTask(
                plan,
                audit.cohort().classNames(),
                audit.labelled(audit.pixels(), positions),
                audit.labelled(audit.pixels(), new int[0]),
                audit.seed().child("price"),
                checkpoint);
        long begun = System.nanoTime();
        audit.trainer().train(task, Progress.SILENT).recogniser().close();
        double seconds = (System.nanoTime() - begun) / NANOS;
        checkpoint.toFile().delete();
        return positions.length / seconds;
    }

    /** Positions in turn from each class. */
    private static int[] someOfEveryClass(FinishedAudit audit, int[] positions, int count) {
        Map<Integer, Integer> taken = new LinkedHashMap<>();
        int classes = audit.cohort().classNames().size();
        int each = (count + classes - 1) / classes;
        return Arrays.stream(positions)
                .filter(position ->
                        taken.merge(audit.cohort().images().get(position).label(), 1, Integer::sum) <= each)
                .toArray();
    }
}
