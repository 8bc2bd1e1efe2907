package org.subtext.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.cohort.CohortPlan;
import org.subtext.images.PixelLayout;
import org.subtext.recognition.TrainingPlan;
import org.subtext.routes.contract.RoutesPlan;

/** The values of a plan while one of them is changed. */
final class AuditPlanDraft {
    String name;
    long seed;
    String preset;
    CohortPlan cohort;
    AuditPlan.UnusableImages unusableImages;
    AuditPlan.NearDuplicates nearDuplicates;
    SplitPlan split;
    PixelLayout pixels;
    TrainingPlan training;

    @Nullable String recogniser;

    AssessmentPlan assessment;
    List<String> subgroups;
    List<ExternalPlan> external;
    RoutesPlan routes;
    int exampleImages;

    @Nullable String plantedTruth;

    AuditPlanDraft(AuditPlan plan) {
        name = plan.name();
        seed = plan.seed();
        preset = plan.preset();
        cohort = plan.cohort();
        unusableImages = plan.unusableImages();
        nearDuplicates = plan.nearDuplicates();
        split = plan.split();
        pixels = plan.pixels();
        training = plan.training();
        recogniser = plan.recogniser();
        assessment = plan.assessment();
        subgroups = plan.subgroups();
        external = plan.external();
        routes = plan.routes();
        exampleImages = plan.exampleImages();
        plantedTruth = plan.plantedTruth();
    }

    AuditPlan plan() {
        return new AuditPlan(
                name,
                seed,
                preset,
                cohort,
                unusableImages,
                nearDuplicates,
                split,
                pixels,
                training,
                recogniser,
                assessment,
                subgroups,
                external,
                routes,
                exampleImages,
                plantedTruth);
    }
}
