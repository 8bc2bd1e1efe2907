package org.subtext.learn.networks;

import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * How a new parameter is filled. Fans follow torch: {@code fan_in} counts the inputs of one output, {@code fan_out} the
 * outputs of one input, both times the kernel's area; a weight's axes are (output, input, height, width).
 */
@FunctionalInterface
interface Fill {
    Fill ZERO = constant(0);
    Fill ONE = constant(1);

    /** He et al. 2015, doi:10.1109/ICCV.2015.123: normal with standard deviation √(2 / fan_out). */
    Fill KAIMING_NORMAL_FAN_OUT = (t, g) -> t.normal_(0, Math.sqrt(2.0 / fanOut(t)), g);

    /** The same with fan_in. */
    Fill KAIMING_NORMAL_FAN_IN = (t, g) -> t.normal_(0, Math.sqrt(2.0 / fanIn(t)), g);

    /** torch's default for the weight of a linear layer: uniform within ±1/√fan_in. */
    Fill LINEAR_DEFAULT = (t, g) -> uniform(1 / Math.sqrt(fanIn(t))).apply(t, g);

    /** Glorot and Bengio 2010: uniform within ±√(6 / (fan_in + fan_out)). */
    Fill XAVIER_UNIFORM =
            (t, g) -> uniform(Math.sqrt(6.0 / (fanIn(t) + fanOut(t)))).apply(t, g);

    void apply(Tensor tensor, GeneratorOptional generator);

    static Fill constant(double value) {
        return (t, g) -> t.fill_(new Scalar(value));
    }

    static Fill normal(double deviation) {
        return (t, g) -> t.normal_(0, deviation, g);
    }

    static Fill uniform(double bound) {
        return (t, g) -> t.uniform_(-bound, bound, g);
    }

    /**
     * For {@code torch.nn.init.trunc_normal_}, which cuts at ±2: more than fifty of the deviations used here, so that
     * no value is ever cut and none is looked for.
     */
    static Fill truncatedNormal(double deviation) {
        return normal(deviation);
    }

    private static long fanIn(Tensor weight) {
        return weight.numel() / weight.size(0);
    }

    private static long fanOut(Tensor weight) {
        return weight.numel() / weight.size(1);
    }
}
