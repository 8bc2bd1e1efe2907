package org.subtext.learn.networks;

import org.bytedeco.pytorch.Tensor;

/**
 * The last layer: features to logits.
 *
 * @param dropout share of features zeroed in training
 */
record Head(Linear linear, double dropout) {
    /** {@code (batch, features)} to {@code (batch, classes)}. */
    Tensor apply(Tensor features, Pass pass) {
        return linear.apply(pass.dropout(features, dropout));
    }
}
