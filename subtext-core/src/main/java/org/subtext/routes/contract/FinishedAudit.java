package org.subtext.routes.contract;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.cohort.Cohort;
import org.subtext.cohort.CohortImage;
import org.subtext.images.PixelSource;
import org.subtext.predictions.ExperimentName;
import org.subtext.predictions.PredictionTable;
import org.subtext.predictions.PredictionTableBuilder;
import org.subtext.provenance.Seed;
import org.subtext.recognition.CohortPixels;
import org.subtext.recognition.ComputeDevice;
import org.subtext.recognition.LabelledImages;
import org.subtext.recognition.RecogniserTrainer;
import org.subtext.recognition.TrainingPlan;

/**
 * What an audit hands to its routes.
 *
 * @param cohort who is audited
 * @param pixels their images
 * @param rows pixel row of each position of the cohort
 * @param folds the recognisers
 * @param predictions of the audit itself, at image level, each test image once
 * @param trainer opens recognisers and trains new ones
 * @param training how the recognisers were trained
 * @param assessment how predictions are assessed
 * @param seed of everything random in the routes
 * @param folder where routes keep their files; exists
 * @param showsPatients whether pictures may show patients (the plan asked for example images)
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, read only; nobody compares audits
public record FinishedAudit(
        Cohort cohort,
        PixelSource pixels,
        int[] rows,
        List<Fold> folds,
        PredictionTable predictions,
        RecogniserTrainer trainer,
        TrainingPlan training,
        AssessmentPlan assessment,
        Seed seed,
        Path folder,
        boolean showsPatients) {
    public FinishedAudit {
        folds = List.copyOf(folds);
    }

    /** The same audit with another trainer. */
    public FinishedAudit withTrainer(RecogniserTrainer other) {
        return new FinishedAudit(
                cohort, pixels, rows, folds, predictions, other, training, assessment, seed, folder, showsPatients);
    }

    /** The same audit with other pixels in the same rows. */
    public FinishedAudit withPixels(PixelSource other) {
        return new FinishedAudit(
                cohort, other, rows, folds, predictions, trainer, training, assessment, seed, folder, showsPatients);
    }

    /**
     * As many trainings as the processors hold; two on any other device, so that one prepares while the other computes.
     */
    public int trainingsSideBySide() {
        return trainer.device().kind() == ComputeDevice.Kind.PROCESSOR
                ? Math.max(
                        1,
                        Runtime.getRuntime().availableProcessors()
                                / training.execution().workers())
                : 2;
    }

    /** What has to learn from the audit's training images asks here first: where a network was given there are none. */
    public void requireTraining() throws NotRunException {
        if (folds.stream().anyMatch(fold -> fold.training().length == 0)) {
            throw new NotRunException(
                    "The network was given and everybody is tested, so there are no training images to learn from.",
                    "Audit the table, which trains a network of its own, or leave this setting out.");
        }
    }

    /** By position, which of the folds assesses it; −1 where none does, as of one division those learnt from. */
    public int[] foldOfPosition() {
        int[] found = new int[cohort.size()];
        Arrays.fill(found, -1);
        for (int fold = 0; fold < folds.size(); fold++) {
            for (int position : folds.get(fold).test()) {
                found[position] = fold;
            }
        }
        return found;
    }

    /** Who is audited beside their images. */
    private CohortPixels images() {
        return new CohortPixels(cohort, pixels, rows);
    }

    /** Pixel rows of positions. */
    public int[] rowsOf(int[] positions) {
        return images().rowsOf(positions);
    }

    /** Recorded classes of positions. */
    public int[] labelsOf(int[] positions) {
        return images().labelsOf(positions);
    }

    /** Positions with their labels and patients, to be trained on. */
    public LabelledImages labelled(PixelSource source, int[] positions) {
        return images().labelled(source, positions);
    }

    /** A table of predictions of the cohort's classes at image level, without a row yet. */
    public PredictionTableBuilder table() {
        return new PredictionTableBuilder(cohort.classNames());
    }

    /** Adds what the recogniser of a fold says of an image. */
    public void add(PredictionTableBuilder table, Setting setting, Fold fold, int position, float[] scores) {
        images().add(table, setting.scores(), fold.name(), "test", position, scores);
    }

    /** Adds what is said of an image in a table of other classes, with the one that the image has. */
    public void add(
            PredictionTableBuilder other,
            ExperimentName experiment,
            Fold fold,
            int position,
            String truth,
            double[] scores) {
        CohortImage image = cohort.images().get(position);
        other.add(experiment, fold.name(), "test", image.study(), image.patient(), image.id(), truth, scores);
    }

    /** The same where the class is not the recorded one, told by its index. */
    public void add(PredictionTableBuilder table, Setting setting, Fold fold, int position, float[] scores, int label) {
        images().add(table, setting.scores(), fold.name(), "test", position, scores, label);
    }
}
