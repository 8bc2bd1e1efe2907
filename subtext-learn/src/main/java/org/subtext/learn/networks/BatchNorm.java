package org.subtext.learn.networks;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * Standardises each channel, by the batch in training and by the running statistics otherwise, then scales and shifts
 * it (Ioffe and Szegedy 2015, arXiv:1502.03167). A training pass updates the running statistics.
 */
final class BatchNorm {
    private final TensorOptional weight;
    private final TensorOptional bias;
    private final TensorOptional mean;
    private final TensorOptional variance;
    private final Tensor batches;
    private final Scalar one;
    private final Layers.NormSettings settings;

    BatchNorm(
            Tensor weight,
            Tensor bias,
            Tensor mean,
            Tensor variance,
            Tensor batches,
            Layers.NormSettings settings,
            Entries entries) {
        this.weight = entries.optional(weight);
        this.bias = entries.optional(bias);
        this.mean = entries.optional(mean);
        this.variance = entries.optional(variance);
        this.batches = batches;
        this.one = entries.keep(new Scalar(1L));
        this.settings = settings;
    }

    Tensor apply(Tensor x, Pass pass) {
        if (pass.isTraining()) {
            batches.add_(one);
        }
        return torch.batch_norm(
                x, weight, bias, mean, variance, pass.isTraining(), settings.momentum(), settings.epsilon(), true);
    }

    /** The factor by which evaluation multiplies each channel: weight / √(variance + ε). */
    Tensor scale() {
        Tensor deviation = variance.get().add(new Scalar(settings.epsilon())).sqrt();
        return weight.get().div(deviation);
    }

    /** What evaluation adds to each channel after the factor: bias − mean · scale. */
    Tensor shift() {
        return bias.get().sub(mean.get().mul(scale()));
    }
}
