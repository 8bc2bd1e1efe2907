package org.subtext.audit.door;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.audit.Audit;
import org.subtext.audit.AuditPlan;
import org.subtext.audit.Diagnosis;
import org.subtext.audit.Explanation;
import org.subtext.audit.ScoresAudit;
import org.subtext.audit.StoredRun;
import org.subtext.audit.answers.Figures;
import org.subtext.audit.cases.CasesOfRun;
import org.subtext.audit.compare.Comparison;
import org.subtext.audit.compare.RunComparison;
import org.subtext.audit.harm.HarmAudit;
import org.subtext.audit.harm.HarmFolder;
import org.subtext.audit.survey.Survey;
import org.subtext.harm.reading.HarmRequest;
import org.subtext.looks.Look;
import org.subtext.looks.LookLedger;
import org.subtext.predictions.ScorePlan;
import org.subtext.problems.Argument;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Sentence;
import org.subtext.recognition.RecogniserTrainer;
import org.subtext.recognition.TrainingPace;
import org.subtext.report.ReportContent;
import org.subtext.routes.battery.Battery;
import org.subtext.routes.contract.RoutesPlan;
import org.subtext.wording.VisibleText;

/** Works on threads of this process, on runs in one folder of this machine. */
public final class LocalDoor implements Door {
    private final Path runs;
    private final Supplier<RecogniserTrainer> trainer;
    private final Map<String, Work<?>> works = new ConcurrentHashMap<>();
    private final ListedRuns listed = new ListedRuns();
    private final @Nullable Fence fence;

    /**
     * Opens a door; nothing is made or read yet.
     *
     * @param runs the folder of all runs
     * @param trainer what trains and opens recognisers; asked for on the caller's thread, and only by what needs one
     */
    public LocalDoor(Path runs, Supplier<RecogniserTrainer> trainer) {
        this(runs, trainer, null);
    }

    private LocalDoor(Path runs, Supplier<RecogniserTrainer> trainer, @Nullable Fence fence) {
        this.runs = runs;
        this.trainer = trainer;
        this.fence = fence;
    }

    /**
     * The same, for somebody who is to see nothing but what lies in that folder: symbolic links that leave it are not
     * followed.
     */
    public static LocalDoor fenced(Path runs, Supplier<RecogniserTrainer> trainer) {
        return new LocalDoor(runs, trainer, new Fence(runs));
    }

    @Override
    public Work<Answers> audit(AuditPlan plan, boolean resume, Follower follower) {
        RecogniserTrainer engine = trainer.get();
        return start(plan.name(), follower, steps -> {
            Audit.Result result = new Audit(engine, steps, steps::made).run(plan, runs, resume);
            return Answers.of(plan.name(), new StoredRun(result.folder()), result.content());
        });
    }

    @Override
    public Work<Diagnosis.Result> diagnose(AuditPlan plan, boolean resume, Follower follower) {
        RecogniserTrainer engine = trainer.get();
        return start(plan.name(), follower, steps -> new Diagnosis(engine, steps, steps::made).run(plan, runs, resume));
    }

    @Override
    public Work<Answers> explain(String run, RoutesPlan routes, Follower follower) {
        RecogniserTrainer engine = trainer.get();
        Path folder = folder(run);
        return start(run, follower, steps -> {
            Audit.Result result = new Explanation(engine, steps).run(folder, routes);
            return Answers.of(run, new StoredRun(folder), result.content());
        });
    }

    @Override
    public Work<Battery.Estimate> price(String run, RoutesPlan routes, Follower follower) {
        RecogniserTrainer engine = trainer.get();
        Path folder = folder(run);
        return start(run, follower, steps -> new Explanation(engine, steps).price(folder, routes));
    }

    @Override
    public Work<TrainingPace> pace(AuditPlan plan, Follower follower) {
        RecogniserTrainer engine = trainer.get();
        return start(
                plan.name(),
                follower,
                steps -> TrainingPace.measure(
                        engine,
                        plan.recognition().training().on(engine.device()),
                        plan.images().pixels()));
    }

    @Override
    public Work<Answers> scores(String run, ScorePlan plan, AssessmentPlan how, Follower follower) {
        Path folder = folder(run);
        return start(run, follower, steps -> {
            ReportContent content = ScoresAudit.run(plan, how, folder, steps);
            return Answers.of(run, new StoredRun(folder), content);
        });
    }

