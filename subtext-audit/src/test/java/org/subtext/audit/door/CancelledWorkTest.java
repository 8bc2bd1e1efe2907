package org.subtext.audit.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.subtext.audit.AuditPlan;
import org.subtext.audit.Demo;
import org.subtext.audit.PlantedCohort;
import org.subtext.audit.Stage;
import org.subtext.progress.CancelledException;
import org.subtext.recognition.testing.LogisticTrainer;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.RoutesPlan;

/** What is left when nobody wants the result any more. */
class CancelledWorkTest {
    private static AuditPlan plan;
    private static Path whole;

    @TempDir
    private Path folder;

    private Door door;

    @BeforeAll
    static void auditWithoutInterruption(@TempDir Path shared) throws Exception {
        plan = PlantedCohort.in(shared.resolve("cohort")).plan("tiny");
        whole = new LocalDoor(shared.resolve("runs"), LogisticTrainer::new)
                .audit(plan, false, Follower.NONE)
                .await()
                .folder();
    }

    @BeforeEach
    void open() {
        door = new LocalDoor(folder.resolve("runs"), LogisticTrainer::new);
    }

    @ParameterizedTest
    @CsvSource({"Training fold 2,2", "Assessing,0"})
    void aCancelledAuditContinuesToTheBytesOfAnUninterruptedOne(String stage, long units) throws Exception {
        Left left = cancelled(stage, units);
        assertThat(left.resumable()).isTrue();
        assertThat(left.folder().resolve("estimates.json")).doesNotExist();
        Path continued = door.audit(plan, true, Follower.NONE).await().folder();

        for (String name : List.of("estimates.json", "predictions.csv", "split.csv", "flow.json", "plan.yaml")) {
            assertThat(continued.resolve(name)).as(name).hasSameBinaryContentAs(whole.resolve(name));
        }
    }

    @Test
    void finishedStagesAndTheCheckpointAreLeft() {
        Left left = cancelled("Training fold 2", 2);

        assertThat(left.stages()).containsExactly(Stage.PLAN, Stage.IMAGES, Stage.SPLIT);
        assertThat(left.recognisers()).isEqualTo(1);
        assertThat(left.folder().resolve("models/fold-2.checkpoint")).isNotEmptyFile();
        assertThat(door.works()).isEmpty();
        assertThat(door.runs()).singleElement().satisfies(run -> {
            assertThat(run.state()).isEqualTo(RunSummary.State.UNFINISHED);
            assertThat(run.attribute()).isEqualTo("sex");
        });
    }

    @Test
    void ofARunThatHasOnlyItsPlanThePlanIsLeft() throws Exception {
        Left left = cancelled("Caching images", 0);

        assertThat(left.stages()).containsExactly(Stage.PLAN);
        assertThat(left.resumable()).isTrue();
        assertThat(door.audit(plan, true, Follower.NONE).await().assessment()).isNotNull();
    }

    @Test
    void whileTheCohortIsReadNothingIsLeft() {
        Left left = cancelled("", 0);

        assertThat(left).isEqualTo(new Left(folder.resolve("runs/tiny"), false, List.of(), 0));
        assertThat(folder.resolve("runs")).doesNotExist();
    }

    @Test
    void whatIsCancelledBeforeItBeginsNeverBegins() {
        AtomicBoolean begun = new AtomicBoolean();
        LocalWork<Boolean> work =
                new LocalWork<>("never", folder, new Steps(Follower.NONE), steps -> begun.getAndSet(true), () -> {});
        work.cancel();
        work.begin();

        assertThatThrownBy(work::await).isInstanceOf(CancelledException.class);
        assertThat(begun).isFalse();
    }

    @Test
    void whatHasEndedIsNotCancelled() throws Exception {
        Work<Answers> work = door.audit(plan, false, Follower.NONE);
        work.await();
        work.cancel();

        assertThat(work.state()).isEqualTo(Work.State.FINISHED);
        assertThat(door.open("tiny").assessment()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"TESTED_UNDER", "NEWLY_TRAINED"})
    void aCancelledBatteryIsNoFindingAndContinues(Mode mode) throws Exception {
        door.audit(plan, false, Follower.NONE).await();
        RoutesPlan asked = RoutesPlan.NONE
                .withSettings(List.of("low-pass 2", "high-pass 2"))
                .withModes(List.of(mode));
        CancelsAfter cancels = new CancelsAfter("By what route", 0);
        Work<Answers> work = cancels.of(door.explain("tiny", asked, cancels));
        assertThatThrownBy(work::await).isInstanceOf(CancelledException.class);

        assertThat(work.left().stages()).contains(Stage.REPORT).doesNotContain(Stage.ROUTES);
        try (Stream<Path> evidence = Files.list(work.left().folder().resolve("routes"))) {
            assertThat(evidence).noneMatch(file -> file.toString().endsWith(".error.txt"));
        }
        Answers found = door.explain("tiny", asked, Follower.NONE).await();
        assertThat(found.routes()).hasValueSatisfying(routes -> {
            assertThat(routes.settingCount()).isEqualTo(2);
            assertThat(routes.notRun()).isEmpty();
        });
    }

    @Test
    void cancelledScoresLeaveNothing() throws Exception {
        CancelsAfter cancels = new CancelsAfter("Assessing", 0);
        Work<Answers> work = cancels.of(door.scores("scored", ScoreTable.in(folder), ScoreTable.HOW, cancels));

        assertThatThrownBy(work::await).isInstanceOf(CancelledException.class);
        assertThat(work.left().resumable()).isFalse();
        assertThat(work.left().folder()).doesNotExist();
    }

    @Test
    void aPhantomThatIsCancelledWhileItIsWrittenLeavesNoHalfOfIt() {
        Path phantoms = folder.resolve("phantoms");
        AuditPlan demo = new Demo(Demo.Signal.NONE, 40, 1, 1, 1).plan("demo", phantoms);
        CancelsAfter cancels = new CancelsAfter("Taking phantom", 3);
        Work<Answers> work = cancels.of(door.audit(demo, false, cancels));

        assertThatThrownBy(work::await).isInstanceOf(CancelledException.class);
        assertThat(phantoms).isEmptyDirectory();
    }

    private Left cancelled(String stage, long units) {
        CancelsAfter cancels = new CancelsAfter(stage, units);
        Work<Answers> work = cancels.of(door.audit(plan, false, cancels));
        assertThatThrownBy(work::await).isInstanceOf(CancelledException.class);
        assertThat(work.state()).isEqualTo(Work.State.CANCELLED);
        return work.left();
    }
}
