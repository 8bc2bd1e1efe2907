package org.subtext.routes.injection;

import java.util.List;
import org.subtext.progress.Progress;
import org.subtext.routes.contract.Evidence;
import org.subtext.routes.contract.EvidenceTable;
import org.subtext.routes.contract.Experiment;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.NotRunException;
import org.subtext.routes.contract.Recovery;
import org.subtext.routes.contract.RuledOut;
import org.subtext.routes.contract.Setting;
import org.subtext.routes.contract.Subject;
import org.subtext.routes.contract.Work;
import org.subtext.wording.Digits;
import org.subtext.wording.Percent;

/** The search for the strength at which one signal is found, on the reader of that signal. */
final class Injection implements Experiment {
    private static final int NAMES_IT = 3;
    private static final int BEARS_OUT = 1;

    /** Features twice, unchanged and with a signal, may take this share of the heap. */
    private static final double SHARE_OF_HEAP = 0.4;

    private final FaintSignal signal;
    private final InjectedAudit injected;
    private final ReadHalves halves;

    Injection(FaintSignal signal, InjectedAudit injected) {
        this.signal = signal;
        this.injected = injected;
        this.halves = injected.readBy(signal.reader());
    }

    @Override
    public Setting setting() {
        return new Setting(InjectionRoute.NAME, new Subject.Injected(signal.name(), 0), Mode.FROM_FEATURES);
    }

    @Override
    public Work work() {
        return Work.seconds(halves.price().search());
    }

    /** It answers "no evidence" and is beside the point where something was found. */
    @Override
    public int information() {
        return injected.isRevealed() ? BEARS_OUT : NAMES_IT;
    }

    @Override
    public String determinants() {
        return SignalSearch.COARSE + ", " + SignalSearch.NEAR + " and " + SignalSearch.FRESH + " strengths, "
                + SignalSearch.GLANCES + " or " + SignalSearch.DRAWS + " halves each, " + signal.range()
                + ", from half a step of " + (GreyStep.LEVELS + 1)
                + " grey values" + signal.reader().recipe();
    }

    @Override
    public Evidence run(FinishedAudit audit, Progress progress) throws NotRunException {
        if (halves.bytes() > SHARE_OF_HEAP * Runtime.getRuntime().maxMemory()) {
            throw new NotRunException(
                    "Features of " + Digits.count(audit.cohort().size())
                            + " images, with a signal and without, do not fit the memory given to this program.",
                    "Give it more memory, or audit fewer patients.");
        }
        SignalSearch.Found found =
                new SignalSearch(injected, signal, audit.seed().child("injection " + signal.name()), progress).run();
        ReadHalves.Controls controls = halves.controls(progress);
        Recovery recovery = found.recovery();
        return new Evidence(
                null,
                List.of(table(found, controls)),
                List.of(),
                RuledOut.sentences(List.of(recovery)),
                List.of(),
                List.of(recovery));
    }

    private static EvidenceTable table(SignalSearch.Found found, ReadHalves.Controls controls) {
        Recovery recovery = found.recovery();
        return new EvidenceTable(
                "Signals put in and found again: " + recovery.signal() + ", by "
                        + recovery.reader().words(),
                List.of(
                        "Found with " + Percent.exact(recovery.power()) + " % power",
                        "Interval",
                        "Found anew",
                        "Strengths tried",
                        "Cut off",
                        "Found without a signal"),
                List.of(List.of(
                        RuledOut.strength(recovery),
                        RuledOut.interval(recovery).orElse("–"),
                        recovery.anew().draws() == 0
                                ? "–"
                                : recovery.anew().found() + " of "
                                        + recovery.anew().draws(),
                        String.valueOf(found.strengths()),
                        Digits.fixed(100 * found.clipped(), 1) + " %",
                        controls.found() + " of " + controls.draws())),
                "Strength: " + recovery.axis() + ". Half of the patients of each fold are drawn at random, whatever is"
                        + " recorded of them; their images get the signal, each one of its own, and "
                        + recovery.reader().words()
                        + " is taught and asked on the audit's folds, answered by the audit's rule. At a strength near that"
                        + " found " + SignalSearch.DRAWS
                        + " halves are drawn. Found anew: at the strength found, with new signals"
                        + " and halves. Cut off: values beyond black or white there. Found without a signal: halves"
                        + " drawn alike with unchanged images, a control for all signals of this reader.");
    }
}
