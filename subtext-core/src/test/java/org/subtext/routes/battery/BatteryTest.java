package org.subtext.routes.battery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.perturbation.Perturbations;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Sentence;
import org.subtext.progress.Progress;
import org.subtext.recognition.TrainingDivergedException;
import org.subtext.routes.MeanTrainer;
import org.subtext.routes.Routes;
import org.subtext.routes.TwoFoldAudit;
import org.subtext.routes.contract.Evidence;
import org.subtext.routes.contract.Experiment;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.NotRun;
import org.subtext.routes.contract.NotRunException;
import org.subtext.routes.contract.Route;
import org.subtext.routes.contract.RoutesPlan;
import org.subtext.routes.contract.Setting;
import org.subtext.routes.contract.Subject;
import org.subtext.routes.contract.Work;
import org.subtext.routes.perturbed.NewlyTrained;
import org.subtext.routes.perturbed.PerturbationRoute;
import org.subtext.routes.reading.RouteAssessor;

class BatteryTest {
    private static final RoutesPlan ALL = RoutesPlan.NONE.withRoutes(List.of("all"));

    private static final Route INVERSION = new PerturbationRoute(Perturbations.kind("inversion"));

    @TempDir
    Path folder;

    private final MeanTrainer trainer = new MeanTrainer();
    private final List<String> ran = Collections.synchronizedList(new ArrayList<>());
    private FinishedAudit audit;

    @BeforeEach
    void finishAudit() throws IOException {
        audit = TwoFoldAudit.in(folder, trainer);
    }

    @Test
    void whatIsStoredIsNotRunAgain() {
        Route route = route("one", experiment("one", "a"), experiment("one", "b"));
        List<RouteAssessor.Found> first = gather(ALL, route);
        List<RouteAssessor.Found> second = gather(ALL, route);

        assertThat(ran).containsExactly("a", "b");
        assertThat(second.get(0).evidence()).isEqualTo(first.get(0).evidence()).hasSize(2);
    }

    @Test
    void aKilledBatteryGoesOnWhereItWasKilled() throws IOException {
        boolean[] killed = {false};
        Route killing = route(
                "one",
                experiment("one", "a"),
                experiment("one", "b").doing(() -> {
                    if (!killed[0]) {
                        killed[0] = true;
                        throw new Killed();
                    }
                    return sentence("b");
                }),
                experiment("one", "c"));
        assertThatThrownBy(() -> gather(ALL, killing)).isInstanceOf(Killed.class);
        assertThat(ran).containsExactly("a", "b");

        List<RouteAssessor.Found> continued = gather(ALL, killing);
        assertThat(ran).containsExactly("a", "b", "b", "c");
        FinishedAudit other = TwoFoldAudit.in(folder.resolve("other"), trainer);
        assertThat(continued.get(0).evidence())
                .isEqualTo(new Battery(List.of(killing), Progress.SILENT)
                        .gather(other, ALL, List.of())
                        .get(0)
                        .evidence());
    }

    @Test
    void aBudgetBuysWhatTellsTheMostAndTheRestIsReported() {
        Route route = route(
                "one",
                experiment("one", "refinement").priced(10, 1),
                experiment("one", "curve").priced(50, 2),
                experiment("one", "dear").priced(100, 3),
                experiment("one", "naming").priced(40, 3));
        List<RouteAssessor.Found> found = gather(ALL.withBudget("100s"), route);

        assertThat(ran).containsExactly("naming", "curve", "refinement");
        assertThat(found.get(0).notRun()).singleElement().satisfies(notRun -> {
            assertThat(notRun.what()).isEqualTo("dear, from the table alone");
            assertThat(notRun.reason()).contains("2 min").contains("budget of 100s");
        });
    }

