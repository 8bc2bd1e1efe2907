package org.subtext.routes.controls;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.confounding.ColumnTopic;
import org.subtext.confounding.ExplainedShare;
import org.subtext.confounding.RecordedColumn;
import org.subtext.confounding.Tuned;
import org.subtext.predictions.PredictionTable;
import org.subtext.predictions.Unit;
import org.subtext.progress.Progress;
import org.subtext.routes.contract.Evidence;
import org.subtext.routes.contract.EvidenceTable;
import org.subtext.routes.contract.Experiment;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.NotRunException;
import org.subtext.routes.contract.PlannedAuc;
import org.subtext.routes.contract.Setting;
import org.subtext.routes.contract.Work;
import org.subtext.routes.table.FromTable;
import org.subtext.statistics.BootstrapSample;
import org.subtext.statistics.Clusters;
import org.subtext.statistics.Estimate;
import org.subtext.wording.Digits;
import org.subtext.wording.Lists;

/** The share of the finding that goes when cases are weighted so that classes are alike in recorded columns. */
record ExplainedByColumns(Setting setting, List<RecordedColumn> columns, Work work) implements Experiment {
    private static final String ALL = "all of these";

    @Override
    public int information() {
        return 3;
    }

    @Override
    public String determinants() {
        return String.join(", ", names(columns));
    }

    /** Columns with what weighting on them does. */
    private record Found(
            String name,
            List<String> columns,
            Estimate alone,
            Estimate aloneWeighted,
            Estimate weighted,
            Estimate share,
            double effective) {
        boolean isBalanced() {
            return !PlannedAuc.above(aloneWeighted, 0.5);
        }
    }

    @Override
    public Evidence run(FinishedAudit audit, Progress progress) throws NotRunException {
        AssessmentPlan plan = audit.assessment();
        PredictionTable cases = plan.primaryCases(audit.predictions());
        Estimate asTheyAre = PlannedAuc.macro(audit.predictions(), plan);
        if (!PlannedAuc.above(asTheyAre, 0.5)) {
            throw new NotRunException(
                    "The network is not shown to tell " + audit.cohort().attribute() + ", AUC "
                            + PlannedAuc.words(asTheyAre) + ", so that there is nothing to explain.",
                    "A larger cohort may show something.");
        }
        List<Found> found = new ArrayList<>();
        Map<String, List<RecordedColumn>> groups = groups();
        for (Map.Entry<String, List<RecordedColumn>> group : groups.entrySet()) {
            found.add(found(group.getKey(), group.getValue(), cases, audit));
        }
        Found all = found.get(found.size() - 1);
        return new Evidence(
                null,
                List.of(table(found, asTheyAre, cases)),
                List.of(),
                List.of(sentence(audit.cohort().attribute(), all, asTheyAre)));
    }

    /** By topic where there are several, then all together. */
    private Map<String, List<RecordedColumn>> groups() {
        Map<String, List<RecordedColumn>> byTopic = new LinkedHashMap<>();
        for (RecordedColumn column : columns) {
            byTopic.computeIfAbsent(ColumnTopic.of(column.name()).words(), topic -> new ArrayList<>())
                    .add(column);
        }
        Map<String, List<RecordedColumn>> groups = new LinkedHashMap<>();
        if (byTopic.size() > 1) {
            groups.putAll(byTopic);
        }
        groups.put(ALL, columns);
        return groups;
    }

    private Found found(String name, List<RecordedColumn> group, PredictionTable cases, FinishedAudit audit)
            throws NotRunException {
        AssessmentPlan plan = audit.assessment();
        PredictionTable byColumns = FromTable.predictions(audit, setting, group, Tuned.logisticRegression())
                .by(cases.unit());
        ExplainedShare share = new ExplainedShare(
                scores(cases), aligned(byColumns, cases), cases.truths(), Clusters.dense(cases.patients()));
        BootstrapSample sample = PlannedAuc.bootstrap(plan).draw(List.of(share));
        return new Found(
                name,
                names(group),
                sample.statistic(ExplainedShare.COLUMNS).percentile(plan.level()),
                sample.statistic(ExplainedShare.COLUMNS_WEIGHTED).percentile(plan.level()),
                sample.statistic(ExplainedShare.WEIGHTED).percentile(plan.level()),
                sample.statistic(ExplainedShare.SHARE).percentile(plan.level()),
                share.effectiveSize());
    }

