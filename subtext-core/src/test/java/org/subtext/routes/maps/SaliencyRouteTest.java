package org.subtext.routes.maps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.images.PixelLayout;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.recognition.ComputeDevice;
import org.subtext.recognition.LearningCurve;
import org.subtext.recognition.Recogniser;
import org.subtext.recognition.RecogniserTrainer;
import org.subtext.recognition.TrainingPlan;
import org.subtext.recognition.TrainingTask;
import org.subtext.routes.TileAudit;
import org.subtext.routes.contract.Evidence;
import org.subtext.routes.contract.EvidenceTable;
import org.subtext.routes.contract.Experiment;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.NotRunException;
import org.subtext.routes.contract.Picture;
import org.subtext.routes.contract.RoutesPlan;

class SaliencyRouteTest {
    @TempDir
    Path folder;

    private static Experiment experiment(FinishedAudit audit, String label) {
        return new SaliencyRoute()
                .experiments(audit, RoutesPlan.NONE).stream()
                        .filter(one -> one.setting().label().equals(label))
                        .findFirst()
                        .orElseThrow();
    }

    private static Evidence run(FinishedAudit audit, String label) throws NotRunException {
        return experiment(audit, label).run(audit, Progress.SILENT);
    }

    private static EvidenceTable table(Evidence evidence, String start) {
        return evidence.tables().stream()
                .filter(table -> table.title().startsWith(start))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void mapsOfANetworkThatReadsATilePassAndNameTheTile() throws Exception {
        Evidence evidence = run(TileAudit.in(folder, "tile", 160), "Grad-CAM maps");
        assertThat(evidence.sentences().get(0)).startsWith("Grad-CAM maps pass their sanity checks");
        // rows 4 to 7 of 16 lie half in the first and half in the second of three, columns 8 to 11 three quarters in
        // the second
        assertThat(evidence.sentences().get(1))
                .containsPattern("row 1, column 2, 0.3[5-9]")
                .containsPattern("row 2, column 2, 0.3[5-9]")
                .doesNotContain("column 1", "row 3");
        assertThat(table(evidence, "Sanity checks").rows())
                .hasSize(5)
                .allSatisfy(row -> assertThat(row.get(1)).isEqualTo("passed"));
    }

    @Test
    void mapsOfANetworkWithRandomWeightsFailLoudly() throws Exception {
        Evidence evidence = run(TileAudit.in(folder, "random", 160), "Grad-CAM maps");
        assertThat(evidence.sentences())
                .singleElement()
                .asString()
                .startsWith("FAILED: Grad-CAM maps DO NOT PASS")
                .contains(
                        "ARE NO EVIDENCE",
                        "the network itself does not read the attribute",
                        "no more than places at random");
        assertThat(evidence.pictures().get(0).caption()).startsWith("NO EVIDENCE");
        assertThat(table(evidence, "Share").note()).startsWith("No evidence");
    }

    @Test
    void theSharesOfAllTilesAddUpToOne() throws Exception {
        Evidence evidence = run(TileAudit.in(folder, "tile", 160), "Grad-CAM maps");
        EvidenceTable shares = table(evidence, "Share");
        assertThat(shares.columns()).containsExactly("Tile", "All", "F", "M");
        for (int column = 1; column < 4; column++) {
            int own = column;
            double sum = shares.rows().stream()
                    .mapToDouble(row -> Double.parseDouble(row.get(own).split(" ")[0]))
                    .sum();
            assertThat(sum).isBetween(0.95, 1.05); // nine numbers of two decimals
        }
    }

    @Test
    void hidingTheMarkedPlacesCostsAndShowingThemSuffices() throws Exception {
        List<List<String>> curves = table(run(TileAudit.in(folder, "tile", 160), "Grad-CAM maps"), "Deletion")
                .rows();
        double hiddenByMap = Double.parseDouble(curves.get(1).get(1));
        double hiddenAtRandom = Double.parseDouble(curves.get(1).get(2));
        double shownByMap = Double.parseDouble(curves.get(1).get(3));
        double shownAtRandom = Double.parseDouble(curves.get(1).get(4));
        assertThat(hiddenByMap).isLessThan(hiddenAtRandom - 0.2);
        assertThat(shownByMap).isGreaterThan(shownAtRandom + 0.1);
    }

    @Test
    void meanMapsAreColourPicturesThatShowNoSinglePatient() throws Exception {
        Picture picture = run(TileAudit.in(folder, "tile", 160), "Grad-CAM maps")
                .pictures()
                .get(0);
        assertThat(picture.showsPatient()).isFalse();
        assertThat(picture.caption()).contains("F (80 patients), M (80 patients)");
        var image = ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(picture.png())));
        assertThat(image.getHeight()).isEqualTo(2 * 160 + 4);
        assertThat(image.getWidth()).isEqualTo(2 * 164 + 10);
        // the lower half has colour at the tile, the upper half has none
        int atTile = image.getRGB(100, 164 + 60);
        assertThat((atTile >> 16 & 255) - (atTile & 255)).isGreaterThan(60);
        int above = image.getRGB(100, 60);
        assertThat(above >> 16 & 255).isEqualTo(above & 255);
    }

    @Test
    void tooFewPatientsAreNotShown() throws IOException {
        FinishedAudit audit = TileAudit.in(folder, "tile", 20);
        assertThatThrownBy(() -> run(audit, "Grad-CAM maps"))
                .isInstanceOf(NotRunException.class)
                .hasMessageContaining("fewer than 11 test patients");
    }

    @Test
    void mapsDoNotResembleThoseOfShuffledLabels() throws Exception {
        Evidence evidence = run(TileAudit.in(folder, "tile", 160), "maps after shuffled labels");
        assertThat(evidence.sentences())
                .hasSize(2)
                .allSatisfy(sentence -> assertThat(sentence).contains("pass their sanity checks"));
    }

    @Test
    void mapsThatResembleThoseOfShuffledLabelsFail() throws Exception {
        FinishedAudit audit = TileAudit.in(folder, "tile", 160);
        FinishedAudit lazy = audit.withTrainer(
                new LearnsNothingNew(audit.trainer(), audit.folds().get(0).model()));
        assertThat(run(lazy, "maps after shuffled labels").sentences())
                .allSatisfy(sentence -> assertThat(sentence)
                        .startsWith("FAILED: ")
                        .contains("they resemble those of a network trained on shuffled labels"));
    }

    @Test
    void methodsThatMarkTheSamePlacesAgree() throws Exception {
        Evidence evidence = run(TileAudit.in(folder, "tile", 160), "agreement of maps");
        assertThat(evidence.tables().get(0).rows())
                .hasSize(3)
                .allSatisfy(row -> assertThat(row.get(1)).isEqualTo("1.00 (1.00 to 1.00)"));
    }

    @Test
    void runningTwiceGivesTheSameEvidence() throws Exception {
        FinishedAudit audit = TileAudit.in(folder, "tile", 160);
        assertThat(run(audit, "occlusion maps")).isEqualTo(run(audit, "occlusion maps"));
    }

    @Test
    void modesChooseWhatIsRun() throws IOException {
        FinishedAudit audit = TileAudit.in(folder, "tile", 40);
        assertThat(new SaliencyRoute()
                        .experiments(audit, RoutesPlan.NONE.withModes(List.of(Mode.NEWLY_TRAINED))).stream()
                                .map(one -> one.setting().label()))
                .containsExactly("maps after shuffled labels");
        assertThat(experiment(audit, "Grad-CAM maps").work().forwardImages())
                .isEqualTo(3 * 40 * 4 + 40 * 25L); // own maps and two untrained networks', then 25 scorings
    }

    @Test
    void samplesTakeEachPatientOnceAndClassesInTurn() throws IOException {
        FinishedAudit audit = TileAudit.in(folder, "tile", 160);
        PatientSample sample = PatientSample.of(audit, 50);
        assertThat(sample.size()).isEqualTo(50);
        assertThat(sample.sizes(audit)).containsExactly(25, 25);
        assertThat(Arrays.stream(sample.positions()).distinct().count()).isEqualTo(50);
        assertThat(Arrays.stream(PatientSample.of(audit, 80).positions()).boxed())
                .containsAll(Arrays.stream(sample.positions()).boxed().toList());
    }

    /** Opens the finished network where it should train one. */
    private record LearnsNothingNew(RecogniserTrainer trainer, Path finished) implements RecogniserTrainer {
        @Override
        public TrainedRecogniser train(TrainingTask task, Progress progress) {
            return new TrainedRecogniser(trainer.open(finished), new LearningCurve(List.of(), 0));
        }

        @Override
        public ComputeDevice device() {
            return trainer.device();
        }

        @Override
        public Recogniser open(Path model) {
            return trainer.open(model);
        }

        @Override
        public Recogniser untrained(TrainingPlan plan, List<String> classes, PixelLayout layout, Seed seed) {
            return trainer.untrained(plan, classes, layout, seed);
        }
    }
}