    @Test
    void aBudgetHoldsAlsoWhenThePriceWasTooLow() {
        Route route = route("one", experiment("one", "a").doing(() -> slowly(80)), experiment("one", "b"));
        List<RouteAssessor.Found> found = gather(ALL.withBudget("0.05s"), route);

        assertThat(ran).containsExactly("a");
        assertThat(found.get(0).notRun())
                .extracting(NotRun::reason)
                .containsExactly("The budget of 0.05s was spent before its turn.");
    }

    @Test
    void whatFailsIsReportedAndTheRestGoesOn() throws IOException {
        Route route = route(
                "one",
                experiment("one", "lacks").refusing(new NotRunException("No mask.", "Give one.")),
                experiment("one", "bad").doing(() -> fail(new InvalidInputException("Class F has no image."))),
                experiment("one", "diverged")
                        .doing(() -> fail(new TrainingDivergedException(Sentence.of("The loss is NaN.")))),
                experiment("one", "bug").doing(() -> fail(new IllegalStateException("patient p7"))),
                experiment("one", "sound"));
        RouteAssessor.Found found = gather(ALL, route).get(0);

        assertThat(found.evidence().keySet()).extracting(Setting::label).containsExactly("sound");
        assertThat(found.notRun())
                .extracting(NotRun::reason)
                .containsExactly(
                        "No mask.", "Class F has no image.", "The loss is NaN.", "It failed (IllegalStateException).");
        assertThat(found.notRun()).noneMatch(notRun -> notRun.toString().contains("p7"));
        try (var files = Files.list(audit.folder())) {
            assertThat(files.filter(file -> file.toString().endsWith(".error.txt")))
                    .singleElement()
                    .satisfies(file -> assertThat(Files.readString(file)).contains("patient p7"));
        }
    }

    @Test
    void aRouteThatCannotRunIsReportedAndTheOthersRun() {
        Route lacking = new Listed("masks", List.of(), new NotRunException("No mask.", "Give one."));
        List<RouteAssessor.Found> found = gather(ALL, lacking, route("two", experiment("two", "a")));

        assertThat(found.get(0).notRun()).containsExactly(new NotRun("masks", "No mask.", "Give one."));
        assertThat(found.get(1).evidence()).hasSize(1);
    }

    @Test
    void aSecondPlanAddsToTheFirst() {
        Route one =
                route("one", experiment("one", "a"), experiment("one", "dear").priced(1e6, 1));
        Route two = route("two", experiment("two", "b"));
        RoutesPlan first = RoutesPlan.NONE.withRoutes(List.of("one")).withBudget("1h");
        gather(first, one, two);
        List<RouteAssessor.Found> found = new Battery(List.of(one, two), Progress.SILENT)
                .gather(audit, RoutesPlan.NONE.withRoutes(List.of("two")), List.of(first));

        assertThat(ran).containsExactly("a", "b");
        assertThat(found)
                .extracting(each -> each.route().name(), each -> each.evidence().size())
                .containsExactly(tuple("one", 1), tuple("two", 1));
        assertThat(found.get(0).notRun())
                .singleElement()
                .satisfies(notRun -> assertThat(notRun.mend()).contains("the route one"));
    }

    @Test
    void evidenceOfOtherDeterminantsIsNotTaken() {
        gather(inversion().withTraining(training -> training.withEpochs(2)), INVERSION);
        gather(inversion().withTraining(training -> training.withEpochs(2)), INVERSION);
        assertThat(trainer.trainedForSettings()).hasSize(1);

        gather(inversion().withTraining(training -> training.withEpochs(1)), INVERSION);
        assertThat(trainer.trainedForSettings())
                .extracting(task -> task.plan().passes().epochs())
                .containsExactly(2, 1);
    }

