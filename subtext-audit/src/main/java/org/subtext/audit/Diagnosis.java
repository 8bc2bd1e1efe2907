package org.subtext.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.subtext.audit.diagnosis.DiagnosisFolder;
import org.subtext.audit.diagnosis.ScoredImages;
import org.subtext.cohort.Cohort;
import org.subtext.cohort.SourcedCohort;
import org.subtext.findings.Findings;
import org.subtext.problems.InvalidInputException;
import org.subtext.progress.Progress;
import org.subtext.recognition.CohortPixels;
import org.subtext.recognition.RecogniserTrainer;
import org.subtext.report.findings.DiagnosisContent;
import org.subtext.sources.MadeTable;
import org.subtext.split.Part;
import org.subtext.split.Strata;
import org.subtext.statistics.Estimate;
import org.subtext.wording.IntervalText;

/**
 * The main path where findings are named: teaches a diagnostic model as {@link Audit} teaches one that reads an
 * attribute, and stops at its scores. There is no verdict, and nothing is looked at by group; whether one is served
 * worse is asked of the table that it leaves.
 */
public final class Diagnosis {
    private final RecogniserTrainer trainer;
    private final Progress progress;
    private final Consumer<MadeTable> made;

    /**
     * A use case.
     *
     * @param made hears of each table that a source of the plan made
     */
    public Diagnosis(RecogniserTrainer trainer, Progress progress, Consumer<MadeTable> made) {
        this.trainer = trainer;
        this.progress = progress;
        this.made = made;
    }

    /** A finished run and where it lies. */
    public record Result(DiagnosisContent content, Path folder) {}

    /**
     * Runs the plan, or continues it.
     *
     * @param runs the folder in which the run's own folder lies
     * @param resume whether an earlier run of the same plan is continued
     * @throws InvalidInputException with all problems of the input at once; nothing half-written is left then
     */
    public Result run(AuditPlan asked, Path runs, boolean resume) throws IOException {
        SourcedCohort read = SourcedCohort.read(asked.cohort(), made, progress);
        progress.begin("Columns", 0, "columns");
        progress.end(String.join("; ", read.cohort().columns().sentences()));
        Findings findings = Findings.of(read.cohort());
        SourcedCohort internal = read.withCohort(findings.known(read.cohort()));
        AuditPlan plan = Audit.settled(asked, trainer, progress);
        trainer.check(
                plan.recognition().training(), findings.names(), plan.images().pixels());
        SourcedCohorts cohorts = SourcedCohorts.beside(internal, plan, made, progress);
        try (RunFolder run = RunFolder.open(runs, plan, resume)) {
            try {
                Diagnosis logged = new Diagnosis(trainer, new RunLog(progress, run.file("log.txt")), made);
                return new Result(logged.run(plan, run, cohorts, findings), run.folder());
            } catch (InvalidInputException e) {
                run.discardIfFresh();
                throw e;
            }
        }
    }

    private DiagnosisContent run(AuditPlan plan, RunFolder run, SourcedCohorts cohorts, Findings findings)
            throws IOException {
        RunRecord record = RunRecord.begin(plan, run, cohorts, trainer.device());
        SourcedCohort internal = cohorts.internal();
        Recognition recognition = Recognition.of(findings, plan, run, trainer, progress);
        try (PreparedImages images = PreparedImages.of(internal.cohort(), plan, run.file("cache"), progress)) {
            record.images(images);
            if (!images.unusable().isEmpty()) {
                progress.line(images.unusable().size() + " images cannot be used and are left out; which and why: "
                        + RunRecord.LEFT_OUT + " in the folder of the run");
            }
            Cohort cohort = images.cohort();
            Strata strata = Strata.of(cohort, findings.strata(cohort));
            List<Division> divisions = Division.of(cohort, strata, plan);
            record.split(divisions);
            recognition.train(images.usable(), divisions, internal.record().terms());
            run.keep();
            record.recogniser(recognition.card(divisions));

            ScoredImages scored = scored(images.usable(), divisions, recognition);
            Path table = run.file(DiagnosisFolder.TABLE);
            DiagnosisFolder.writeTable(table, cohort, findings, scored);
            DiagnosisContent content = DiagnosisFolder.read(
                    findings,
                    scored,
                    plan.recognition().training().network().architecture().id(),
                    plan.recognition().preset(),
                    divisions.size() > 1,
                    saying(images));
            recognition.describe(divisions, performance(content));
            record.models(recognition.modelFiles(divisions));
            DiagnosisFolder.writePages(run.file(DiagnosisFolder.PAGE), run.file(DiagnosisFolder.DOCUMENT), content);
            RunJson.writeUnshared(run.file(DiagnosisFolder.CONTENT), content);
            record.diagnosis(table, run.file(DiagnosisFolder.CONTENT));
            record.finish();
            return content;
        }
    }

    private static Cohort saying(PreparedImages images) {
        return images.cohort().saying(images.remarks());
    }

    /** Whoever was not learnt from: those tested, and of a single division those on whom thresholds may be chosen. */
    private static ScoredImages scored(CohortPixels images, List<Division> divisions, Recognition recognition) {
        ScoredImages scored = new ScoredImages();
        for (Division division : divisions) {
            for (Part part : divisions.size() == 1 ? List.of(Part.VALIDATION, Part.TEST) : List.of(Part.TEST)) {
                int[] positions = division.split().positions(images.cohort(), part);
                if (positions.length > 0) {
                    scored.add(
                            images.cohort().images(), part, positions, recognition.score(division, images, positions));
                }
            }
        }
        return scored;
    }

    private static List<String> performance(DiagnosisContent content) {
        return content.findings().stream()
                .map(finding -> finding.name() + ": AUC "
                        + (finding.auc() instanceof Estimate.Known known
                                ? IntervalText.around(
                                        known.value(),
                                        content.level(),
                                        known.interval().lower(),
                                        known.interval().upper(),
                                        3)
                                : "not computable")
                        + String.format(
                                Locale.ROOT, ", %d images of %d patients.", content.images(), content.patients()))
                .toList();
    }
}
