package org.subtext.routes.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.subtext.cohort.Cohort;
import org.subtext.cohort.CohortPlan;
import org.subtext.cohort.CohortReader;
import org.subtext.confounding.Imbalance;
import org.subtext.confounding.RecordedColumn;
import org.subtext.progress.Progress;
import org.subtext.routes.TabledAudit;
import org.subtext.routes.contract.Experiment;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.NotRunException;
import org.subtext.routes.contract.PlannedAuc;
import org.subtext.routes.contract.RoutesPlan;
import org.subtext.sources.phantom.ClassShare;
import org.subtext.sources.phantom.ConfounderCorrelations;
import org.subtext.sources.phantom.PhantomCohort;
import org.subtext.sources.phantom.PhantomPlan;
import org.subtext.sources.phantom.PlantedSignal;
import org.subtext.statistics.Estimate;
import org.subtext.testing.SharedData;

/** The table route on cohorts whose confounder was planted, and on real radiographs. */
class PlantedConfounderTest {
    @TempDir
    Path folder;

    private static final ConfounderCorrelations NONE = ConfounderCorrelations.NONE;

    private static ConfounderCorrelations planted(String column, double rho) {
        return switch (column) {
            case "age" -> new ConfounderCorrelations(rho, 0, 0, 0, 0, 0);
            case "sex" -> new ConfounderCorrelations(0, rho, 0, 0, 0, 0);
            case "bmi" -> new ConfounderCorrelations(0, 0, rho, 0, 0, 0);
            case "disease" -> new ConfounderCorrelations(0, 0, 0, rho, 0, 0);
            case "scanner" -> new ConfounderCorrelations(0, 0, 0, 0, rho, 0);
            case "view" -> new ConfounderCorrelations(0, 0, 0, 0, 0, rho);
            default -> throw new IllegalArgumentException(column);
        };
    }

    /** AUC of each column by itself. */
    private Map<String, Estimate> alone(ConfounderCorrelations confounders) throws IOException, NotRunException {
        PhantomPlan plan = new PhantomPlan(
                240,
                1,
                2,
                32,
                List.of(new ClassShare("A", 0.5), new ClassShare("B", 0.5)),
                new PlantedSignal.None(),
                confounders,
                77,
                8);
        Path table = PhantomCohort.write(plan, folder.resolve("phantom"), Progress.SILENT);
        Cohort cohort = CohortReader.read(CohortPlan.of(table, "group"), Progress.SILENT);
        return alone(TabledAudit.of(folder, cohort, position -> 0.5, position -> 0.5));
    }

    private static Map<String, Estimate> alone(FinishedAudit audit) throws NotRunException {
        Map<String, Estimate> aucs = new HashMap<>();
        for (Experiment experiment : new TableRoute().experiments(audit, RoutesPlan.NONE)) {
            String label = experiment.setting().label();
            if (label.endsWith(" alone")) {
                aucs.put(
                        label.substring(0, label.length() - " alone".length()),
                        PlannedAuc.macro(
                                Objects.requireNonNull(
                                        experiment.run(audit, Progress.SILENT).predictions()),
                                audit.assessment()));
            }
        }
        return aucs;
    }

    @ParameterizedTest
    @ValueSource(strings = {"age", "sex", "bmi", "disease", "scanner", "view"})
    void theTablePointsAtThePlantedConfounder(String column) throws IOException, NotRunException {
        Map<String, Estimate> aucs = alone(planted(column, 0.6));
        assertThat(aucs).containsOnlyKeys("age", "sex", "bmi", "disease", "scanner", "view");
        Estimate found = Objects.requireNonNull(aucs.get(column));
        assertThat(PlannedAuc.above(found, 0.55)).as(column + " " + aucs).isTrue();
        aucs.forEach((other, auc) -> {
            if (!other.equals(column)) {
                assertThat(auc.valueOr(0)).as(other).isLessThan(found.valueOr(0));
            }
        });
    }

    @Test
    void nothingIsFoundWhereNothingIsPlanted() throws IOException, NotRunException {
        List<String> found = new ArrayList<>();
        alone(NONE).forEach((column, auc) -> {
            if (PlannedAuc.above(auc, 0.5)) {
                found.add(column);
            }
        });
        assertThat(found).isEmpty();
    }

    /**
     * Of 264 patients the view does not tell the sex of a patient not seen; but more images of F than of M are AP (43
     * and 30 in a hundred), which is what a network learns from.
     */
    @Test
    void onChestRadiographsTheViewIsUnevenBetweenTheSexes() throws IOException, NotRunException {
        Path table = SharedData.find("data/nih-cxr64/metadata.csv");
        Cohort cohort = CohortReader.read(CohortPlan.of(table, "sex"), Progress.SILENT);
        FinishedAudit audit = TabledAudit.of(folder, cohort, position -> 0.5, position -> 0.5);
        RecordedConfounders confounders = RecordedConfounders.of(audit, RoutesPlan.NONE);
        assertThat(confounders.used())
                .extracting(RecordedColumn::name)
                .containsExactly(
                        "age", "view", "finding", "orig_class", "followup", "orig_w", "orig_h", "pixel_spacing");
        Imbalance view = Imbalance.of(confounders.used().get(1), cohort.labels(), 2);
        // By hand: (217/509 - 146/491) over the root of the mean of p(1 - p).
        assertThat(view.words(cohort.classNames())).isEqualTo("AP more often in F, standardised difference 0.27");

        // The size of the exposed field goes with the size of the body: what is told by the acquisition alone.
        Experiment acquisition = new TableRoute()
                .experiments(audit, RoutesPlan.NONE).stream()
                        .filter(one -> one.setting().label().equals("acquisition-only, logistic regression"))
                        .findFirst()
                        .orElseThrow();
        Estimate told = PlannedAuc.macro(
                Objects.requireNonNull(acquisition.run(audit, Progress.SILENT).predictions()), audit.assessment());
        assertThat(PlannedAuc.above(told, 0.6)).as(told.toString()).isTrue();
    }
}
