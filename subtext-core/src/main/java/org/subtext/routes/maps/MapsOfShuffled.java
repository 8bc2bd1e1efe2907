package org.subtext.routes.maps;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.subtext.progress.Progress;
import org.subtext.recognition.LabelledImages;
import org.subtext.recognition.Recogniser;
import org.subtext.recognition.TrainingPlan;
import org.subtext.recognition.TrainingTask;
import org.subtext.routes.contract.Evidence;
import org.subtext.routes.contract.EvidenceStore;
import org.subtext.routes.contract.EvidenceTable;
import org.subtext.routes.contract.Experiment;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.Fold;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.NotRunException;
import org.subtext.routes.contract.RoutesPlan;
import org.subtext.routes.contract.Setting;
import org.subtext.routes.contract.Subject;
import org.subtext.routes.contract.Work;
import org.subtext.routes.table.TrainedOnShuffled;
import org.subtext.wording.Lists;

/**
 * The sanity check with randomised labels: a network that learnt classes shuffled over patients must not have the maps
 * of the finished one. In the first fold, on images that neither network learnt from.
 */
record MapsOfShuffled(Setting setting, TrainingPlan training, Work work) implements Experiment {
    /** A network of shuffled labels need not be a finished one: a third of the passes. */
    private static final int SHARE_OF_PASSES = 3;

    private static final List<MapMethod> METHODS = List.of(MapMethod.GRAD_CAM, MapMethod.INTEGRATED_GRADIENTS);

    static MapsOfShuffled of(String route, FinishedAudit audit, RoutesPlan plan) {
        Integer asked = plan.training().epochs();
        int own = audit.training().passes().epochs();
        int epochs = asked == null ? Math.max(1, own / SHARE_OF_PASSES) : Math.min(asked, own);
        Fold fold = audit.folds().get(0);
        long maps = METHODS.stream()
                .mapToLong(method -> 2L * method.compared() * method.passes())
                .sum();
        return new MapsOfShuffled(
                new Setting(route, new Subject.Named("maps after shuffled labels"), Mode.NEWLY_TRAINED),
                audit.training().withPasses(passes -> passes.withEpochs(epochs)),
                new Work(maps + (long) fold.validation().length * epochs, (long) fold.training().length * epochs, 0));
    }

    @Override
    public int information() {
        return 3;
    }

    @Override
    public String determinants() {
        return training.passes().epochs() + " epochs";
    }

    @Override
    public Evidence run(FinishedAudit audit, Progress progress) throws NotRunException {
        PatientSample sample = ofFirstFold(audit).require(audit);
        int[] answers = ImportanceMaps.answers(sample.scores(audit, audit.pixels(), progress));
        List<EvidenceTable> tables = new ArrayList<>();
        List<String> sentences = new ArrayList<>();
        try (Recogniser shuffled = train(audit, progress)) {
            for (MapMethod method : METHODS) {
                int[] compared = MappedMethod.evenly(sample.size(), method.compared());
                int[] answered = Arrays.stream(compared).map(i -> answers[i]).toArray();
                PatientSample few = new PatientSample(
                        Arrays.stream(compared).map(i -> sample.positions()[i]).toArray(), new int[compared.length]);
                ImportanceMaps finished = ImportanceMaps.finished(audit, few, method.attribution(), answered, progress);
                ImportanceMaps other =
                        ImportanceMaps.of(shuffled, audit, few, method.attribution(), answered, progress);
                List<SanityCheck> check = List.of(SanityCheck.unlike(
                        "a network trained on shuffled labels",
                        ImportanceMaps.mean(finished.likeness(other), audit),
                        MappedMethod.ALIKE));
                String name = Lists.capitalised(method.label()) + " maps";
                sentences.add(SanityCheck.verdict(name, check));
                tables.add(SanityCheck.table(
                        name + ", shuffled labels",
                        check,
                        "A network newly trained for " + training.passes().epochs()
                                + " passes on classes shuffled over patients, " + few.size()
                                + " test images of the first fold, one a patient."));
            }
        }
        return new Evidence(null, tables, List.of(), sentences);
    }

    private static PatientSample ofFirstFold(FinishedAudit audit) {
        PatientSample all = PatientSample.of(audit, Integer.MAX_VALUE);
        int[] first =
                IntStream.range(0, all.size()).filter(i -> all.folds()[i] == 0).toArray();
        return new PatientSample(
                Arrays.stream(first).map(i -> all.positions()[i]).toArray(), new int[first.length]);
    }

    private Recogniser train(FinishedAudit audit, Progress progress) {
        Fold fold = audit.folds().get(0);
        int[] labels = TrainedOnShuffled.shuffled(audit, fold, audit.seed().child("shuffled labels of maps"));
        Path checkpoint = audit.folder().resolve(EvidenceStore.slug(setting) + ".checkpoint");
        TrainingTask task = new TrainingTask(
                training,
                audit.cohort().classNames(),
                labelled(audit, fold.training(), labels),
                labelled(audit, fold.validation(), labels),
                audit.seed().child("training " + setting.label()),
                checkpoint);
        Recogniser trained = audit.trainer().train(task, progress).recogniser();
        try {
            Files.deleteIfExists(checkpoint);
        } catch (IOException e) {
            trained.close();
            throw new UncheckedIOException(e);
        }
        return trained;
    }

    private static LabelledImages labelled(FinishedAudit audit, int[] positions, int[] labels) {
        LabelledImages recorded = audit.labelled(audit.pixels(), positions);
        return new LabelledImages(
                audit.pixels(),
                recorded.rows(),
                Arrays.stream(positions).map(position -> labels[position]).toArray(),
                IntStream.range(0, positions.length).map(recorded::patient).toArray());
    }
}
