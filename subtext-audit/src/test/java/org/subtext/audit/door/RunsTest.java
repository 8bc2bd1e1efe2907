package org.subtext.audit.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.assessment.Verdict;
import org.subtext.audit.AuditPlan;
import org.subtext.audit.PlantedCohort;
import org.subtext.audit.door.RunSummary.Kind;
import org.subtext.audit.door.RunSummary.State;
import org.subtext.problems.InvalidInputException;
import org.subtext.recognition.testing.LogisticTrainer;

/** The runs of a folder, each worked on by one work at a time. */
class RunsTest {
    @TempDir
    private Path folder;

    private Path runs;
    private Door door;

    @BeforeEach
    void open() {
        runs = folder.resolve("runs");
        door = new LocalDoor(runs, LogisticTrainer::new);
    }

    @Test
    void beforeTheFirstRunThereIsNone() {
        assertThat(door.runs()).isEmpty();
    }

    @Test
    void runsOfEveryStateAreListed() throws Exception {
        door.audit(named("done"), false, Follower.NONE).await();
        door.scores("scored", ScoreTable.in(folder), ScoreTable.HOW, Follower.NONE)
                .await();
        CancelsAfter cancels = new CancelsAfter("Training fold 1", 1);
        assertThatThrownBy(cancels.of(door.audit(named("half"), false, cancels))::await)
                .isNotNull();
        Files.createDirectories(runs.resolve("phantoms"));
        Files.writeString(Files.createDirectories(runs.resolve("garbled")).resolve("plan.yaml"), "cohort: [");
        Files.createDirectories(runs.resolve("torn"));
        Files.copy(runs.resolve("done/plan.yaml"), runs.resolve("torn/plan.yaml"));
        Files.copy(runs.resolve("done/report-content.json"), runs.resolve("torn/report-content.json"));
        Files.writeString(runs.resolve("torn/manifest.json"), "{\"run\": ");
        Gate gate = new Gate("Training fold 1");
        Work<Answers> working = door.audit(named("working"), false, gate);
        gate.awaitWork();
        List<RunSummary> listed = door.runs();
        List<RunSummary> elsewhere = new LocalDoor(runs, LogisticTrainer::new).runs();
        gate.open();
        working.await();

        assertThat(listed).isEqualTo(elsewhere);
        Door other = new LocalDoor(runs, LogisticTrainer::new);
        assertThat(other.run("scored"))
                .isEqualTo(other.runs().stream()
                        .filter(run -> run.name().equals("scored"))
                        .findFirst());
        assertThat(List.of("phantoms", "absent", "..", "done/../done", ""))
                .allSatisfy(name -> assertThat(other.run(name)).isEmpty());
        assertThat(listed)
                .extracting(RunSummary::name, RunSummary::state, RunSummary::kind, RunSummary::attribute)
                .containsExactly(
                        tuple("done", State.FINISHED, Kind.IMAGES, "sex"),
                        tuple("garbled", State.UNREADABLE, Kind.IMAGES, null),
                        tuple("half", State.UNFINISHED, Kind.IMAGES, "sex"),
                        tuple("scored", State.FINISHED, Kind.SCORES, "sex"),
                        tuple("torn", State.UNREADABLE, Kind.IMAGES, null),
                        tuple("working", State.RUNNING, Kind.IMAGES, "sex"));
        assertThat(listed.get(0).verdict()).isEqualTo(Verdict.Kind.REVEALS);
        assertThat(listed)
                .filteredOn(run -> run.state() == State.UNREADABLE)
                .allSatisfy(run -> assertThat(run.problems()).isNotEmpty());
        assertThat(listed).filteredOn(run -> run.state() != State.UNREADABLE).allSatisfy(run -> {
            assertThat(run.problems()).isEmpty();
            assertThat(run.when()).isNotNull();
        });
    }

    @Test
    void aRunThatHasNoFolderYetIsListedAsRunning() throws Exception {
        Gate gate = new Gate("");
        Work<Answers> working = door.audit(named("new"), false, gate);
        gate.awaitWork();
        List<RunSummary> listed = door.runs();
        gate.open();
        working.await();

        assertThat(listed).containsExactly(RunSummary.begun("new"));
    }

    @Test
    void aSecondWorkOnARunIsRefused() throws Exception {
        AuditPlan plan = named("one");
        Gate gate = new Gate("Training fold 1");
        Work<Answers> first = door.audit(plan, false, gate);
        gate.awaitWork();
        try {
            assertThatThrownBy(() -> door.audit(plan, true, Follower.NONE))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("being worked on")
                    .hasMessageContaining("run.name");
            Work<Answers> throughAnother = new LocalDoor(runs, LogisticTrainer::new).audit(plan, true, Follower.NONE);
            assertThatThrownBy(throughAnother::await)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("in use");
        } finally {
            gate.open();
        }

        assertThat(first.await().assessment()).isNotNull();
    }

    @Test
    void anUnfinishedRunIsNotOpened() throws IOException {
        CancelsAfter cancels = new CancelsAfter("Training fold 1", 1);
        assertThatThrownBy(cancels.of(door.audit(named("half"), false, cancels))::await)
                .isNotNull();

        assertThatThrownBy(() -> door.open("half"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("not finished")
                .hasMessageContaining("run.resume");
    }

    private AuditPlan named(String name) throws IOException {
        return PlantedCohort.in(folder.resolve("cohort-" + name)).plan(name);
    }
}
