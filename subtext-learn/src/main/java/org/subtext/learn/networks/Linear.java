package org.subtext.learn.networks;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** {@code (..., in)} to {@code (..., out)}: x · weightᵀ + bias. */
final class Linear {
    private final String name;
    private final Tensor weight;
    private final TensorOptional bias;

    Linear(String name, Tensor weight, Tensor bias, Entries entries) {
        this.name = name;
        this.weight = weight;
        this.bias = entries.optional(bias);
    }

    String name() {
        return name;
    }

    Tensor apply(Tensor x) {
        return torch.linear(x, weight, bias);
    }
}