    private static double[][] scores(PredictionTable table) {
        double[][] scores = new double[table.classes().size()][];
        for (int k = 0; k < scores.length; k++) {
            scores[k] = table.scores(k);
        }
        return scores;
    }

    /** The probabilities of the same cases, in their order. */
    private static double[][] aligned(PredictionTable byColumns, PredictionTable cases) {
        Map<String, Integer> rowOf = new HashMap<>();
        for (int row = 0; row < byColumns.size(); row++) {
            rowOf.put(key(byColumns, row), row);
        }
        double[][] aligned = new double[cases.classes().size()][cases.size()];
        for (int row = 0; row < cases.size(); row++) {
            Integer its = rowOf.get(key(cases, row));
            if (its == null) {
                throw new IllegalStateException("a case of the audit was not given to the model of columns");
            }
            for (int k = 0; k < aligned.length; k++) {
                aligned[k][row] = byColumns.score(k, its);
            }
        }
        return aligned;
    }

    private static String key(PredictionTable table, int row) {
        String patient = table.patient(row);
        return table.unit() == Unit.PATIENT
                ? patient
                : patient + "\n" + (table.unit() == Unit.STUDY ? table.study(row) : table.image(row));
    }

    private EvidenceTable table(List<Found> found, Estimate asTheyAre, PredictionTable cases) {
        List<List<String>> rows = new ArrayList<>();
        for (Found one : found) {
            rows.add(List.of(
                    one.name(),
                    String.join(", ", one.columns()),
                    PlannedAuc.words(one.alone()),
                    PlannedAuc.words(one.aloneWeighted()),
                    PlannedAuc.words(one.weighted()),
                    percent(one.share()),
                    Digits.fixed(one.effective(), 0)));
        }
        String unit = cases.unit().plural();
        return new EvidenceTable(
                "What of the finding goes with recorded columns",
                List.of(
                        "about",
                        "columns",
                        "AUC of columns alone",
                        "the same, weighted",
                        "AUC of images, weighted",
                        "share that goes",
                        "effective " + unit),
                rows,
                "The images as they are: AUC " + PlannedAuc.words(asTheyAre) + ", by "
                        + cases.unit().noun() + ". Each of the " + unit
                        + " weighs as much as it is untypical of its class by its columns (overlap weights of Li, Morgan"
                        + " and Zaslavsky 2018, from probabilities of a logistic regression that has not seen the"
                        + " patient), so that classes are alike in them. Share that goes: of the AUC's excess over one"
                        + " half. Where columns alone, weighted, are still told from one half, the weights fall short and"
                        + " more may go. A column may be a consequence of the attribute, or its cause may stand in none:"
                        + " what goes is not thereby explained away, and what is left is not thereby biology.");
    }

    private static String sentence(String attribute, Found all, Estimate asTheyAre) {
        String names = Lists.and(all.columns(), Lists.MOST_IN_A_SENTENCE);
        String numbers = "AUC " + PlannedAuc.words(asTheyAre) + " as they are, " + PlannedAuc.words(all.weighted())
                + " weighted";
        String fallsShort = all.isBalanced()
                ? ""
                : " The weights do not make classes alike (columns alone, weighted: AUC "
                        + PlannedAuc.words(all.aloneWeighted()) + "), so more may go.";
        if (PlannedAuc.above(all.share(), 0)) {
            String left = all.share() instanceof Estimate.Known known
                    ? "; " + whole(1 - known.value()) + " ("
                            + whole(1 - known.interval().upper()) + " to "
                            + whole(1 - known.interval().lower()) + ") is left"
                    : "";
            return "Of what images tell of " + attribute + " beyond chance " + percent(all.share())
                    + " goes when classes are made alike in the recorded " + names + left + ": " + numbers + "."
                    + fallsShort;
        }
        return "That any of what images tell of " + attribute + " goes with the recorded " + names
                + " is not shown: share " + percent(all.share()) + "; " + numbers + "." + fallsShort;
    }

    private static String percent(Estimate share) {
        if (share instanceof Estimate.Known known) {
            return whole(known.value()) + " (" + whole(known.interval().lower()) + " to "
                    + whole(known.interval().upper()) + ")";
        }
        return share instanceof Estimate.Undefined none ? "not computable: " + none.reason() : whole(share.valueOr(0));
    }

    private static String whole(double share) {
        return Digits.signed(100 * share, 0).replace("+", "") + "\u00a0%";
    }

    private static List<String> names(List<RecordedColumn> columns) {
        return columns.stream().map(RecordedColumn::name).toList();
    }
}
