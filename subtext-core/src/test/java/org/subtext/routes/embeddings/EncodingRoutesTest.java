package org.subtext.routes.embeddings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.subtext.predictions.ExperimentName;
import org.subtext.predictions.PredictionRows;
import org.subtext.predictions.PredictionTable;
import org.subtext.progress.Progress;
import org.subtext.routes.EmbeddingAudit;
import org.subtext.routes.GivenNetwork;
import org.subtext.routes.contract.Evidence;
import org.subtext.routes.contract.EvidenceTable;
import org.subtext.routes.contract.Experiment;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.NotRunException;
import org.subtext.routes.contract.PlannedAuc;
import org.subtext.routes.contract.Route;
import org.subtext.routes.contract.RoutesPlan;
import org.subtext.routes.table.SliceRoute;
import org.subtext.routes.table.ViewRoute;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.Interval;

class EncodingRoutesTest {
    private static final RoutesPlan ALL = RoutesPlan.NONE;

    @TempDir
    Path folder;

    private FinishedAudit audit(double signal, double noise) {
        return EmbeddingAudit.of(folder, "", i -> "", signal, noise);
    }

    private FinishedAudit audit(String columns, java.util.function.IntFunction<String> cells) {
        return EmbeddingAudit.of(folder, columns, cells, 2, 1);
    }

    private static Evidence run(FinishedAudit audit, Route route, String label) throws NotRunException {
        for (Experiment experiment : route.experiments(audit, ALL)) {
            if (experiment.setting().label().equals(label)) {
                return experiment.run(audit, Progress.SILENT);
            }
        }
        throw new AssertionError("no setting " + label);
    }

    private static PredictionTable scores(Evidence evidence) {
        return Objects.requireNonNull(evidence.predictions());
    }

    private static double auc(FinishedAudit audit, PredictionTable table) {
        return PlannedAuc.macro(table, audit.assessment()).valueOr(-1);
    }

    @Test
    void everyTestImageIsScoredOnceByEveryProbeOnEveryNetwork() throws NotRunException {
        FinishedAudit audit = audit(3, 3);
        EncodingRoute route = EncodingRoute.ofDefaults();

        for (String label : List.of(
                "linear probe, finished network",
                "linear probe, random weights",
                "MLP probe, finished network",
                "MLP probe, random weights")) {
            PredictionTable found = scores(run(audit, route, label));
            assertThat(found.size()).isEqualTo(EmbeddingAudit.PATIENTS * EmbeddingAudit.IMAGES);
            assertThat(found.experiments())
                    .extracting(ExperimentName::name)
                    .containsExactly(label + ", from embeddings");
            assertThat(found.columns().images().distinct()).hasSize(found.size());
        }
    }

    @Test
    void whatTrainingAddedIsFoundAndSaid() throws NotRunException {
        FinishedAudit audit = audit(2, 4);
        EncodingRoute route = EncodingRoute.ofDefaults();
        PredictionTable finished = scores(run(audit, route, "linear probe, finished network"));
        PredictionTable random = scores(run(audit, route, "linear probe, random weights"));
        assertThat(auc(audit, finished)).isGreaterThan(auc(audit, random) + 0.1);

        Evidence comparison = run(audit, route, "finished network against its controls");

        assertThat(comparison.sentences()).anyMatch(sentence -> sentence.startsWith("The training made it easier"));
        assertThat(comparison.tables()).hasSize(2);
        assertThat(comparison.tables().get(0).rows())
                .extracting(row -> row.get(0))
                .startsWith("linear probe", "MLP probe");
        assertThat(comparison.tables().get(1).rows())
                .extracting(row -> row.get(0))
                .containsExactly("finished network", "random weights");
    }

