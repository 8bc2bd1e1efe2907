package org.subtext.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.subtext.assessment.Assessment;
import org.subtext.assessment.Assessor;
import org.subtext.assessment.OtherReaders;
import org.subtext.cohort.Cohort;
import org.subtext.cohort.SourcedCohort;
import org.subtext.folds.FoldCalibration;
import org.subtext.looks.Look;
import org.subtext.predictions.PredictionTable;
import org.subtext.problems.Argument;
import org.subtext.problems.InvalidInputException;
import org.subtext.progress.Progress;
import org.subtext.recognition.ComputeDevice;
import org.subtext.recognition.LearningCurve;
import org.subtext.recognition.ModelCard;
import org.subtext.recognition.RecogniserTrainer;
import org.subtext.recognition.TrainingPlan.Precision;
import org.subtext.report.ReportContent;
import org.subtext.routes.Routes;
import org.subtext.routes.battery.RoutesPlanCheck;
import org.subtext.sources.MadeTable;

/**
 * The main path: do these images reveal this recorded attribute?
 *
 * <p>{@link #run} is the methods section of an audit, one line a stage. Data flows one way: cohort, images, split,
 * recogniser, predictions, assessment, report. Predictions are the hinge: what stands after them is pure and runs again
 * in seconds.
 */
public final class Audit {
    private static final double NANOSECONDS = 1e9;

    private final RecogniserTrainer trainer;
    private final Progress progress;
    private final Consumer<MadeTable> made;

    /** An audit of which nobody hears what its sources made. */
    public Audit(RecogniserTrainer trainer, Progress progress) {
        this(trainer, progress, made -> {});
    }

    /**
     * An audit.
     *
     * @param made hears of each table that a source of the plan made
     */
    public Audit(RecogniserTrainer trainer, Progress progress, Consumer<MadeTable> made) {
        this.trainer = trainer;
        this.progress = progress;
        this.made = made;
    }

    /** A finished audit and where it lies. */
    public record Result(ReportContent content, Path folder) {}

    /**
     * Runs the plan, or continues it.
     *
     * @param runs the folder in which the run's own folder lies
     * @param resume whether an earlier run of the same plan is continued
     * @throws InvalidInputException with all problems of the input at once; nothing half-written is left then
     */
    public Result run(AuditPlan asked, Path runs, boolean resume) throws IOException {
        if (!asked.cohort().targets().areNone()) {
            throw new IllegalArgumentException(
                    "findings have no verdict: " + Diagnosis.class.getSimpleName() + " runs them");
        }
        SourcedCohort internal = SourcedCohort.read(asked.cohort(), made, progress);
        Cohort cohort = internal.cohort();
        progress.begin("Columns", 0, "columns");
        progress.end(String.join("; ", cohort.columns().sentences()));
        AuditPlan plan = settled(RunFolder.asBegun(runs, asked), trainer, progress);
        Subgroups.check(cohort, plan.subgroups());
        RoutesPlanCheck.require(plan.routes(), Routes.all(), cohort.columnNames());
        trainer.check(
                plan.recognition().training(),
                cohort.classNames(),
                plan.images().pixels());
        SourcedCohorts cohorts = SourcedCohorts.beside(internal, plan, made, progress);
        LookOfRun.ledger(runs.resolve(plan.name()), Argument.RUNS_FOLDER).requireUsable();
        try (RunFolder run = RunFolder.open(runs, plan, resume)) {
            try {
                Audit logged = new Audit(trainer, new RunLog(progress, run.file("log.txt")), made);
                return new Result(logged.run(plan, run, cohorts), run.folder());
            } catch (InvalidInputException e) {
                run.discardIfFresh();
                throw e;
            }
        }
    }

    /** What the plan leaves to the machine is settled before it is kept, so that a run continues as it began. */
    static AuditPlan settled(AuditPlan asked, RecogniserTrainer trainer, Progress progress) {
        ComputeDevice device = trainer.device();
        if (asked.recognition().training().execution().precision() == Precision.BFLOAT16 && !device.bfloat16()) {
            progress.line("The plan asks for bfloat16, which this machine only emulates: training may take ten times as"
                    + " long as with float32.");
        }
        return asked.withRecognition(recognition -> recognition.withTraining(training -> training.on(device)));
    }

    private ReportContent run(AuditPlan plan, RunFolder run, SourcedCohorts cohorts) throws IOException {
        RunRecord record = RunRecord.begin(plan, run, cohorts, trainer.device());
        SourcedCohort internal = cohorts.internal();
        Recognition recognition = new Recognition(plan, run, trainer, progress);

        try (PreparedImages prepared = PreparedImages.of(internal.cohort(), plan, run.file("cache"), progress);
                ExternalImages external = ExternalImages.of(cohorts.external(), prepared, plan, run, progress)) {
            record.images(prepared);
            external.byCohort().forEach(record::images);
            PreparedImages images = prepared.unseenBy(plan.recognition().recogniser());
            if (!images.unusable().isEmpty()) {
                progress.line(images.unusable().size() + " images cannot be used and are left out; which and why: "
                        + RunRecord.LEFT_OUT + " in the folder of the run");
            }
            List<Division> divisions = Division.of(images.cohort(), plan);
            record.split(divisions);
            LookOfRun look = LookOfRun.beginOrContinue(
                    run,
                    Argument.RUNS_FOLDER,
                    new Look.Asked(
                            plan.name(), RunRecord.hash(plan), internal.cohort().attribute()),
                    LookOfRun.assessed(images.cohort(), divisions));

            List<String> terms = internal.record().terms();
            LadderOfRun ladder = LadderOfRun.of(plan, run, trainer, progress, images, divisions, terms);
            boolean isBegun = recognition.isBegun();
            long begun = System.nanoTime();
            List<LearningCurve> curves = recognition.train(images.usable(), divisions, terms);

            run.keep();
            ModelCard card = recognition.card(divisions);
            record.recogniser(card);

            PredictionTable predictions = recognition.scoreInternal(images.usable(), divisions);
            ladder.network(
                    isBegun ? OptionalDouble.empty() : OptionalDouble.of((System.nanoTime() - begun) / NANOSECONDS));
            predictions = external.scored(predictions, recognition, divisions);
            record.predictions(predictions);

            OtherReaders others = ladder.read();
            Map<String, Map<String, String>> subgroups = Subgroups.of(images.cohort(), plan.subgroups());
            FoldCalibration folds = CalibratedFolds.of(plan, images, divisions, progress);
            Assessment assessment = new Assessor(plan.assessment(), progress)
                    .assess(
                            images.cohort().attribute(),
                            predictions,
                            subgroups,
                            Assessor.Relation.COHORTS,
                            folds,
                            others);
            look.answered(assessment);
            record.estimates(assessment);

            recognition.describe(divisions, assessment);
            record.models(recognition.modelFiles(divisions));
            ReportContent answer = AuditReport.write(
                    run,
                    plan,
                    assessment,
                    images.saying(external.remarks()),
                    divisions,
                    curves,
                    card.weights(),
                    ladder.costs(),
                    record.finish());

            return plan.routes().asksForNothing()
                    ? answer
                    : new RoutesOfRun(plan, run, trainer, progress, images, divisions, predictions).run(plan.routes());
        }
    }
}
