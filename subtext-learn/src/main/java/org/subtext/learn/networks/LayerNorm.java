package org.subtext.learn.networks;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** Standardises the last axis, then scales and shifts it (Ba, Kiros and Hinton 2016, arXiv:1607.06450). */
final class LayerNorm {
    /** ConvNeXt and ViT both use 1e-6, not torch's default of 1e-5. */
    private static final double EPSILON = 1e-6;

    private final long[] shape;
    private final TensorOptional weight;
    private final TensorOptional bias;

    LayerNorm(int width, Tensor weight, Tensor bias, Entries entries) {
        this.shape = new long[] {width};
        this.weight = entries.optional(weight);
        this.bias = entries.optional(bias);
    }

    /** Over the last axis of {@code (..., width)}. */
    Tensor apply(Tensor x) {
        return torch.layer_norm(x, shape, weight, bias, EPSILON, true);
    }

    /** Over the channels of {@code (batch, width, height, width)}; free of copies for channels-last images. */
    Tensor applyToChannels(Tensor x) {
        return apply(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2);
    }
}
