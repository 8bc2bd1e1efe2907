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
import org.subtext.routes.RoutesPlan;

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
                .hasMessageContaining("subtext explain");
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
                .hasMessageContaining("--resume");
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
}
