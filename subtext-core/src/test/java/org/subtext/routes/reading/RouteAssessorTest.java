package org.subtext.routes.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.assessment.Assessor;
import org.subtext.predictions.ExperimentName;
import org.subtext.predictions.PredictionRow;
import org.subtext.predictions.PredictionRows;
import org.subtext.predictions.PredictionTable;
import org.subtext.predictions.Unit;
import org.subtext.progress.Progress;
import org.subtext.routes.SimulatedBattery;
import org.subtext.routes.contract.Evidence;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.RoutesAssessment;
import org.subtext.routes.contract.Setting;
import org.subtext.routes.contract.SettingResult;
import org.subtext.routes.contract.Standing;
import org.subtext.routes.contract.Subject;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.MulticlassScores;
import org.subtext.statistics.Widening;

class RouteAssessorTest {
    private static SimulatedBattery battery() {
        return new SimulatedBattery(160, 1.5, 1);
    }

    private static SettingResult only(RoutesAssessment assessment) {
        return assessment.routes().get(0).settings().get(0);
    }

    private static Setting setting(String label, Mode mode) {
        return new Setting("route", new Subject.Named(label), mode);
    }

    @Test
    void theBaselineIsTheAuditsOwnPrimaryAuc() {
        SimulatedBattery battery = battery().with("low-pass 10", Mode.TESTED_UNDER, 1);

        Estimate audited = new Assessor(SimulatedBattery.plan(), Progress.SILENT)
                .assess("sex", battery.unchanged(), Map.of(), Assessor.Relation.COHORTS)
                .primary()
                .level(Unit.PATIENT)
                .macroAuc();

        assertThat(battery.assessed().baseline().macroAuc()).isEqualTo(audited);
    }

    @Test
    void aSettingThatChangesNothingHasNoChange() {
        SimulatedBattery battery = battery();
        Setting low200 = setting("low-pass 200", Mode.TESTED_UNDER);
        SettingResult found = only(battery.with(low200, Evidence.of(renamed(battery.unchanged(), low200)))
                .assessed());

        assertThat(found.macroAuc()).isEqualTo(battery.assessed().baseline().macroAuc());
        assertThat(found.change()).isInstanceOfSatisfying(Estimate.Known.class, known -> {
            assertThat(known.value()).isZero();
            assertThat(known.interval().lower()).isZero();
            assertThat(known.interval().upper()).isZero();
        });
        assertThat(found.changeAdjustedP()).isEqualTo(new Estimate.Point(1));
        assertThat(found.reveals()).isTrue();
    }

    @Test
    void constantScoresHaveAnAucOfExactlyOneHalf() {
        SimulatedBattery battery = battery();
        Setting high200 = setting("high-pass 200", Mode.TESTED_UNDER);
        SettingResult found = only(battery.with(high200, Evidence.of(constant(battery.unchanged(), high200)))
                .with("low-pass 10", Mode.TESTED_UNDER, 1)
                .assessed());

        assertThat(found.macroAuc()).isInstanceOfSatisfying(Estimate.Known.class, known -> {
            assertThat(known.value()).isEqualTo(0.5);
            assertThat(known.interval().lower()).isEqualTo(0.5);
            assertThat(known.interval().upper()).isEqualTo(0.5);
            assertThat(known.interval().method()).contains("same score");
        });
        assertThat(found.adjustedP()).isEqualTo(new Estimate.Point(1));
        assertThat(found.standing()).isEqualTo(Standing.LIKE_CHANCE);
        assertThat(found.fell(0.05)).isTrue();
    }

    @Test
    void aNewlyTrainedSettingOfOneFoldIsComparedWithTheSameImages() {
        SimulatedBattery battery = battery().with("low-pass 10", Mode.NEWLY_TRAINED, 0.8);
        SettingResult found = only(battery.assessed());

        PredictionTable before = PredictionRows.where(
                        battery.unchanged(),
                        row -> Integer.parseInt(row.patient().substring(1)) % 5 == 0)
                .by(Unit.PATIENT);
        double auc = macro(before);

        assertThat(found.patients()).isEqualTo(32);
        assertThat(found.macroAuc().valueOr(0) - found.change().valueOr(9)).isCloseTo(auc, within(1e-12));
    }

