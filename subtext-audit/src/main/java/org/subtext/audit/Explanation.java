package org.subtext.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.subtext.audit.diagnosis.DiagnosisFolder;
import org.subtext.cohort.Cohort;
import org.subtext.cohort.CohortReader;
import org.subtext.predictions.PredictionFiles;
import org.subtext.predictions.PredictionTable;
import org.subtext.problems.InvalidInputException;
import org.subtext.progress.Progress;
import org.subtext.recognition.RecogniserTrainer;
import org.subtext.routes.Routes;
import org.subtext.routes.battery.Battery;
import org.subtext.routes.battery.RoutesPlanCheck;
import org.subtext.routes.contract.RoutesPlan;

/**
 * Adds routes to a finished run: the run's plan, images and models are opened again, and nothing of the audit is
 * computed anew.
 *
 * <p>Files that are no longer what the run was made from are refused.
 */
public final class Explanation {
    private final RecogniserTrainer trainer;
    private final Progress progress;

    public Explanation(RecogniserTrainer trainer, Progress progress) {
        this.trainer = trainer;
        this.progress = progress;
    }

    /** Work on the routes of an opened run. */
    private interface Work<R> {
        R on(RoutesOfRun routes) throws IOException;
    }

    /**
     * Runs the routes, or continues, and writes them into the run's report together with those run before.
     *
     * @param folder of a finished run
     * @throws InvalidInputException when there is no such run, its files have changed, or the routes cannot be taken
     */
    public Audit.Result run(Path folder, RoutesPlan asked) throws IOException {
        return new Audit.Result(on(folder, asked, routes -> routes.run(asked)), folder);
    }

    /** What the routes would cost on this machine; none is run. */
    public Battery.Estimate price(Path folder, RoutesPlan asked) throws IOException {
        return on(folder, asked, routes -> routes.price(asked));
    }

    private <R> R on(Path folder, RoutesPlan asked, Work<R> work) throws IOException {
        try (RunFolder run = RunFolder.openFinished(folder)) {
            AuditPlan plan = PlanFile.ofRun(run.file("plan.yaml"));
            Progress logged = new RunLog(progress, run.file("log.txt"));
            Cohort listed = read(plan, run, logged);
            RoutesPlanCheck.require(asked, Routes.all(), listed.columnNames());
            try (PreparedImages images = images(listed, plan, run, logged)) {
                List<Division> divisions = Division.of(images.cohort(), plan);
                PredictionTable predictions = PredictionFiles.read(run.file("predictions.parquet"));
                return work.on(new RoutesOfRun(plan, run, trainer, logged, images, divisions, predictions));
            }
        }
    }

    /** The cohort of a finished run, read again from a table that must be the one that it was made from. */
    static Cohort read(AuditPlan plan, RunFolder run, Progress progress) throws IOException {
        if (!plan.cohort().targets().areNone()) {
            throw DiagnosisFolder.isNoAudit(run.folder());
        }
        Path table = plan.cohort().table();
        try {
            TableOfRun.restore(plan.cohort(), run.folder(), progress);
            if (Files.isRegularFile(table) && !TableOfRun.isOf(table, run.folder())) {
                throw new InvalidInputException(
                        "The table " + table + " is not the one that it was made from (SHA-256 differs).");
            }
            return CohortReader.read(plan.cohort(), progress);
        } catch (InvalidInputException e) {
            throw changed(run, e.prose());
        }
    }

    /** The images of a finished run, which must be those that it was made from. */
    static PreparedImages images(Cohort listed, AuditPlan plan, RunFolder run, Progress progress) throws IOException {
        PreparedImages images;
        try {
            images = PreparedImages.of(listed, plan, run.file("cache"), progress);
        } catch (InvalidInputException e) {
            throw changed(run, e.prose());
        }
        if (!images.contentHash().hex().equals(RunRecord.fact(run.folder(), RunRecord.IMAGES))) {
            images.close();
            throw changed(run, "The image files are not those that it was made from (SHA-256 differs).");
        }
        return images;
    }

    private static InvalidInputException changed(RunFolder run, String what) {
        return new InvalidInputException("The files of the run " + run.folder() + " have changed since it was made. "
                + what + " Put the files back as they were, or audit the new ones under another name.");
    }
}
