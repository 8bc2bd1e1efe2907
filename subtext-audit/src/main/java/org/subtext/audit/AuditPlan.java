package org.subtext.audit;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.assessment.RungKind;
import org.subtext.audit.plan.ImagesPlan;
import org.subtext.audit.plan.LadderPlan;
import org.subtext.audit.plan.RecognitionPlan;
import org.subtext.audit.plan.ReportPlan;
import org.subtext.audit.plan.RunName;
import org.subtext.cohort.CohortPlan;
import org.subtext.problems.PlanKey;
import org.subtext.problems.RefusedValueException;
import org.subtext.provenance.FileName;
import org.subtext.recognition.TrainingPreset;
import org.subtext.recognition.TrainingPresets;
import org.subtext.routes.contract.RoutesPlan;
import org.subtext.sources.GivenTable;
import org.subtext.sources.ImageSource;

/**
 * Everything that determines an audit; the same plan on the same files gives the same estimates.
 *
 * @param name of the run
 * @param seed of everything random but the assessment, which has its own
 * @param cohort who is audited
 * @param images what is made of images, and which of them are taken
 * @param split how patients are divided
 * @param recognition by what the attribute is recognised; in files its keys stand beside the others, where preset is
 *     the first that people write
 * @param ladder who reads the images beside
 * @param assessment how predictions are assessed
 * @param subgroups columns to assess by, none by default
 * @param external cohorts to score with the finished recogniser
 * @param routes by what route, none by default
 * @param report what the report shows beside what was found
 */
