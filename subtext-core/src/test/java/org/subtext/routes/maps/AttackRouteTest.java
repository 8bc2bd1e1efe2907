package org.subtext.routes.maps;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.progress.Progress;
import org.subtext.routes.TileAudit;
import org.subtext.routes.TwoFoldAudit;
import org.subtext.routes.contract.Evidence;
import org.subtext.routes.contract.Experiment;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.NotRunException;
import org.subtext.routes.contract.PlannedAuc;
import org.subtext.routes.contract.RoutesPlan;
import org.subtext.statistics.Estimate;

class AttackRouteTest {
    @TempDir
    Path folder;

    private static AttackRoute route(String name) {
        return AttackRoute.all().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Estimate auc(FinishedAudit audit, String route, String label) throws NotRunException {
        Experiment experiment = route(route).experiments(audit, RoutesPlan.NONE).stream()
                .filter(one -> one.setting().label().equals(label))
                .findFirst()
                .orElseThrow();
        Evidence evidence = experiment.run(audit, Progress.SILENT);
        assertThat(TwoFoldAudit.rows(evidence))
                .allSatisfy(row -> assertThat(row.experiment().name())
                        .isEqualTo(experiment.setting().experiment()));
        return PlannedAuc.macro(requireNonNull(evidence.predictions()), audit.assessment());
    }

    @Test
    void strengthsAreGreyLevelsOf255() throws Exception {
        FinishedAudit audit = TileAudit.in(folder, "tile", 40);
        assertThat(route("attack-fgsm").experiments(audit, RoutesPlan.NONE).stream()
                        .map(one -> one.setting().experiment()))
                .containsExactly(
                        "attack-fgsm 0.5, tested under",
                        "attack-fgsm 1, tested under",
                        "attack-fgsm 2, tested under",
                        "attack-fgsm 4, tested under",
                        "attack-fgsm 8, tested under",
                        "attack-fgsm 16, tested under");
        assertThat(route("attack-fgsm").experiments(audit, RoutesPlan.NONE).stream()
                        .map(one -> one.setting().position()))
                .containsExactly(0.5, 1.0, 2.0, 4.0, 8.0, 16.0);
    }

    @Test
    void anAttackHidesTheAttributeWhereNoiseOfItsSizeDoesNot() throws Exception {
        FinishedAudit audit = TileAudit.in(folder, "tile", 200);
        double clamped = auc(audit, "attack-clamp-only", "attack-clamp-only").valueOr(0);
        double random =
                auc(audit, "attack-random-sign", "attack-random-sign 16").valueOr(0);
        double attacked = auc(audit, "attack-fgsm", "attack-fgsm 16").valueOr(0);
        // 32 of weight times 16/255 is twice what separates the classes' means, 16 pixels × 2 × 0.1 = 3.2 apart
        assertThat(clamped).isGreaterThan(0.95);
        assertThat(random).isGreaterThan(clamped - 0.05);
        assertThat(attacked).isLessThan(0.5);
    }

    @Test
    void theClampAloneIsTheAuditItself() throws Exception {
        FinishedAudit audit = TileAudit.in(folder, "tile", 100);
        assertThat(auc(audit, "attack-clamp-only", "attack-clamp-only"))
                .isEqualTo(PlannedAuc.macro(audit.predictions(), audit.assessment()));
    }

    @Test
    void studyFaithfulAttacksAreTheStudysTenStrengthsAndNameTheirDefects() throws Exception {
        FinishedAudit audit = TileAudit.in(folder, "tile", 40);
        RoutesPlan faithful = RoutesPlan.NONE.withStudyFaithful(true);
        List<Experiment> experiments = route("attack-fgsm").experiments(audit, faithful);
        assertThat(experiments.stream().map(one -> one.setting().position()))
                .containsExactly(0.0, 0.056, 0.111, 0.167, 0.222, 0.278, 0.333, 0.389, 0.444, 0.5);
        assertThat(experiments.get(0).setting().label()).isEqualTo("study-attack-fgsm 0");
        assertThat(experiments.get(2).run(audit, Progress.SILENT).sentences())
                .singleElement()
                .asString()
                .contains("clamp to 0 to 1", "ε of 0 is not clamped", "leaves misread images alone");
        assertThat(route("attack-pgd").experiments(audit, faithful)).isEmpty();
        assertThat(route("attack-clamp-only").experiments(audit, faithful)).hasSize(1);
    }

    @Test
    void pricesCountGradients() throws Exception {
        FinishedAudit audit = TileAudit.in(folder, "tile", 40);
        assertThat(route("attack-pgd")
                        .experiments(audit, RoutesPlan.NONE)
                        .get(0)
                        .work()
                        .forwardImages())
                .isEqualTo(40L * (1 + 7 * 6));
        assertThat(route("attack-gaussian")
                        .experiments(audit, RoutesPlan.NONE)
                        .get(0)
                        .work()
                        .forwardImages())
                .isEqualTo(40L);
    }
}
