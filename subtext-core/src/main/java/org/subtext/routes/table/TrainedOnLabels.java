package org.subtext.routes.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.subtext.progress.Progress;
import org.subtext.recognition.LabelledImages;
import org.subtext.recognition.Recogniser;
import org.subtext.recognition.TrainingPlan;
import org.subtext.recognition.TrainingTask;
import org.subtext.routes.contract.EvidenceStore;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.Fold;
import org.subtext.routes.contract.NotRunException;
import org.subtext.routes.contract.RoutesPlan;
import org.subtext.routes.contract.Setting;
import org.subtext.routes.contract.Work;

/**
 * A network newly trained in one fold of the audit on other labels than the attribute's: those of a confounder, or
 * shuffled ones.
 *
 * @param setting names the checkpoint and the seed
 * @param index of the fold
 * @param labels one a position of the cohort, −1 for images that are left out
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, read only; nobody compares trainings
public record TrainedOnLabels(Setting setting, TrainingPlan training, int index, List<String> classes, int[] labels) {

    /** Positions of a fold's test images with the scores they were given. */
    @SuppressWarnings("ArrayRecordComponent") // handed over, read only
    public record Scores(int[] positions, float[][] scores) {}

    /** How the audit's recognisers were trained, with the epochs that the plan asks for. */
    public static TrainingPlan plan(FinishedAudit audit, RoutesPlan plan) {
        return plan.training().like(audit.training());
    }

    /** The first folds, as many as the plan asks for. */
    public static List<Fold> folds(FinishedAudit audit, RoutesPlan plan) {
        return audit.folds()
                .subList(0, Math.min(plan.training().folds(), audit.folds().size()));
    }

    /** The price of training on the first folds. */
    public static Work work(FinishedAudit audit, RoutesPlan plan) {
        int epochs = plan(audit, plan).passes().epochs();
        return folds(audit, plan).stream()
                .map(fold -> new Work(
                        fold.test().length + (long) fold.validation().length * epochs,
                        (long) fold.training().length * epochs,
                        0))
                .reduce(Work.NONE, Work::plus);
    }

    /** Trains, and scores the test images of the fold that have a label. */
    public Scores run(FinishedAudit audit, Progress progress) throws NotRunException {
        Fold fold = audit.folds().get(index);
        int[] learnt = kept(fold.training());
        long present = Arrays.stream(learnt)
                .map(position -> labels[position])
                .distinct()
                .count();
        if (present < classes.size()) {
            throw new NotRunException(
                    "The training images of " + fold.name() + " do not hold every one of " + String.join(", ", classes)
                            + ".",
                    "A larger cohort would do.");
        }
        Path checkpoint = audit.folder().resolve(EvidenceStore.slug(setting) + "-" + index + ".checkpoint");
        TrainingTask task = new TrainingTask(
                training,
                classes,
                labelled(audit, learnt),
                labelled(audit, kept(fold.validation())),
                audit.seed().child("training " + setting.label(), index),
                checkpoint);
        int[] test = kept(fold.test());
        float[][] scores = new float[test.length][];
        try (Recogniser recogniser = audit.trainer().train(task, progress).recogniser()) {
            Files.deleteIfExists(checkpoint);
            recogniser.score(
                    audit.pixels(),
                    audit.rowsOf(test),
                    (position, values) -> scores[position] = values.clone(),
                    progress);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Scores(test, scores);
    }

    private int[] kept(int[] positions) {
        return Arrays.stream(positions)
                .filter(position -> labels[position] >= 0)
                .toArray();
    }

    private LabelledImages labelled(FinishedAudit audit, int[] positions) {
        LabelledImages recorded = audit.labelled(audit.pixels(), positions);
        int[] other = Arrays.stream(positions).map(position -> labels[position]).toArray();
        int[] patients = new int[positions.length];
        Arrays.setAll(patients, recorded::patient);
        return new LabelledImages(audit.pixels(), recorded.rows(), other, patients);
    }
}
