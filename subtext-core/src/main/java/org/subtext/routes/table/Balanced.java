package org.subtext.routes.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.confounding.BalancedAuc;
import org.subtext.confounding.BalancingWeights;
import org.subtext.confounding.Cells;
import org.subtext.confounding.RecordedColumn;
import org.subtext.confounding.Strata;
import org.subtext.confounding.StudyResampling;
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
import org.subtext.statistics.BinaryScores;
import org.subtext.statistics.BootstrapSample;
import org.subtext.statistics.ClusterBootstrap;
import org.subtext.statistics.Estimate;
import org.subtext.wording.Digits;
import org.subtext.wording.Lists;

/** The AUC of the audit's stored scores when images are weighted so that classes match in some columns. */
record Balanced(Setting setting, List<RecordedColumn> columns, Work work, int information) implements Experiment {
    /** Wordings of a column that are matched for themselves. */
    private static final int MOST_LEVELS = 8;

    /** Cells are matched jointly as long as so many images lie in cells that hold every class. */
    private static final double MATCHED_SHARE = 0.9;

    /** Seconds for all draws of one row of one class: weighted, unweighted and resampled; rough. */
    private static final double SECONDS_A_SCORE = 1e-4;

    static Balanced of(Setting setting, List<RecordedColumn> columns, FinishedAudit audit, int information) {
        double scores = (double) audit.predictions().size()
                * audit.cohort().classNames().size();
        return new Balanced(setting, columns, Work.seconds(SECONDS_A_SCORE * scores), information);
    }

    @Override
    public String determinants() {
        return String.join(", ", names());
    }

    private List<String> names() {
        return columns.stream().map(RecordedColumn::name).toList();
    }

    @Override
    public Evidence run(FinishedAudit audit, Progress progress) throws NotRunException {
        Rows rows = Rows.of(audit, columns);
        BalancingWeights balancing = rows.matchedShare() >= MATCHED_SHARE || columns.size() == 1
                ? BalancingWeights.JOINT
                : BalancingWeights.RAKED;
        BalancedAuc matched = new BalancedAuc(rows.scores(), rows.labels(), rows.patients(), rows.cells(), balancing);
        BalancedAuc asTheyAre = new BalancedAuc(rows.scores(), rows.labels(), rows.patients(), rows.cells(), null);
        double[] weights = matched.rowWeights()
                .orElseThrow(() -> new NotRunException(
                        "Classes cannot be matched on " + Lists.and(names(), Lists.MOST_IN_A_SENTENCE)
                                + ": their values overlap too little.",
                        "Match on fewer columns, or on coarser ones."));
        AssessmentPlan plan = audit.assessment();
        BootstrapSample sample = PlannedAuc.bootstrap(plan).draw(List.of(matched, asTheyAre));
        int classes = rows.scores().length;
        Compared compared = new Compared(
                mean(sample, classes, 1, 0).percentile(plan.level()),
                mean(sample, classes, 0, 1).percentile(plan.level()),
                mean(sample, classes, 1, -1).percentile(plan.level()),
                resampled(rows, audit),
                BalancingWeights.effectiveSize(weights),
                BalancingWeights.effectiveSize(byPatient(weights, rows.patients())),
                Arrays.stream(weights).filter(weight -> weight > 0).count(),
                sample.redrawn());
        return new Evidence(
                null,
                List.of(table(compared, rows, balancing)),
                List.of(),
                List.of(sentence(audit, compared, weights.length)));
    }

    /** What is compared, and on how much. */
    private record Compared(
            Estimate matched,
            Estimate asTheyAre,
            Estimate difference,
            Estimate resampled,
            double effectiveImages,
            double effectivePatients,
            long used,
            long redrawn) {}

    private static org.subtext.statistics.BootstrapDistribution mean(
            BootstrapSample sample, int classes, double matched, double asTheyAre) {
        double[] coefficients = new double[2 * classes];
        Arrays.fill(coefficients, 0, classes, matched / classes);
        Arrays.fill(coefficients, classes, 2 * classes, asTheyAre / classes);
        return sample.combination(coefficients);
    }

    private static double[] byPatient(double[] weights, int[] patients) {
        double[] sums = new double[Arrays.stream(patients).max().orElse(-1) + 1];
        for (int row = 0; row < weights.length; row++) {
            sums[patients[row]] += weights[row];
        }
        return sums;
    }

