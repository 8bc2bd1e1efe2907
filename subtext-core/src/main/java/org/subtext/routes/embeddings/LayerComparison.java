package org.subtext.routes.embeddings;

import java.util.ArrayList;
import java.util.List;
import org.subtext.encoding.Probe;
import org.subtext.predictions.PredictionTable;
import org.subtext.progress.Progress;
import org.subtext.routes.contract.Evidence;
import org.subtext.routes.contract.EvidenceTable;
import org.subtext.routes.contract.Experiment;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.NotRunException;
import org.subtext.routes.contract.PlannedAuc;
import org.subtext.routes.contract.Setting;
import org.subtext.routes.contract.Work;

/** One probe on every layer of the finished network and of one of random weights. */
record LayerComparison(
        Setting setting, List<String> layers, Probe probe, ProbedEmbeddings probed, Work work, int information)
        implements Experiment {
    @Override
    public Evidence run(FinishedAudit audit, Progress progress) throws NotRunException {
        audit.requireTraining();
        List<List<String>> rows = new ArrayList<>();
        for (String layer : layers) {
            PredictionTable finished = probed.scores(audit, setting, ProbedNetwork.FINISHED, layer, probe, progress);
            PredictionTable random = probed.scores(audit, setting, ProbedNetwork.RANDOM, layer, probe, progress);
            rows.add(List.of(
                    layer,
                    PlannedAuc.words(PlannedAuc.macro(finished, audit.assessment())),
                    PlannedAuc.words(PlannedAuc.macro(random, audit.assessment())),
                    PlannedAuc.words(PlannedAuc.difference(finished, random, audit.assessment()))));
        }
        return new Evidence(
                null,
                List.of(new EvidenceTable(
                        "The attribute layer by layer",
                        List.of(
                                "Layer",
                                "AUC, finished network",
                                "AUC, random weights",
                                "Finished less random weights"),
                        rows,
                        "A " + probe.name()
                                + " on each layer, from the image to the head; of a feature map the mean over"
                                + " its places.")),
                List.of(),
                List.of());
    }
}
