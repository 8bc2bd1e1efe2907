package org.subtext.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.subtext.cohort.Cohort;
import org.subtext.folds.FoldCalibration;
import org.subtext.predictions.ExperimentName;
import org.subtext.predictions.PredictionTable;
import org.subtext.problems.InvalidInputException;
import org.subtext.progress.Progress;
import org.subtext.provenance.OwnerOnly;
import org.subtext.provenance.Seed;
import org.subtext.recognition.CohortPixels;
import org.subtext.recognition.RecogniserTrainer;
import org.subtext.report.ReportContent;
import org.subtext.routes.Routes;
import org.subtext.routes.battery.Battery;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.Fold;
import org.subtext.routes.contract.RoutesAssessment;
import org.subtext.routes.contract.RoutesPlan;
import org.subtext.split.Part;
import org.subtext.statistics.Widening;

/**
 * By what route: a battery on one run whose audit is finished, and what it found in that run's report.
 *
 * <p>Evidence lies in the run's folder {@code routes/} with every plan that asked for some, so that a later battery
 * adds to an earlier one.
 */
final class RoutesOfRun {
    private static final String FOLDER = "routes";
    private static final String PLANS = "plans.json";

    private final AuditPlan plan;
    private final RunFolder run;
    private final RecogniserTrainer trainer;
    private final Progress progress;
    private final FinishedAudit audit;

    /** What has been asked of a run, oldest first. */
    private record Asked(List<RoutesPlan> plans) {
        Asked {
            plans = List.copyOf(plans);
        }
    }

    /** Takes a finished audit; nothing is computed yet. */
    RoutesOfRun(
            AuditPlan plan,
            RunFolder run,
            RecogniserTrainer trainer,
            Progress progress,
            PreparedImages images,
            List<Division> divisions,
            PredictionTable predictions)
            throws IOException {
        this.plan = plan;
        this.run = run;
        this.trainer = trainer;
        this.progress = progress;
        this.audit = finished(images, divisions, predictions);
    }

    /** What the routes would cost; nothing is run. */
    Battery.Estimate price(RoutesPlan asked) {
        return new Battery(Routes.all(), progress).price(audit, asked);
    }

    /** Runs what is asked for, or continues, and writes it into the report. */
    ReportContent run(RoutesPlan asked) {
        Instant begun = Instant.now();
        List<RoutesPlan> before = remember(asked);
        RoutesAssessment found = new Battery(Routes.all(), progress).run(audit, asked, before, widening());
        RunRecord.routes(run, found, trainer.device(), begun);
        return AuditReport.write(run, found);
    }

    /** As the audit's own intervals were. */
    private Widening widening() {
        FoldCalibration folds = AuditReport.read(run.folder()).assessment().folds();
        return folds == null ? Widening.NONE : folds.widening();
    }

    /**
     * The plans asked for before this one, which is noted before it runs: a killed battery is continued or added to.
     */
    private List<RoutesPlan> remember(RoutesPlan asked) {
        Path file = audit.folder().resolve(PLANS);
        List<RoutesPlan> plans = new ArrayList<>();
        if (Files.exists(file)) {
            plans.addAll(RunJson.read(file, Asked.class).plans());
        }
        plans.remove(asked);
        List<RoutesPlan> before = List.copyOf(plans);
        plans.add(asked);
        RunJson.write(file, new Asked(plans));
        return before;
    }

    private FinishedAudit finished(PreparedImages images, List<Division> divisions, PredictionTable predictions)
            throws IOException {
        Recognition recognition = new Recognition(plan, run, trainer, progress);
        RunRecord.requireModels(run.folder(), recognition.modelFiles(divisions));
        OwnerOnly.folderWithin(run.folder().resolve(FOLDER));
        return finished(
                plan, run.folder(), trainer, images.usable(), divisions, predictions.of(new ExperimentName.Internal()));
    }

    /**
     * A finished audit as routes take it; nothing is read, made or computed.
     *
     * @param internal the audit's own predictions
     * @throws InvalidInputException when others would be tested now than were
     */
    static FinishedAudit finished(
            AuditPlan plan,
            Path folder,
            RecogniserTrainer trainer,
            CohortPixels images,
            List<Division> divisions,
            PredictionTable internal) {
        List<Fold> folds = new ArrayList<>();
        for (Division division : divisions) {
            folds.add(new Fold(
                    division.name(),
                    Recognition.modelFile(folder, division),
                    division.split().positions(images.cohort(), Part.TRAINING),
                    division.split().positions(images.cohort(), Part.VALIDATION),
                    division.split().positions(images.cohort(), Part.TEST)));
        }
        requireSameSplit(folder, images.cohort(), folds, internal);
        return new FinishedAudit(
                images.cohort(),
                images.pixels(),
                images.rows(),
                folds,
                internal,
                trainer,
                plan.recognition().training(),
                plan.assessment(),
                new Seed(plan.seed()).child("routes"),
                folder.resolve(FOLDER),
                plan.report().exampleImages() > 0);
    }

    /** Nobody may be tested now who was trained on then. */
    private static void requireSameSplit(Path folder, Cohort cohort, List<Fold> folds, PredictionTable internal) {
        Set<String> then = new HashSet<>();
        for (int row = 0; row < internal.size(); row++) {
            then.add(internal.run(row) + "\n" + internal.image(row));
        }
        Set<String> now = new HashSet<>();
        for (Fold fold : folds) {
            for (int position : fold.test()) {
                now.add(fold.name() + "\n" + cohort.images().get(position).id());
            }
        }
        if (!then.equals(now)) {
            throw new InvalidInputException(
                    "The images that " + folder + " was assessed on are not those that its plan gives now: a"
                            + " split file, or this program's way of splitting, has changed"
                            + " since. Audit again under another name.");
        }
    }
}
