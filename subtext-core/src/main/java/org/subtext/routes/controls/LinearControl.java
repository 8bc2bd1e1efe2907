package org.subtext.routes.controls;

import java.util.List;
import org.subtext.progress.Progress;
import org.subtext.routes.contract.Evidence;
import org.subtext.routes.contract.Experiment;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.NotRunException;
import org.subtext.routes.contract.Setting;
import org.subtext.routes.contract.Work;

/** A column, or the attribute itself, read from the images by the linear reader in the audit's folds. */
record LinearControl(Setting setting, LinearScores scores, ImageReadings readings, Work work, int information)
        implements Experiment {
    @Override
    public String determinants() {
        return String.join(", ", scores.names());
    }

    @Override
    public Evidence run(FinishedAudit audit, Progress progress) throws NotRunException {
        return new Evidence(scores.of(audit, setting, readings, progress), List.of(), List.of(), List.of());
    }
}
