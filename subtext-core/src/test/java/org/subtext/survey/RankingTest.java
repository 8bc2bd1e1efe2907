package org.subtext.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.subtext.folds.FoldedCases;
import org.subtext.folds.RidgeLearner;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.statistics.BinaryScores;
import org.subtext.statistics.DeLong;

class RankingTest {
    private static final int PATIENTS = 120;
    private static final Rule RULE = new Rule(0.05, 199 + 1, 15);

    private final SplittableRandom random = new SplittableRandom(5);
    private final float[][] features = features();
    private final int[] folds = IntStream.range(0, PATIENTS).map(i -> i % 5).toArray();
    private final List<Reader> readers = List.of(new Reader(
            "ridge",
            RidgeLearner.onScaled("ridge", features, 0.01, 1)
                    .influences(
                            FoldedCases.byPatient(IntStream.range(0, PATIENTS).toArray(), new int[PATIENTS], folds))));

    @Test
    void aPlantedColumnComesFirstAndIsDetectable() {
        int[] planted = new int[PATIENTS];
        Arrays.setAll(planted, i -> features[i][3] + 0.5 * random.nextGaussian() > 0 ? 1 : 0);
        List<SurveyedColumn> columns = List.of(column("null", labels(2)), column("planted", planted));

        List<Detection> found = detections(columns);

        assertThat(found).extracting(Detection::detectable).containsExactly(false, true);
        assertThat(Ranking.of(List.of(
                                new Ranking.Ranked(columns.get(0), found.get(0), null),
                                new Ranking.Ranked(columns.get(1), found.get(1), null)))
                        .columns()
                        .get(0)
                        .column()
                        .name())
                .isEqualTo("planted");
    }

    /** Of 60 columns alone, 8 or more would be called detectable with probability 0.011 were each at the level. */
    @Test
    void aColumnOfChanceIsSeldomDetectable() {
        int detectable = 0;
        for (int draw = 0; draw < 60; draw++) {
            int[] labels = labels(draw % 2 + 2);
            for (int i = 0; i < labels.length; i += 2 + draw % 7) {
                labels[i] = draw % 3 == 0 ? SurveyedColumn.NONE : labels[i];
            }
            detectable +=
                    detections(List.of(column("null " + draw, labels))).get(0).detectable() ? 1 : 0;
        }
        assertThat(detectable).isLessThan(8);
    }

    @Test
    void theErrorOfTwoClassesIsDeLongs() {
        int[] labels = labels(2);
        float[] scores = new float[PATIENTS];
        double[] same = new double[PATIENTS];
        boolean[] positive = new boolean[PATIENTS];
        for (int i = 0; i < PATIENTS; i++) {
            scores[i] = Math.round(10 * (random.nextGaussian() + labels[i])) / 8f - 1;
            same[i] = scores[i];
            positive[i] = labels[i] == 1;
        }
        MacroAuc auc = MacroAuc.of(new float[][] {new float[PATIENTS], scores}, labels);

        double variance =
                DeLong.variance(BinaryScores.independent(same, positive)).valueOr(Double.NaN);
        assertThat(auc.standardError()).isCloseTo(Math.sqrt(variance), within(1e-12));
    }

    private List<Detection> detections(List<SurveyedColumn> columns) {
        return Ranking.detections(columns, readers, folds, RULE, new Seed(7), Progress.SILENT);
    }

    private static SurveyedColumn column(String name, int[] labels) {
        List<String> classes = new ArrayList<>();
        for (int k = 0; k <= Arrays.stream(labels).max().orElse(0); k++) {
            classes.add("class " + k);
        }
        return new SurveyedColumn(name, SurveyedColumn.Kind.CLASSES, classes, labels, 0, 0, 0);
    }

    private int[] labels(int classes) {
        return IntStream.range(0, PATIENTS).map(i -> random.nextInt(classes)).toArray();
    }

    private float[][] features() {
        float[][] drawn = new float[PATIENTS][20];
        for (float[] row : drawn) {
            for (int j = 0; j < row.length; j++) {
                row[j] = (float) random.nextGaussian();
            }
        }
        return drawn;
    }
}
