package org.subtext.learn.networks;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** {@code (batch, in, height, width)} to {@code (batch, out, height', width')}. */
final class Convolution {
    private static final long[] NO_DILATION = {1, 1};

    private final Tensor weight;
    private final TensorOptional bias;
    private final Kernel kernel;
    private final long[] stride;
    private final long[] padding;

    Convolution(Tensor weight, TensorOptional bias, Kernel kernel, Entries entries) {
        this.weight = weight;
        this.bias = entries.keep(bias);
        this.kernel = kernel;
        this.stride = new long[] {kernel.stride(), kernel.stride()};
        this.padding = new long[] {kernel.padding(), kernel.padding()};
    }

    Tensor weight() {
        return weight;
    }

    Convolution withWeights(Tensor otherWeight, Tensor otherBias, Entries entries) {
        return new Convolution(entries.keep(otherWeight), new TensorOptional(otherBias), kernel, entries);
    }

    Tensor apply(Tensor x) {
        return torch.conv2d(x, weight, bias, stride, padding, NO_DILATION, kernel.groups());
    }
}
