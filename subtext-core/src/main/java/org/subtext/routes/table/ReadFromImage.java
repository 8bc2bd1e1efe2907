package org.subtext.routes.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.subtext.confounding.Imbalance;
import org.subtext.confounding.RecordedColumn;
import org.subtext.confounding.Tuned;
import org.subtext.confounding.WithinStrata;
import org.subtext.predictions.PredictionTable;
import org.subtext.progress.Progress;
import org.subtext.recognition.TrainingPlan;
import org.subtext.routes.contract.Evidence;
import org.subtext.routes.contract.EvidenceTable;
import org.subtext.routes.contract.Experiment;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.NotRunException;
import org.subtext.routes.contract.PlannedAuc;
import org.subtext.routes.contract.RoutesPlan;
import org.subtext.routes.contract.Setting;
import org.subtext.routes.contract.Work;
import org.subtext.statistics.Clusters;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.MulticlassScores;

/**
 * Networks newly trained to read a recorded column instead of the attribute, beside what that column tells of the
 * attribute.
 *
 * @param classes that the column makes
 * @param folds how many of the audit's folds, from the first
 */
record ReadFromImage(
        Setting setting, RecordedColumn column, ConfounderClasses classes, TrainingPlan training, int folds, Work work)
        implements Experiment {
    static ReadFromImage of(
            Setting setting, RecordedColumn column, ConfounderClasses classes, FinishedAudit audit, RoutesPlan plan) {
        return new ReadFromImage(
                setting,
                column,
                classes,
                TrainedOnLabels.plan(audit, plan),
                TrainedOnLabels.folds(audit, plan).size(),
                TrainedOnLabels.work(audit, plan));
    }

    @Override
    public int information() {
        return 3;
    }

    @Override
    public String determinants() {
        return String.join(", ", classes.names()) + "; " + folds + " folds, "
                + training.passes().epochs() + " epochs";
    }

    @Override
    public Evidence run(FinishedAudit audit, Progress progress) throws NotRunException {
        List<float[]> scores = new ArrayList<>();
        List<Integer> positions = new ArrayList<>();
        for (int i = 0; i < folds; i++) {
            TrainedOnLabels.Scores ofFold =
                    new TrainedOnLabels(setting, training, i, classes.names(), classes.labels()).run(audit, progress);
            scores.addAll(List.of(ofFold.scores()));
            Arrays.stream(ofFold.positions()).forEach(positions::add);
        }
        Estimate read = PlannedAuc.macro(multiclass(audit, scores, positions), audit.assessment());
        Estimate goesWith = PlannedAuc.macro(
                FromTable.predictions(audit, setting, List.of(column), Tuned.logisticRegression()), audit.assessment());
        List<String> attributeClasses = audit.cohort().classNames();
        Imbalance uneven = Imbalance.of(column, audit.cohort().labels(), attributeClasses.size());
        Estimate shift = shift(audit, uneven);
        return new Evidence(
                null,
                List.of(table(audit, read, goesWith, uneven, shift, positions.size())),
                List.of(),
                List.of(sentence(audit.cohort().attribute(), read, goesWith, uneven, uneven.words(attributeClasses))));
    }

    private EvidenceTable table(
            FinishedAudit audit, Estimate read, Estimate goesWith, Imbalance uneven, Estimate shift, int images) {
        String attribute = audit.cohort().attribute();
        List<String> attributeClasses = audit.cohort().classNames();
        String level = uneven.level() == null ? "high " + column.name() : String.valueOf(uneven.level());
        return new EvidenceTable(
                column.name() + " as a route",
                List.of("question", "answer", "how"),
                List.of(
                        List.of(
                                "Is " + column.name() + " (" + String.join(", ", classes.names())
                                        + ") readable from the image?",
                                "AUC " + PlannedAuc.words(read),
                                "newly trained, " + folds + (folds == 1 ? " fold" : " folds") + ", " + images
                                        + " images, by image"),
                        List.of(
                                "Is it uneven between the classes of " + attribute + " in these images?",
                                uneven.words(attributeClasses),
                                "all images; from " + Imbalance.NOTABLE + " on it is called notable"),
                        List.of(
                                "Does it tell " + attribute + " of patients not seen?",
                                "AUC " + PlannedAuc.words(goesWith),
                                "from the table alone, all folds, by "
                                        + audit.assessment().primaryUnit().noun()),
                        List.of(
                                "Does the finished network's score of " + attributeClasses.get(uneven.higher())
                                        + " go with " + level + " among images of the same " + attribute + "?",
                                "AUC " + PlannedAuc.words(shift),
                                "stored scores, by image; one half when it does not")),
                "A column that is readable from the image and goes with the attribute is a possible route. That both"
                        + " hold does not show that the network takes it; strata and reweighting show what is left without"
                        + " it.");
    }

    /** The AUC of the finished network's score between images with and without the level, within recorded classes. */
    private Estimate shift(FinishedAudit audit, Imbalance uneven) {
        Map<String, Integer> positionOf = new HashMap<>();
        audit.cohort().images().forEach(image -> positionOf.put(image.id(), positionOf.size()));
        PredictionTable table = audit.predictions();
        boolean[] has = new boolean[table.size()];
        for (int row = 0; row < has.length; row++) {
            int position = positionOf.getOrDefault(table.image(row), 0);
            has[row] = uneven.level() == null
                    ? classes.labels()[position] >= 0 && classes.labels()[position] == classes.upper()
                    : column.labels(position).contains(uneven.level());
        }
        WithinStrata within = new WithinStrata(table.scores(uneven.higher()), has, table.truths(), table.patients());
        return PlannedAuc.bootstrap(audit.assessment())
                .draw(List.of(within))
                .statistic(0)
                .percentile(audit.assessment().level());
    }

    private MulticlassScores multiclass(FinishedAudit audit, List<float[]> scores, List<Integer> positions) {
        int[] patients = audit.cohort().patientOrdinals();
        int[] truth = new int[positions.size()];
        int[] clusters = new int[positions.size()];
        double[][] columns = new double[classes.names().size()][positions.size()];
        for (int row = 0; row < truth.length; row++) {
            truth[row] = classes.labels()[positions.get(row)];
            clusters[row] = patients[positions.get(row)];
            for (int k = 0; k < columns.length; k++) {
                columns[k][row] = scores.get(row)[k];
            }
        }
        return MulticlassScores.of(classes.names(), columns, truth, Clusters.dense(clusters));
    }

    private String sentence(String attribute, Estimate read, Estimate goesWith, Imbalance uneven, String words) {
        String name = column.name() + " (" + String.join(", ", classes.names()) + ")";
        if (!PlannedAuc.above(read, 0.5)) {
            return "That " + name + " can be read from the image is not shown: AUC " + PlannedAuc.words(read) + ".";
        }
        String readable = name + " is itself readable from the image, AUC " + PlannedAuc.words(read);
        String alone = "AUC from it alone " + PlannedAuc.words(goesWith);
        if (PlannedAuc.above(goesWith, 0.5)) {
            return "Possible route: " + readable + ", and goes with " + attribute + ", " + alone + ".";
        }
        return uneven.isNotable()
                ? "Confounder in these images: " + readable + ", and uneven between the classes of " + attribute + " ("
                        + words + "). That it goes with " + attribute + " beyond these patients is not shown, " + alone
                        + "."
                : readable + ", but goes with " + attribute + " neither in these images (" + words
                        + ") nor beyond them, " + alone + ".";
    }
}
