package org.subtext.learn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.cohort.Cohort;
import org.subtext.cohort.CohortImage;
import org.subtext.cohort.CohortPlan;
import org.subtext.cohort.CohortReader;
import org.subtext.images.PixelCache;
import org.subtext.images.PixelLayout;
import org.subtext.images.Resize;
import org.subtext.learn.engine.Device;
import org.subtext.predictions.ExperimentName;
import org.subtext.predictions.PredictionTableBuilder;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.recognition.Augmentation;
import org.subtext.recognition.Inference;
import org.subtext.recognition.ModelCard;
import org.subtext.recognition.Recogniser;
import org.subtext.recognition.TrainingPlan;
import org.subtext.recognition.TrainingPresets;
import org.subtext.recognition.TrainingTask;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.Fold;
import org.subtext.sources.phantom.ClassShare;
import org.subtext.sources.phantom.PhantomCohort;
import org.subtext.sources.phantom.PhantomPlan;
import org.subtext.sources.phantom.PlantedSignal;

/**
 * Phantom radiographs whose groups differ within one tile of 3 × 3, as a finished audit with a trained or a random
 * network.
 */
final class PhantomOfTile {
    static final int ROW = 1;
    static final int COLUMN = 0;
    static final PixelLayout LAYOUT = new PixelLayout(64, 1, Resize.AREA_AVERAGE);
    /** Without augmentation the network never sees a mirror image, so none is scored. */
    static final TrainingPlan TRAINING = TrainingPresets.SMALL
            .plan()
            .withPasses(passes -> passes.withEpochs(10).withBatchSize(16))
            .withAugmentation(Augmentation.NONE)
            .withNetwork(network -> network.withMirroredScoring(false));

    private final Path folder;
    private final Cohort cohort;
    private final PixelCache pixels;
    private final TorchTrainer trainer = new TorchTrainer(Device.CPU);

    PhantomOfTile(Path folder, int patients) throws IOException {
        this.folder = folder;
        PhantomPlan plan = new PhantomPlan(
                patients,
                1,
                1,
                LAYOUT.side(),
                List.of(new ClassShare("A", 0.5), new ClassShare("B", 0.5)),
                new PlantedSignal.Region(ROW, COLUMN, 8),
                PhantomPlan.demo().confounders(),
                77,
                8);
        Path table = PhantomCohort.write(plan, folder.resolve("films"), Progress.SILENT);
        cohort = CohortReader.read(CohortPlan.of(table, "group"), Progress.SILENT);
        pixels = PixelCache.build(
                folder.resolve("cache"),
                cohort.images().stream().map(CohortImage::address).toList(),
                LAYOUT,
                1,
                Progress.SILENT);
    }

    FinishedAudit trained() throws IOException {
        FinishedAudit audit = audit(folder.resolve("trained"));
        Fold fold = audit.folds().get(0);
        TrainingTask task = new TrainingTask(
                TRAINING,
                cohort.classNames(),
                audit.labelled(pixels, fold.training()),
                audit.labelled(pixels, fold.validation()),
                new Seed(5),
                folder.resolve("checkpoint"));
        try (Recogniser recogniser = trainer.train(task, Progress.SILENT).recogniser()) {
            return finished(audit, recogniser);
        }
    }

    FinishedAudit random() throws IOException {
        FinishedAudit audit = audit(folder.resolve("random"));
        try (Recogniser recogniser = trainer.untrained(TRAINING, cohort.classNames(), LAYOUT, new Seed(6))) {
            return finished(audit, recogniser);
        }
    }

    private FinishedAudit audit(Path own) throws IOException {
        Files.createDirectories(own);
        int half = cohort.size() / 2;
        Fold fold = new Fold(
                "model",
                own.resolve("model.safetensors"),
                IntStream.range(0, half).toArray(),
                new int[0],
                IntStream.range(half, cohort.size()).toArray());
        return new FinishedAudit(
                cohort,
                pixels,
                IntStream.range(0, cohort.size()).toArray(),
                List.of(fold),
                new PredictionTableBuilder(cohort.classNames()).build(),
                trainer,
                TRAINING,
                AssessmentPlan.ofDefaults(3).withDraws(500),
                new Seed(8),
                own,
                false);
    }

    /** Stores the network and its scores. */
    private FinishedAudit finished(FinishedAudit audit, Recogniser recogniser) throws IOException {
        Fold fold = audit.folds().get(0);
        recogniser.save(
                fold.model(),
                new ModelCard(
                        "test",
                        "group",
                        cohort.classNames(),
                        LAYOUT,
                        TRAINING,
                        Inference.of(TRAINING),
                        null,
                        "",
                        List.of(),
                        "",
                        "",
                        List.of()));
        PredictionTableBuilder table = audit.table();
        recogniser.score(
                pixels,
                audit.rowsOf(fold.test()),
                (i, scores) -> {
                    CohortImage image = cohort.images().get(fold.test()[i]);
                    table.add(
                            new ExperimentName.Internal(),
                            fold.name(),
                            "test",
                            image.study(),
                            image.patient(),
                            image.id(),
                            cohort.classNames().get(image.label()),
                            scores[0],
                            scores[1]);
                },
                Progress.SILENT);
        return new FinishedAudit(
                cohort,
                pixels,
                audit.rows(),
                audit.folds(),
                table.build(),
                trainer,
                TRAINING,
                audit.assessment(),
                audit.seed(),
                audit.folder(),
                false);
    }
}
