package org.subtext.routes.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.confounding.AddedValue;
import org.subtext.confounding.BoostedTrees;
import org.subtext.confounding.LabelledRows;
import org.subtext.confounding.RecordedColumn;
import org.subtext.confounding.Tuned;
import org.subtext.confounding.WithinStrata;
import org.subtext.predictions.PredictionTable;
import org.subtext.predictions.Unit;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.routes.contract.Evidence;
import org.subtext.routes.contract.EvidenceTable;
import org.subtext.routes.contract.Experiment;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.NotRunException;
import org.subtext.routes.contract.PlannedAuc;
import org.subtext.routes.contract.Setting;
import org.subtext.routes.contract.Subject;
import org.subtext.routes.contract.Work;
import org.subtext.statistics.BinaryScores;
import org.subtext.statistics.BootstrapSample;
import org.subtext.statistics.Estimate;
import org.subtext.wording.Lists;

/**
 * The image's scores beside those of the table, in two ways that fail differently: a stack of both against a stack of
 * the table alone, and the image's ranking within strata of patients to whom the table gives nearly the same score.
 *
 * @param work of the table's models; the stacks cost next to nothing
 */
record ImageBesideTable(Setting setting, List<RecordedColumn> columns, Work work) implements Experiment {
    /** Narrow strata leave little of the table's score within them. */
    private static final int PATIENTS_A_STRATUM = 20;

    static ImageBesideTable of(List<RecordedColumn> columns, FinishedAudit audit) {
        Setting setting = new Setting("added-value", new Subject.Named("image beside the table"), Mode.SUBSET);
        Work work = FromTable.of(setting, columns, Tuned.logisticRegression(), audit, 3)
                .work();
        return new ImageBesideTable(setting, columns, work.plus(work).plus(Work.seconds(2)));
    }

    @Override
    public int information() {
        return 3;
    }

    @Override
    public String determinants() {
        return String.join(", ", columns.stream().map(RecordedColumn::name).toList());
    }

    @Override
    public Evidence run(FinishedAudit audit, Progress progress) throws NotRunException {
        List<PredictionTable> table = new ArrayList<>();
        table.add(FromTable.predictions(audit, setting, columns, Tuned.logisticRegression()));
        if (BoostedTrees.obstacle().isEmpty()) {
            table.add(FromTable.predictions(audit, setting, columns, Tuned.boostedTrees()));
        }
        PredictionTable image = inOrderOf(table.get(0), audit.predictions());
        Seed seed = audit.seed().child("added value");
        Comparison comparison = stacked(table, image, audit.assessment(), seed);
        List<Within> within = within(table.get(0), image, audit.assessment(), seed);
        return evidence(audit, comparison, within);
    }

    /** AUCs of the two stacks at the primary unit, and their difference on the same draws. */
    private record Comparison(Estimate table, Estimate both, Estimate difference) {}

    /** One class within strata of the table's score. */
    private record Within(String name, int strata, Estimate auc, Estimate p) {}

    private Comparison stacked(List<PredictionTable> table, PredictionTable image, AssessmentPlan plan, Seed seed) {
        int[] truths = image.truths();
        AddedValue added = new AddedValue(
                new LabelledRows(
                        new double[truths.length][0], truths, image.classes().size(), image.patients()),
                seed);
        List<double[][]> models = new ArrayList<>();
        table.forEach(one -> models.add(probabilities(one)));
        PredictionTable without = with(image, added.stacked(models));
        models.add(probabilities(image));
        PredictionTable both = with(image, added.stacked(models));
        List<BinaryScores> columnsOfBoth = new ArrayList<>();
        columnsOfBoth.addAll(PlannedAuc.scores(plan.primaryCases(without)).oneVersusRest());
        columnsOfBoth.addAll(PlannedAuc.scores(plan.primaryCases(both)).oneVersusRest());
        BootstrapSample sample = PlannedAuc.bootstrap(plan).aucs(columnsOfBoth);
        int classes = image.classes().size();
        return new Comparison(
                PlannedAuc.interval(sample.combination(coefficients(classes, 1, 0)), plan),
                PlannedAuc.interval(sample.combination(coefficients(classes, 0, 1)), plan),
                PlannedAuc.interval(sample.combination(coefficients(classes, -1, 1)), plan));
    }

    private static double[] coefficients(int classes, double first, double second) {
        double[] coefficients = new double[2 * classes];
        Arrays.fill(coefficients, 0, classes, first / classes);
        Arrays.fill(coefficients, classes, 2 * classes, second / classes);
        return coefficients;
    }

