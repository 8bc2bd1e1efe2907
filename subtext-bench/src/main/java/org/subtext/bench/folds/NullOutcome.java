package org.subtext.bench.folds;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.subtext.assessment.Assessment;
import org.subtext.assessment.Verdict;
import org.subtext.folds.FoldCalibration;
import org.subtext.predictions.ExperimentName;
import org.subtext.predictions.PredictionFiles;
import org.subtext.predictions.PredictionTable;
import org.subtext.statistics.BinaryScores;
import org.subtext.statistics.ClusteredAuc;
import org.subtext.statistics.Clusters;

/**
 * What an audit said of labels that mean nothing.
 *
 * @param auc pooled, by patient
 * @param z the AUC's deviation from one half over its standard error of patients
 * @param factor by which the folds widened the interval
 * @param isRevealed whether the verdict was that the images reveal them
 */
record NullOutcome(int labelling, double auc, double z, double factor, boolean isRevealed, double seconds) {
    private static final String HEADER = "labelling,auc,z,factor,revealed,seconds";

    static NullOutcome of(int labelling, Assessment assessment, Path run, double seconds) throws IOException {
        PredictionTable patients = assessment
                .plan()
                .primaryCases(
                        PredictionFiles.read(run.resolve("predictions.parquet")).of(new ExperimentName.Internal()));
        int last = patients.classes().size() - 1;
        String positive = patients.classes().get(last);
        double[] scores = patients.scores(last);
        boolean[] truth = new boolean[scores.length];
        for (int row = 0; row < truth.length; row++) {
            truth[row] = patients.truth(row).equals(positive);
        }
        BinaryScores columns = BinaryScores.of(scores, truth, Clusters.oneEach(scores.length));
        FoldCalibration folds = assessment.folds();
        Verdict verdict = Objects.requireNonNull(assessment.verdict());
        return new NullOutcome(
                labelling,
                assessment
                        .primary()
                        .level(assessment.plan().primaryUnit())
                        .macroAuc()
                        .valueOr(Double.NaN),
                ClusteredAuc.standardised(columns).valueOr(Double.NaN),
                folds == null ? 1 : folds.factor(),
                verdict.kind() == Verdict.Kind.REVEALS,
                seconds);
    }

    static List<NullOutcome> read(Path file) throws IOException {
        List<NullOutcome> outcomes = new ArrayList<>();
        if (Files.exists(file)) {
            List<String> lines = Files.readAllLines(file);
            for (String line : lines.subList(1, lines.size())) {
                String[] cells = line.split(",");
                outcomes.add(new NullOutcome(
                        Integer.parseInt(cells[0]),
                        Double.parseDouble(cells[1]),
                        Double.parseDouble(cells[2]),
                        Double.parseDouble(cells[3]),
                        Boolean.parseBoolean(cells[4]),
                        Double.parseDouble(cells[5])));
            }
        }
        return outcomes;
    }

    static String csv(List<NullOutcome> outcomes) {
        StringBuilder lines = new StringBuilder(HEADER).append('\n');
        for (NullOutcome one : outcomes) {
            lines.append(String.format(
                    Locale.ROOT,
                    "%d,%.6f,%.4f,%.4f,%b,%.1f%n",
                    one.labelling,
                    one.auc,
                    one.z,
                    one.factor,
                    one.isRevealed,
                    one.seconds));
        }
        return lines.toString();
    }

    /**
     * How many reveal, with the exact interval (Clopper and Pearson 1934, doi:10.1093/biomet/26.4.404), and without.
     */
    static String tally(List<NullOutcome> outcomes) {
        int n = outcomes.size();
        long revealed = outcomes.stream().filter(NullOutcome::isRevealed).count();
        long narrow = outcomes.stream().filter(one -> one.z > 1.959964).count();
        double mean = outcomes.stream().mapToDouble(NullOutcome::z).average().orElse(0);
        double squares = outcomes.stream()
                .mapToDouble(one -> (one.z - mean) * (one.z - mean))
                .sum();
        return String.format(
                Locale.ROOT,
                "%d labellings: %d reveal (exact 95 %% interval %.1f to %.1f %%); without the folds' factor %d (%.1f to"
                        + " %.1f %%); z mean %.2f, standard deviation %.2f; mean factor %.3f",
                n,
                revealed,
                100 * limit(revealed, n, 0.025),
                100 * limit(revealed + 1, n, 0.975),
                narrow,
                100 * limit(narrow, n, 0.025),
                100 * limit(narrow + 1, n, 0.975),
                mean,
                Math.sqrt(squares / Math.max(1, n - 1)),
                outcomes.stream().mapToDouble(NullOutcome::factor).average().orElse(1));
    }

    private static double limit(long successes, int n, double probability) {
        if (successes == 0 || successes > n) {
            return successes == 0 ? 0 : 1;
        }
        return BetaDistribution.of(successes, n - successes + 1.0).inverseCumulativeProbability(probability);
    }
}
