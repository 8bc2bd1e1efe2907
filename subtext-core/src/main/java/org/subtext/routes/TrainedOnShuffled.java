package org.subtext.routes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.subtext.predictions.PredictionRow;
import org.subtext.predictions.PredictionTable;
import org.subtext.predictions.Unit;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.recognition.TrainingPlan;
import org.subtext.statistics.Estimate;

/**
 * Networks trained on classes that were dealt anew to patients, assessed on the recorded ones.
 *
 * <p>A plain shuffle goes with the recorded classes by chance, a little in one direction or the other, and a network finds
 * what goes with them a little; its AUC then strays from one half by more than the interval of patients says. Classes are
 * therefore dealt so that each recorded class holds each dealt one in the same share of images, as closely as whole patients
 * allow.
 *
 * @param folds how many of the audit's folds, from the first
 */
record TrainedOnShuffled(Setting setting, TrainingPlan training, int folds, Work work) implements Experiment {
    @Override
    public int information() {
        return 3;
    }

    @Override
    public String determinants() {
        return folds + " folds, " + training.epochs() + " epochs";
    }

    @Override
    public Evidence run(FinishedAudit audit, Progress progress) throws NotRunException {
        List<String> classes = audit.cohort().classNames();
        List<PredictionRow> rows = new ArrayList<>();
        for (int i = 0; i < folds; i++) {
            Fold fold = audit.folds().get(i);
            int[] labels = dealt(audit, fold, audit.seed().child("shuffled attribute", i));
            TrainedOnLabels.Scores scores =
                    new TrainedOnLabels(setting, training, i, classes, labels).run(audit, progress);
            for (int t = 0; t < scores.positions().length; t++) {
                rows.add(audit.row(setting, fold, scores.positions()[t], scores.scores()[t]));
            }
        }
        PredictionTable predictions = new PredictionTable(Unit.IMAGE, classes, rows);
        Estimate auc = PlannedAuc.macro(predictions, audit.assessment());
        return Evidence.of(predictions).withSentence(sentence(auc));
    }

    private static String sentence(Estimate auc) {
        if (!(auc instanceof Estimate.Known known)) {
            return "Control with shuffled classes: " + PlannedAuc.words(auc) + ".";
        }
        String numbers = "a network trained on shuffled classes has AUC " + PlannedAuc.words(auc)
                + " for the recorded ones";
        return known.interval().contains(0.5)
                ? "Control: " + numbers + ", which holds one half."
                : "CONTROL FAILED: " + numbers + ", which excludes one half. About one such control in twenty does so by"
                        + " chance; repeat it with another seed, and look for patients in two parts.";
    }

    /** A class for every position: dealt to the patients of training, and of validation, and the recorded one elsewhere. */
    static int[] dealt(FinishedAudit audit, Fold fold, Seed seed) {
        int[] labels = audit.cohort().labels().clone();
        deal(audit, fold.training(), labels, seed.child("training"));
        deal(audit, fold.validation(), labels, seed.child("validation"));
        return labels;
    }

    private static void deal(FinishedAudit audit, int[] positions, int[] labels, Seed seed) {
        int classes = audit.cohort().classNames().size();
        double[] shares = new double[classes];
        int[] recorded = audit.labelsOf(positions);
        Arrays.stream(recorded).forEach(label -> shares[label] += 1.0 / recorded.length);
        Map<String, List<Integer>> patients = new java.util.TreeMap<>();
        for (int position : positions) {
            patients.computeIfAbsent(audit.cohort().images().get(position).patient(), p -> new ArrayList<>())
                    .add(position);
        }
        for (int k = 0; k < classes; k++) {
            int current = k;
            List<List<Integer>> own = new ArrayList<>(patients.values().stream()
                    .filter(images -> audit.cohort().images().get(images.get(0)).label() == current)
                    .toList());
            shuffle(own, seed.child("class", k).random());
            // Those of many images first: what they leave uneven the others can still even out.
            own.sort(Comparator.comparingInt((List<Integer> images) -> -images.size()));
            double[] given = new double[classes];
            double total = 0;
            for (List<Integer> images : own) {
                total += images.size();
                int wanting = 0;
                for (int c = 1; c < classes; c++) {
                    if (shares[c] * total - given[c] > shares[wanting] * total - given[wanting]) {
                        wanting = c;
                    }
                }
                given[wanting] += images.size();
                for (int position : images) {
                    labels[position] = wanting;
                }
            }
        }
    }

    private static void shuffle(List<List<Integer>> patients, SplittableRandom random) {
        for (int i = patients.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            List<Integer> swapped = patients.get(i);
            patients.set(i, patients.get(j));
            patients.set(j, swapped);
        }
    }
}
