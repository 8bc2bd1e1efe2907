package org.subtext.confounding;

import org.subtext.provenance.Seed;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.dtree.impurity.GiniIndex;
import org.tribuo.classification.ensemble.FullyWeightedVotingCombiner;
import org.tribuo.common.tree.RandomForestTrainer;

/**
 * A random forest: trees on bootstrap samples of rows, each split chosen among √columns drawn anew; probabilities are
 * means over trees. Source: Breiman (2001), doi:10.1023/A:1010933404324.
 *
 * @param trees how many
 * @param depth of the deepest leaf
 */
public record RandomForest(int trees, int depth) implements TabularClassifier {
    private static final float SMALLEST_LEAF = 5;

    @Override
    public String name() {
        return "random forest";
    }

    @Override
    public Fitted fit(LabelledRows training, Seed seed) {
        return TribuoRows.fit(
                training,
                trees + " trees of depth " + depth,
                width -> new RandomForestTrainer<>(
                        new CARTClassificationTrainer(
                                depth,
                                SMALLEST_LEAF,
                                0f,
                                fraction(width),
                                false,
                                new GiniIndex(),
                                seed.child("splits").value()),
                        new FullyWeightedVotingCombiner(),
                        trees,
                        seed.child("samples").value()));
    }

    /** Tribuo refuses 1, which would be bagging; a single column is drawn all the same. */
    private static float fraction(int width) {
        return (float) Math.min(0.99, Math.sqrt(width) / width);
    }
}
