package org.subtext.learn.networks;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Weighs each channel by a small network that reads all channels' means (Hu, Shen and Sun 2018,
 * doi:10.1109/CVPR.2018.00745).
 */
final class SqueezeExcitation {
    /** The non-linearity that turns the small network's output into weights from 0 to 1. */
    enum Gate {
        SIGMOID,
        HARD_SIGMOID
    }

    private final Convolution squeeze;
    private final Convolution excite;
    private final Activation activation;
    private final Gate gate;

    SqueezeExcitation(Layers layers, String name, int channels, int squeezed, Activation activation, Gate gate) {
        squeeze = layers.convolutionWithBias(name + ".fc1", channels, squeezed, Kernel.pointwise());
        excite = layers.convolutionWithBias(name + ".fc2", squeezed, channels, Kernel.pointwise());
        this.activation = activation;
        this.gate = gate;
    }

    Tensor apply(Tensor x, Pass pass) {
        Tensor means = torch.adaptive_avg_pool2d(x, 1, 1);
        Tensor weights = excite.apply(activation.apply(squeeze.apply(means), pass));
        return x.mul(
                switch (gate) {
                    case SIGMOID -> weights.sigmoid();
                    case HARD_SIGMOID -> torch.hardsigmoid(weights);
                });
    }
}
