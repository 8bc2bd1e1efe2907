package org.subtext.routes.table;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.subtext.cohort.SmallestGroups;
import org.subtext.predictions.PredictionTable;
import org.subtext.progress.Progress;
import org.subtext.routes.contract.Evidence;
import org.subtext.routes.contract.Experiment;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.NotRunException;
import org.subtext.routes.contract.Setting;
import org.subtext.routes.contract.Work;

/**
 * The audit's stored scores of some positions: nothing is trained, nothing is scored.
 *
 * @param positions of the cohort
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, read only; nobody compares experiments
record WithinStratum(Setting setting, int[] positions) implements Experiment {
    @Override
    public Work work() {
        return Work.NONE;
    }

    @Override
    public int information() {
        return 2;
    }

    @Override
    public String determinants() {
        return positions.length + " images";
    }

    @Override
    public Evidence run(FinishedAudit audit, Progress progress) throws NotRunException {
        Set<String> images = new HashSet<>();
        IntStream.of(positions)
                .forEach(position ->
                        images.add(audit.cohort().images().get(position).id()));
        PredictionTable stratum = audit.predictions().ofImages(images).named(setting.scores());
        List<String> classes = stratum.columns().truths().distinct();
        int fewest = SmallestGroups.told(audit.assessment().smallestCell());
        if (stratum.patientCount() < fewest) {
            throw new NotRunException(
                    "Fewer than " + fewest + " assessed patients have images of this stratum.",
                    "A larger cohort, or cross-validation, which assesses every patient, would do.");
        }
        if (classes.size() < 2) {
            throw new NotRunException(
                    "One class is left in this stratum, " + classes.get(0) + ".",
                    "There is nothing to tell apart; look at the column in the table route.");
        }
        return Evidence.of(stratum);
    }
}