public record AuditPlan(
        String name,
        long seed,
        CohortPlan cohort,
        ImagesPlan images,
        SplitPlan split,
        @JsonUnwrapped RecognitionPlan recognition,
        LadderPlan ladder,
        AssessmentPlan assessment,
        List<String> subgroups,
        List<ExternalPlan> external,
        RoutesPlan routes,
        ReportPlan report) {
    /** The seed unless the plan says otherwise: the year of the study. */
    public static final long DEFAULT_SEED = 2022;

    private static final String NOBODY_BESIDE = "where a finished network is assessed, beside which nobody reads";

    public AuditPlan {
        Objects.requireNonNull(cohort, "cohort");
        Objects.requireNonNull(images, "images");
        Objects.requireNonNull(split, "split");
        Objects.requireNonNull(recognition, "recognition");
        Objects.requireNonNull(ladder, "ladder");
        Objects.requireNonNull(assessment, "assessment");
        Objects.requireNonNull(routes, "routes");
        Objects.requireNonNull(report, "report");
        requireReaders(ladder, recognition);
        subgroups = List.copyOf(subgroups);
        external = List.copyOf(external);
        if (!cohort.targets().areNone()) {
            ladder = ladder.equals(LadderPlan.USUAL) ? LadderPlan.NONE : ladder;
            requireFindingsAlone(recognition, ladder, subgroups, external, routes, report);
        }
        RunName.problem(name).ifPresent(wrong -> {
            throw new RefusedValueException(PlanKey.NAME, wrong);
        });
        Optional<String> twin =
                FileName.twin(external.stream().map(ExternalPlan::name).toList());
        if (twin.isPresent()) {
            throw new RefusedValueException(
                    PlanKey.EXTERNAL_NAME,
                    "must tell external cohorts apart, also where capitals count for nothing; found " + twin.get());
        }
    }

    /** A diagnostic model is taught and scored; what is asked of an attribute is not asked of it. */
    private static void requireFindingsAlone(
            RecognitionPlan recognition,
            LadderPlan ladder,
            List<String> subgroups,
            List<ExternalPlan> external,
            RoutesPlan routes,
            ReportPlan report) {
        Map<PlanKey, Boolean> asked = new EnumMap<>(PlanKey.class);
        asked.put(PlanKey.RECOGNISER, recognition.recogniser() != null);
        asked.put(PlanKey.LADDER, !ladder.equals(LadderPlan.NONE));
        asked.put(PlanKey.SUBGROUPS, !subgroups.isEmpty());
        asked.put(PlanKey.EXTERNAL, !external.isEmpty());
        asked.put(PlanKey.ROUTES, !routes.asksForNothing());
        asked.put(PlanKey.EXAMPLE_IMAGES, report.exampleImages() > 0);
        List<String> beside = asked.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(key -> key.getKey().id())
                .toList();
        if (!beside.isEmpty()) {
            throw new RefusedValueException(
                    PlanKey.COHORT_TARGETS_FINDINGS,
                    "names findings, of which a diagnostic model is taught; " + String.join(", ", beside)
                            + (beside.size() == 1 ? " asks" : " ask")
                            + " about a recorded attribute. Leave out the one or the other");
        }
    }

    private static void requireReaders(LadderPlan ladder, RecognitionPlan recognition) {
        RungKind primary = ladder.primary();
        boolean isNobody = primary == RungKind.SMALL && recognition.preset().equals(TrainingPresets.SMALL.name());
        if (isNobody || primary != RungKind.NETWORK && recognition.recogniser() != null) {
            throw new RefusedValueException(
                    PlanKey.LADDER_PRIMARY,
                    "must be network "
                            + (isNobody ? "where the network asked for is the small one itself" : NOBODY_BESIDE)
                            + ", got " + primary.name().toLowerCase(Locale.ROOT));
        }
        if (ladder.embeddings() != null && recognition.recogniser() != null) {
            throw new RefusedValueException(PlanKey.LADDER_EMBEDDINGS, "must be left out " + NOBODY_BESIDE);
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
                CohortPlan.of(source, attribute),
                ImagesPlan.usual(source, recipe.pixels()),
                SplitPlan.DEFAULT,
                new RecognitionPlan(preset, recipe.plan(), null),
                LadderPlan.USUAL,
                AssessmentPlan.ofDefaults(seed),
                List.of(),
                List.of(),
                RoutesPlan.NONE,
                ReportPlan.USUAL);
    }

    /** The same plan as if each table that a source makes were there: so it was written before plans knew sources. */
    AuditPlan overTables() {
        return withCohort(cohort.overTable())
                .withExternal(external.stream()
                        .map(one -> one.withCohort(one.cohort().overTable()))
                        .toList());
    }

    public AuditPlan withName(String value) {
        return new AuditPlan(
                value,
                seed,
                cohort,
                images,
                split,
                recognition,
                ladder,
                assessment,
                subgroups,
                external,
                routes,
                report);
    }

    public AuditPlan withCohort(CohortPlan value) {
        return new AuditPlan(
                name, seed, value, images, split, recognition, ladder, assessment, subgroups, external, routes, report);
    }

    public AuditPlan withImages(UnaryOperator<ImagesPlan> change) {
        return new AuditPlan(
                name,
                seed,
                cohort,
                change.apply(images),
                split,
                recognition,
                ladder,
                assessment,
                subgroups,
                external,
                routes,
                report);
    }

    public AuditPlan withSplit(SplitPlan value) {
        return new AuditPlan(
                name,
                seed,
                cohort,
                images,
                value,
                recognition,
                ladder,
                assessment,
                subgroups,
                external,
                routes,
                report);
    }

    public AuditPlan withRecognition(UnaryOperator<RecognitionPlan> change) {
        return new AuditPlan(
                name,
                seed,
                cohort,
                images,
                split,
                change.apply(recognition),
                ladder,
                assessment,
                subgroups,
                external,
                routes,
                report);
    }

    public AuditPlan withLadder(UnaryOperator<LadderPlan> change) {
        return new AuditPlan(
                name,
                seed,
                cohort,
                images,
                split,
                recognition,
                change.apply(ladder),
                assessment,
                subgroups,
                external,
                routes,
                report);
    }

    public AuditPlan withAssessment(AssessmentPlan value) {
        return new AuditPlan(
                name, seed, cohort, images, split, recognition, ladder, value, subgroups, external, routes, report);
    }

    public AuditPlan withSubgroups(List<String> value) {
        return new AuditPlan(
                name, seed, cohort, images, split, recognition, ladder, assessment, value, external, routes, report);
    }

    public AuditPlan withExternal(List<ExternalPlan> value) {
        return new AuditPlan(
                name, seed, cohort, images, split, recognition, ladder, assessment, subgroups, value, routes, report);
    }

    public AuditPlan withRoutes(RoutesPlan value) {
        return new AuditPlan(
                name, seed, cohort, images, split, recognition, ladder, assessment, subgroups, external, value, report);
    }

    public AuditPlan withReport(UnaryOperator<ReportPlan> change) {
        return new AuditPlan(
                name,
                seed,
                cohort,
                images,
                split,
                recognition,
                ladder,
                assessment,
                subgroups,
                external,
                routes,
                change.apply(report));
    }
}
