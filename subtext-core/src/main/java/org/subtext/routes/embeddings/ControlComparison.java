package org.subtext.routes.embeddings;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.encoding.CrossValidated;
import org.subtext.encoding.LinearProbe;
import org.subtext.encoding.PrequentialCode;
import org.subtext.encoding.Probe;
import org.subtext.encoding.ProbeRows;
import org.subtext.encoding.UsableInformation;
import org.subtext.predictions.PredictionTable;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.routes.contract.Evidence;
import org.subtext.routes.contract.EvidenceTable;
import org.subtext.routes.contract.Experiment;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.Fold;
import org.subtext.routes.contract.NotRunException;
import org.subtext.routes.contract.PlannedAuc;
import org.subtext.routes.contract.Setting;
import org.subtext.routes.contract.Work;
import org.subtext.statistics.Estimate;
import org.subtext.wording.Digits;

/**
 * The finished network against its untrained controls at the layer its head reads: AUCs of every probe, and the figures
 * that do not reward a larger probe. The differences are the result.
 *
 * @param networks the finished one first
 */
record ControlComparison(
        Setting setting,
        String layer,
        List<Probe> probes,
        List<ProbedNetwork> networks,
        ProbedEmbeddings probed,
        String weights,
        Work work,
        int information)
        implements Experiment {
    private static final Probe FOR_BITS = new LinearProbe(LinearProbe.Choice.LOG_LOSS);

    @Override
    public String determinants() {
        return weights + networks;
    }

    @Override
    public Evidence run(FinishedAudit audit, Progress progress) throws NotRunException {
        audit.requireTraining();
        List<String> sentences = new ArrayList<>();
        EvidenceTable aucs = aucs(audit, sentences, progress);
        return new Evidence(null, List.of(aucs, bits(audit, progress)), List.of(), sentences);
    }

    private EvidenceTable aucs(FinishedAudit audit, List<String> sentences, Progress progress) {
        AssessmentPlan plan = audit.assessment();
        List<String> headings = new ArrayList<>(List.of("Probe"));
        networks.forEach(network -> headings.add("AUC, " + network.words()));
        networks.stream().skip(1).forEach(network -> headings.add("Finished less " + network.words()));
        List<List<String>> rows = new ArrayList<>();
        for (Probe probe : probes) {
            Map<ProbedNetwork, PredictionTable> tables = new EnumMap<>(ProbedNetwork.class);
            networks.forEach(
                    network -> tables.put(network, probed.scores(audit, setting, network, layer, probe, progress)));
            List<String> row = new ArrayList<>(List.of(probe.name()));
            List<String> differences = new ArrayList<>();
            Map<ProbedNetwork, Estimate> estimates = new EnumMap<>(ProbedNetwork.class);
            tables.forEach((network, table) -> estimates.put(network, PlannedAuc.macro(table, plan)));
            estimates.values().forEach(estimate -> row.add(PlannedAuc.words(estimate)));
            tables.forEach((network, table) -> {
                if (network != ProbedNetwork.FINISHED) {
                    Estimate difference = PlannedAuc.difference(finished(tables), table, plan);
                    differences.add(PlannedAuc.words(difference));
                    if (probe == probes.get(0)) {
                        sentences.addAll(EncodingReading.of(
                                audit.cohort().attribute(),
                                probe.name(),
                                network,
                                known(estimates, ProbedNetwork.FINISHED),
                                known(estimates, network),
                                difference));
                    }
                }
            });
            row.addAll(differences);
            rows.add(row);
        }
        return new EvidenceTable(
                "Probes on layer \"" + layer + "\", finished network and controls",
                headings,
                rows,
                "Macro one-versus-rest AUC by " + plan.primaryUnit().noun() + "; each probe learnt from its fold's"
                        + " training images and scored its test"
                        + " images. The finished network saw the"
                        + " training images with their classes,"
                        + " the controls did not. Differences rest"
                        + " on the same patients. One draw of"
                        + " random weights.");
    }

    private static PredictionTable finished(Map<ProbedNetwork, PredictionTable> tables) {
        return java.util.Objects.requireNonNull(tables.get(ProbedNetwork.FINISHED));
    }

    private static Estimate known(Map<ProbedNetwork, Estimate> estimates, ProbedNetwork network) {
        return estimates.getOrDefault(network, Estimate.undefined("not run"));
    }

    /** On the first fold's test images, which no network has learnt from: one space of embeddings a network. */
    private EvidenceTable bits(FinishedAudit audit, Progress progress) {
        Fold fold = audit.folds().get(0);
        AssessmentPlan plan = audit.assessment();
        Seed seed = audit.seed().child("embeddings, bits");
        List<List<String>> rows = new ArrayList<>();
        for (ProbedNetwork network : networks) {
            ProbeRows embedded = probed.embedded(audit, network, fold, layer, fold.test(), progress);
            PrequentialCode code = PrequentialCode.of(FOR_BITS, embedded, seed);
            double[] usable = CrossValidated.of(FOR_BITS, embedded, seed).bits();
            Estimate information = UsableInformation.mean(usable, plan.replicates(), plan.seed(), plan.level());
            rows.add(List.of(
                    network.words(),
                    Integer.toString(code.patients()),
                    Digits.fixed(code.bits() / code.patients(), 3),
                    Digits.fixed(code.prevalenceBits() / code.patients(), 3),
                    Digits.fixed(code.compression(), 2),
                    PlannedAuc.words(information)));
        }
        return new EvidenceTable(
                "Figures that do not reward a larger probe",
                List.of(
                        "Network",
                        "Patients",
                        "Code, bits a patient",
                        "By frequency alone, bits a patient",
                        "Compression of the uniform code",
                        "Usable information, bits a patient"),
                rows,
                "The code is what the recorded classes cost when each block of patients is coded by a linear probe"
                        + " that learnt from those before (Voita and Titov 2020); it is short only if little data suffices"
                        + " to learn them. Usable information is what a linear probe can use for patients it has not seen"
                        + " (Xu and others 2020), in five folds. Test images of " + fold.name() + ".");
    }
}
