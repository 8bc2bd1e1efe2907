package org.subtext.routes.injection;

import java.util.List;
import org.subtext.predictions.PredictionTable;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.recognition.TrainingPlan;
import org.subtext.routes.contract.Evidence;
import org.subtext.routes.contract.EvidenceStore;
import org.subtext.routes.contract.EvidenceTable;
import org.subtext.routes.contract.Experiment;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.NotRunException;
import org.subtext.routes.contract.PlannedAuc;
import org.subtext.routes.contract.Recovery;
import org.subtext.routes.contract.RoutesPlan;
import org.subtext.routes.contract.Setting;
import org.subtext.routes.contract.Work;
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
        Setting setting = NetworkRung.setting(signal, draw);
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
        PredictionTable predictions =
                new NetworkRung(audit, injected, training).scores(signal, strength, setting, seed, progress);
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

    private EvidenceTable row(Estimate auc, boolean found, Recovery recovery) {
        return new EvidenceTable(
                "The network on a signal put in, draw " + draw,
                List.of("Signal", "AUC (interval)", "Found"),
                List.of(List.of(recovery.what(), PlannedAuc.words(auc), found ? "yes" : "no")),
                "Newly trained in every fold on one random half of the patients with the signal, answered by the audit's"
                        + " rule.");
    }
}
