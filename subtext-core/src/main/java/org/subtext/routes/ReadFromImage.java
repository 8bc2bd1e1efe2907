package org.subtext.routes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.subtext.confounding.RecordedColumn;
import org.subtext.confounding.Tuned;
import org.subtext.progress.Progress;
import org.subtext.recognition.TrainingPlan;
import org.subtext.statistics.Clusters;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.MulticlassScores;

/**
 * Networks newly trained to read a recorded column instead of the attribute, beside what that column tells of the attribute.
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
        return String.join(", ", classes.names()) + "; " + folds + " folds, " + training.epochs() + " epochs";
    }

    @Override
    public Evidence run(FinishedAudit audit, Progress progress) throws NotRunException {
        List<float[]> scores = new ArrayList<>();
        List<Integer> positions = new ArrayList<>();
        for (int i = 0; i < folds; i++) {
            TrainedOnLabels.Scores ofFold = new TrainedOnLabels(
                            setting, training, i, classes.names(), classes.labels())
                    .run(audit, progress);
            scores.addAll(List.of(ofFold.scores()));
            Arrays.stream(ofFold.positions()).forEach(positions::add);
        }
        Estimate read = PlannedAuc.macro(multiclass(audit, scores, positions), audit.assessment());
        Estimate goesWith = PlannedAuc.macro(
                FromTable.predictions(audit, setting, List.of(column), Tuned.logisticRegression()),
                audit.assessment());
        EvidenceTable table = new EvidenceTable(
                column.name() + " as a route",
                List.of("question", "AUC", "how"),
                List.of(
                        List.of(
                                "is " + column.name() + " (" + String.join(", ", classes.names())
                                        + ") readable from the image?",
                                PlannedAuc.words(read),
                                "newly trained, " + folds + (folds == 1 ? " fold" : " folds") + ", "
                                        + positions.size() + " images, by image"),
                        List.of(
                                "does it go with " + audit.cohort().attribute() + "?",
                                PlannedAuc.words(goesWith),
                                "from the table alone, all folds, by "
                                        + audit.assessment().primaryUnit().noun())),
                "A column is a possible route when both hold. That both hold does not show that the network takes it.");
        return new Evidence(
                null,
                List.of(table),
                List.of(),
                List.of(sentence(audit.cohort().attribute(), read, goesWith)));
    }

    private MulticlassScores multiclass(FinishedAudit audit, List<float[]> scores, List<Integer> positions) {
        int[] patients = FromTable.patients(audit);
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

    String sentence(String attribute, Estimate read, Estimate goesWith) {
        String name = column.name() + " (" + String.join(", ", classes.names()) + ")";
        if (!PlannedAuc.above(read, 0.5)) {
            return "That " + name + " can be read from the image is not shown: AUC " + PlannedAuc.words(read) + ".";
        }
        String readable = name + " is itself readable from the image, AUC " + PlannedAuc.words(read);
        return PlannedAuc.above(goesWith, 0.5)
                ? "Possible route: " + readable + ", and goes with " + attribute + ", AUC from it alone "
                        + PlannedAuc.words(goesWith) + "."
                : readable + ", but is not shown to go with " + attribute + ", AUC from it alone "
                        + PlannedAuc.words(goesWith) + ".";
    }
}
