package org.subtext.confounding;

import java.util.Optional;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.subtext.provenance.Seed;
import org.tribuo.classification.xgboost.XGBoostClassificationTrainer;
import org.tribuo.common.xgboost.XGBoostTrainer.BoosterType;
import org.tribuo.common.xgboost.XGBoostTrainer.LoggingVerbosity;
import org.tribuo.common.xgboost.XGBoostTrainer.TreeMethod;

/**
 * Gradient-boosted trees by XGBoost on one thread, learning rate 0.1. Source: Chen and Guestrin (2016),
 * doi:10.1145/2939672.2939785.
 *
 * @param rounds trees a class
 * @param depth of the deepest leaf
 */
public record BoostedTrees(int rounds, int depth) implements TabularClassifier {
    private static final double LEARNING_RATE = 0.1;
    private static final double RIDGE = 1;

    /** Why boosted trees cannot be had on this machine; empty when they can. The library is native code. */
    public static Optional<String> obstacle() {
        try {
            new DMatrix(new float[] {0}, 1, 1, Float.NaN).dispose();
            return Optional.empty();
        } catch (XGBoostError | LinkageError | RuntimeException e) {
            return Optional.of("the native library of XGBoost does not load here (" + System.getProperty("os.name")
                    + ", " + System.getProperty("os.arch") + ")");
        }
    }

    @Override
    public String name() {
        return "boosted trees";
    }

    @Override
    public Fitted fit(LabelledRows training, Seed seed) {
        return TribuoRows.fit(
                training,
                rounds + " rounds of depth " + depth,
                width -> new XGBoostClassificationTrainer(
                        BoosterType.GBTREE,
                        TreeMethod.HIST,
                        rounds,
                        LEARNING_RATE,
                        0,
                        depth,
                        1,
                        1,
                        1,
                        RIDGE,
                        0,
                        1,
                        LoggingVerbosity.SILENT,
                        seed.value() & Integer.MAX_VALUE));
    }
}
