package org.subtext.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.problems.InvalidInputException;
import org.subtext.routes.contract.RoutesPlan;

class RunFolderTest {
    @TempDir
    Path runs;

    private AuditPlan plan() {
        return AuditPlan.ofDefaults("old", runs.resolve("t.csv"), "sex", "small", 1);
    }

    @Test
    void aRunOfAVersionThatKnewNoRoutesIsContinued() throws IOException {
        RunFolder.open(runs, plan(), false).close();
        Path stored = runs.resolve("old/plan.yaml");
        String older = Files.readString(stored).replaceFirst("(?s)routes:\n.*?initial_weights: null\n", "");
        assertThat(older).doesNotContain("routes").contains("example_images");
        Files.writeString(stored, older);
        assertThat(PlanFile.read(stored)).isEqualTo(plan());

        try (RunFolder run = RunFolder.open(runs, plan(), true)) {
            assertThat(run.folder()).isEqualTo(runs.resolve("old"));
        }
    }

    @Test
    void otherRoutesAreAChangedPlanAndTheMessageSaysHowToAddThem() {
        RunFolder.open(runs, plan(), false).close();
        AuditPlan more = plan().withRoutes(RoutesPlan.NONE.withRoutes(List.of("all")));

        assertThatThrownBy(() -> RunFolder.open(runs, more, true))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("now:  - all")
                .hasMessageContaining("explain the finished run");
    }

    @Test
    void onlyAFinishedRunIsAddedTo() {
        assertThatThrownBy(() -> RunFolder.openFinished(runs.resolve("odl")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("no run");
        RunFolder.open(runs, plan(), false).close();
        assertThatThrownBy(() -> RunFolder.openFinished(runs.resolve("odl"))).hasMessageContaining("\"old\"");
        assertThatThrownBy(() -> RunFolder.openFinished(runs.resolve("old")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("not finished")
                .hasMessageContaining("run.resume");
    }

    @Test
    void aRunInUseIsNotAddedTo() throws IOException {
        try (RunFolder held = RunFolder.open(runs, plan(), false)) {
            RunJson.write(
                    held.file("manifest.json"),
                    java.util.Map.of("run", "old", "state", "finished", "facts", java.util.Map.of()));

            assertThatThrownBy(() -> RunFolder.openFinished(held.folder()))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("in use");
        }
        RunFolder.openFinished(runs.resolve("old")).close();
    }

    @Test
    void aRunDoesNotBeginAmongSomebodysFiles() throws IOException {
        Path precious = Files.createDirectories(runs.resolve("old")).resolve("precious.txt");
        Files.writeString(precious, "years of work");

        assertThatThrownBy(() -> RunFolder.open(runs, plan(), false))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("holds 1 file")
                .hasMessageContaining("run.name");
        assertThatThrownBy(() -> RunFolder.open(runs, plan(), true)).isInstanceOf(InvalidInputException.class);
        assertThat(precious).hasContent("years of work");
        assertThat(runs.resolve("old")).isDirectoryNotContaining("glob:**.yaml");
    }

    @Test
    void aRunDoesNotBeginInThePlaceOfAFile() throws IOException {
        Files.writeString(runs.resolve("old"), "a file");

        assertThatThrownBy(() -> RunFolder.open(runs, plan(), false))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("file in the place");
        assertThat(runs.resolve("old")).hasContent("a file");
    }

    @Test
    void aRefusedRunLeavesNothing() throws IOException {
        try (RunFolder run = RunFolder.open(runs, plan(), false)) {
            run.write("flow.json", "{}");
            Files.writeString(run.file("cache", "pixels"), "decoded");
            run.discardIfFresh();
        }
        assertThat(runs).isEmptyDirectory();
    }

    @Test
    void aRefusedRunKeepsTheEmptyFolderItWasGiven() throws IOException {
        Path given = Files.createDirectory(runs.resolve("old"));
        try (RunFolder run = RunFolder.open(runs, plan(), false)) {
            run.discardIfFresh();
        }
        assertThat(given).isEmptyDirectory();
    }

    @Test
    void aRefusedRunKeepsWhatOthersPutIntoItsFolderMeanwhile() throws IOException {
        try (RunFolder run = RunFolder.open(runs, plan(), false)) {
            run.write("flow.json", "{}");
            Files.writeString(runs.resolve("old/notes.txt"), "of a colleague");
            run.discardIfFresh();
        }
        assertThat(runs.resolve("old")).isDirectoryContaining("glob:**notes.txt");
        assertThat(runs.resolve("old").toFile().list()).containsExactly("notes.txt");
    }

    @Test
    void whatALinkPointsToIsNeverDeleted() throws IOException {
        Path elsewhere = Files.createDirectory(runs.resolve("elsewhere"));
        Path kept = Files.writeString(elsewhere.resolve("kept.txt"), "kept");
        try (RunFolder run = RunFolder.open(runs, plan(), false)) {
            Files.createSymbolicLink(run.file("cache"), elsewhere);
            run.discardIfFresh();
        }
        assertThat(kept).hasContent("kept");
        assertThat(runs.resolve("old")).doesNotExist();
    }

    @Test
    void aContinuedRunIsNeverTakenBack() throws IOException {
        RunFolder.open(runs, plan(), false).close();
        try (RunFolder run = RunFolder.open(runs, plan(), true)) {
            run.write("flow.json", "{}");
            run.discardIfFresh();
        }
        assertThat(runs.resolve("old")).isDirectoryContaining("glob:**plan.yaml");
    }
}
