package org.subtext.audit;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.cohort.CohortPlan;
import org.subtext.images.PixelLayout;
import org.subtext.problems.PlanKey;
import org.subtext.problems.RefusedValueException;
import org.subtext.provenance.FileName;
import org.subtext.recognition.TrainingPlan;
import org.subtext.recognition.TrainingPreset;
import org.subtext.recognition.TrainingPresets;
import org.subtext.routes.contract.RoutesPlan;
import org.subtext.sources.GivenTable;
import org.subtext.sources.ImageSource;
import org.subtext.wording.VisibleText;

/**
 * Everything that determines an audit; the same plan on the same files gives the same estimates.
 *
 * @param name of the run
 * @param seed of everything random but the assessment, which has its own
 * @param preset the recipe that training and pixels started from, for the methods paragraph
 * @param cohort who is audited
 * @param unusableImages what is done when images cannot be decoded, or equal pixels belong to several patients; by
 *     default what the source of the images is used to
 * @param nearDuplicates what is done when images of several patients show the same picture in another form
 * @param split how patients are divided
 * @param pixels the shape every image takes
 * @param training how recognisers are trained
 * @param recogniser path of a finished model that is assessed on everybody in place of one that is trained; null to
 *     train
 * @param assessment how predictions are assessed
 * @param subgroups columns to assess by, none by default
 * @param external cohorts to score with the finished recogniser
 * @param routes by what route, none by default
 * @param exampleImages how many example images a class the report shows; 0 (the default) for real patients
 * @param plantedTruth what was planted, for phantoms; null for real cohorts
 */
public record AuditPlan(
        String name,
        long seed,
        String preset,
        CohortPlan cohort,
        UnusableImages unusableImages,
        NearDuplicates nearDuplicates,
        SplitPlan split,
        PixelLayout pixels,
        TrainingPlan training,
        @Nullable String recogniser,
        AssessmentPlan assessment,
        List<String> subgroups,
        List<ExternalPlan> external,
        RoutesPlan routes,
        int exampleImages,
        @Nullable String plantedTruth) {
    /** What is done about images that cannot serve. */
    public enum UnusableImages {
        /** The audit is refused and all of them are listed. */
        REFUSE,
        /** They are left out and counted in the flow. */
        EXCLUDE;

        /**
         * A folder out of a hospital always holds some damaged files: they are counted and named, and the rest goes on.
         */
        static UnusableImages usual(ImageSource source) {
            return source.mayHoldDamagedFiles() ? EXCLUDE : REFUSE;
        }
    }

    /** What is done about images of several patients that show the same picture in another encoding, size or crop. */
    public enum NearDuplicates {
        /** They stay, and how many they are is said. The default: likeness is a measurement, not a proof. */
        WARN,
        /** They are left out and counted in the flow. */
        EXCLUDE,
        /** The audit is refused and their rows are listed. */
        REFUSE
    }

    /** The seed unless the plan says otherwise: the year of the study. */
    public static final long DEFAULT_SEED = 2022;

    public AuditPlan {
        subgroups = List.copyOf(subgroups);
        external = List.copyOf(external);
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw new RefusedValueException(
                    PlanKey.NAME, "must be letters, digits, '.', '_' and '-', got \"" + VisibleText.line(name) + "\"");
        }
        FileName.problem(name).ifPresent(wrong -> {
            throw new RefusedValueException(
                    PlanKey.NAME, "must do as the name of a folder; \"" + VisibleText.line(name) + "\" " + wrong);
        });
        Optional<String> twin =
                FileName.twin(external.stream().map(ExternalPlan::name).toList());
        if (twin.isPresent()) {
            throw new RefusedValueException(
                    PlanKey.EXTERNAL_NAME,
                    "must tell external cohorts apart, also where capitals count for nothing; found " + twin.get());
        }
        if (exampleImages < 0 || exampleImages > 12) {
            throw new RefusedValueException(PlanKey.EXAMPLE_IMAGES, "must lie between 0 and 12, got " + exampleImages);
        }
    }

    /** All defaults for a table that is there and an attribute. */
    public static AuditPlan ofDefaults(String name, Path table, String attribute, String preset, long seed) {
        return ofDefaults(name, new GivenTable(table), attribute, preset, seed);
    }

    /**
     * All defaults for a source of images and an attribute; what is done about unusable images follows from the source.
     */
    public static AuditPlan ofDefaults(String name, ImageSource source, String attribute, String preset, long seed) {
        TrainingPreset recipe = TrainingPresets.named(preset);
        return new AuditPlan(
                name,
                seed,
                preset,
                CohortPlan.of(source, attribute),
                UnusableImages.usual(source),
                NearDuplicates.WARN,
                SplitPlan.DEFAULT,
                recipe.pixels(),
                recipe.plan(),
                null,
                AssessmentPlan.ofDefaults(seed),
                List.of(),
                List.of(),
                RoutesPlan.NONE,
                0,
                null);
    }

    /** The same plan as if each table that a source makes were there: so it was written before plans knew sources. */
    AuditPlan overTables() {
        return withCohort(cohort.overTable())
                .withExternal(external.stream()
                        .map(one -> one.withCohort(one.cohort().overTable()))
                        .toList());
    }

    public AuditPlan withName(String value) {
        return changed(draft -> draft.name = value);
    }

    public AuditPlan withCohort(CohortPlan value) {
        return changed(draft -> draft.cohort = value);
    }

    public AuditPlan withNearDuplicates(NearDuplicates value) {
        return changed(draft -> draft.nearDuplicates = value);
    }

    public AuditPlan withUnusableImages(UnusableImages value) {
        return changed(draft -> draft.unusableImages = value);
    }

    public AuditPlan withSplit(SplitPlan value) {
        return changed(draft -> draft.split = value);
    }

    public AuditPlan withPixels(PixelLayout value) {
        return changed(draft -> draft.pixels = value);
    }

    public AuditPlan withTraining(TrainingPlan value) {
        return changed(draft -> draft.training = value);
    }

    /** The same, assessing a finished model. */
    public AuditPlan withRecogniser(@Nullable String value) {
        return changed(draft -> draft.recogniser = value);
    }

    public AuditPlan withAssessment(AssessmentPlan value) {
        return changed(draft -> draft.assessment = value);
    }

    public AuditPlan withSubgroups(List<String> value) {
        return changed(draft -> draft.subgroups = value);
    }

    public AuditPlan withExternal(List<ExternalPlan> value) {
        return changed(draft -> draft.external = value);
    }

    public AuditPlan withRoutes(RoutesPlan value) {
        return changed(draft -> draft.routes = value);
    }

    public AuditPlan withExampleImages(int value) {
        return changed(draft -> draft.exampleImages = value);
    }

    public AuditPlan withPlantedTruth(@Nullable String value) {
        return changed(draft -> draft.plantedTruth = value);
    }

    private AuditPlan changed(Consumer<AuditPlanDraft> change) {
        AuditPlanDraft draft = new AuditPlanDraft(this);
        change.accept(draft);
        return draft.plan();
    }
}