    @Override
    public Work<HarmAnswers> harm(String run, HarmRequest request, Follower follower) {
        Path folder = folder(run);
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors());
        return start(run, follower, steps -> {
            HarmAudit.run(request, folder, threads, steps);
            return HarmAnswers.in(run, folder);
        });
    }

    private <R> Work<R> start(String run, Follower follower, LocalWork.UseCase<R> useCase) {
        Path folder = folder(run);
        LocalWork<R> work = new LocalWork<>(run, folder, new Steps(follower), useCase, () -> works.remove(run));
        if (works.putIfAbsent(run, work) != null) {
            throw new InvalidInputException(Sentence.of("The run " + folder
                            + " is being worked on already. Wait for it, cancel it, or choose another name with ")
                    .and(Argument.RUN_NAME)
                    .and("."));
        }
        work.begin();
        return work;
    }

    @Override
    public List<Work<?>> works() {
        Collection<Work<?>> now = works.values();
        return List.copyOf(now);
    }

    @Override
    public List<RunSummary> runs() {
        Map<String, RunSummary> found = new ConcurrentSkipListMap<>();
        works.keySet().forEach(name -> found.put(name, RunSummary.begun(name)));
        List<Path> folders = folders();
        int half = folders.size() / 2;
        CompletableFuture<Void> others =
                CompletableFuture.runAsync(() -> addTo(found, folders.subList(half, folders.size())));
        addTo(found, folders.subList(0, half));
        others.join();
        return new ArrayList<>(found.values());
    }

    private void addTo(Map<String, RunSummary> found, List<Path> folders) {
        folders.stream()
                .flatMap(folder -> summary(folder).stream())
                .forEach(summary -> found.put(summary.name(), summary));
    }

    @Override
    public Optional<RunSummary> run(String name) {
        return isName(name)
                ? summary(runs.resolve(name))
                        .or(() -> Optional.of(RunSummary.begun(name)).filter(begun -> works.containsKey(name)))
                : Optional.empty();
    }

    /** Empty where a folder holds no run. */
    private Optional<RunSummary> summary(Path folder) {
        String name = folder.getFileName().toString();
        if (fence != null && fence.isOutside(folder)) {
            return Optional.of(RunSummary.elsewhere(name));
        }
        return new StoredRun(folder).isThere() || HarmFolder.isThere(folder)
                ? Optional.of(listed.of(name, folder, works.containsKey(name)))
                : Optional.empty();
    }

    @Override
    public List<String> surveys() {
        return folders().stream()
                .filter(folder -> fence == null || !fence.isOutside(folder))
                .filter(folder -> !new StoredRun(folder).isThere() && !HarmFolder.isThere(folder))
                .filter(folder -> Files.isRegularFile(folder.resolve(Survey.FILE)))
                .map(folder -> folder.getFileName().toString())
                .sorted()
                .toList();
    }

    private List<Path> folders() {
        if (!Files.isDirectory(runs)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(runs)) {
            return entries.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<Look> looks() {
        return LookLedger.in(runs, Argument.RUNS_FOLDER).looks();
    }

    @Override
    public Answers open(String run) {
        return Answers.in(run, stored(run));
    }

    @Override
    public Figures figures(String run) {
        return Figures.of(run, stored(run));
    }

    @Override
    public HarmAnswers openHarm(String run) {
        return HarmAnswers.in(run, stored(run));
    }

    @Override
    public DiagnosisAnswers openDiagnosis(String run) {
        StoredRun found = new StoredRun(stored(run));
        return new DiagnosisAnswers(run, found.plan().orElseThrow(), found.diagnosis());
    }

    @Override
    public Comparison compare(String first, String second) {
        try {
            return RunComparison.of(stored(first), stored(second));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public CasesOfRun cases(String run) {
        return CasesOfRun.open(stored(run), trainer);
    }

    @Override
    public Stamps stamps(String run) {
        return Stamps.of(stored(run));
    }

    @Override
    public Course course(String run) {
        return Course.of(stored(run));
    }

    private Path stored(String run) {
        Path folder = folder(run);
        return fence == null ? folder : fence.within(folder);
    }

    /** A name comes from outside, and must lead nowhere but into the folder of all runs. */
    private Path folder(String run) {
        if (!isName(run)) {
            throw new InvalidInputException("\"" + VisibleText.line(run)
                    + "\" is no name of a run. Give the name of a folder in " + runs + ".");
        }
        return runs.resolve(run);
    }

    private static boolean isName(String run) {
        return run.matches("[^/\\\\\\p{Cntrl}]+") && !run.matches("\\.\\.?");
    }
}
