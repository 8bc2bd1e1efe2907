package org.subtext.learn.networks;

import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The block of the mobile families: 1×1 up, depthwise, squeeze-and-excitation, 1×1 down without activation, and the
 * input added where the shape stays (Sandler et al. 2018, doi:10.1109/CVPR.2018.00474).
 */
final class InvertedResidual {
    /**
     * One row of a paper's table.
     *
     * @param expanded channels between the two 1×1 convolutions; equal to {@code in} where there is no first one
     * @param squeezed channels inside squeeze-and-excitation, 0 for none
     * @param gate of squeeze-and-excitation
     * @param squeezeActivation inside squeeze-and-excitation
     * @param drop probability of skipping the block in training
     */
    record Shape(
            int in,
            int expanded,
            int out,
            int kernel,
            int stride,
            Activation activation,
            int squeezed,
            Activation squeezeActivation,
            SqueezeExcitation.Gate gate,
            double drop) {}

    private final Shape shape;
    private final @Nullable ConvNorm expand;
    private final ConvNorm spatial;
    private final @Nullable SqueezeExcitation squeezeExcitation;
    private final ConvNorm project;

    InvertedResidual(Layers layers, String name, Shape shape) {
        this.shape = shape;
        int index = 0;
        int width = shape.expanded();
        expand = width == shape.in() ? null : unit(layers, name, index++, shape.in(), width, Kernel.pointwise());
        spatial = unit(layers, name, index++, width, width, Kernel.depthwise(shape.kernel(), shape.stride(), width));
        squeezeExcitation = shape.squeezed() == 0
                ? null
                : new SqueezeExcitation(
                        layers, name + "." + index++, width, shape.squeezed(), shape.squeezeActivation(), shape.gate());
        project = unit(layers, name, index, width, shape.out(), Kernel.pointwise());
    }

    private static ConvNorm unit(Layers layers, String name, int index, int in, int out, Kernel kernel) {
        return layers.convNorm(name + "." + index + ".0", name + "." + index + ".1", in, out, kernel);
    }

    Tensor apply(Tensor x, Pass pass) {
        Tensor y = expand == null ? x : shape.activation().apply(expand.apply(x, pass), pass);
        y = shape.activation().apply(spatial.apply(y, pass), pass);
        if (squeezeExcitation != null) {
            y = squeezeExcitation.apply(y, pass);
        }
        y = project.apply(y, pass);
        if (shape.stride() != 1 || shape.in() != shape.out()) {
            return y;
        }
        return pass.stochasticDepth(y, shape.drop()).add_(x);
    }
}
