package org.subtext.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
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
}
