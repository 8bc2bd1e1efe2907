package org.subtext.routes.controls;

import org.subtext.predictions.PredictionTableBuilder;
import org.subtext.progress.Progress;
import org.subtext.recognition.TrainingPlan;
import org.subtext.routes.contract.Evidence;
import org.subtext.routes.contract.Experiment;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.NotRunException;
import org.subtext.routes.contract.RoutesPlan;
import org.subtext.routes.contract.Setting;
import org.subtext.routes.contract.Work;
import org.subtext.routes.table.TrainedOnLabels;

/**
 * A column that a network is newly trained on, in place of the attribute.
 *
 * @param folds how many of the audit's folds, from the first
 */
record NetworkControl(Setting setting, LinearScores classes, TrainingPlan training, int folds, Work work)
        implements Experiment {
    static NetworkControl of(Setting setting, LinearScores classes, FinishedAudit audit, RoutesPlan plan) {
        return new NetworkControl(
                setting,
                classes,
                TrainedOnLabels.plan(audit, plan),
                TrainedOnLabels.folds(audit, plan).size(),
                TrainedOnLabels.work(audit, plan));
    }

    @Override
    public int information() {
        return 1;
    }

    @Override
    public String determinants() {
        return String.join(", ", classes.names()) + "; " + folds + " folds, "
                + training.passes().epochs() + " epochs";
    }

    @Override
    public Evidence run(FinishedAudit audit, Progress progress) throws NotRunException {
        PredictionTableBuilder table = new PredictionTableBuilder(classes.names());
        for (int i = 0; i < folds; i++) {
            TrainedOnLabels.Scores scores =
                    new TrainedOnLabels(setting, training, i, classes.names(), classes.labels()).run(audit, progress);
            for (int t = 0; t < scores.positions().length; t++) {
                int position = scores.positions()[t];
                float[] given = scores.scores()[t];
                double[] values = new double[given.length];
                for (int k = 0; k < values.length; k++) {
                    values[k] = given[k];
                }
                String truth = classes.names().get(classes.labels()[position]);
                audit.add(table, setting.scores(), audit.folds().get(i), position, truth, values);
            }
        }
        return Evidence.of(table.build());
    }
}
