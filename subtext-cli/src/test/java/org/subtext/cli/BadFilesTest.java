package org.subtext.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans, score tables, splits, models and runs that a person may hand over by mistake. */
class BadFilesTest {
    @TempDir
    Path temporary;

    private CohortFolder cohort;

    @BeforeEach
    void makeCohort() throws IOException {
        cohort = new CohortFolder(Files.createDirectory(temporary.resolve("cohort")));
        cohort.table();
    }

    @Test
    void aPlanThatIsNotThere() {
        refused("absent.yaml", "audit", temporary.resolve("absent.yaml"));
    }

    @Test
    void aPlanThatIsNotYaml() throws IOException {
        refused("not YAML", "audit", cohort.write("plan.yaml", "cohort: [table: {"));
    }

    @Test
    void anEmptyPlan() throws IOException {
        refused("holds no keys", "audit", cohort.write("plan.yaml", ""));
    }

    @Test
    void aPlanWithoutATable() throws IOException {
        refused("cohort.table is missing", "audit", cohort.write("plan.yaml", "cohort: {attribute: race}\n"));
    }

    @Test
    void anUnknownKeyOfAPlanNamesTheNearest() throws IOException {
        Path plan = cohort.write("plan.yaml", "cohort: {table: table.csv, attribute: race}\nsplit: {flods: 3}\n");

        refused("\"split.flods\"", "audit", plan);
        refused("\"folds\"", "audit", plan);
    }

    @Test
    void aValueThatAPlanCannotTake() throws IOException {
        Path plan = cohort.write("plan.yaml", "cohort: {table: table.csv, attribute: race}\ntraining: {epochs: -3}\n");

        refused("epochs", "audit", plan);
    }

    @Test
    void anUnknownPresetOfAPlan() throws IOException {
        Path plan = cohort.write("plan.yaml", "preset: smal\ncohort: {table: table.csv, attribute: race}\n");

        refused("smal", "audit", plan);
    }

    @Test
    void aNameThatAPlanCannotTake() throws IOException {
        Path plan = cohort.write("plan.yaml", "cohort: {table: table.csv, attribute: race}\n");

        refused("a/b", "audit", plan, "--name", "a/b");
    }

    @Test
    void aTableOfScoresWithoutTheColumn() throws IOException {
        Path scores = cohort.write("scores.csv", "patient,truth,score\nP1,a,0.1\nP2,b,0.9\n");

        refused(
                "socre",
                "scores",
                scores,
                "--patient",
                "patient",
                "--truth",
                "truth",
                "--positive",
                "b",
                "--score",
                "socre",
                "--out",
                out());
    }

    @Test
    void scoresThatAreNoNumbers() throws IOException {
        Path scores = cohort.write("scores.csv", "patient,truth,score\nP1,a,high\nP2,b,0.9\n");

        refused(
                "high",
                "scores",
                scores,
                "--patient",
                "patient",
                "--truth",
                "truth",
                "--positive",
                "b",
                "--score",
                "score",
                "--out",
                out());
    }

    @Test
    void aPositiveClassThatNobodyHas() throws IOException {
        Path scores = cohort.write("scores.csv", "patient,truth,score\nP1,a,0.1\nP2,b,0.9\n");

        refused(
                "\"c\"",
                "scores",
                scores,
                "--patient",
                "patient",
                "--truth",
                "truth",
                "--positive",
                "c",
                "--score",
                "score",
                "--out",
                out());
    }

    @Test
    void aModelThatSubtextDidNotWrite() throws IOException {
        Path model = cohort.write("model.safetensors", "nothing of the kind");

        refused("model.safetensors", "predict", model, cohort.folder, "--device", "cpu");
    }

    @Test
    void aModelThatIsNotThere() {
        refused("none.safetensors", "predict", temporary.resolve("none.safetensors"), cohort.folder, "--device", "cpu");
    }

    @Test
    void aRunThatIsNotThere() {
        refused("no-run", "report", temporary.resolve("no-run"));
    }

    @Test
    void aSplitThatLeaks() throws IOException {
        Path split = cohort.write("split.csv", "patient_id,image_id,split\nP1,I1,train\nP1,I2,test\nP2,I3,test\n");
        Terminal terminal = Terminal.run("audit-split", split);

        assertThat(terminal.exit()).isEqualTo(2);
        assertThat(terminal.out()).contains("This split leaks: 1 of 2 patients");
    }

    @Test
    void aSplitOfOnePart() throws IOException {
        refused("at least two", "audit-split", cohort.write("split.csv", "patient_id,split\nP1,train\nP2,train\n"));
    }

    @Test
    void phantomsThatCannotBeMade() {
        refused("patients", "phantom", temporary.resolve("phantom"), "--patients", "-4");
        refused("--band", "phantom", temporary.resolve("phantom"), "--band", "8");
    }

    private Path out() {
        return temporary.resolve("out");
    }

    private void refused(String said, Object... arguments) {
        Terminal terminal = Terminal.run(arguments);
        assertThat(terminal.err()).contains(said).doesNotContain("bug in Subtext");
        assertThat(terminal.exit()).as(terminal.err()).isEqualTo(2);
        assertThat(out()).doesNotExist();
    }
}
