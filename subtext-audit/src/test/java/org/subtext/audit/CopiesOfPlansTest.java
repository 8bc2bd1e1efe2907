package org.subtext.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.subtext.identities.IdRule;
import org.subtext.identities.SpellingPolicy;
import org.subtext.predictions.MissingScores;
import org.subtext.predictions.ScoreClasses;
import org.subtext.predictions.ScoreForm;
import org.subtext.predictions.ScoreForm.LongForm;
import org.subtext.predictions.ScorePlan;
import org.subtext.predictions.ScoreRows;
import org.subtext.predictions.SecondTable;
import org.subtext.tables.ConflictPolicy;
import org.subtext.testing.Copies;

/** Copies of plans are written by hand, each in a line: a component in another's place is found here. */
final class CopiesOfPlansTest {
    @Test
    void aChangedPlanDiffersInThatValueOnly() throws IOException {
        AuditPlan usual = AuditPlan.ofDefaults("a", Path.of("/t.csv"), "sex", "small", 1);
        AuditPlan other;
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("plan-of-the-first-layout.yaml"))) {
            other = PlanFile.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), Path.of("/"), "plan.yaml");
        }

        assertThat(Copies.proved(usual, other))
                .contains(
                        "AuditPlan.withName",
                        "AuditPlan.withImages",
                        "AuditPlan.withRecognition",
                        "AuditPlan.withSubgroups",
                        "AuditPlan.withReport",
                        "AuditPlan.withRoutes",
                        "ImagesPlan.withPixels",
                        "ImagesPlan.withUnusable",
                        "ImagesPlan.withNearDuplicates",
                        "RecognitionPlan.withTraining",
                        "ReportPlan.withExampleImages",
                        "ReportPlan.withPlantedTruth",
                        "RoutesPlan.withRoutes",
                        "RoutesPlan.withSettings",
                        "RoutesPlan.withBudget",
                        "RoutesPlan.withTraining",
                        "RoutesPlan.withColumns",
                        "RoutesPlan.withMasks",
                        "RoutesPlan.withInitialWeights",
                        "NewTraining.withWarmStart",
                        "NewTraining.withFolds",
                        "NewTraining.withEpochs",
                        "CohortPlan.withImages",
                        "CohortPlan.withSheet",
                        "CohortPlan.withClasses",
                        "Recoding.withCodes",
                        "Recoding.withBins",
                        "Recoding.withRename",
                        "Recoding.withRecorded",
                        "Inclusion.withOnly",
                        "Inclusion.withMinimumPatients",
                        "NetworkPlan.withPixelScaling",
                        "Passes.withEpochs",
                        "Passes.withBatchSize",
                        "Optimisation.withWarmUp",
                        "Regularisation.withDropout",
                        "Execution.withWorkers")
                .hasSizeGreaterThan(50);
    }

    @Test
    void aChangedPlanOfScoresDiffersInThatValueOnly() {
        ScorePlan usual = ScorePlan.of(Path.of("/t.csv"), "race");
        ScoreRows rows = new ScoreRows(
                Map.of("race", List.of("None")),
                List.of("uncertain"),
                ConflictPolicy.LATEST,
                "date",
                MissingScores.EXCLUDE,
                new IdRule(SpellingPolicy.SAME, Path.of("/ids.csv")),
                "First");
        ScorePlan other = new ScorePlan(
                Path.of("/o.csv"),
                "sex",
                "patient",
                "image",
                new ScoreForm(Map.of("F", "f"), List.of("s"), new LongForm("score", "class", "model")),
                new ScoreClasses(Map.of("f", "F"), "F", 0.5),
                List.of("site"),
                new SecondTable(Path.of("/s.csv"), "image"),
                rows);

        assertThat(Copies.proved(usual, other))
                .containsExactlyInAnyOrder(
                        "ScorePlan.withForm",
                        "ScorePlan.withClasses",
                        "ScorePlan.withAttributes",
                        "ScorePlan.withSecond",
                        "ScorePlan.withRows",
                        "ScoreForm.withClassColumns",
                        "ScoreForm.withScoreColumns",
                        "ScoreForm.withLongForm",
                        "ScoreClasses.withRename",
                        "ScoreClasses.withPositive",
                        "ScoreClasses.withPositiveAt",
                        "ScoreRows.withRecorded",
                        "ScoreRows.withLeaveOut",
                        "ScoreRows.withMissing",
                        "ScoreRows.withIds",
                        "ScoreRows.withSheet");
    }
}
