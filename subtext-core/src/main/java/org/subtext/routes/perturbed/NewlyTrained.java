package org.subtext.routes.perturbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.subtext.images.PixelSource;
import org.subtext.perturbation.contract.Perturbation;
import org.subtext.perturbation.contract.PerturbedPixels;
import org.subtext.perturbation.pixels.StoredPixels;
import org.subtext.predictions.PredictionTableBuilder;
import org.subtext.progress.Progress;
import org.subtext.recognition.Recogniser;
import org.subtext.recognition.TrainingPlan;
import org.subtext.recognition.TrainingTask;
import org.subtext.routes.contract.Evidence;
import org.subtext.routes.contract.EvidenceStore;
import org.subtext.routes.contract.Experiment;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.Fold;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.RoutesPlan;
import org.subtext.routes.contract.Setting;
import org.subtext.routes.contract.Work;

/**
 * Recognisers that were trained on images as a perturbation leaves them, and are given their test images so: what the
 * study did for every setting.
 *
 * @param folds how many of the audit's folds, from the first
 */
public record NewlyTrained(
        Setting setting, Perturbation perturbation, TrainingPlan training, int folds, Work work, int information)
        implements Experiment {
    /** Perturbed training images are kept in memory up to this share of the heap, over all trainings side by side. */
    private static final double SHARE_OF_HEAP = 0.4;

    public static NewlyTrained of(
            Setting setting, Perturbation perturbation, FinishedAudit audit, RoutesPlan plan, int information) {
        TrainingPlan training = plan.training().like(audit.training());
        List<Fold> folds = audit.folds()
                .subList(0, Math.min(plan.training().folds(), audit.folds().size()));
        Work work = folds.stream()
                .map(fold -> new Work(
                        fold.test().length
                                + (long) fold.validation().length
                                        * training.passes().epochs(),
                        (long) fold.training().length * training.passes().epochs(),
                        0))
                .reduce(Work.NONE, Work::plus);
        return new NewlyTrained(setting, perturbation, training, folds.size(), work, information);
    }

    @Override
    public String determinants() {
        return folds + " folds, " + training.passes().epochs() + " epochs, " + perturbation.description();
    }

    @Override
    public Evidence run(FinishedAudit audit, Progress progress) {
        PredictionTableBuilder table = audit.table();
        for (int i = 0; i < folds; i++) {
            Fold fold = audit.folds().get(i);
            PixelSource pixels = pixels(audit, fold);
            try (Recogniser recogniser = train(audit, fold, i, pixels, progress)) {
                int[] test = fold.test();
                recogniser.score(
                        pixels,
                        audit.rowsOf(test),
                        (position, scores) -> audit.add(table, setting, fold, test[position], scores),
                        progress);
            }
        }
        return Evidence.of(table.build());
    }

    private PixelSource pixels(FinishedAudit audit, Fold fold) {
        Perturbation ready = perturbation
                .trainedForm(training.network().architecture().smallestSide())
                .prepared(audit.pixels(), audit.rowsOf(fold.training()));
        PixelSource perturbed =
                new PerturbedPixels(audit.pixels(), ready, audit.seed().child(perturbation.name()));
        int[] kept = audit.rowsOf(IntStream.concat(IntStream.of(fold.training()), IntStream.of(fold.validation()))
                .toArray());
        boolean fits = StoredPixels.bytes(perturbed, kept)
                < SHARE_OF_HEAP * Runtime.getRuntime().maxMemory() / audit.trainingsSideBySide();
        return fits ? StoredPixels.of(perturbed, kept) : perturbed;
    }

    private Recogniser train(FinishedAudit audit, Fold fold, int index, PixelSource pixels, Progress progress) {
        Path checkpoint = audit.folder().resolve(EvidenceStore.slug(setting) + "-" + index + ".checkpoint");
        TrainingPlan plan = setting.mode() == Mode.WARM_STARTED
                ? training.withNetwork(
                        network -> network.withInitialWeights(fold.model().toString()))
                : training;
        TrainingTask task = new TrainingTask(
                plan,
                audit.cohort().classNames(),
                audit.labelled(pixels, fold.training()),
                audit.labelled(pixels, fold.validation()),
                audit.seed().child("training " + setting.label(), index),
                checkpoint);
        Recogniser trained = audit.trainer().train(task, progress).recogniser();
        try {
            Files.deleteIfExists(checkpoint);
        } catch (IOException e) {
            trained.close();
            throw new UncheckedIOException(e);
        }
        return trained;
    }
}
