package org.subtext.routes.embeddings;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.subtext.encoding.Probe;
import org.subtext.encoding.ProbeRows;
import org.subtext.predictions.PredictionTable;
import org.subtext.predictions.PredictionTableBuilder;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.recognition.InspectableRecogniser;
import org.subtext.recognition.Recogniser;
import org.subtext.recognition.TrainingPlan;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.Fold;
import org.subtext.routes.contract.Setting;
import org.subtext.statistics.Clusters;

/**
 * Embeddings of an audit's images and what probes make of them, fold by fold: a probe learns from the fold's training
 * images and scores its test images. What was computed for one experiment is kept for the others of the same listing.
 */
final class ProbedEmbeddings {
    private final @Nullable String imageNetWeights;

    /** Scores by network, layer and probe, then fold; {@code [position in fold.test()][class]}. */
    private final Map<String, List<double[][]>> scores = new HashMap<>();

    ProbedEmbeddings(@Nullable String imageNetWeights) {
        this.imageNetWeights = imageNetWeights;
    }

    /** Receives the rows of one fold. */
    @FunctionalInterface
    private interface FoldRows {
        void accept(int fold, ProbeRows training, ProbeRows test);
    }

    /** Scores of every test image, each by the probe of its fold. */
    PredictionTable scores(
            FinishedAudit audit, Setting setting, ProbedNetwork network, String layer, Probe probe, Progress progress) {
        List<double[][]> byFold =
                scored(audit, network, layer, List.of(probe), progress).getOrDefault(probe.name(), List.of());
        PredictionTableBuilder table = audit.table();
        for (int f = 0; f < byFold.size(); f++) {
            Fold fold = audit.folds().get(f);
            double[][] ofFold = byFold.get(f);
            for (int i = 0; i < ofFold.length; i++) {
                float[] values = new float[ofFold[i].length];
                for (int k = 0; k < values.length; k++) {
                    values[k] = (float) ofFold[i][k];
                }
                audit.add(table, setting, fold, fold.test()[i], values);
            }
        }
        return table.build();
    }

    /**
     * By probe: scores of each fold's test images. Probes that have been run on this layer before are not run again.
     */
    private synchronized Map<String, List<double[][]>> scored(
            FinishedAudit audit, ProbedNetwork network, String layer, List<Probe> probes, Progress progress) {
        List<Probe> missing = probes.stream()
                .filter(probe -> !scores.containsKey(key(network, layer, probe)))
                .toList();
        if (!missing.isEmpty()) {
            Map<Probe, double[][][]> found = new LinkedHashMap<>();
            missing.forEach(probe -> found.put(probe, new double[audit.folds().size()][][]));
            forEachFold(
                    audit,
                    network,
                    layer,
                    progress,
                    (f, training, test) -> found.forEach((probe, byFold) -> {
                        Seed seed = seed(audit).child(layer).child(probe.name(), f);
                        byFold[f] = probe.fitAndScore(training, test.vectors(), seed);
                    }));
            found.forEach((probe, byFold) -> scores.put(key(network, layer, probe), List.of(byFold)));
        }
        Map<String, List<double[][]>> all = new LinkedHashMap<>();
        probes.forEach(probe -> all.put(probe.name(), scores.getOrDefault(key(network, layer, probe), List.of())));
        return all;
    }

    private static String key(ProbedNetwork network, String layer, Probe probe) {
        return network + "\n" + layer + "\n" + probe.name();
    }

    private static Seed seed(FinishedAudit audit) {
        return audit.seed().child("embeddings");
    }

    private void forEachFold(
            FinishedAudit audit, ProbedNetwork network, String layer, Progress progress, FoldRows receiver) {
        if (network == ProbedNetwork.FINISHED) {
            for (int f = 0; f < audit.folds().size(); f++) {
                Fold fold = audit.folds().get(f);
                try (Recogniser recogniser = audit.trainer().open(fold.model())) {
                    receiver.accept(
                            f,
                            embedded(audit, recogniser, layer, fold.training(), progress),
                            embedded(audit, recogniser, layer, fold.test(), progress));
                }
            }
            return;
        }
        try (Recogniser recogniser = untrained(audit, network)) {
            int[] all = IntStream.range(0, audit.cohort().size()).toArray();
            ProbeRows rows = embedded(audit, recogniser, layer, all, progress);
            for (int f = 0; f < audit.folds().size(); f++) {
                Fold fold = audit.folds().get(f);
                receiver.accept(f, rows.at(fold.training()), rows.at(fold.test()));
            }
        }
    }

    /** Embeddings of some images by the network of a fold. */
    ProbeRows embedded(
            FinishedAudit audit, ProbedNetwork network, Fold fold, String layer, int[] positions, Progress progress) {
        try (Recogniser recogniser =
                network == ProbedNetwork.FINISHED ? audit.trainer().open(fold.model()) : untrained(audit, network)) {
            return embedded(audit, recogniser, layer, positions, progress);
        }
    }

    private Recogniser untrained(FinishedAudit audit, ProbedNetwork network) {
        String weights = network == ProbedNetwork.IMAGENET ? imageNetWeights : null;
        TrainingPlan plan = audit.training().withNetwork(begun -> begun.withInitialWeights(weights));
        return audit.trainer()
                .untrained(
                        plan,
                        audit.cohort().classNames(),
                        audit.pixels().layout(),
                        audit.seed().child("untrained network"));
    }

    private static ProbeRows embedded(
            FinishedAudit audit, Recogniser recogniser, String layer, int[] positions, Progress progress) {
        float[][] vectors = new float[positions.length][];
        InspectableRecogniser.interiorOf(recogniser)
                .embed(
                        audit.pixels(),
                        audit.rowsOf(positions),
                        layer,
                        (position, values) -> vectors[position] = values.clone(),
                        progress);
        int[] patients = Clusters.dense(IntStream.of(positions)
                .mapToObj(position -> audit.cohort().images().get(position).patient())
                .toList());
        return new ProbeRows(
                vectors,
                audit.labelsOf(positions),
                patients,
                audit.cohort().classNames().size());
    }
}
