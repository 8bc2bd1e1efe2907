package org.subtext.routes.embeddings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.subtext.encoding.FeatureInspection;
import org.subtext.encoding.ProbeRows;
import org.subtext.predictions.PredictionTable;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.recognition.InspectableRecogniser;
import org.subtext.recognition.Recogniser;
import org.subtext.routes.contract.Evidence;
import org.subtext.routes.contract.EvidenceTable;
import org.subtext.routes.contract.Experiment;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.Fold;
import org.subtext.routes.contract.NotRunException;
import org.subtext.routes.contract.Setting;
import org.subtext.routes.contract.Work;
import org.subtext.wording.Digits;
import org.subtext.wording.PValueText;
import org.subtext.wording.Percent;

/**
 * Principal components of the last layer and logits of the first fold's test images, one image a patient; beside them
 * the same components of a network of random weights.
 */
record InspectedFeatures(Setting setting, Work work, int information) implements Experiment {
    private static final double SMALLEST_SCORE = 1e-12;

    @Override
    public Evidence run(FinishedAudit audit, Progress progress) throws NotRunException {
        Fold fold = audit.folds().get(0);
        List<String> classes = audit.cohort().classNames();
        int[] positions = oneEach(audit, fold);
        ProbedEmbeddings embeddings = new ProbedEmbeddings(null);
        String layer = lastLayer(audit, fold);
        FeatureInspection finished = FeatureInspection.of(
                embeddings.embedded(audit, ProbedNetwork.FINISHED, fold, layer, positions, progress),
                logits(audit, positions));
        ProbeRows random = embeddings.embedded(audit, ProbedNetwork.RANDOM, fold, layer, positions, progress);
        FeatureInspection untrained = FeatureInspection.of(random, Map.of());
        double alpha = audit.assessment().alpha();
        String sentence = count(finished, alpha) + " of " + finished.tests().size()
                + " comparisons of classes in the finished network's first components and logits differ; in the"
                + " components of a network of random weights " + count(untrained, alpha) + " of "
                + untrained.tests().size()
                + ". That classes lie apart in a feature does not say that a decision uses it.";
        return new Evidence(
                null,
                List.of(
                        table(ProbedNetwork.FINISHED, finished, classes, fold, positions.length),
                        table(ProbedNetwork.RANDOM, untrained, classes, fold, positions.length)),
                List.of(),
                List.of(sentence));
    }

    private static long count(FeatureInspection inspection, double alpha) {
        return inspection.tests().stream()
                .filter(test -> test.adjusted() < alpha)
                .count();
    }

    /** One image of each of the fold's test patients, drawn by the seed; classes of too few patients are left out. */
    private static int[] oneEach(FinishedAudit audit, Fold fold) throws NotRunException {
        Map<String, List<Integer>> byPatient = new LinkedHashMap<>();
        for (int position : fold.test()) {
            byPatient
                    .computeIfAbsent(audit.cohort().images().get(position).patient(), p -> new ArrayList<>())
                    .add(position);
        }
        Seed seed = audit.seed().child("one image a patient");
        int[] drawn = byPatient.values().stream()
                .mapToInt(own ->
                        own.get(seed.child("patient", own.get(0)).random().nextInt(own.size())))
                .toArray();
        Map<Integer, Integer> counts = new HashMap<>();
        Arrays.stream(audit.labelsOf(drawn)).forEach(label -> counts.merge(label, 1, Integer::sum));
        int smallest = Math.max(2, audit.assessment().smallestCell());
        int[] kept = Arrays.stream(drawn)
                .filter(position -> counts.getOrDefault(
                                audit.cohort().images().get(position).label(), 0)
                        >= smallest)
                .toArray();
        if (Arrays.stream(audit.labelsOf(kept)).distinct().count() < 2) {
            throw new NotRunException(
                    "Fewer than two classes have " + smallest + " patients among the test patients of " + fold.name()
                            + ", one image of whom is compared.",
                    "Use a larger cohort or fewer folds.");
        }
        return kept;
    }

    private static String lastLayer(FinishedAudit audit, Fold fold) {
        try (Recogniser recogniser = audit.trainer().open(fold.model())) {
            List<String> layers = InspectableRecogniser.interiorOf(recogniser).layers();
            return layers.get(layers.size() - 1);
        }
    }

    /** Logits up to a constant of each image, from the stored scores: ln p(class) less the mean over classes. */
    private static Map<String, double[]> logits(FinishedAudit audit, int[] positions) {
        PredictionTable stored = audit.predictions();
        Map<String, Integer> byImage = new HashMap<>();
        for (int row = 0; row < stored.size(); row++) {
            byImage.putIfAbsent(stored.image(row), row);
        }
        List<String> classes = audit.cohort().classNames();
        Map<String, double[]> logits = new LinkedHashMap<>();
        // Of two classes the one logit is the other's negative.
        for (int k = classes.size() == 2 ? 1 : 0; k < classes.size(); k++) {
            logits.put("logit of " + classes.get(k), new double[positions.length]);
        }
        for (int i = 0; i < positions.length; i++) {
            String id = audit.cohort().images().get(positions[i]).id();
            Integer row = byImage.get(id);
            if (row == null) {
                return Map.of(); // the audit scored only some of these images: components alone
            }
            double[] logs = new double[stored.classes().size()];
            Arrays.setAll(logs, k -> Math.log(Math.max(SMALLEST_SCORE, stored.score(k, row))));
            double mean = Arrays.stream(logs).average().orElse(0);
            for (int k = classes.size() == 2 ? 1 : 0; k < classes.size(); k++) {
                logits.getOrDefault("logit of " + classes.get(k), new double[positions.length])[i] = logs[k] - mean;
            }
        }
        return logits;
    }

    private static EvidenceTable table(
            ProbedNetwork network, FeatureInspection inspection, List<String> classes, Fold fold, int patients) {
        List<List<String>> rows = inspection.tests().stream()
                .map(test -> List.of(
                        test.feature(),
                        classes.get(test.first()) + " and " + classes.get(test.second()),
                        Digits.fixed(test.distance(), 3),
                        PValueText.words(test.p()),
                        PValueText.words(test.adjusted())))
                .toList();
        StringBuilder shares = new StringBuilder();
        inspection
                .shares()
                .forEach(share -> shares.append(shares.isEmpty() ? "" : ", ").append(Percent.fixed(share, 0) + " %"));
        return new EvidenceTable(
                "Classes in features of the "
                        + (network == ProbedNetwork.FINISHED ? "finished network" : "network of random weights"),
                List.of("Feature", "Classes", "Largest difference of distributions", "p", "Adjusted p"),
                rows,
                "Two-sample Kolmogorov–Smirnov tests, all of this table corrected together (Benjamini–Yekutieli). The"
                        + " test takes rows as independent, so one image of each of " + patients + " test patients of "
                        + fold.name() + " was drawn. " + inspection.components()
                        + " principal components hold 99 % of the variance, the first "
                        + inspection.shares().size()
                        + " hold " + shares + ".");
    }
}
