package org.subtext.learn.networks;

import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A convolution without bias followed by batch norm. In evaluation both are linear, so that they fold into one
 * convolution with bias: w' = scale · w, b' = shift.
 */
final class ConvNorm {
    private final Convolution convolution;
    private final BatchNorm norm;
    private final Entries entries;
    private @Nullable Convolution folded;

    ConvNorm(Convolution convolution, BatchNorm norm, Entries entries) {
        this.convolution = convolution;
        this.norm = norm;
        this.entries = entries;
    }

    Tensor apply(Tensor x, Pass pass) {
        Convolution both = folded;
        return both != null ? both.apply(x) : norm.apply(convolution.apply(x), pass);
    }

    void fold() {
        Tensor weight = convolution.weight().mul(norm.scale().view(-1, 1, 1, 1));
        folded = convolution.withWeights(weight, entries.keep(norm.shift()), entries);
    }
}
