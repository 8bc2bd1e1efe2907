package org.subtext.audit;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.subtext.audit.plan.RecognitionPlan;
import org.subtext.recognition.TrainingPlan;
import org.subtext.routes.contract.RoutesPlan;

/** Makes every path of a plan absolute, so that a run continues from any folder. */
final class PlanPaths {
    private PlanPaths() {}

    static AuditPlan resolve(AuditPlan plan, Path folder) {
        List<ExternalPlan> external = plan.external().stream()
                .map(e -> e.withCohort(e.cohort().from(folder)))
                .toList();
        return plan.withCohort(plan.cohort().from(folder))
                .withSplit(resolve(plan.split(), folder))
                .withRecognition(recognition -> resolve(recognition, folder))
                .withLadder(ladder -> ladder.withEmbeddings(resolve(ladder.embeddings(), folder)))
                .withExternal(external)
                .withRoutes(resolve(plan.routes(), folder));
    }

    private static SplitPlan resolve(SplitPlan split, Path folder) {
        return new SplitPlan(
                split.kind(),
                split.folds(),
                split.training(),
                split.validation(),
                split.test(),
                resolve(split.file(), folder));
    }

    private static RecognitionPlan resolve(RecognitionPlan recognition, Path folder) {
        return recognition
                .withTraining(training -> resolve(training, folder))
                .withRecogniser(resolve(recognition.recogniser(), folder));
    }

    private static TrainingPlan resolve(TrainingPlan training, Path folder) {
        return training.withNetwork(
                network -> network.withInitialWeights(resolve(training.network().initialWeights(), folder)));
    }

    private static RoutesPlan resolve(RoutesPlan routes, Path folder) {
        Map<String, String> masks = new LinkedHashMap<>();
        routes.masks()
                .forEach((name, path) ->
                        masks.put(name, folder.resolve(path).normalize().toString()));
        return routes.withMasks(masks).withInitialWeights(resolve(routes.initialWeights(), folder));
    }

    private static @Nullable String resolve(@Nullable String path, Path folder) {
        return path == null ? null : folder.resolve(path).normalize().toString();
    }
}
