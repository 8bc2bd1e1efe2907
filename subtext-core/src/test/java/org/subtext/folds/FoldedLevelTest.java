package org.subtext.folds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.subtext.assessment.PatientInterval;
import org.subtext.statistics.BinaryScores;
import org.subtext.statistics.Clusters;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.MulticlassScores;
import org.subtext.statistics.PermutationTest;
import org.subtext.statistics.Widening;

/**
 * Real films under random labels, through five folds: how often does the rule of verdicts reveal, with the factor of
 * the folds and without? Skipped where the films are absent.
 */
class FoldedLevelTest {
    private static final double STATED = 0.025;
    private static final Path FIGURES = Path.of("target", "figures", "folds.txt");

    @TempDir
    Path cache;

    static Stream<NullDesign> designs() {
        double[] halves = {0.5, 0.5};
        return Stream.of(
                new NullDesign("two halves, patients balanced", halves, 0.5),
                new NullDesign("two halves, every image", halves, 0),
                new NullDesign("four fifths and one, patients balanced", new double[] {0.8, 0.2}, 0.5),
                new NullDesign("three thirds, patients balanced", new double[] {0.34, 0.33, 0.33}, 0.5));
    }

    /** 75 deals of folds with 20 labellings each: 1,500 for each learner. */
    @Tag("slow")
    @ParameterizedTest
    @MethodSource("designs")
    void ofRandomLabelsNoMoreThanStatedAreRevealed(NullDesign design) throws IOException {
        int reveal = 0;
        int all = 0;
        try (ChestFilms films = ChestFilms.read(cache)) {
            NullDesign.Tally tally = design.simulate(films, 75, 20, FoldedLevelTest::reveals);
            write(design, tally);
            for (Map.Entry<String, int[]> learner : tally.counts.entrySet()) {
                int[] counts = learner.getValue();
                assertThat(lower(counts[1], counts[0])).as(learner.getKey()).isLessThanOrEqualTo(STATED);
                reveal += counts[1];
                all += counts[0];
            }
        }
        assertThat(reveal).isLessThanOrEqualTo((int) (1.1 * STATED * all));
    }

    /** Two deals: that the simulation runs, and that no learner reveals a third of what means nothing. */
    @Test
    void ofAFewRandomLabelsFewAreRevealed() throws IOException {
        try (ChestFilms films = ChestFilms.read(cache)) {
            NullDesign design = new NullDesign("a few", new double[] {0.5, 0.5}, 0.5);

            NullDesign.Tally tally = design.simulate(films, 2, 15, FoldedLevelTest::reveals);

            assertThat(tally.factors).allSatisfy(factor -> assertThat(factor).isBetween(1.15, 1.65));
            assertThat(tally.counts.values())
                    .hasSize(10)
                    .allSatisfy(counts -> assertThat(counts[1]).isLessThan(10));
        }
    }

    /** The rule of verdicts for one class against the rest each; of two classes one stands for both. */
    static boolean reveals(List<BinaryScores> columns, Widening widening, long seed) {
        List<Integer> above = new ArrayList<>();
        for (int k = 0; k < columns.size(); k++) {
            if (PatientInterval.ofAuc(List.of(columns.get(k)), 0.95, widening) instanceof Estimate.Known known
                    && known.interval().lower() > 0.5) {
                above.add(k);
            }
        }
        if (above.isEmpty()) {
            return false;
        }
        PermutationTest.Result tests =
                new PermutationTest(999, seed, 1).oneVersusRest(scores(columns), index -> true, widening);
        int first = columns.size() == 1 ? 1 : 0;
        return above.stream().anyMatch(k -> tests.adjustedP().get(k + first).valueOr(1) < STATED);
    }

    private static MulticlassScores scores(List<BinaryScores> columns) {
        int rows = columns.get(0).size();
        int classes = Math.max(2, columns.size());
        double[][] scores = new double[classes][rows];
        int[] truth = new int[rows];
        for (int row = 0; row < rows; row++) {
            for (int k = 0; k < columns.size(); k++) {
                int label = columns.size() == 1 ? 1 : k;
                scores[label][row] = columns.get(k).score(row);
                truth[row] = columns.get(k).isPositive(row) ? label : truth[row];
            }
            if (columns.size() == 1) {
                scores[0][row] = -scores[1][row];
            }
        }
        List<String> names = Arrays.asList("a", "b", "c", "d").subList(0, classes);
        return MulticlassScores.of(names, scores, truth, Clusters.oneEach(rows));
    }

    private static void write(NullDesign design, NullDesign.Tally tally) throws IOException {
        DoubleSummaryStatistics factors =
                tally.factors.stream().mapToDouble(factor -> factor).summaryStatistics();
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%s: factor %.3f (%.3f to %.3f)",
                design.name(),
                factors.getAverage(),
                factors.getMin(),
                factors.getMax()));
        tally.counts.forEach((learner, counts) -> lines.add(String.format(
                Locale.ROOT,
                "| %s | %d | %.1f %% | %.1f %% (%.1f to %.1f) |",
                learner,
                counts[0],
                100.0 * counts[2] / counts[0],
                100.0 * counts[1] / counts[0],
                100 * lower(counts[1], counts[0]),
                100 * (1 - lower(counts[0] - counts[1], counts[0])))));
        Files.createDirectories(FIGURES.getParent());
        List<String> before = Files.exists(FIGURES) ? Files.readAllLines(FIGURES) : Collections.emptyList();
        Files.write(FIGURES, Stream.concat(before.stream(), lines.stream()).toList());
    }

    /** Of the exact two-sided 95 % interval: Clopper and Pearson (1934), doi:10.1093/biomet/26.4.404. */
    private static double lower(int successes, int n) {
        return successes == 0
                ? 0
                : BetaDistribution.of(successes, n - successes + 1.0).inverseCumulativeProbability(STATED);
    }
}
