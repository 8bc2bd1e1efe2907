package org.subtext.bench.routes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.subtext.assessment.Assessment;
import org.subtext.assessment.Verdict;
import org.subtext.audit.Audit;
import org.subtext.audit.AuditPlan;
import org.subtext.audit.SplitPlan;
import org.subtext.learn.TorchTrainer;
import org.subtext.learn.engine.Device;
import org.subtext.progress.Progress;
import org.subtext.recognition.Augmentation;
import org.subtext.sources.phantom.PhantomCohort;
import org.subtext.statistics.Estimate;

/** Makes a phantom, audits it with the battery, and compares the answer with what was planted. */
final class PhantomAudit {
    private static final int EPOCHS = 10;
    private static final int BATCH = 16;
    private static final int REPLICATES = 1_000;
    private static final double TRAINED_ON = 0.5;

    private final Path folder;
    private final BatteryOfPhantoms battery;

    /** @param folder keeps phantoms, networks and evidence, so that what was finished is not done again */
    PhantomAudit(Path folder, BatteryOfPhantoms battery) {
        this.folder = folder;
        this.battery = battery;
    }

    Outcome of(Phantom phantom) throws IOException {
        long begun = System.nanoTime();
        Path table = PhantomCohort.write(
                phantom.plan(), folder.resolve("phantoms").resolve(phantom.name()), Progress.SILENT);
        Audit.Result result = new Audit(new TorchTrainer(Device.CPU), Progress.SILENT)
                .run(plan(phantom, table), folder.resolve("runs"), true);
        List<Pointed> pointed = battery.answer(result);
        return outcome(phantom, result.content().assessment(), pointed, (System.nanoTime() - begun) / 1e9);
    }

    private AuditPlan plan(Phantom phantom, Path table) {
        AuditPlan plan = AuditPlan.ofDefaults(phantom.name(), table, "group", "small", phantom.seed());
        return battery.asked(plan.withSplit(
                        new SplitPlan(SplitPlan.Kind.FRACTIONS, 5, TRAINED_ON, 0, 1 - TRAINED_ON, null))
                .withRecognition(recognition -> recognition.withTraining(training -> training.withPasses(
                                passes -> passes.withEpochs(EPOCHS).withBatchSize(BATCH))
                        .withAugmentation(Augmentation.NONE)
                        .withExecution(execution -> execution.withWorkers(1))))
                .withAssessment(plan.assessment().withDraws(REPLICATES)));
    }

    static Outcome outcome(Phantom phantom, Assessment assessment, List<Pointed> pointed, double seconds) {
        Verdict verdict = Optional.ofNullable(assessment.verdict()).orElseThrow();
        Estimate auc =
                assessment.primary().level(assessment.plan().primaryUnit()).macroAuc();
        boolean isKnown = auc instanceof Estimate.Known;
        List<Judgement> judgements =
                pointed.stream().map(phantom.route()::judge).toList();
        return new Outcome(
                phantom.name(),
                phantom.route().words(),
                phantom.seed(),
                verdict.kind().words(),
                auc.valueOr(Double.NaN),
                isKnown ? ((Estimate.Known) auc).interval().lower() : Double.NaN,
                isKnown ? ((Estimate.Known) auc).interval().upper() : Double.NaN,
                pointed.stream().map(Pointed::what).toList(),
                judgements,
                result(phantom.route(), verdict.kind() == Verdict.Kind.REVEALS, pointed),
                seconds);
    }

    static String result(PlantedRoute route, boolean reveals, List<Pointed> pointed) {
        if (route instanceof PlantedRoute.Nothing) {
            return reveals || !pointed.isEmpty() ? Outcome.FALSE_ALARM : Outcome.SILENT;
        }
        return pointed.stream()
                .filter(one -> route.isAnsweredBy(one.kind()))
                .findFirst()
                .filter(strongest -> route.judge(strongest) == Judgement.HIT)
                .map(strongest -> Outcome.HIT)
                .orElse(Outcome.MISS);
    }
}
