package org.subtext.routes.table;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.subtext.predictions.PredictionRow;
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
        List<PredictionRow> rows = audit.predictions().rows().stream()
                .filter(row -> images.contains(row.image()))
                .map(row -> new PredictionRow(
                        setting.scores(),
                        row.run(),
                        row.split(),
                        row.study(),
                        row.patient(),
                        row.image(),
                        row.truth(),
                        row.scores()))
                .toList();
        int smallest = Math.max(1, audit.assessment().smallestCell());
        for (String name : audit.cohort().classNames()) {
            Set<String> patients = new HashSet<>();
            rows.stream().filter(row -> row.truth().equals(name)).forEach(row -> patients.add(row.patient()));
            if (patients.size() < smallest) {
                throw new NotRunException(
                        "Fewer than " + smallest + " patients recorded as " + name + " have a scored image there.",
                        "Use a larger cohort, or fewer classes.");
            }
        }
        return Evidence.of(new PredictionTable(
                audit.predictions().unit(), audit.predictions().classes(), rows));
    }
}
