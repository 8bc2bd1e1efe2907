package org.subtext.routes.injection;

import java.util.List;
import org.subtext.predictions.ExperimentName;
import org.subtext.predictions.PredictionTable;
import org.subtext.predictions.PredictionTableBuilder;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.recognition.TrainingPlan;
import org.subtext.routes.contract.Evidence;
import org.subtext.routes.contract.EvidenceStore;
import org.subtext.routes.contract.EvidenceTable;
import org.subtext.routes.contract.Experiment;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.Fold;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.NotRunException;
import org.subtext.routes.contract.PlannedAuc;
import org.subtext.routes.contract.Recovery;
import org.subtext.routes.contract.RoutesPlan;
import org.subtext.routes.contract.Setting;
import org.subtext.routes.contract.Subject;
import org.subtext.routes.contract.Work;
import org.subtext.routes.table.TrainedOnLabels;
import org.subtext.statistics.Estimate;

/**
 * The audit's network, trained anew in every fold to tell one random half of the patients, whose images hold the signal
 * at the strength that the linear reader finds, from the other.
 */
record NetworkInjection(
        Setting setting, FaintSignal signal, InjectedAudit injected, TrainingPlan training, Work work, int draw)
        implements Experiment {
    static NetworkInjection of(
            FaintSignal signal, InjectedAudit injected, FinishedAudit audit, RoutesPlan plan, int draw) {
        TrainingPlan training = plan.training().like(audit.training());
        int epochs = training.passes().epochs();
        Work work = audit.folds().stream()
                .map(fold -> new Work(
                        fold.test().length + (long) fold.validation().length * epochs,
                        (long) fold.training().length * epochs,
                        0))
                .reduce(Work.NONE, Work::plus);
        Setting setting =
                new Setting(NetworkInjectionRoute.NAME, new Subject.Injected(signal.name(), draw), Mode.NEWLY_TRAINED);
        return new NetworkInjection(setting, signal, injected, training, work, draw);
    }

    @Override
    public int information() {
        return 1;
    }

    @Override
    public String determinants() {
        return training.passes().epochs() + " epochs";
    }

    @Override
    public Evidence run(FinishedAudit audit, Progress progress) throws NotRunException {
        double strength = strength(audit);
        Seed seed = audit.seed().child("network " + setting.label());
        int[] drawn = injected.halves().draw(seed);
        FinishedAudit with = audit.withPixels(
                injected.injected(signal, injected.asked(signal, strength), drawn, seed.child("signal")));
        PredictionTableBuilder table = new PredictionTableBuilder(RecoveryRule.CLASSES);
        for (int i = 0; i < audit.folds().size(); i++) {
            TrainedOnLabels.Scores scores =
                    new TrainedOnLabels(setting, training, i, RecoveryRule.CLASSES, drawn).run(with, progress);
            add(audit, audit.folds().get(i), scores, drawn, table);
        }
        PredictionTable predictions = table.build();
        RecoveryRule rule = injected.rule(progress);
        boolean found = rule.finds(predictions);
        Recovery recovery = new Recovery(
                signal.name(),
                Recovery.Reader.NETWORK,
                signal.axis(),
                strength,
                Recovery.Bound.FOUND_AT,
                strength,
                null,
                SignalSearch.POWER,
                signal.words(strength),
                new Recovery.Anew(found ? 1 : 0, 1),
                List.of(),
                List.of());
        return new Evidence(
                null,
                List.of(row(rule.auc(predictions), found, recovery)),
                List.of(),
                List.of(),
                List.of(),
                List.of(recovery));
    }

    /** As the linear reader's search stored it. */
    private double strength(FinishedAudit audit) throws NotRunException {
        Recovery searched = new EvidenceStore(audit.folder())
                .read(new Injection(signal, injected))
                .flatMap(evidence -> evidence.recoveries().stream().findFirst())
                .orElseThrow(() -> new NotRunException(
                        "At what strength the linear reader finds a " + signal.name() + " is not known yet.",
                        "Ask for the route " + InjectionRoute.NAME + " first, or for both."));
        Double strength = searched.strength();
        if (strength == null) {
            throw new NotRunException(
                    "The linear reader found a " + signal.name() + " at no strength that was tried.",
                    "More patients would do.");
        }
        return strength;
    }

    private static void add(
            FinishedAudit audit, Fold fold, TrainedOnLabels.Scores scores, int[] drawn, PredictionTableBuilder table) {
        for (int i = 0; i < scores.positions().length; i++) {
            int position = scores.positions()[i];
            float[] own = scores.scores()[i];
            audit.add(
                    table,
                    new ExperimentName.Internal(),
                    fold,
                    position,
                    RecoveryRule.CLASSES.get(drawn[position]),
                    new double[] {own[0], own[1]});
        }
    }

    private EvidenceTable row(Estimate auc, boolean found, Recovery recovery) {
        return new EvidenceTable(
                "The network on a signal put in, draw " + draw,
                List.of("Signal", "AUC (interval)", "Found"),
                List.of(List.of(recovery.what(), PlannedAuc.words(auc), found ? "yes" : "no")),
                "Newly trained in every fold on one random half of the patients with the signal, answered by the audit's"
                        + " rule.");
    }
}