    @Test
    void aNetworkThatIsNoBetterThanRandomWeightsIsNotSaidToBe() throws NotRunException {
        Evidence comparison = run(audit(3, 0), EncodingRoute.ofDefaults(), "finished network against its controls");

        assertThat(comparison.sentences())
                .anyMatch(sentence -> sentence.contains("nobody trained lets the probe read it too"))
                .anyMatch(sentence -> sentence.startsWith("These patients do not show that the training changed"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "linear probe, finished network",
                "linear probe, random weights",
                "finished network against its controls"
            })
    void nothingLearnsWhereTheNetworkWasGivenAndThatIsSaid(String label) {
        FinishedAudit given = GivenNetwork.of(audit(3, 3));

        assertThatThrownBy(() -> run(given, EncodingRoute.ofDefaults(), label))
                .isInstanceOf(NotRunException.class)
                .hasMessageContaining("no training images to learn from");
    }

    @Test
    void layersStandInTheOrderOfThePass() throws NotRunException {
        EvidenceTable table = run(audit(2, 1), EncodingRoute.ofDefaults(), "linear probe layer by layer")
                .tables()
                .get(0);

        assertThat(table.rows()).extracting(row -> row.get(0)).containsExactly("early", "late");
    }

    @Test
    void imageNetWeightsAreUsedWhereNamedAndElseReportedAsNotRun() throws NotRunException {
        FinishedAudit audit = audit(2, 2);
        EncodingRoute route = EncodingRoute.ofDefaults();
        assertThatThrownBy(() -> run(audit, route, "linear probe, ImageNet weights"))
                .isInstanceOf(NotRunException.class)
                .hasMessageContaining("initial_weights");

        RoutesPlan named = RoutesPlan.NONE.withRoutes(List.of("embeddings")).withInitialWeights("w.pth");
        List<Experiment> experiments = route.experiments(audit, named);

        assertThat(experiments.stream().map(e -> e.setting().label()))
                .contains("linear probe, ImageNet weights", "MLP probe, ImageNet weights");
        for (Experiment experiment : experiments) {
            if (experiment.setting().label().equals("linear probe, ImageNet weights")) {
                assertThat(experiment.run(audit, Progress.SILENT).predictions()).isNotNull();
                assertThat(experiment.determinants()).isEqualTo("w.pth");
            }
        }
    }

    @Test
    void evidenceDoesNotDependOnWhichExperimentRanFirst() throws NotRunException {
        FinishedAudit audit = audit(2, 2);
        PredictionTable alone = scores(run(audit, EncodingRoute.ofDefaults(), "MLP probe, finished network"));
        List<Experiment> shared = EncodingRoute.ofDefaults().experiments(audit, ALL);
        PredictionTable after = PredictionRows.where(alone, row -> false);
        for (Experiment experiment : shared) {
            if (!experiment.setting().label().contains("ImageNet")) {
                Evidence evidence = experiment.run(audit, Progress.SILENT);
                after = experiment.setting().label().equals("MLP probe, finished network") ? scores(evidence) : after;
            }
        }

        assertThat(PredictionRows.of(after)).isEqualTo(PredictionRows.of(alone));
    }

    @Test
    void differencesOfOneTableAndItselfAreNought() {
        FinishedAudit audit = audit(2, 2);

        assertThat(PlannedAuc.difference(audit.predictions(), audit.predictions(), audit.assessment())
                        .valueOr(1))
                .isZero();
    }

    @Test
    void readingSaysNoMoreThanTheIntervals() {
        Estimate wide = new Estimate.Known(0.6, new Interval(0.45, 0.75, 0.95, "test"));
        Estimate lower = new Estimate.Known(-0.1, new Interval(-0.15, -0.05, 0.95, "test"));

        assertThat(EncodingReading.of("race", "linear probe", ProbedNetwork.RANDOM, wide, wide, lower))
                .noneMatch(sentence -> sentence.contains("nobody trained"))
                .anyMatch(sentence -> sentence.startsWith("The training made it harder"));
    }

    @Test
    void inspectedFeaturesTellThePlantedComponentAndLogit() throws NotRunException {
        Evidence found = run(audit(4, 0), new FeatureInspectionRoute(), "principal components and logits");

        EvidenceTable finished = found.tables().get(0);
        assertThat(finished.rows()).hasSize(4); // three coordinates have three modes, two classes one logit
        assertThat(finished.rows().get(0)).contains("mode 1", "F and M", "below 0.001");
        assertThat(finished.rows().get(3)).contains("logit of M", "below 0.001");
        assertThat(finished.note()).contains("one image of each of 80 test patients");
    }

    @Test
    void partsOfAStackAreScoredByPlaceInTheStudy() throws NotRunException {
        FinishedAudit audit = audit(",Instance Number", i -> "," + (i % 2 == 0 ? 3 : 17));
        List<Experiment> experiments = new SliceRoute().experiments(audit, ALL);

        assertThat(experiments.stream().map(e -> e.setting().position())).containsExactly(0.1, 0.9);
        PredictionTable low = scores(experiments.get(0).run(audit, Progress.SILENT));
        assertThat(low.size()).isEqualTo(EmbeddingAudit.PATIENTS);
        assertThat(PredictionRows.of(low))
                .allMatch(row -> Integer.parseInt(row.image().replaceAll("\\D", "")) % 2 == 0);
        assertThat(low.experiments())
                .extracting(ExperimentName::name)
                .containsExactly("slices 0.0 to 0.2, stored scores");
    }

    @Test
    void withoutStacksTheSliceRouteSaysWhatItNeeds() {
        assertThatThrownBy(() -> new SliceRoute().experiments(audit(2, 1), ALL))
                .isInstanceOf(NotRunException.class)
                .hasMessageContaining("instance_number");
        assertThatThrownBy(() -> new SliceRoute().experiments(audit(",slice", i -> ",4"), ALL))
                .isInstanceOf(NotRunException.class)
                .hasMessageContaining("No study has two images");
    }

    @Test
    void viewsAreScoredApartAndSmallOnesAreNotRun() throws NotRunException {
        FinishedAudit audit = audit(",ViewPosition", i -> "," + (i < 6 ? "LL" : i % 2 == 0 ? "PA" : "AP"));
        List<Experiment> experiments = new ViewRoute().experiments(audit, ALL);

        assertThat(experiments.stream().map(e -> e.setting().label()).collect(Collectors.toList()))
                .containsExactly("view AP", "view LL", "view PA");
        assertThat(experiments.get(0).run(audit, Progress.SILENT).predictions()).isNotNull();
        assertThatThrownBy(() -> experiments.get(1).run(audit, Progress.SILENT))
                .isInstanceOf(NotRunException.class)
                .hasMessageContaining("Fewer than 11 patients");
    }

    @Test
    void mammogramsAreScoredByViewAndBySide() throws NotRunException {
        List<String> views = List.of("LCC", "R-CC", "L MLO", "RMLO");
        FinishedAudit audit = audit(",view", i -> "," + views.get(i % 4));
        List<Experiment> sidesInViews = new ViewRoute().experiments(audit, ALL);

        assertThat(sidesInViews)
                .extracting(e -> e.setting().label())
                .containsExactly("view CC", "view MLO", "side left", "side right");
        PredictionTable left = scores(sidesInViews.get(2).run(audit, Progress.SILENT));
        assertThat(PredictionRows.of(left))
                .isNotEmpty()
                .allMatch(row -> Integer.parseInt(row.image().replaceAll("\\D", "")) % 2 == 0);

        List<Experiment> sidesBeside = new ViewRoute()
                .experiments(
                        audit(",view,laterality", i -> (i % 4 < 2 ? ",CC" : ",MLO") + (i % 2 == 0 ? ",L" : ",R")), ALL);
        for (int i = 0; i < 4; i++) {
            assertThat(sidesBeside.get(i).determinants())
                    .isEqualTo(sidesInViews.get(i).determinants());
        }
        List<Experiment> sidesAlone = new ViewRoute()
                .experiments(audit(",laterality", i -> i % 3 == 0 ? ",Left" : i % 3 == 1 ? ",R" : ",B"), ALL);
        assertThat(sidesAlone).extracting(e -> e.setting().label()).containsExactly("side left", "side right");
    }

    @Test
    void oneViewOrNoneIsNotRun() {
        assertThatThrownBy(() -> new ViewRoute().experiments(audit(2, 1), ALL))
                .isInstanceOf(NotRunException.class)
                .hasMessageContaining("cohort.columns.view");
        assertThatThrownBy(() -> new ViewRoute().experiments(audit(",view", i -> ",PA"), ALL))
                .isInstanceOf(NotRunException.class)
                .hasMessageContaining("1 view");
    }

    @Test
    void probesCostForwardPassesAndNoTraining() {
        FinishedAudit audit = audit(2, 1);

        assertThat(EncodingRoute.ofDefaults().experiments(audit, ALL)).allSatisfy(experiment -> {
            assertThat(experiment.work().trainingImages()).isZero();
            assertThat(experiment.work().otherSeconds()).isCloseTo(0, within(10.0));
        });
    }
}
