package org.subtext.cli.silo.learning;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.recognition.Augmentation;
import org.subtext.recognition.LabelledImages;
import org.subtext.recognition.Recogniser;
import org.subtext.recognition.RecogniserTrainer;
import org.subtext.recognition.TrainingPlan;
import org.subtext.recognition.TrainingPresets;
import org.subtext.recognition.TrainingTask;
import org.subtext.recognition.local.LocalTrainer;
import org.subtext.silo.federation.FederatedTrainer;
import org.subtext.silo.federation.FederationPlan;
import org.subtext.statistics.BinaryScores;
import org.subtext.statistics.DeLong;
import org.subtext.statistics.Estimate;

/**
 * What each house would have learnt alone, what all learn together, and what would be learnt from all images in one
 * place, told on the same fresh patients.
 *
 * @param alone scores of each house's own recogniser, by name
 * @param federated scores of the one that they learnt together
 * @param pooled scores of the one that nobody could have learnt
 */
public record LearningComparison(Map<String, BinaryScores> alone, BinaryScores federated, BinaryScores pooled) {
    private static final double LEVEL = 0.95;
    private static final int POSITIVE = 0;

    /** How each is trained: a small network, without changes of images, which would take more passes. */
    public static TrainingPlan plan(int passes, int batch) {
        return TrainingPresets.SMALL
                .plan()
                .withPasses(plan -> plan.withEpochs(passes).withBatchSize(batch))
                .withNetwork(network -> network.withMirroredScoring(false))
                .withRegularisation(regularisation -> regularisation.withWeightAverage(0))
                .withAugmentation(Augmentation.NONE);
    }

    /** Trains all of them. */
    public static LearningComparison of(
            PhantomFederation houses,
            LocalTrainer backend,
            TrainingPlan training,
            FederationPlan federation,
            Seed seed,
            Path checkpoints,
            Progress progress) {
        TrainingTask all = task(houses.training(), training, seed, checkpoints.resolve("all"));
        Map<String, BinaryScores> alone = new LinkedHashMap<>();
        houses.roster().places(houses.training()).forEach((house, places) -> {
            LabelledImages own = houses.training().only(places);
            alone.put(
                    house,
                    scores(
                            backend,
                            task(own, training, seed.child(house), checkpoints.resolve(house)),
                            houses,
                            progress));
        });
        RecogniserTrainer together = new FederatedTrainer(backend, houses.roster(), federation, 1);
        BinaryScores federated = scores(together, all, houses, progress);
        return new LearningComparison(alone, federated, scores(backend, all, houses, progress));
    }

    private static TrainingTask task(LabelledImages images, TrainingPlan plan, Seed seed, Path checkpoint) {
        return new TrainingTask(plan, PhantomFederation.CLASSES, images, images.only(new int[0]), seed, checkpoint);
    }

    private static BinaryScores scores(
            RecogniserTrainer trainer, TrainingTask task, PhantomFederation houses, Progress progress) {
        LabelledImages asked = houses.asked();
        double[] scores = new double[asked.size()];
        boolean[] truth = new boolean[asked.size()];
        try (Recogniser recogniser = trainer.train(task, progress).recogniser()) {
            recogniser.score(
                    asked.pixels(), asked.rows(), (place, values) -> scores[place] = values[POSITIVE], progress);
        }
        for (int place = 0; place < truth.length; place++) {
            truth[place] = asked.label(place) == POSITIVE;
        }
        return BinaryScores.independent(scores, truth);
    }

    public static Estimate auc(BinaryScores scores) {
        return DeLong.wald(scores, LEVEL);
    }

    /** The house whose own recogniser tells most. */
    public Map.Entry<String, BinaryScores> best() {
        return alone.entrySet().stream()
                .max(Map.Entry.comparingByValue(
                        Comparator.comparingDouble(scores -> auc(scores).valueOr(0))))
                .orElseThrow();
    }

    /** Together minus in one place, on the same patients. */
    public Estimate federatedMinusPooled() {
        return DeLong.paired(federated, pooled, LEVEL).difference();
    }

    /** Together minus the best house alone, on the same patients. */
    public Estimate federatedMinusBest() {
        return DeLong.paired(federated, best().getValue(), LEVEL).difference();
    }

    /** In one place minus the best house alone, on the same patients. */
    public Estimate pooledMinusBest() {
        return DeLong.paired(pooled, best().getValue(), LEVEL).difference();
    }
}
