package org.subtext.audit.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.audit.PlantedCohort;
import org.subtext.audit.StoredRun;
import org.subtext.audit.door.RunSummary.State;
import org.subtext.audit.harm.HarmFolder;
import org.subtext.audit.listing.NotedAnswer;
import org.subtext.harm.HarmPlan;
import org.subtext.harm.reading.HarmRequest;
import org.subtext.harm.reading.RolePlan;
import org.subtext.harm.reading.TablePlan;
import org.subtext.identities.IdRule;
import org.subtext.recognition.testing.LogisticTrainer;

/** What runs note of their answers for lists is what reading the answers tells, or is not believed. */
class NotedAnswersTest {
    private static final String CONTENT = "report-content.json";
    private static final List<String> NAMES = List.of("harm", "images", "scores");

    @TempDir
    private static Path made;

    @TempDir
    private Path runs;

    @BeforeAll
    static void run() throws Exception {
        Door door = new LocalDoor(made.resolve("runs"), LogisticTrainer::new);
        door.audit(PlantedCohort.in(made.resolve("cohort")).plan("images"), false, Follower.NONE)
                .await();
        door.scores("scores", ScoreTable.in(made), ScoreTable.HOW, Follower.NONE)
                .await();
        door.harm("harm", harm(), Follower.NONE).await();
    }

    private static HarmRequest harm() throws IOException {
        SplittableRandom random = new SplittableRandom(5);
        List<String> lines = new ArrayList<>(List.of("id,sex,t,s"));
        for (int i = 0; i < 200; i++) {
            lines.add("p" + i + "," + (i % 2 == 0 ? "F" : "M") + "," + i / 2 % 2 + "," + random.nextDouble());
        }
        Path table = Files.writeString(made.resolve("harm.csv"), String.join("\n", lines) + "\n");
        TablePlan read = TablePlan.of(table)
                .withIds(new TablePlan.Ids("id", null, IdRule.ASK, null))
                .withColumns(new TablePlan.Columns(
                        List.of(new TablePlan.Named("nodule", "t")),
                        List.of(new TablePlan.Named("nodule", "s")),
                        null));
        return new HarmRequest(
                read, RolePlan.CROSS_FITTED, HarmPlan.of("sex", "M").withDraws(100));
    }

    @BeforeEach
    void copy() throws IOException {
        for (String name : NAMES) {
            Path from = made.resolve("runs").resolve(name);
            Path to = Files.createDirectories(runs.resolve(name));
            try (var files = Files.list(from)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.copy(file, to.resolve(file.getFileName()));
                }
            }
        }
    }

    private List<RunSummary> listed() {
        return new LocalDoor(runs, LogisticTrainer::new).runs();
    }

    private Optional<String> size(String name) {
        return listed().stream()
                .filter(run -> run.name().equals(name))
                .map(RunSummary::size)
                .findFirst();
    }

    @Test
    void whatRunsNotedIsWhatTheirAnswersTell() throws IOException {
        List<RunSummary> noted = listed();
        for (String name : NAMES) {
            Files.delete(runs.resolve(name).resolve(NotedAnswer.FILE));
        }

        assertThat(noted).hasSize(3).isEqualTo(listed()).allSatisfy(run -> {
            assertThat(run.state()).isEqualTo(State.FINISHED);
            assertThat(run.attribute()).isEqualTo("sex");
            assertThat(run.verdict() == null).isEqualTo(run.harm() != null);
        });
    }

    /** Answers that nobody could read show that they are not read. */
    @Test
    void aListReadsNoAnswersThatTheirRunVouchesFor() throws IOException {
        Path content = runs.resolve("images").resolve(CONTENT);
        Files.writeString(content, "x".repeat((int) Files.size(content)));

        assertThat(size("images"))
                .hasValue(new StoredRun(made.resolve("runs/images"))
                        .listed()
                        .orElseThrow()
                        .answer()
                        .size());
        assertThatThrownBy(() -> new StoredRun(runs.resolve("images")).answer()).isNotNull();
    }

    @Test
    void aNoteThatTheManifestDoesNotVouchForIsNotBelieved() throws IOException {
        for (String name : List.of("images", "harm")) {
            Path note = runs.resolve(name).resolve(NotedAnswer.FILE);
            String changed = Files.readString(note).replace("\"sex\"", "\"race\"");
            assertThat(changed).contains("\"race\"");
            Files.writeString(note, changed);
        }

        assertThat(listed()).extracting(RunSummary::attribute).containsOnly("sex");
    }

    @Test
    void ofARunWithoutAManifestTheNoteHoldsOfTheSameAnswersAlone() throws IOException {
        Path content = runs.resolve("scores").resolve(CONTENT);
        String before = Files.readString(content);
        String other = before.replace("\"sex\"", "\"XYZ\"");
        assertThat(other).isNotEqualTo(before).hasSameSizeAs(before);
        Files.writeString(content, other);

        assertThat(listed())
                .filteredOn(run -> run.name().equals("scores"))
                .extracting(RunSummary::attribute)
                .containsExactly("XYZ");
    }

    @Test
    void aNoteOfOtherRulesOrATornOneIsLeftAlone() throws IOException {
        Path note = runs.resolve("scores").resolve(NotedAnswer.FILE);
        String whole = Files.readString(note);
        assertThat(whole).contains("\"version\" : 1");
        for (String instead : List.of(whole.replace("\"version\" : 1", "\"version\" : 0"), whole.substring(0, 40))) {
            Files.writeString(
                    note, instead.replaceFirst("\"size\" : \"\\d+", "\"size\" : \"9999"), StandardCharsets.UTF_8);

            assertThat(size("scores"))
                    .hasValueSatisfying(size -> assertThat(size).doesNotContain("9999"));
        }
    }

    /** The attack: a verdict edited by hand, in one of the files that hold it or in both. */
    @Test
    void answersThatWereChangedByHandAreNotQuoted() throws IOException {
        StoredRun run = new StoredRun(runs.resolve("scores"));
        assertThat(run.unaltered().assessment().attribute()).isEqualTo("sex");
        Path estimates = runs.resolve("scores/estimates.json");
        String before = Files.readString(estimates);

        Files.writeString(estimates, otherVerdict(before));
        assertThatThrownBy(run::unaltered)
                .hasMessageContaining("do not say the same: estimates.json differs at /verdict/");
        Path content = runs.resolve("scores").resolve(CONTENT);
        Files.writeString(content, otherVerdict(Files.readString(content)));
        assertThatThrownBy(run::unaltered).hasMessageContaining("not as the run wrote it");
    }

    private static String otherVerdict(String json) {
        String other = json.replaceFirst("\"kind\" : \"\\w+\"", "\"kind\" : \"below_chance\"");
        assertThat(other).isNotEqualTo(json);
        return other;
    }

    @Test
    void aRunOfHarmThatWasChangedCannotBeRead() throws IOException {
        Path content = runs.resolve("harm").resolve(HarmFolder.CONTENT);
        Files.writeString(content, Files.readString(content) + " ");

        assertThat(listed().get(0).state()).isEqualTo(State.UNREADABLE);
    }
}
