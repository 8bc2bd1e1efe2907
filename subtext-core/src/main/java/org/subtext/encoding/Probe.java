package org.subtext.encoding;

import java.util.ArrayList;
import java.util.List;
import org.subtext.confounding.BoostedTrees;
import org.subtext.provenance.Seed;

/**
 * Learns recorded classes from embeddings that stay as they are, and scores others.
 *
 * <p>What a probe reads says what the vectors hold, not what a network uses, and not who put it there. Equal rows and
 * seeds give equal scores on any number of threads. Implementations are immutable.
 */
public interface Probe {
    /** In the words of a methods section: "linear probe". */
    String name();

    /**
     * Learns from the training rows and scores others.
     *
     * @param test {@code [row][coordinate]}, coordinates as in training
     * @return probabilities {@code [row][class]}, each row sums to one; a class without a training row has 0
     */
    double[][] fitAndScore(ProbeRows training, float[][] test, Seed seed);

    /** A line, a small network and, where their native library loads, boosted trees. */
    static List<Probe> standard() {
        List<Probe> probes = new ArrayList<>(List.of(new LinearProbe(LinearProbe.Choice.AUC), MlpProbe.ofDefaults()));
        if (BoostedTrees.obstacle().isEmpty()) {
            probes.add(BoostedTreesProbe.ofDefaults());
        }
        return List.copyOf(probes);
    }
}
