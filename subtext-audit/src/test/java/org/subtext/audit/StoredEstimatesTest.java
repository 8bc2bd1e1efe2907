package org.subtext.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.assessment.Assessment;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.assessment.Assessor;
import org.subtext.assessment.Tables;
import org.subtext.folds.FoldCalibration;
import org.subtext.predictions.PredictionTable;
import org.subtext.progress.Progress;
import org.subtext.statistics.NullDispersion;

class StoredEstimatesTest {
    @TempDir
    Path folder;

    @Test
    void equalTablesGiveEqualBytesOnAnyNumberOfThreads() throws Exception {
        PredictionTable table = Tables.table("internal", Tables.THREE, 60, 1, 1);
        String once = RunJson.text(assess(table));
        assertThat(once).doesNotContain("NaN");

        for (int threads : new int[] {1, 3}) {
            ForkJoinPool pool = new ForkJoinPool(threads);
            try {
                assertThat(pool.submit(() -> RunJson.text(assess(table))).get()).isEqualTo(once);
            } finally {
                pool.shutdown();
            }
        }
    }

    @Test
    void storedEstimatesAreReadBackWhole() {
        Assessment assessment = assess(Tables.table("internal", Tables.TWO, 40, 1, 1));
        Path file = folder.resolve("estimates.json");
        RunJson.write(file, assessment);

        assertThat(RunJson.read(file, Assessment.class)).isEqualTo(assessment);
    }

    @Test
    void whatWasMeasuredOfFoldsIsReadBackAndOlderEstimatesHaveNone() throws IOException {
        FoldCalibration folds = new FoldCalibration(
                2,
                40,
                false,
                500,
                List.of(new FoldCalibration.Learner("ridge", new NullDispersion(500, -0.1, 1.3, 1.2, 0.06, 0.1))),
                1.3);
        Assessment assessment = new Assessor(AssessmentPlan.ofDefaults(3).withReplicates(100), Progress.SILENT)
                .assess(
                        "race",
                        Tables.table("internal", Tables.TWO, 40, 1, 1),
                        Map.of(),
                        Assessor.Relation.COHORTS,
                        folds);
        Path file = folder.resolve("estimates.json");
        RunJson.write(file, assessment);
        String without = RunJson.text(assess(Tables.table("internal", Tables.TWO, 40, 1, 1)))
                .replaceFirst(",\\s*\"folds\"\\s*:\\s*null\\s*\\}\\s*$", "}");

        assertThat(RunJson.read(file, Assessment.class)).isEqualTo(assessment);
        assertThat(without).doesNotEndWith("null\n}\n");
        assertThat(RunJson.read(Files.writeString(folder.resolve("old.json"), without), Assessment.class)
                        .folds())
                .isNull();
    }

    @Test
    void estimatesStoredBeforeThereWasAChoiceOfAggregationAreOfTheMean() throws IOException {
        Assessment assessment = assess(Tables.table("internal", Tables.TWO, 40, 1, 1));
        String without = RunJson.text(assessment).replaceFirst(",\\s*\"aggregation\"\\s*:\\s*\"\\w+\"", "");
        assertThat(without).doesNotContain("aggregation");

        assertThat(RunJson.read(Files.writeString(folder.resolve("old.json"), without), Assessment.class))
                .isEqualTo(assessment);
    }

    private static Assessment assess(PredictionTable table) {
        return new Assessor(AssessmentPlan.ofDefaults(3).withReplicates(100), Progress.SILENT)
                .assess("race", table, Map.of(), Assessor.Relation.COHORTS);
    }
}