    @Test
    void aucsFromSeveralFoldsAreWidenedAsTheAuditsOwn() {
        SimulatedBattery battery = new SimulatedBattery(160, 0.25, 4)
                .with("low-pass 10", Mode.TESTED_UNDER, 1)
                .with("low-pass 10", Mode.NEWLY_TRAINED, 1);
        Widening widening = new Widening(1.4);
        RoutesAssessment narrow = battery.assessed();
        RoutesAssessment wide = new RouteAssessor(SimulatedBattery.plan(), widening)
                .assess(battery.unchanged(), battery.found(), List.of());

        assertThat(wide.baseline().macroAuc())
                .isEqualTo(widening.of(narrow.baseline().macroAuc()))
                .isNotEqualTo(narrow.baseline().macroAuc());
        SettingResult before = of(narrow, Mode.TESTED_UNDER);
        SettingResult after = of(wide, Mode.TESTED_UNDER);
        assertThat(after.macroAuc()).isEqualTo(widening.of(before.macroAuc()));
        assertThat(after.classAucs())
                .isEqualTo(before.classAucs().stream().map(widening::of).toList());
        assertThat(before.reveals()).isTrue();
        assertThat(after.reveals()).isFalse();
        assertThat(after.p().valueOr(0)).isGreaterThan(2 * before.p().valueOr(1));
        assertThat(after.change()).isEqualTo(before.change());
        assertThat(of(wide, Mode.NEWLY_TRAINED).macroAuc())
                .as("of one fold")
                .isEqualTo(of(narrow, Mode.NEWLY_TRAINED).macroAuc());
        assertThat(wide.multiplicity()).contains("1.40 times as wide");
        assertThat(narrow.multiplicity()).doesNotContain("as wide");
    }

    private static SettingResult of(RoutesAssessment found, Mode mode) {
        return found.routes().stream()
                .flatMap(route -> route.settings().stream())
                .filter(one -> one.setting().mode() == mode)
                .findFirst()
                .orElseThrow();
    }

    private static double macro(PredictionTable table) {
        double[][] scores = {table.scores(0), table.scores(1)};
        MulticlassScores all = MulticlassScores.of(table.classes(), scores, table.truths(), table.patients());
        double sum = 0;
        for (int k = 0; k < 2; k++) {
            int above = 0;
            int pairs = 0;
            for (int i = 0; i < all.size(); i++) {
                for (int j = 0; j < all.size(); j++) {
                    if (all.truth(i) == k && all.truth(j) != k) {
                        pairs++;
                        above += all.score(k, i) > all.score(k, j) ? 1 : 0;
                    }
                }
            }
            sum += above / (double) pairs;
        }
        return sum / 2;
    }

    @Test
    void oneClassLeftIsNotDefinedAndTheRestGoesOn() {
        SimulatedBattery battery = battery();
        Setting stratum = setting("finding = none", Mode.SUBSET);
        RoutesAssessment found = battery.with(
                        stratum,
                        Evidence.of(renamed(
                                PredictionRows.where(
                                        battery.unchanged(), row -> row.truth().equals("Male")),
                                stratum)))
                .with("low-pass 10", Mode.TESTED_UNDER, 1)
                .assessed();

        assertThat(only(found).standing()).isEqualTo(Standing.NOT_DEFINED);
        assertThat(only(found).macroAuc()).isEqualTo(Estimate.undefined("no patient is recorded as Female"));
        assertThat(found.routes().get(1).settings().get(0).reveals()).isTrue();
    }

    @Test
    void storedScoresOfAPartHaveNoChangeToSpeakOf() {
        SimulatedBattery battery = battery();
        Setting stratum = setting("finding = none", Mode.SUBSET);
        SettingResult found = only(battery.with(
                        stratum,
                        Evidence.of(renamed(
                                PredictionRows.where(
                                        battery.unchanged(), row -> row.image().endsWith("-0")),
                                stratum)))
                .assessed());

        assertThat(found.change()).isInstanceOf(Estimate.Undefined.class);
        assertThat(found.reveals()).isTrue();
    }

    @Test
    void somethingElseAskedForHasItsOwnClassesAndIsAssessedByImageWhereImagesDiffer() {
        SimulatedBattery battery = battery();
        Setting control = setting("view from the image", Mode.NEWLY_TRAINED);
        List<PredictionRow> rows = PredictionRows.of(battery.unchanged()).stream()
                .map(row -> row(row, control.experiment(), row.image().endsWith("-0") ? "AP" : "PA", row.scores()))
                .toList();
        SettingResult found =
                only(battery.with(control, Evidence.of(PredictionRows.table(Unit.IMAGE, List.of("AP", "PA"), rows)))
                        .assessed());

        assertThat(found.classes()).containsExactly("AP", "PA");
        assertThat(found.unit()).isEqualTo(Unit.IMAGE);
        assertThat(found.change())
                .isEqualTo(Estimate.undefined("something else than the recorded attribute is asked for"));
    }

    @Test
    void fewPatientsGetAnIntervalAndNoPValue() {
        SimulatedBattery battery = battery();
        Setting stratum = setting("scanner = C", Mode.SUBSET);
        SettingResult found = only(battery.with(
                        stratum,
                        Evidence.of(renamed(
                                PredictionRows.where(
                                        battery.unchanged(),
                                        row -> Integer.parseInt(row.patient().substring(1)) < 8),
                                stratum)))
                .assessed());

        assertThat(found.macroAuc()).isInstanceOf(Estimate.Known.class);
        assertThat(found.p()).isEqualTo(Estimate.undefined("fewer than 5 patients in some class"));
        assertThat(found.standing()).isNotEqualTo(Standing.REVEALS);
    }

