package org.subtext.audit.harm;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.subtext.audit.AuditPlan;
import org.subtext.audit.SplitPlan;
import org.subtext.cohort.Targets;
import org.subtext.cohort.TruthReading;
import org.subtext.harm.HarmPlan;
import org.subtext.harm.reading.HarmRequest;
import org.subtext.harm.reading.RolePlan;
import org.subtext.images.PixelLayout;
import org.subtext.problems.Remark;
import org.subtext.sources.PlantedHarmImages;
import org.subtext.sources.phantom.HarmRecipe;

/**
 * From images of patients who never were to the question of harm: a phantom cohort whose cause was planted, the plan
 * that teaches a diagnostic model on it, and what is asked of that.
 *
 * @param recipe what is planted
 * @param epochs passes over the training images
 * @param workers data-parallel training workers
 */
public record ImagesDemo(HarmRecipe recipe, int epochs, int workers) {
    /** Passes unless asked otherwise: enough to see the mass, little enough for two cores. */
    public static final int EPOCHS = 12;

    /** What is to be known of an answer about such images. */
    public static final Remark REMARK = Remark.of(Remark.Code.PHANTOM, "These images are of patients who never were.");

    private static final int BATCH = 16;
    private static final int HASH = 8;

    /** The name of the run unless it has another. */
    public String name() {
        return "demo-" + cause();
    }

    private String cause() {
        return recipe.cause().name().toLowerCase(Locale.ROOT);
    }

    /**
     * The plan that makes the phantom, or reuses an equal one, and teaches a model of its finding.
     *
     * @param phantoms the folder of all phantoms
     */
    public AuditPlan plan(String name, Path phantoms) {
        String folder = "harm-" + cause() + "-" + recipe.hash().hex().substring(0, HASH);
        Path place = phantoms.resolve(folder).toAbsolutePath().normalize();
        AuditPlan plan = AuditPlan.ofDefaults(
                name, new PlantedHarmImages(place, recipe), HarmRecipe.ATTRIBUTE, "small", recipe.seed());
        Map<String, String> findings = Map.of(HarmRecipe.FINDING, HarmRecipe.FINDING);
        return plan.withCohort(plan.cohort().withTargets(new Targets(findings, TruthReading.USUAL)))
                .withSplit(SplitPlan.DEFAULT.with(SplitPlan.Kind.GIVEN))
                .withImages(images -> images.withPixels(new PixelLayout(
                        recipe.side(),
                        images.pixels().channels(),
                        images.pixels().resize())))
                .withRecognition(recognition -> recognition.withTraining(training -> training.withPasses(
                                passes -> passes.withEpochs(epochs).withBatchSize(BATCH))
                        .withExecution(execution -> execution.withWorkers(workers))));
    }

    /** Where the answer goes: beside the run. */
    public static Path answer(Path run) {
        return run.resolveSibling("harm-" + run.getFileName());
    }

    /** What is asked of the finished run: the second group beside the first, exchanged within views. */
    public HarmRequest question(Path run) throws IOException {
        HarmOfRun of = HarmOfRun.of(run, null, RolePlan.CROSS_FITTED.parts());
        HarmPlan plan = HarmPlan.of(HarmRecipe.ATTRIBUTE, HarmRecipe.REFERENCE)
                .withSeed(recipe.seed())
                .withComparison(groups -> groups.withStrata(List.of(HarmRecipe.VIEW)));
        return new HarmRequest(of.table(), of.roles(), plan);
    }
}
