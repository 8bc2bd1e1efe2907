package org.subtext.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.subtext.audit.diagnosis.DiagnosisFolder;
import org.subtext.cohort.Cohort;
import org.subtext.cohort.CohortImage;
import org.subtext.cohort.CohortReader;
import org.subtext.images.PixelCache;
import org.subtext.predictions.ExperimentName;
import org.subtext.predictions.PredictionTable;
import org.subtext.problems.InvalidInputException;
import org.subtext.progress.Progress;
import org.subtext.provenance.ContentHash;
import org.subtext.recognition.CohortPixels;
import org.subtext.recognition.RecogniserTrainer;
import org.subtext.routes.Routes;
import org.subtext.routes.battery.Battery;
import org.subtext.routes.battery.RoutesPlanCheck;
import org.subtext.routes.contract.FinishedAudit;
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
                PredictionTable predictions = new StoredRun(run.folder()).predictions();
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

    /**
     * A finished run's images, for whoever looks at them.
     *
     * @param audit as routes take it
     * @param pixels of its images, whose row is that of the audit
     * @param areVouched whether the run notes what its pixels were: earlier versions did not
     */
    public record Shown(FinishedAudit audit, PixelCache pixels, boolean areVouched) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            pixels.close();
        }
    }

    /**
     * Opens the images of a finished run as its network saw them: nothing is locked, decoded or written.
     *
     * @param trainer opens its networks, where one is asked for
     * @throws InvalidInputException when there is no such run, or it does not keep what is needed, or not as it was
     */
    public static Shown show(Path folder, RecogniserTrainer trainer) throws IOException {
        RunFolder.requireFinished(folder);
        AuditPlan plan = PlanFile.ofRun(folder.resolve(RunFolder.PLAN));
        if (!plan.cohort().targets().areNone()) {
            throw DiagnosisFolder.isNoAudit(folder);
        }
        if (!TableOfRun.isOf(plan.cohort().table(), folder)) {
            throw new InvalidInputException(
                    "The table that the run was made from is gone, or is another one now (SHA-256 differs).");
        }
        Cohort listed = listed(plan);
        Set<Integer> leftOut = RunRecord.leftOut(folder);
        int[] rows = IntStream.range(0, listed.size())
                .filter(row ->
                        !leftOut.contains(listed.rowNumber(listed.images().get(row))))
                .toArray();
        Set<Integer> unusable =
                IntStream.range(0, listed.size()).boxed().collect(Collectors.toCollection(HashSet::new));
        IntStream.of(rows).forEach(unusable::remove);
        Cohort cohort = listed.excluding(unusable, "Left out", "as the run noted");
        PixelCache pixels = PixelCache.stored(
                folder.resolve("cache"),
                listed.images().stream().map(CohortImage::address).toList(),
                plan.images().pixels());
        try {
            if (!PreparedImages.contentHash(pixels, rows).hex().equals(RunRecord.fact(folder, RunRecord.IMAGES))) {
                throw new InvalidInputException(
                        "The pixel cache is not that of the images which the run was made from (SHA-256 differs).");
            }
            boolean areVouched = areVouched(folder, pixels, rows);
            PredictionTable internal = new StoredRun(folder).predictions().of(new ExperimentName.Internal());
            FinishedAudit audit = RoutesOfRun.finished(
                    plan, folder, trainer, new CohortPixels(cohort, pixels, rows), Division.of(cohort, plan), internal);
            return new Shown(audit, pixels, areVouched);
        } catch (IOException | RuntimeException e) {
            pixels.close();
            throw e;
        }
    }

    /** The cache says what each of its pixels was; the run, what the cache said. */
    private static boolean areVouched(Path folder, PixelCache pixels, int[] rows) {
        String noted = RunRecord.fact(folder, RunRecord.PIXELS);
        String now =
                PreparedImages.pixelsHash(pixels, rows).map(ContentHash::hex).orElse("");
        if (!noted.isEmpty() && !noted.equals(now)) {
            throw new InvalidInputException(
                    "The pixel cache does not say of its pixels what the run notes of them (SHA-256 differs): it was"
                            + " changed since.");
        }
        return !noted.isEmpty();
    }

    /** Without a word of what is wrong where: whoever looks at pictures is told of no row and no file. */
    private static Cohort listed(AuditPlan plan) throws IOException {
        try {
            return CohortReader.read(plan.cohort(), Progress.SILENT);
        } catch (InvalidInputException e) {
            throw new InvalidInputException("The table that the run was made from can no longer be read as it was ("
                    + e.problems().size() + " problems): images are gone, or a file beside it is.");
        }
    }

    private static InvalidInputException changed(RunFolder run, String what) {
        return new InvalidInputException("The files of the run " + run.folder() + " have changed since it was made. "
                + what + " Put the files back as they were, or audit the new ones under another name.");
    }
}