    @Test
    void adjustedPValuesAreOverTheWholeGridAndNotSmaller() {
        SimulatedBattery battery = new SimulatedBattery(100, 0.5, 4);
        for (int i = 1; i <= 20; i++) {
            battery.with("low-pass " + i, Mode.TESTED_UNDER, i / 20.0);
        }
        RoutesAssessment found = battery.assessed();

        List<SettingResult> settings = found.routes().get(0).settings();
        assertThat(settings).hasSize(20);
        settings.forEach(one -> {
            assertThat(one.adjustedP().valueOr(0))
                    .isGreaterThanOrEqualTo(one.p().valueOr(1));
            assertThat(one.changeAdjustedP().valueOr(0))
                    .isGreaterThanOrEqualTo(one.changeP().valueOr(1));
        });
        assertThat(settings.stream()
                        .anyMatch(one -> one.adjustedP().valueOr(0) > one.p().valueOr(1)))
                .isTrue();
        assertThat(found.multiplicity())
                .contains("21 AUCs")
                .contains("20 changes")
                .contains("500 draws");
    }

    @Test
    void theSameEvidenceGivesTheSameFindings() {
        assertThat(battery().with("noise 0.1", Mode.TESTED_UNDER, 0.5).assessed())
                .isEqualTo(battery().with("noise 0.1", Mode.TESTED_UNDER, 0.5).assessed());
    }

    @Test
    void settingsStandInTheOrderOfTheAxis() {
        assertThat(battery()
                        .with("low-pass 25", Mode.TESTED_UNDER, 1)
                        .with("low-pass 5", Mode.TESTED_UNDER, 1)
                        .with("low-pass 10", Mode.TESTED_UNDER, 1)
                        .assessed()
                        .routes()
                        .get(0)
                        .settings())
                .extracting(one -> one.setting().position())
                .containsExactly(5.0, 10.0, 25.0);
    }

    @Test
    void nothingIsSaidOfASmallGroup() {
        SimulatedBattery battery = battery();
        Setting stratum = setting("scanner = C", Mode.SUBSET);
        RoutesAssessment found = battery.with(
                        stratum,
                        Evidence.of(renamed(
                                PredictionRows.where(
                                        battery.unchanged(),
                                        row -> Integer.parseInt(row.patient().substring(1)) < 12),
                                stratum)))
                .assessed();

        assertThat(only(found).isSmall(11)).isTrue();
        assertThat(found.routes().get(0).reading()).isEmpty();
    }

    /** {@code mvn -pl subtext-core test -Pslow -Dtest=RouteAssessorTest}. */
    @Test
    @Tag("slow")
    void threeHundredSettingsOfAThousandImagesTakeLessThanTwentySeconds() {
        SimulatedBattery battery = new SimulatedBattery(667, 1, 2);
        for (int i = 0; i < 300; i++) {
            battery.with("low-pass " + i, Mode.TESTED_UNDER, i / 300.0);
        }
        PredictionTable unchanged = battery.unchanged();
        List<RouteAssessor.Found> found = battery.found();
        AssessmentPlan plan = AssessmentPlan.ofDefaults(1);

        long start = System.nanoTime();
        new RouteAssessor(plan).assess(unchanged, found, List.of());
        double seconds = (System.nanoTime() - start) / 1e9;

        assertThat(unchanged.size()).isGreaterThan(990);
        assertThat(seconds).as("seconds for 300 settings, 2,000 draws").isLessThan(20);
    }

    private static PredictionTable renamed(PredictionTable table, Setting setting) {
        List<PredictionRow> rows = new ArrayList<>();
        PredictionRows.of(table).forEach(row -> rows.add(row(row, setting.experiment(), row.truth(), row.scores())));
        return PredictionRows.table(table.unit(), table.classes(), rows);
    }

    private static PredictionTable constant(PredictionTable table, Setting setting) {
        List<PredictionRow> rows = new ArrayList<>();
        PredictionRows.of(table)
                .forEach(row -> rows.add(row(row, setting.experiment(), row.truth(), List.of(0.3, 0.7))));
        return PredictionRows.table(table.unit(), table.classes(), rows);
    }

    private static PredictionRow row(PredictionRow row, String experiment, String truth, List<Double> scores) {
        return new PredictionRow(
                ExperimentName.read(experiment),
                row.run(),
                row.split(),
                row.study(),
                row.patient(),
                row.image(),
                truth,
                scores);
    }
}
