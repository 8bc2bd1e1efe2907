package org.subtext.learn.networks;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
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

    /** Folds, with weights of the given type: autocast would otherwise convert float32 ones at every pass. */
    void fold(ScalarType type) {
        Tensor weight = convolution.weight().mul(norm.scale().view(-1, 1, 1, 1));
        folded = convolution.withWeights(
                weight.to(type), entries.keep(norm.shift().to(type)), entries);
    }
}
