package org.subtext.audit.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.audit.Audit;
import org.subtext.audit.AuditPlan;
import org.subtext.audit.PlantedCohort;
import org.subtext.audit.ScoresAudit;
import org.subtext.audit.door.ProgressEvent.Kind;
import org.subtext.problems.InvalidInputException;
import org.subtext.progress.Progress;
import org.subtext.recognition.testing.LogisticTrainer;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.RoutesPlan;

/** What a face starts, hears and is answered. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DoorTest {
    private static final RoutesPlan BLUR =
            RoutesPlan.NONE.withSettings(List.of("low-pass 2")).withModes(List.of(Mode.TESTED_UNDER));

    private final Heard heard = new Heard();

    private Path folder;
    private Door door;
    private AuditPlan plan;
    private Work<Answers> work;
    private Answers answers;

    @BeforeAll
    void auditOnce(@TempDir Path temporary) throws Exception {
        folder = temporary;
        door = new LocalDoor(folder.resolve("runs"), LogisticTrainer::new);
        plan = PlantedCohort.in(folder.resolve("cohort")).plan("tiny");
        work = door.audit(plan, false, heard);
        answers = work.await();
    }

    @Test
    void anAuditThroughTheDoorGivesTheEstimatesOfTheAuditItself() throws IOException {
        Audit.Result alone =
                new Audit(new LogisticTrainer(), Progress.SILENT).run(plan, folder.resolve("alone"), false);

        assertThat(answers.folder().resolve("estimates.json"))
                .hasSameBinaryContentAs(alone.folder().resolve("estimates.json"));
        assertThat(answers.assessment()).isEqualTo(alone.content().assessment());
    }

    @Test
    void whatAWorkAnswersIsWhatTheDoorOpens() {
        assertThat(work.state()).isEqualTo(Work.State.FINISHED);
        assertThat(answers.plan())
                .isEqualTo(plan.withRecognition(recognition ->
                        recognition.withTraining(training -> training.on(new LogisticTrainer().device()))));
        assertThat(answers.page()).isNotEmptyFile();
        assertThat(answers.document()).isNotEmptyFile();
        assertThat(door.open("tiny")).isEqualTo(answers);
        assertThat(door.works()).isEmpty();
    }

    @Test
    void eventsCountFromNothingToTheTotal() {
        Map<String, Long> counts = new HashMap<>();
        for (ProgressEvent event : heard.events()) {
            if (event.kind() == Kind.BEGUN) {
                assertThat(event.count()).isZero();
            } else {
                assertThat(event.count()).isGreaterThanOrEqualTo(counts.get(event.stage()));
            }
            counts.put(event.stage(), event.count());
        }
        assertThat(heard.events(Kind.ENDED))
                .filteredOn(event -> event.total() > 0)
                .hasSizeGreaterThan(6)
                .allSatisfy(event -> {
                    assertThat(event.count()).isEqualTo(event.total());
                    assertThat(event.perSecond()).isPositive();
                    assertThat(event.unit()).isNotEmpty();
                });
        assertThat(counts)
                .containsEntry("Caching images", (long) PlantedCohort.PATIENTS)
                .containsKeys("Training fold 1", "Scoring fold 3", "Assessing");
    }

    @Test
    void noEventTellsWhoAPatientIs() {
        assertThat(heard.events()).hasSizeGreaterThan(PlantedCohort.PATIENTS);
        assertThat(heard.events())
                .noneMatch(event ->
                        (event.stage() + " " + event.unit() + " " + event.text()).matches("(?s).*\\b[pi]\\d+\\b.*"));
    }

    @Test
    void whoComesLateHearsTheLastEventFirst() throws Exception {
        Heard second = new Heard();
        Follower first = event -> {
            if (event.kind() == Kind.BEGUN && event.stage().startsWith("Training fold 2")) {
                assertThat(door.works()).singleElement().satisfies(one -> one.follow(second));
            }
        };
        Work<Answers> late = door.audit(named("late"), false, first);
        late.await();

        assertThat(second.events().get(0).stage()).startsWith("Training fold 2");
        assertThat(second.events().get(0).kind()).isEqualTo(Kind.BEGUN);
        assertThat(second.events(Kind.BEGUN))
                .extracting(ProgressEvent::stage)
                .doesNotHaveDuplicates()
                .contains("Assessing");
        assertThat(late.latest()).contains(second.events().get(second.events().size() - 1));
    }

    @Test
    void aFollowerThatFailsIsToldNoMoreAndTheWorkGoesOn() throws Exception {
        List<String> told = new ArrayList<>();
        Work<Answers> going = door.scores("followed", ScoreTable.in(folder), ScoreTable.HOW, event -> {
            told.add(event.stage());
            throw new IllegalStateException("expected in this test: a page was closed");
        });

        assertThat(going.await().assessment()).isNotNull();
        assertThat(told).hasSize(1);
    }

    @Test
    void aRefusedPlanIsRefusedUnchanged() {
        AuditPlan nowhere = AuditPlan.ofDefaults("nowhere", folder.resolve("missing.csv"), "sex", "small", 1);
        Work<Answers> refused = door.audit(nowhere, false, Follower.NONE);

        assertThatThrownBy(refused::await)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("missing.csv");
        assertThat(refused.state()).isEqualTo(Work.State.FAILED);
        assertThat(refused.left().stages()).isEmpty();
    }

    @Test
    void routesAreAddedToAFinishedRun() throws Exception {
        door.audit(named("routed"), false, Follower.NONE).await();
        assertThat(door.price("routed", BLUR, Follower.NONE).await().settings()).isEqualTo(1);
        assertThat(door.open("routed").routes()).isEmpty();

        Answers explained = door.explain("routed", BLUR, Follower.NONE).await();
        assertThat(explained.routes())
                .hasValueSatisfying(found -> assertThat(found.settingCount()).isEqualTo(1));
        assertThat(door.open("routed")).isEqualTo(explained);
    }

    @Test
    void scoresThroughTheDoorAreThoseOfTheAuditOfScores() throws Exception {
        ScoresAudit.run(ScoreTable.in(folder), ScoreTable.HOW, folder.resolve("scored"), Progress.SILENT);
        Door withoutEngine = new LocalDoor(folder.resolve("runs"), () -> {
            throw new AssertionError("scores need no engine");
        });
        Answers scored = withoutEngine
                .scores("scored", ScoreTable.in(folder), ScoreTable.HOW, Follower.NONE)
                .await();

        assertThat(scored.folder().resolve("estimates.json"))
                .hasSameBinaryContentAs(folder.resolve("scored/estimates.json"));
        assertThat(scored.plan()).isNull();
        assertThat(withoutEngine.open("scored")).isEqualTo(scored);
    }

    @Test
    void onlyANameOfARunIsOpened() throws IOException {
        Files.createDirectories(folder.resolve("runs/empty"));

        assertThatThrownBy(() -> door.open("tyni"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("no run")
                .hasMessageContaining("\"tiny\"");
        assertThatThrownBy(() -> door.open("empty")).hasMessageContaining("no run");
        for (String name : List.of("", ".", "..", "../runs/tiny", "/etc", "a\\b")) {
            assertThatThrownBy(() -> door.open(name))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("no name of a run");
        }
    }

    private AuditPlan named(String name) throws IOException {
        return PlantedCohort.in(folder.resolve("cohort-" + name)).plan(name);
    }
}
