package org.subtext.routes.table;

import java.util.Set;
import org.subtext.predictions.PredictionTable;
import org.subtext.progress.Progress;
import org.subtext.routes.contract.Evidence;
import org.subtext.routes.contract.Experiment;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.NotRunException;
import org.subtext.routes.contract.Setting;
import org.subtext.routes.contract.Work;

/**
 * The audit's own scores on a part of its images; nothing is computed again.
 *
 * @param images ids of the part
 */
record StoredSubset(Setting setting, Set<String> images, int information) implements Experiment {
    @Override
    public Work work() {
        return Work.NONE;
    }

    @Override
    public String determinants() {
        return images.size() + " images";
    }

    @Override
    public Evidence run(FinishedAudit audit, Progress progress) throws NotRunException {
        PredictionTable part = audit.predictions().ofImages(images).named(setting.scores());
        int smallest = Math.max(1, audit.assessment().smallestCell());
        for (String name : audit.cohort().classNames()) {
            if (part.where(row -> part.truth(row).equals(name)).patientCount() < smallest) {
                throw new NotRunException(
                        "Fewer than " + smallest + " patients recorded as " + name + " have a scored image there.",
                        "Use a larger cohort, or fewer classes.");
            }
        }
        return Evidence.of(part);
    }
}
