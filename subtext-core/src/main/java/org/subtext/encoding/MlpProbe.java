package org.subtext.encoding;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.subtext.confounding.GroupedFolds;
import org.subtext.provenance.Seed;

/**
 * A network of one hidden layer (ReLU) on standardised coordinates: reads what a linear probe cannot.
 *
 * <p>Adam (Kingma and Ba 2015, arXiv:1412.6980) at rate 0.001 with decoupled decay 0.0001, batches of 64, weights drawn
 * as He and others (2015), doi:10.1109/ICCV.2015.123. A fourth of the training patients is held back; passes end when
 * their loss has not fallen for {@value #PATIENCE} passes, and the best weights score. Runs on one thread.
 *
 * @param hidden units of the hidden layer, 32 by default
 * @param passes most passes over the training rows, 60 by default
 */
public record MlpProbe(int hidden, int passes) implements Probe {
    private static final int PARTS = 4;
    private static final int PATIENCE = 6;
    private static final int BATCH = 64;

    public MlpProbe {
        if (hidden < 1 || passes < 1) {
            throw new IllegalArgumentException("hidden units and passes must be at least 1");
        }
    }

    public static MlpProbe ofDefaults() {
        return new MlpProbe(32, 60);
    }

    @Override
    public String name() {
        return "MLP probe";
    }

    @Override
    public double[][] fitAndScore(ProbeRows training, float[][] test, Seed seed) {
        return PresentClasses.score(training, test.length, rows -> fitted(rows, test, seed));
    }

    private double[][] fitted(ProbeRows rows, float[][] test, Seed seed) {
        GroupedFolds.Fold parting = GroupedFolds.of(rows.labels(), rows.patients(), PARTS, seed.child("held patients"))
                .get(0);
        boolean holds =
                rows.at(parting.training()).classesPresent().length == rows.classes() && parting.test().length > 0;
        ProbeRows training = holds ? rows.at(parting.training()) : rows;
        ProbeRows held = holds ? rows.at(parting.test()) : rows;
        Scaling scaling = Scaling.of(training.vectors());
        MlpNetwork network = MlpNetwork.drawn(rows.width(), hidden, rows.classes(), scaling, seed.child("weights"));
        MlpNetwork best = network.copy();
        double bestLoss = Double.POSITIVE_INFINITY;
        int worse = 0;
        for (int pass = 0; pass < passes && worse < PATIENCE; pass++) {
            onePass(network, training, seed.child("order", pass).random());
            double loss = Scores.logLoss(network.probabilities(held.vectors()), held);
            worse = loss < bestLoss ? 0 : worse + 1;
            if (loss < bestLoss) {
                bestLoss = loss;
                best = network.copy();
            }
        }
        return best.probabilities(test);
    }

    private static void onePass(MlpNetwork network, ProbeRows rows, SplittableRandom random) {
        List<Integer> order = new Seed(random.nextLong())
                .shuffled(IntStream.range(0, rows.size()).boxed().toList());
        for (int from = 0; from < order.size(); from += BATCH) {
            List<Integer> batch = order.subList(from, Math.min(order.size(), from + BATCH));
            batch.forEach(row -> network.accumulate(rows.vectors()[row], rows.labels()[row]));
            network.step(batch.size());
        }
    }
}
