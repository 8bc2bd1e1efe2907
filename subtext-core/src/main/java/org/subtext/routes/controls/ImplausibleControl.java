package org.subtext.routes.controls;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.subtext.predictions.PredictionTable;
import org.subtext.progress.Progress;
import org.subtext.routes.contract.Evidence;
import org.subtext.routes.contract.EvidenceTable;
import org.subtext.routes.contract.Experiment;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.NotRunException;
import org.subtext.routes.contract.PlannedAuc;
import org.subtext.routes.contract.Setting;
import org.subtext.routes.contract.Work;
import org.subtext.statistics.ClusteredAuc;
import org.subtext.wording.Digits;
import org.subtext.wording.IntervalText;

/**
 * Columns that no image can hold, read by the linear reader: whatever is read of them is a fault of the folds, of the
 * cohort or of the program.
 *
 * <p>Given the images, their AUCs are independent draws of one distribution, however folds and patients depend on one
 * another. The mean of {@value #COLUMNS} is therefore judged by Student's t with {@code COLUMNS − 1} degrees of
 * freedom.
 */
record ImplausibleControl(Setting setting, ImageReadings readings, Work work) implements Experiment {
    static final int COLUMNS = 20;

    /** {@code qt(0.999, 19)} and {@code qt(0.975, 19)} of R 4.3.1. */
    private static final double ONE_IN_A_THOUSAND = 3.579400;

    private static final double OF_AN_INTERVAL = 2.093024;

    private static final double INTERVAL = 0.95;

    @Override
    public int information() {
        return 3;
    }

    @Override
    public String determinants() {
        return COLUMNS + " columns";
    }

    @Override
    public Evidence run(FinishedAudit audit, Progress progress) throws NotRunException {
        List<LinearScores> columns = IntStream.range(0, COLUMNS)
                .mapToObj(number -> ImplausibleColumn.of(audit, number))
                .toList();
        List<PredictionTable> scores = LinearScores.of(columns, audit, setting, readings, progress);
        double[] aucs = new double[COLUMNS];
        for (int i = 0; i < COLUMNS; i++) {
            aucs[i] = auc(audit.assessment().primaryCases(scores.get(i)));
        }
        Spread spread = Spread.of(aucs);
        return new Evidence(
                scores.get(0),
                List.of(spread.table(audit.cohort().attribute())),
                List.of(),
                List.of(spread.sentence()),
                spread.isBeyondChance() ? List.of(spread.warning()) : List.of());
    }

    private static double auc(PredictionTable cases) throws NotRunException {
        double auc = ClusteredAuc.wald(PlannedAuc.scores(cases).oneVersusRest(1), INTERVAL)
                .valueOr(Double.NaN);
        if (Double.isNaN(auc)) {
            throw new NotRunException(
                    "The assessed patients are too few to be parted by a hash of their ids.",
                    "A larger cohort, or cross-validation, which assesses every patient, would do.");
        }
        return auc;
    }

    /** Mean and standard deviation of the AUCs. */
    record Spread(double mean, double deviation, double lowest, double highest) {
        static Spread of(double[] aucs) {
            double mean = Arrays.stream(aucs).average().orElseThrow();
            double squares =
                    Arrays.stream(aucs).map(auc -> (auc - mean) * (auc - mean)).sum();
            return new Spread(
                    mean,
                    Math.sqrt(squares / (aucs.length - 1)),
                    Arrays.stream(aucs).min().orElseThrow(),
                    Arrays.stream(aucs).max().orElseThrow());
        }

        private double error() {
            return deviation / Math.sqrt(COLUMNS);
        }

        /** In either direction below chance is the lot of cross-validated scores of few patients, and no leak. */
        boolean isBeyondChance() {
            return mean - ONE_IN_A_THOUSAND * error() > 0.5;
        }

        private String interval() {
            return IntervalText.around(mean, mean - OF_AN_INTERVAL * error(), mean + OF_AN_INTERVAL * error(), 3);
        }

        private String words() {
            return "mean AUC " + interval();
        }

        String sentence() {
            return isBeyondChance()
                    ? warning()
                    : "Control: of " + COLUMNS + " columns that no image can hold the linear reader tells nothing, "
                            + words() + ".";
        }

        String warning() {
            return "CONTROL FAILED, DO NOT TRUST THIS RUN: images tell " + COLUMNS
                    + " columns that no image can hold (each the " + ImplausibleColumn.NAME + "), " + words()
                    + ", which chance does once in a thousand. Some patient is in training and test under two ids, or"
                    + " images of different patients are copies of one another; look for these first.";
        }

        EvidenceTable table(String attribute) {
            return new EvidenceTable(
                    "Columns that no image can hold",
                    List.of("columns", "mean AUC (95% interval)", "standard deviation", "lowest", "highest"),
                    List.of(List.of(
                            Integer.toString(COLUMNS),
                            interval(),
                            Digits.fixed(deviation, 3),
                            Digits.fixed(lowest, 3),
                            Digits.fixed(highest, 3))),
                    "Each is whether the SHA-256 of its number and the patient's id is even; read by the linear reader in"
                            + " the folds of the audit. Their spread is how far an AUC lies from one half by chance with"
                            + " these patients and this reader; the first of them stands among the settings. They say"
                            + " nothing of " + attribute + ".");
        }
    }
}
