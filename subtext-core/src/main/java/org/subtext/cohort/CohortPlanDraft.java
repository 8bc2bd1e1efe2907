package org.subtext.cohort;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.subtext.identities.IdRule;
import org.subtext.sources.ImageSource;
import org.subtext.tables.ConflictPolicy;

/** The values of a cohort's plan while some of them are changed. */
final class CohortPlanDraft {
    ImageSource source;

    @Nullable Path images;

    @Nullable String sheet;

    ColumnMapping columns;
    IdRule ids;
    String attribute;
    Map<String, String> codes;
    List<Double> bins;
    Map<String, String> rename;
    List<String> classes;
    Map<String, List<String>> only;
    Map<String, List<String>> recorded;
    ConflictPolicy conflicts;
    int minimumPatients;
    MissingImagePolicy missingImages;

    CohortPlanDraft(CohortPlan plan) {
        source = plan.source();
        images = plan.images();
        sheet = plan.sheet();
        columns = plan.columns();
        ids = plan.ids();
        attribute = plan.attribute();
        codes = plan.codes();
        bins = plan.bins();
        rename = plan.rename();
        classes = plan.classes();
        only = plan.only();
        recorded = plan.recorded();
        conflicts = plan.conflicts();
        minimumPatients = plan.minimumPatients();
        missingImages = plan.missingImages();
    }

    CohortPlan plan() {
        return new CohortPlan(
                source,
                images,
                sheet,
                columns,
                ids,
                attribute,
                codes,
                bins,
                rename,
                classes,
                only,
                recorded,
                conflicts,
                minimumPatients,
                missingImages);
    }
}
