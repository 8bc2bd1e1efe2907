package org.subtext.routes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.subtext.address.ImageAddress;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.cohort.Cohort;
import org.subtext.cohort.CohortImage;
import org.subtext.cohort.CohortPlan;
import org.subtext.cohort.CohortReader;
import org.subtext.images.PixelCache;
import org.subtext.images.PixelLayout;
import org.subtext.images.Resize;
import org.subtext.predictions.ExperimentName;
import org.subtext.predictions.PredictionRow;
import org.subtext.predictions.PredictionRows;
import org.subtext.predictions.PredictionTable;
import org.subtext.predictions.Unit;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.recognition.TrainingPresets;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.Fold;
import org.subtext.sources.phantom.PhantomCohort;
import org.subtext.sources.phantom.PhantomPlan;

/** A finished audit of sex on 40 phantom patients, one film each, with a recogniser that reads the mean grey. */
public final class ChestAudit {
    public static final int SIDE = 64;

    private ChestAudit() {}

    /** Writes films, table and pixels into the folder. */
    public static FinishedAudit in(Path folder, MeanTrainer trainer, boolean showsPatients) throws IOException {
        PhantomPlan base = PhantomPlan.demo().withSize(40, SIDE);
        PhantomPlan plan = new PhantomPlan(
                40, 1, 1, SIDE, base.classes(), base.signal(), base.confounders(), base.seed(), base.bitDepth());
        Path table = PhantomCohort.write(plan, folder.resolve("films"), Progress.SILENT);
        Cohort cohort = CohortReader.read(
                CohortPlan.of(table, "sex").withInclusion(inclusion -> inclusion.withMinimumPatients(1)),
                Progress.SILENT);
        List<ImageAddress> files =
                cohort.images().stream().map(CohortImage::address).toList();
        PixelCache pixels = PixelCache.build(
                folder.resolve("cache"), files, new PixelLayout(SIDE, 1, Resize.AREA_AVERAGE), 1, Progress.SILENT);
        int half = cohort.size() / 2;
        List<Fold> folds = List.of(
                fold("fold 1", IntStream.range(half, cohort.size()), IntStream.range(0, half)),
                fold("fold 2", IntStream.range(0, half), IntStream.range(half, cohort.size())));
        return new FinishedAudit(
                cohort,
                pixels,
                IntStream.range(0, cohort.size()).toArray(),
                folds,
                predictions(cohort),
                trainer,
                TrainingPresets.SMALL.plan().withPasses(passes -> passes.withEpochs(1)),
                AssessmentPlan.ofDefaults(1),
                new Seed(3),
                Files.createDirectories(folder.resolve("routes")),
                showsPatients);
    }

    private static Fold fold(String name, IntStream training, IntStream test) {
        return new Fold(name, Path.of(name), training.toArray(), new int[0], test.toArray());
    }

    private static PredictionTable predictions(Cohort cohort) {
        List<PredictionRow> rows = new ArrayList<>();
        for (CohortImage image : cohort.images()) {
            rows.add(new PredictionRow(
                    new ExperimentName.Internal(),
                    "fold 1",
                    "test",
                    image.study(),
                    image.patient(),
                    image.id(),
                    cohort.classNames().get(image.label()),
                    List.of(0.5, 0.5)));
        }
        return PredictionRows.table(Unit.IMAGE, cohort.classNames(), rows);
    }
}