    @Test
    void trainingsRunSideBySideWhereOneDoesNotFillTheProcessors() {
        assumeTrue(Runtime.getRuntime().availableProcessors() > 1);
        CyclicBarrier both = new CyclicBarrier(2);
        Supplier<Evidence> meeting = () -> {
            try {
                both.await(20, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new IllegalStateException("nobody else came", e);
            }
            return sentence("met");
        };
        Route route = route(
                "one",
                experiment("one", "a").training().doing(meeting),
                experiment("one", "b").training().doing(meeting));

        assertThat(gather(ALL, route).get(0).evidence()).hasSize(2);
    }

    @Test
    void sideBySideGivesWhatOneAfterTheOtherGives() throws IOException {
        Route many = new Trainings(8);
        FinishedAudit oneByOne = TwoFoldAudit.in(
                folder.resolve("alone"),
                trainer,
                Math.min(16, Runtime.getRuntime().availableProcessors()));
        assertThat(oneByOne.trainingsSideBySide()).isEqualTo(1);
        RouteAssessor.Found alone = new Battery(List.of(many), Progress.SILENT)
                .gather(oneByOne, ALL, List.of())
                .get(0);
        RouteAssessor.Found together = gather(ALL, many).get(0);

        assertThat(together.evidence().keySet())
                .isEqualTo(alone.evidence().keySet())
                .hasSize(8);
        together.evidence()
                .forEach((setting, evidence) -> assertThat(TwoFoldAudit.rows(evidence))
                        .as(setting.label())
                        .isEqualTo(TwoFoldAudit.rows(alone.evidence().get(setting))));
    }

    @Test
    void eachFoldsNetworkIsOpenedOnceAndClosedAtTheEnd() {
        gather(inversion().withModes(List.of(Mode.TESTED_UNDER)), INVERSION);

        assertThat(trainer.opened)
                .extracting(path -> path.getFileName().toString())
                .containsExactlyInAnyOrder("fold 1.safetensors", "fold 2.safetensors");
        assertThat(trainer.closed).containsExactlyInAnyOrderElementsOf(trainer.opened);
    }

    @Test
    void thePriceSaysWhatWouldBeRunAndRunsNothing() {
        Route route = route(
                "one",
                experiment("one", "a").priced(7000, 2),
                experiment("one", "dear").priced(9000, 1));
        Battery.Estimate estimate = new Battery(List.of(route), Progress.SILENT).price(audit, ALL.withBudget("2h"));

        assertThat(ran).isEmpty();
        assertThat(estimate.settings()).isEqualTo(1);
        assertThat(estimate.leftOut()).isEqualTo(1);
        assertThat(estimate.sentence()).isEqualTo("1 setting to run, about 1 h 57 min; 1 does not fit the budget");
        assertThat(estimate.routes())
                .containsExactly(new Battery.RoutePrice("one", 1, 7000, List.of("dear, from the table alone")));
    }

    @Test
    void aPriceOfScoringAndTrainingIsMeasuredHere() {
        Battery.Estimate estimate = new Battery(Routes.all(), Progress.SILENT).price(audit, inversion());

        assertThat(estimate.seconds()).isPositive();
        assertThat(estimate.sentence()).contains("images/s scored").contains("images/s trained on");
        assertThat(trainer.trainedForSettings()).isEmpty();
        assertThat(audit.folder().resolve("price.checkpoint")).doesNotExist();
    }

    @Test
    void everyUnknownNameIsSaidAtOnce() {
        RoutesPlan plan = RoutesPlan.NONE
                .withRoutes(List.of("invertion", "frequenzy"))
                .withSettings(List.of("inversion 3", "x-ray 1"))
                .withColumns(List.of("veiw"))
                .withBudget("soon")
                .withInitialWeights("absent.pt");

        assertThatThrownBy(() -> gather(plan, Routes.all().toArray(Route[]::new)))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.problems())
                                .hasSize(7)
                                .anySatisfy(line -> assertThat(line.toString())
                                        .contains("invertion")
                                        .contains("\"inversion\""))
                                .anySatisfy(line -> assertThat(line.toString()).contains("frequenzy"))
                                .anySatisfy(line -> assertThat(line.toString()).contains("inversion 3"))
                                .anySatisfy(line -> assertThat(line.toString()).contains("x-ray"))
                                .anySatisfy(line -> assertThat(line.toString())
                                        .contains("veiw")
                                        .contains("\"view\""))
                                .anySatisfy(line -> assertThat(line.toString()).contains("soon"))
                                .anySatisfy(line -> assertThat(line.toString()).contains("absent.pt")));
    }

    @Test
    void ofARouteThatIsNotNamedOnlyTheSettingsAskedForAreRun() {
        List<RouteAssessor.Found> found = gather(
                RoutesPlan.NONE.withSettings(List.of("inversion")), Routes.all().toArray(Route[]::new));

        assertThat(found)
                .singleElement()
                .satisfies(one -> assertThat(one.evidence()).hasSize(2));
    }

    private static RoutesPlan inversion() {
        return RoutesPlan.NONE.withRoutes(List.of("inversion")).withSettings(List.of("inversion"));
    }

    private List<RouteAssessor.Found> gather(RoutesPlan plan, Route... routes) {
        return new Battery(List.of(routes), Progress.SILENT).gather(audit, plan, List.of());
    }

    private static Evidence sentence(String said) {
        return new Evidence(null, List.of(), List.of(), List.of(said));
    }

    private static Evidence slowly(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return sentence("slow");
    }

    private static Evidence fail(RuntimeException e) {
        throw e;
    }

    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private Route route(String name, Experiment... experiments) {
        return new Listed(name, List.of(experiments), null);
    }

    private Counted experiment(String route, String label) {
        return new Counted(
                new Setting(route, new Subject.Named(label), Mode.FROM_TABLE),
                Work.NONE,
                2,
                () -> sentence(label),
                Optional.empty(),
                ran);
    }

    /** An experiment that keeps account of its runs. */
    private record Counted(
            Setting setting,
            Work work,
            int information,
            Supplier<Evidence> doing,
            Optional<NotRunException> refusal,
            List<String> ran)
            implements Experiment {
        Counted priced(double seconds, int tells) {
            return new Counted(setting, Work.seconds(seconds), tells, doing, refusal, ran);
        }

        Counted training() {
            return new Counted(setting, new Work(0, 1, 0), information, doing, refusal, ran);
        }

        Counted doing(Supplier<Evidence> other) {
            return new Counted(setting, work, information, other, refusal, ran);
        }

        Counted refusing(NotRunException e) {
            return new Counted(setting, work, information, doing, Optional.of(e), ran);
        }

        @Override
        public Evidence run(FinishedAudit audit, Progress progress) throws NotRunException {
            if (refusal.isPresent()) {
                throw refusal.get();
            }
            ran.add(setting.label());
            return doing.get();
        }
    }

    /** A route of given experiments. */
    private record Listed(
            String name, List<Experiment> given, @Nullable NotRunException refusal) implements Route {
        @Override
        public String family() {
            return name;
        }

        @Override
        public String question() {
            return "?";
        }

        @Override
        public Optional<String> axis() {
            return Optional.empty();
        }

        @Override
        public List<Experiment> experiments(FinishedAudit audit, RoutesPlan plan) throws NotRunException {
            if (refusal != null) {
                throw refusal;
            }
            return given;
        }
    }

    /** Newly trained settings of one perturbation under several labels. */
    private record Trainings(int count) implements Route {
        @Override
        public String name() {
            return "trainings";
        }

        @Override
        public String family() {
            return "trainings";
        }

        @Override
        public String question() {
            return "?";
        }

        @Override
        public Optional<String> axis() {
            return Optional.empty();
        }

        @Override
        public List<Experiment> experiments(FinishedAudit audit, RoutesPlan plan) {
            return IntStream.range(0, count)
                    .<Experiment>mapToObj(i -> NewlyTrained.of(
                            new Setting("trainings", new Subject.Named("inversion " + i), Mode.NEWLY_TRAINED),
                            Perturbations.parse("inversion"),
                            audit,
                            plan,
                            1))
                    .toList();
        }
    }
}
