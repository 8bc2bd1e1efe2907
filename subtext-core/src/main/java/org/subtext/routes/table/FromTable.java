package org.subtext.routes.table;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.subtext.confounding.ColumnTopic;
import org.subtext.confounding.GroupedFolds;
import org.subtext.confounding.Imbalance;
import org.subtext.confounding.RecordedColumn;
import org.subtext.confounding.TableProbe;
import org.subtext.confounding.Tuned;
import org.subtext.predictions.PredictionTable;
import org.subtext.predictions.PredictionTableBuilder;
import org.subtext.progress.Progress;
import org.subtext.routes.contract.Evidence;
import org.subtext.routes.contract.EvidenceTable;
import org.subtext.routes.contract.Experiment;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.NotRunException;
import org.subtext.routes.contract.PlannedAuc;
import org.subtext.routes.contract.Setting;
import org.subtext.routes.contract.Work;
import org.subtext.statistics.Estimate;
import org.subtext.wording.Lists;

/**
 * A model of recorded columns, trained on the patients that the audit's recognisers learnt from (training and
 * validation) and given the patients that those were assessed on.
 *
 * @param columns with a cell for every position of the cohort
 * @param table what the report shows of how columns were taken; empty for all but the first experiment
 */
public record FromTable(
        Setting setting,
        List<RecordedColumn> columns,
        Tuned classifier,
        Work work,
        int information,
        List<EvidenceTable> tables)
        implements Experiment {
    /**
     * A rough price of fitting one row of one column once, in seconds on two cores: the three differ by more than their
     * grids.
     */
    private static double secondsACell(Tuned classifier) {
        return switch (classifier.name()) {
            case "random forest" -> 4e-5;
            case "boosted trees" -> 8e-6;
            default -> 2e-6;
        };
    }

    static FromTable of(
            Setting setting, List<RecordedColumn> columns, Tuned classifier, FinishedAudit audit, int information) {
        double cells = (double) audit.cohort().size() * audit.folds().size() * columns.size();
        double fits = 1 + classifier.candidates().size() * Tuned.FOLDS;
        return new FromTable(
                setting,
                columns,
                classifier,
                Work.seconds(0.2 + secondsACell(classifier) * cells * fits),
                information,
                List.of());
    }

    FromTable with(EvidenceTable table) {
        return new FromTable(setting, columns, classifier, work, information, List.of(table));
    }

    List<String> names() {
        return columns.stream().map(RecordedColumn::name).toList();
    }

    @Override
    public String determinants() {
        return String.join(", ", names()) + "; " + classifier.description();
    }

    @Override
    public Evidence run(FinishedAudit audit, Progress progress) throws NotRunException {
        PredictionTable predictions = predictions(audit, setting, columns, classifier);
        Estimate image = PlannedAuc.macro(audit.predictions(), audit.assessment());
        Estimate alone = PlannedAuc.macro(predictions, audit.assessment());
        return new Evidence(
                predictions, tables, List.of(), sentences(audit.cohort().attribute(), names(), alone, image));
    }

    /** Out-of-fold scores of columns, at image level. */
    public static PredictionTable predictions(
            FinishedAudit audit, Setting setting, List<RecordedColumn> columns, Tuned classifier)
            throws NotRunException {
        audit.requireTraining();
        TableProbe probe = new TableProbe(
                classifier,
                audit.cohort().classNames().size(),
                audit.cohort().labels(),
                audit.cohort().patientOrdinals());
        List<GroupedFolds.Fold> folds = audit.folds().stream()
                .map(fold -> new GroupedFolds.Fold(
                        IntStream.concat(Arrays.stream(fold.training()), Arrays.stream(fold.validation()))
                                .toArray(),
                        fold.test()))
                .toList();
        List<TableProbe.Scored> scored =
                probe.scores(columns, folds, audit.seed().child("table").child(setting.label()));
        PredictionTableBuilder table = audit.table();
        for (int f = 0; f < folds.size(); f++) {
            double[][] probabilities = scored.get(f).probabilities();
            int[] positions = scored.get(f).rows();
            for (int i = 0; i < positions.length; i++) {
                audit.add(table, setting, audit.folds().get(f), positions[i], floats(probabilities[i]));
            }
        }
        return table.build();
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int k = 0; k < floats.length; k++) {
            floats[k] = (float) values[k];
        }
        return floats;
    }

    /** What can be said of columns alone beside the image, and no more. */
    static List<String> sentences(String attribute, List<String> columns, Estimate alone, Estimate image) {
        String names = Lists.and(columns, Lists.MOST_IN_A_SENTENCE);
        if (!(alone instanceof Estimate.Known) || !(image instanceof Estimate.Known)) {
            return List.of();
        }
        boolean tells = PlannedAuc.above(alone, 0.5);
        if (columns.size() == 1) {
            return tells
                    ? List.of("The recorded " + names + " goes with " + attribute + ": AUC from it alone "
                            + PlannedAuc.words(alone) + " (this column's own interval).")
                    : List.of();
        }
        if (PlannedAuc.below(alone, image)) {
            return List.of("Not explained by the recorded " + names + ": AUC from those alone "
                    + PlannedAuc.words(alone) + ", from the image " + PlannedAuc.words(image) + ".");
        }
        return List.of("The recorded " + names + (tells ? " tell " + attribute : " are not shown to tell " + attribute)
                + ": AUC from those alone " + PlannedAuc.words(alone) + ", from the image " + PlannedAuc.words(image)
                + ". The intervals do not set the image apart from them.");
    }

    /** How each column of the table was taken. */
    static EvidenceTable taken(RecordedConfounders confounders, FinishedAudit audit) {
        List<String> classes = audit.cohort().classNames();
        Map<String, List<String>> rows = new LinkedHashMap<>();
        confounders
                .used()
                .forEach(column -> rows.put(
                        column.name(),
                        List.of(
                                column.name(),
                                column.kind().words(),
                                ColumnTopic.of(column.name()).words(),
                                "used",
                                Imbalance.of(column, audit.cohort().labels(), classes.size())
                                        .words(classes))));
        confounders
                .choice()
                .leftOut()
                .forEach(one -> rows.put(
                        one.name(),
                        List.of(one.name(), "", ColumnTopic.of(one.name()).words(), "left out: " + one.reason(), "")));
        return new EvidenceTable(
                "Columns of the table",
                List.of("column", "holds", "about", "taken", "uneven in these images"),
                List.copyOf(rows.values()),
                "Columns that identify patients, studies or files, the split and the attribute itself are never taken."
                        + " What a column is about is read from its name. A standardised difference (Austin 2009) of "
                        + Imbalance.NOTABLE
                        + " or more is called notable; it describes these images and has no interval.");
    }
}