    private static List<Within> within(PredictionTable table, PredictionTable image, AssessmentPlan plan, Seed seed) {
        PredictionTable tableByPatient = logOdds(table).by(Unit.PATIENT);
        PredictionTable imageByPatient = image.by(Unit.PATIENT);
        int[] truths = imageByPatient.truths();
        List<Within> found = new ArrayList<>();
        // Of two classes the second says the same as the first.
        int classes = image.classes().size() == 2 ? 1 : image.classes().size();
        for (int k = 0; k < classes; k++) {
            boolean[] positive = new boolean[truths.length];
            for (int i = 0; i < positive.length; i++) {
                positive[i] = truths[i] == k;
            }
            int[] strata = WithinStrata.byValue(tableByPatient.scores(k), PATIENTS_A_STRATUM);
            WithinStrata alike = new WithinStrata(imageByPatient.scores(k), positive, strata);
            found.add(new Within(
                    image.classes().get(k),
                    alike.mixedStrata(),
                    PlannedAuc.bootstrap(plan).draw(List.of(alike)).statistic(0).percentile(plan.level()),
                    alike.test(plan.permutations(), seed.child("within strata", k))));
        }
        return found;
    }

    private Evidence evidence(FinishedAudit audit, Comparison comparison, List<Within> within) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("table alone, stacked", PlannedAuc.words(comparison.table()), "", ""));
        rows.add(List.of("table and image, stacked", PlannedAuc.words(comparison.both()), "", ""));
        rows.add(List.of("difference", PlannedAuc.words(comparison.difference()), "", ""));
        for (Within one : within) {
            rows.add(List.of(
                    "image, among patients of nearly equal table score, " + one.name(),
                    PlannedAuc.words(one.auc()),
                    PlannedAuc.probability(one.p()),
                    Integer.toString(one.strata())));
        }
        String unit = audit.assessment().primaryUnit().noun();
        EvidenceTable table = new EvidenceTable(
                "What the image adds to the table",
                List.of("scores", "AUC", "p", "strata"),
                rows,
                "Columns: " + determinants() + ". Stacks are logistic regressions of log odds, by " + unit
                        + ", each patient predicted from others; the difference is paired on the same draws of"
                        + " patients. The intervals do not count the variation of fitting. Within strata: pairs of"
                        + " patients of one"
                        + " stratum"
                        + " of about"
                        + " " + PATIENTS_A_STRATUM + " by the table's score; p by permutation of"
                        + " image scores within strata, one-sided. What was not recorded is not adjusted for.");
        return new Evidence(null, List.of(table), List.of(), sentences(audit, comparison, within));
    }

    private List<String> sentences(FinishedAudit audit, Comparison comparison, List<Within> within) {
        String names = Lists.and(columns.stream().map(RecordedColumn::name).toList(), Lists.MOST_IN_A_SENTENCE);
        String numbers = "AUC " + PlannedAuc.words(comparison.both()) + " with the image, "
                + PlannedAuc.words(comparison.table()) + " without, difference "
                + PlannedAuc.words(comparison.difference());
        List<String> sentences = new ArrayList<>();
        sentences.add(
                PlannedAuc.above(comparison.difference(), 0)
                        ? "The image adds to the recorded " + names + ": " + numbers + "."
                        : "That the image adds to the recorded " + names + " is not shown: " + numbers + ".");
        // Of several classes the smallest p counts, times their number.
        double smallest =
                within.stream().mapToDouble(one -> one.p().valueOr(1)).min().orElse(1);
        if (smallest * within.size() <= audit.assessment().alpha()) {
            String best = within.stream()
                    .filter(one -> one.p().valueOr(1) == smallest)
                    .map(one -> PlannedAuc.words(one.auc()))
                    .findFirst()
                    .orElse("");
            sentences.add("Among patients to whom those columns give nearly the same score the image still ranks "
                    + audit.cohort().attribute() + ": AUC " + best + ", p "
                    + PlannedAuc.probability(new Estimate.Point(Math.min(1, smallest * within.size()))) + ".");
        }
        return sentences;
    }

    private static PredictionTable inOrderOf(PredictionTable order, PredictionTable other) {
        Map<String, Integer> rows = new HashMap<>();
        for (int row = 0; row < other.size(); row++) {
            rows.put(other.image(row), row);
        }
        int[] found = new int[order.size()];
        for (int row = 0; row < found.length; row++) {
            Integer at = rows.get(order.image(row));
            if (at == null) {
                throw new IllegalStateException("the audit did not score an image of its test rows");
            }
            found[row] = at;
        }
        return other.at(found);
    }

    private static double[][] probabilities(PredictionTable table) {
        double[][] ofRows = new double[table.size()][table.classes().size()];
        for (int row = 0; row < ofRows.length; row++) {
            for (int k = 0; k < ofRows[row].length; k++) {
                ofRows[row][k] = table.score(k, row);
            }
        }
        return ofRows;
    }

    private static PredictionTable with(PredictionTable rows, double[][] scores) {
        double[][] ofClasses = new double[rows.classes().size()][scores.length];
        for (int k = 0; k < ofClasses.length; k++) {
            for (int row = 0; row < scores.length; row++) {
                ofClasses[k][row] = scores[row][k];
            }
        }
        return rows.withScores(ofClasses);
    }

    private static PredictionTable logOdds(PredictionTable table) {
        double[][] scores = probabilities(table);
        for (double[] row : scores) {
            Arrays.setAll(row, k -> AddedValue.logOdds(row[k]));
        }
        return with(table, scores);
    }
}
