package org.subtext.routes.table;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.subtext.predictions.PredictionTable;
import org.subtext.predictions.PredictionTableBuilder;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.recognition.TrainingPlan;
import org.subtext.routes.contract.Evidence;
import org.subtext.routes.contract.Experiment;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.Fold;
import org.subtext.routes.contract.NotRunException;
import org.subtext.routes.contract.PlannedAuc;
import org.subtext.routes.contract.Setting;
import org.subtext.routes.contract.Work;
import org.subtext.statistics.Estimate;

/**
 * The whole procedure on an attribute that was shuffled over patients, in training, validation and test alike.
 *
 * <p>The truth of its predictions is the shuffled class. Against the recorded classes such a network need not have an
 * AUC of one half: what it happened to learn may itself go with the attribute, either way, and no interval over
 * patients covers that. Against the shuffled ones it must, unless a patient is in two parts.
 *
 * @param folds how many of the audit's folds, from the first
 */
public record TrainedOnShuffled(Setting setting, TrainingPlan training, int folds, Work work) implements Experiment {
    @Override
    public int information() {
        return 3;
    }

    @Override
    public String determinants() {
        return folds + " folds, " + training.passes().epochs() + " epochs";
    }

    @Override
    public Evidence run(FinishedAudit audit, Progress progress) throws NotRunException {
        List<String> classes = audit.cohort().classNames();
        PredictionTableBuilder table = audit.table();
        for (int i = 0; i < folds; i++) {
            Fold fold = audit.folds().get(i);
            int[] labels = shuffled(audit, fold, audit.seed().child("shuffled attribute", i));
            TrainedOnLabels.Scores scores =
                    new TrainedOnLabels(setting, training, i, classes, labels).run(audit, progress);
            for (int t = 0; t < scores.positions().length; t++) {
                int position = scores.positions()[t];
                audit.add(table, setting, fold, position, scores.scores()[t], labels[position]);
            }
        }
        PredictionTable predictions = table.build();
        return Evidence.of(predictions).withSentence(sentence(PlannedAuc.macro(predictions, audit.assessment())));
    }

    private static String sentence(Estimate auc) {
        if (!(auc instanceof Estimate.Known known)) {
            return "Control with shuffled classes: " + PlannedAuc.words(auc) + ".";
        }
        String numbers = "with classes shuffled over patients the same procedure has AUC " + PlannedAuc.words(auc);
        return known.interval().contains(0.5)
                ? "Control: " + numbers + ", which holds one half."
                : "CONTROL FAILED: " + numbers
                        + ", which excludes one half. About one such control in twenty does so by"
                        + " chance; repeat it with another seed, and look for patients in two parts.";
    }

    /** A class for every position: within each part of the fold patients exchange theirs. */
    public static int[] shuffled(FinishedAudit audit, Fold fold, Seed seed) {
        int[] labels = audit.cohort().labels();
        shuffle(audit, fold.training(), labels, seed.child("training"));
        shuffle(audit, fold.validation(), labels, seed.child("validation"));
        shuffle(audit, fold.test(), labels, seed.child("test"));
        return labels;
    }

    private static void shuffle(FinishedAudit audit, int[] positions, int[] labels, Seed seed) {
        Map<String, Integer> classOf = new LinkedHashMap<>();
        Arrays.stream(positions)
                .forEach(position ->
                        classOf.put(audit.cohort().images().get(position).patient(), labels[position]));
        int[] deck = seed.shuffled(
                classOf.values().stream().mapToInt(Integer::intValue).toArray());
        int next = 0;
        for (Map.Entry<String, Integer> patient : classOf.entrySet()) {
            patient.setValue(deck[next++]);
        }
        for (int position : positions) {
            labels[position] =
                    classOf.getOrDefault(audit.cohort().images().get(position).patient(), 0);
        }
    }
}
