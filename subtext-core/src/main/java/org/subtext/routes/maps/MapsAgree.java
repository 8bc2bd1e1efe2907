package org.subtext.routes.maps;

import java.util.ArrayList;
import java.util.List;
import org.subtext.progress.Progress;
import org.subtext.routes.contract.Evidence;
import org.subtext.routes.contract.EvidenceTable;
import org.subtext.routes.contract.Experiment;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.NotRunException;
import org.subtext.routes.contract.Setting;
import org.subtext.routes.contract.Subject;
import org.subtext.routes.contract.Work;
import org.subtext.statistics.Estimate;
import org.subtext.wording.Lists;

/** Whether the methods mark the same places: rank correlation of their maps, image by image. */
record MapsAgree(Setting setting, Work work) implements Experiment {
    private static final int PATIENTS = 24;

    static MapsAgree of(String route, FinishedAudit audit) {
        int passes = MapMethod.ALL.stream().mapToInt(MapMethod::passes).sum();
        return new MapsAgree(
                new Setting(route, new Subject.Named("agreement of maps"), Mode.TESTED_UNDER),
                Work.forward((long) PatientSample.of(audit, PATIENTS).size() * passes));
    }

    @Override
    public int information() {
        return 1;
    }

    @Override
    public Evidence run(FinishedAudit audit, Progress progress) throws NotRunException {
        PatientSample sample = PatientSample.of(audit, PATIENTS).require(audit);
        int[] answers = ImportanceMaps.answers(sample.scores(audit, audit.pixels(), progress));
        List<ImportanceMaps> maps = new ArrayList<>();
        for (MapMethod method : MapMethod.ALL) {
            maps.add(ImportanceMaps.finished(audit, sample, method.attribution(), answers, progress));
        }
        List<List<String>> rows = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (int a = 0; a < maps.size(); a++) {
            for (int b = a + 1; b < maps.size(); b++) {
                Estimate likeness = ImportanceMaps.mean(maps.get(a).likeness(maps.get(b)), audit);
                String pair = MapMethod.ALL.get(a).label() + " and "
                        + MapMethod.ALL.get(b).label();
                rows.add(List.of(Lists.capitalised(pair), SanityCheck.words(likeness)));
                words.add(pair + " " + SanityCheck.words(likeness));
            }
        }
        return new Evidence(
                null,
                List.of(new EvidenceTable(
                        "Agreement between methods",
                        List.of("Methods", "Rank correlation"),
                        rows,
                        "Mean of Spearman's rank correlation over 8 × 8 cells of each image, on one test image of each"
                                + " of "
                                + sample.size() + " patients; intervals over patients.")),
                List.of(),
                List.of("Agreement of the maps of different methods, rank correlation: " + String.join("; ", words)
                        + "."));
    }
}
