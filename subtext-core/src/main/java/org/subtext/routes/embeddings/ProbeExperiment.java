package org.subtext.routes.embeddings;

import org.subtext.encoding.Probe;
import org.subtext.progress.Progress;
import org.subtext.routes.contract.Evidence;
import org.subtext.routes.contract.Experiment;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.NotRunException;
import org.subtext.routes.contract.Setting;
import org.subtext.routes.contract.Work;

/** One probe on one layer of one network. */
record ProbeExperiment(
        Setting setting,
        ProbedNetwork network,
        String layer,
        Probe probe,
        ProbedEmbeddings probed,
        String weights,
        Work work,
        int information)
        implements Experiment {
    @Override
    public String determinants() {
        return weights;
    }

    @Override
    public Evidence run(FinishedAudit audit, Progress progress) throws NotRunException {
        audit.requireTraining();
        return Evidence.of(probed.scores(audit, setting, network, layer, probe, progress));
    }
}