    /** Glocker's resampling, and the interval that takes the copies for independent images. */
    private static Estimate resampled(Rows rows, FinishedAudit audit) {
        int[] drawn = StudyResampling.draw(
                rows.labels(), rows.scores().length, rows.levels(), audit.seed().child("study resampling"));
        List<BinaryScores> columns = new ArrayList<>();
        for (int k = 0; k < rows.scores().length; k++) {
            int current = k;
            boolean[] positive = new boolean[drawn.length];
            for (int i = 0; i < drawn.length; i++) {
                positive[i] = rows.labels()[drawn[i]] == current;
            }
            columns.add(BinaryScores.independent(
                    Arrays.stream(drawn)
                            .mapToDouble(row -> rows.scores()[current][row])
                            .toArray(),
                    positive));
        }
        AssessmentPlan plan = audit.assessment();
        ClusterBootstrap bootstrap = PlannedAuc.bootstrap(plan);
        return bootstrap.aucs(columns).mean().percentile(plan.level());
    }

    private EvidenceTable table(Compared compared, Rows rows, BalancingWeights balancing) {
        int images = rows.labels().length;
        return new EvidenceTable(
                "Classes " + setting.label(),
                List.of("weighting", "AUC, by image", "images", "effective images", "effective patients"),
                List.of(
                        List.of(
                                "as they are",
                                PlannedAuc.words(compared.asTheyAre()),
                                Integer.toString(images),
                                "",
                                ""),
                        List.of(
                                "exact weights",
                                PlannedAuc.words(compared.matched()),
                                Long.toString(compared.used()),
                                whole(compared.effectiveImages()),
                                whole(compared.effectivePatients())),
                        List.of("difference", PlannedAuc.words(compared.difference()), "", "", ""),
                        List.of(
                                "the study's resampling, interval too narrow",
                                PlannedAuc.words(compared.resampled()),
                                "",
                                "",
                                "")),
                "Weights: " + balancing.words()
                        + ", to the distribution of all images and to equal classes; derived anew in every draw of"
                        + " patients. Effective size is (Σw)²/Σw². Images in cells that lack a class count for nothing."
                        + " The resampling draws three times as many images with replacement; its interval takes copies"
                        + " for independent images, as the study did."
                        + (compared.redrawn() > 0
                                ? " " + compared.redrawn() + " draws could not be matched and were drawn again."
                                : ""));
    }

    private String sentence(FinishedAudit audit, Compared compared, int images) {
        String numbers = "AUC by image " + PlannedAuc.words(compared.matched()) + ", as they are "
                + PlannedAuc.words(compared.asTheyAre()) + "; the weighted images tell as much as "
                + whole(compared.effectiveImages()) + " of " + images;
        String matched = "with classes " + setting.label();
        return PlannedAuc.above(compared.matched(), 0.5)
                ? "The image tells " + audit.cohort().attribute() + " also " + matched + ": " + numbers + "."
                : "That the image tells " + audit.cohort().attribute() + " " + matched + " is not shown: " + numbers
                        + ".";
    }

    private static String whole(double size) {
        return Digits.fixed(size, 0);
    }

    /**
     * The audit's scores with the levels of columns.
     *
     * @param scores {@code [class][row]}
     * @param levels {@code [column][row]}
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over, read only
    private record Rows(double[][] scores, int[] labels, int[] patients, int[][] levels, Cells cells) {
        static Rows of(FinishedAudit audit, List<RecordedColumn> columns) {
            PredictionTable table = audit.predictions();
            Map<String, Integer> positionOf = new HashMap<>();
            audit.cohort().images().forEach(image -> positionOf.put(image.id(), positionOf.size()));
            int[] positions = new int[table.size()];
            Arrays.setAll(positions, row -> positionOf.getOrDefault(table.image(row), 0));
            int[][] levels = new int[columns.size()][];
            for (int c = 0; c < levels.length; c++) {
                int[] ofPosition = Strata.partition(columns.get(c), MOST_LEVELS).ofRow();
                levels[c] = Arrays.stream(positions)
                        .map(position -> ofPosition[position])
                        .toArray();
            }
            double[][] scores = IntStream.range(0, table.classes().size())
                    .mapToObj(table::scores)
                    .toArray(double[][]::new);
            return new Rows(scores, table.truths(), table.patients(), levels, Cells.of(levels));
        }

        /** Share of images in cells that hold every class. */
        double matchedShare() {
            double[][] counts = BalancingWeights.counts(labels, scores.length, cells);
            double matched = 0;
            for (int cell = 0; cell < cells.count(); cell++) {
                int current = cell;
                if (Arrays.stream(counts).allMatch(ofClass -> ofClass[current] > 0)) {
                    matched += Arrays.stream(counts)
                            .mapToDouble(ofClass -> ofClass[current])
                            .sum();
                }
            }
            return matched / labels.length;
        }
    }
}
