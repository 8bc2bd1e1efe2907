package org.subtext.routes.masks;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.images.PixelLayout;
import org.subtext.images.Resize;
import org.subtext.perturbation.GreyLevels;
import org.subtext.perturbation.pixels.PixelValues;
import org.subtext.perturbation.regions.Mask;
import org.subtext.predictions.ExperimentName;
import org.subtext.predictions.PredictionTable;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.routes.ChestAudit;
import org.subtext.routes.MeanTrainer;
import org.subtext.routes.contract.Evidence;
import org.subtext.routes.contract.Experiment;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.NotRunException;
import org.subtext.routes.contract.RoutesPlan;

class GreyLevelRouteTest {
    private final List<double[][]> trained = new ArrayList<>();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void theHistogramsOfAllTestImagesAreScoredOnceByModelsThatDidNotSeeThem() throws IOException, NotRunException {
        FinishedAudit audit = ChestAudit.in(folder, new MeanTrainer(), false);
        Evidence evidence = experiments(audit).get(0).run(audit, Progress.SILENT);
        PredictionTable predictions = requireNonNull(evidence.predictions());
        assertThat(predictions.size()).isEqualTo(40);
        assertThat(predictions.experiments())
                .extracting(ExperimentName::name)
                .containsExactly("grey-level histogram, from measured features");
        assertThat(trained).hasSize(2);
        for (double[] histogram : trained.get(0)) {
            assertThat(histogram).hasSize(256);
            assertThat(Arrays.stream(histogram).sum()).isCloseTo(1, within(1e-12));
        }
        assertThat(evidence.sentences()).contains("Classifier of the grey-level histogram: nearest mean.");
    }

    @Test
    void tissuesAreMeasuredWhereTheLungsAreFound() throws IOException, NotRunException {
        FinishedAudit audit = ChestAudit.in(folder, new MeanTrainer(), false);
        Evidence evidence = experiments(audit).get(1).run(audit, Progress.SILENT);
        assertThat(requireNonNull(evidence.predictions()).size()).isBetween(20, 40);
        for (double[] means : trained.get(0)) {
            assertThat(means).hasSize(4);
            assertThat(means[0]).as("air darker than lung").isLessThan(means[1]);
            assertThat(means[1]).as("lung darker than bone").isLessThan(means[3]);
            assertThat(means[2]).as("soft tissue darker than bone").isLessThan(means[3]);
        }
        assertThat(String.join(" ", evidence.sentences())).contains("Masks of lung");
    }

    @Test
    void tissueMeansOfAPaintedImageAreThePaint() {
        PixelLayout layout = new PixelLayout(8, 1, Resize.AREA_AVERAGE);
        float[] values = new float[64];
        boolean[] lungs = new boolean[64];
        boolean[] body = new boolean[64];
        float[] paint = {0.05f, 0.3f, 0.6f, 0.9f};
        for (int i = 0; i < 64; i++) {
            int tissue = i / 16;
            values[i] = paint[tissue];
            lungs[i] = tissue == 1;
            body[i] = tissue > 0;
        }
        double[] means = GreyLevels.tissueMeans(new PixelValues(layout, values), Mask.of(8, lungs), Mask.of(8, body));
        for (int tissue = 0; tissue < 4; tissue++) {
            assertThat(means[tissue]).isCloseTo(paint[tissue], within(1e-6));
        }
    }

    @Test
    void whiteCountsInTheLastBin() {
        PixelLayout layout = new PixelLayout(4, 1, Resize.AREA_AVERAGE);
        float[] values = new float[16];
        values[0] = 1;
        values[1] = 0.5f;
        double[] histogram = GreyLevels.histogram(new PixelValues(layout, values));
        assertThat(histogram[255]).isEqualTo(1 / 16.0);
        assertThat(histogram[128]).isEqualTo(1 / 16.0);
        assertThat(histogram[0]).isEqualTo(14 / 16.0);
    }

    private List<Experiment> experiments(FinishedAudit audit) {
        return new GreyLevelRoute(this::nearestMean, "nearest mean").experiments(audit, RoutesPlan.NONE);
    }

    private double[][] nearestMean(
            double[][] train, int[] labels, int classes, double[][] test, @SuppressWarnings("unused") Seed seed) {
        trained.add(train);
        double[][] means = new double[classes][train[0].length];
        int[] counts = new int[classes];
        for (int i = 0; i < train.length; i++) {
            counts[labels[i]]++;
        }
        for (int i = 0; i < train.length; i++) {
            for (int j = 0; j < train[i].length; j++) {
                means[labels[i]][j] += train[i][j] / counts[labels[i]];
            }
        }
        double[][] scores = new double[test.length][classes];
        for (int i = 0; i < test.length; i++) {
            for (int k = 0; k < classes; k++) {
                for (int j = 0; j < test[i].length; j++) {
                    scores[i][k] -= (test[i][j] - means[k][j]) * (test[i][j] - means[k][j]);
                }
            }
        }
        return scores;
    }
}
