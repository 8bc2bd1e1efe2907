package org.subtext.routes.injection;

import java.util.List;
import org.subtext.predictions.ExperimentName;
import org.subtext.predictions.PredictionTable;
import org.subtext.predictions.PredictionTableBuilder;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.recognition.TrainingPlan;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.Fold;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.NotRunException;
import org.subtext.routes.contract.Setting;
import org.subtext.routes.contract.Subject;
import org.subtext.routes.table.TrainedOnLabels;

/**
 * The audit's network, trained anew in every fold to tell one random half of the patients, whose images hold a signal,
 * from the other; the dear counterpart of {@link PlainRung}.
 *
 * @param training how each network is trained
 */
public record NetworkRung(FinishedAudit audit, InjectedAudit injected, TrainingPlan training) {

    /**
     * Whether the audit's rule finds a half drawn anew, each image with a signal of its own.
     *
     * @param strength as it is stated, percent, above 0
     * @param draw names the networks, which differ between draws
     */
    public boolean finds(FaintSignal signal, double strength, int draw, Seed seed, Progress progress)
            throws NotRunException {
        return injected.rule(progress).finds(scores(signal, strength, setting(signal, draw), seed, progress));
    }

    static Setting setting(FaintSignal signal, int draw) {
        return new Setting(NetworkInjectionRoute.NAME, new Subject.Injected(signal.name(), draw), Mode.NEWLY_TRAINED);
    }

    /** Of all images of a half drawn by the seed, as whether they hold the signal. */
    PredictionTable scores(FaintSignal signal, double strength, Setting setting, Seed seed, Progress progress)
            throws NotRunException {
        int[] drawn = injected.halves().draw(seed);
        FinishedAudit with = audit.withPixels(
                injected.injected(signal, injected.asked(signal, strength), drawn, seed.child("signal")));
        PredictionTableBuilder table = new PredictionTableBuilder(RecoveryRule.CLASSES);
        for (int i = 0; i < audit.folds().size(); i++) {
            TrainedOnLabels.Scores scores =
                    new TrainedOnLabels(setting, training, i, RecoveryRule.CLASSES, drawn).run(with, progress);
            add(audit.folds().get(i), scores, drawn, table);
        }
        return table.build();
    }

    private void add(Fold fold, TrainedOnLabels.Scores scores, int[] drawn, PredictionTableBuilder table) {
        List<String> classes = RecoveryRule.CLASSES;
        for (int i = 0; i < scores.positions().length; i++) {
            int position = scores.positions()[i];
            float[] own = scores.scores()[i];
            audit.add(table, new ExperimentName.Internal(), fold, position, classes.get(drawn[position]), new double[] {
                own[0], own[1]
            });
        }
    }
}
